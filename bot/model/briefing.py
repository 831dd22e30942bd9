"""What a channel is told, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from bot.model.choice import Translation
from bot.model.news import Publication, require_utc
from bot.model.position import PositionChange, Split
from bot.model.record import Filed


def workspace_of(channel_id: str) -> str:
    """Return the workspace a channel is in: “slack:T1” of “slack:T1:C1”, “console” of “console:desk”."""
    platform, *rest = channel_id.split(":")
    return ":".join([platform, *rest[:-1]])


PERSONAL = "your direct messages"
NOT_STARTED = "press Start"  # why a channel is paused that nobody has started yet
WEEKDAYS = frozenset(range(5))
DAILY = frozenset(range(7))
WEEK = "|week"  # ends the ids of the slots of weekly reviews


@dataclass(frozen=True, slots=True)
class DigestTime:
    """Name a wall-clock time and the days (Monday = 0) on which a digest is due, in the channel's zone."""

    at: time
    days: frozenset[int] = WEEKDAYS
    week: bool = False  # a review of the whole week, beside the daily digests


@dataclass(frozen=True, slots=True)
class Filter:
    """Say what a channel's digest may hold; an empty part lets everything through."""

    outlets: tuple[str, ...] = ()  # only these
    languages: tuple[str, ...] = ()  # only these, “en”
    without: tuple[str, ...] = ()  # words of outlets, headlines, speakers and quotes that are left out
    people: bool = False  # nothing that bodies and nobody in particular said


@dataclass(frozen=True, slots=True)
class Mute:
    """Name whom or what a digest leaves out for a while."""

    words: str
    until: datetime
    story: str = ""  # the id of the one story that is meant; its headline are the words

    def __post_init__(self) -> None:
        require_utc(self.until)


@dataclass(frozen=True, slots=True)
class Channel:
    """Hold a channel's settings; zone is an IANA name."""

    id: str  # "console", "console:desk"; later "slack:T1:C1"
    platform: str
    name: str
    zone: str = "UTC"
    times: tuple[DigestTime, ...] = ()
    topics: tuple[str, ...] = ()  # empty = everything
    paused: bool = False
    paused_until: datetime | None = None  # None while paused = until resumed
    paused_reason: str = ""
    since: datetime | None = None  # when the first digest time was set: no slot before it is ever due
    empty_line: bool = False  # post one line on an empty day
    model: bool = True  # a language model may choose for it, where one is set
    translate: str = ""  # into which language its digest's quotes are translated, below them; "" for none
    filter: Filter = Filter()
    mutes: tuple[Mute, ...] = ()
    set_by: str = ""  # the platform's name of who set its times, who is told when something goes wrong

    def __post_init__(self) -> None:
        require_utc(self.paused_until, self.since)

    @property
    def title(self) -> str:
        """Return what a sentence calls it: a link that its chat draws with the name that it has now, else its name."""
        if self.platform == "console" or ":" not in self.id:
            return self.name or "this channel"
        return PERSONAL if self.personal else f"<#{self.id}>"

    @property
    def personal(self) -> bool:
        """Return whether it is somebody's own conversation with us: its id is the person's, or Slack's “D…”."""
        return self.id.rsplit(":", 1)[-1][:1] in {"U", "W", "D", "@"}

    @property
    def stopped(self) -> bool:
        """Return whether it is paused for a reason that nobody chose, until that is mended."""
        chosen = self.paused_reason in {"", NOT_STARTED}
        return bool(self.times) and self.paused and self.paused_until is None and not chosen


@dataclass(frozen=True, slots=True)
class Slot:
    """Name one digest of one channel: the exactly-once key, without UTC offset."""

    channel_id: str
    day: date  # the channel's local date
    at: time  # the wall time that was asked for
    due_at: datetime  # UTC
    week: bool = False  # of a weekly review

    def __post_init__(self) -> None:
        require_utc(self.due_at)

    @property
    def id(self) -> str:
        """Return `channel|2025-02-14|08:00`, of a weekly review with `|week` behind it."""
        return f"{self.channel_id}|{self.day.isoformat()}|{self.at:%H:%M}{WEEK if self.week else ''}"


