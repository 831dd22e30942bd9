"""What somebody wants to be told of, and what they were told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from bot.model.news import require_utc
from bot.model.record import Topic


@dataclass(frozen=True, slots=True)
class Watch:
    """Hold that a person wants to hear of a speaker, of a topic, of a speaker on a topic, or of splits."""

    id: str
    person: str  # the platform's name of who set it: "slack:T1:U1"
    name: str  # how others see who set it: "@ana"
    channel_id: str  # where it was set
    created_at: datetime
    seen_until: datetime  # what was recorded before was looked at
    zone: str = "UTC"  # IANA name: whose day and night count
    speaker: str = ""  # as shown: "Friedrich Merz"
    alias: str = ""  # as look-ups compare it
    topic: Topic | None = None
    only_changes: bool = False
    only_splits: bool = False  # of camps, with or without a speaker or topic
    here: bool = False  # alerts go into the channel, not to the person
    muted_until: datetime | None = None
    quiet: tuple[time, time] | None = None  # no alert from the first to the second, by the zone's clock

    def __post_init__(self) -> None:
        require_utc(self.created_at, self.seen_until, self.muted_until)

    @property
    def about(self) -> str:
        """Return what is watched: “Merz on tariffs”."""
        named = self.topic.name if self.topic else ""
        every = "splits" if self.only_splits else ""
        return f"{self.speaker} on {named}" if self.speaker and named else self.speaker or named or every


class AlertState(StrEnum):
    """Tell how far an alert came."""

    HELD = "held"  # at night, or beyond the day's limit: told with others
    CLAIMED = "claimed"
    SENT = "sent"
    MAYBE = "maybe sent"  # nobody knows; never sent again by itself
    DROPPED = "dropped"  # muted, or its ground fell away before it was told


@dataclass(frozen=True, slots=True)
class Alert:
    """Hold that a watch was or will be told of a quote or a change."""

    watch_id: str
    item: str  # the id of a quote, a change or a split
    change: bool  # or a split
    found_at: datetime
    state: AlertState = AlertState.HELD
    claimed_at: datetime | None = None
    sent_at: datetime | None = None
    post: str = ""
    bundle: str = ""  # the key of the one message that tells several
    lease_until: datetime | None = None  # until when a claim keeps other nodes away

    def __post_init__(self) -> None:
        require_utc(self.found_at, self.claimed_at, self.sent_at, self.lease_until)