class DeliveryState(StrEnum):
    """Tell how far a slot came."""

    CLAIMED = "claimed"
    POSTED = "posted"
    EMPTY = "empty"  # nothing new; nothing was posted
    FOLDED = "folded"  # too late; its window went into the next digest
    MAYBE = "maybe sent"  # nobody knows; never sent again by itself
    FAILED = "failed"


CLOSED = (DeliveryState.POSTED, DeliveryState.EMPTY, DeliveryState.MAYBE)  # their window is told


@dataclass(frozen=True, slots=True)
class Delivery:
    """Hold what happened to a slot."""

    slot: Slot
    state: DeliveryState
    since: datetime  # the window of the news in it
    until: datetime
    claimed_at: datetime
    lease_until: datetime
    posted_at: datetime | None = None
    post: str = ""  # the platform's name of the post
    note: str = ""  # "late, planned 08:00"
    stories: tuple[str, ...] = ()  # ids, so that nothing repeats
    quotes: tuple[str, ...] = ()  # ids of quotes, and of changes and splits

    def __post_init__(self) -> None:
        require_utc(self.since, self.until, self.claimed_at, self.lease_until, self.posted_at)


@dataclass(frozen=True, slots=True)
class Story:
    """Hold one event as several outlets tell it; the title is the lead article's headline, verbatim."""

    id: str
    lead: Publication
    publications: tuple[Publication, ...]  # of the window, agency copies among them
    quotes: tuple[Filed, ...]
    copies: tuple[Publication, ...] = ()  # tell what an agency or another of the pages tells, word for word
    earlier: tuple[str, ...] = ()  # page ids of the same event from before the window
    joined: tuple[str, ...] = ()  # why each page but the first belongs to it, in words
    because: tuple[str, ...] = ()  # why it stands where it stands, in words, the weightiest reason first
    weight: float = 0.0  # the sum of those reasons
    waits: bool = False  # it reads like a feature, not like news

    @property
    def outlets(self) -> tuple[str, ...]:
        """Return the outlets, the lead's first, each once."""
        return tuple(dict.fromkeys([self.lead.outlet, *(p.outlet for p in self.publications)]))

    @property
    def independent(self) -> tuple[str, ...]:
        """Return the outlets that tell it in their own words; an agency counts once, whoever prints it."""
        copied = {each.article_id for each in self.copies}
        own = (each.outlet for each in self.publications if each.article_id not in copied)
        return tuple(dict.fromkeys(own))

    @property
    def agencies(self) -> tuple[str, ...]:
        """Return the agencies whose words its pages print, each once."""
        return tuple(dict.fromkeys(each.agency for each in self.publications if each.agency))


@dataclass(frozen=True, slots=True)
class Moved:
    """Hold a position that moved, with the further outlets that tell it."""

    change: PositionChange
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """Hold what one digest says, before it is drawn."""

    channel: Channel
    day: date
    since: datetime
    until: datetime
    stories: tuple[Story, ...]
    articles: int
    outlets: int
    failing_feeds: int
    engine: str
    candidates: tuple[Story, ...] = ()  # the weightiest of the window, those that are shown among them
    translations: Mapping[str, Translation] = field(default_factory=dict)  # by the words that are shown
    order: str = ""  # who put the stories in their order: a model's name, "" for the rules
    also: tuple[Story, ...] = ()  # told by several outlets, and nobody is quoted yet
    events: int = 0  # all that the window holds on the channel's topics, told here or not
    unread: int = 0  # articles whose pages did not answer yet
    moved: tuple[Moved, ...] = ()  # positions that moved, one as several outlets tell it once
    splits: tuple[Split, ...] = ()
    updated: frozenset[str] = frozenset()  # story ids told before that have new quotes
    next_due: datetime | None = None
    note: str = ""
    week: bool = False  # a review of the whole week: what the daily ones told is told again
