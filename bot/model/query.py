"""Questions to the ledger and their answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.news import Article, Entry, Feed, Polling, Publication, require_utc
from bot.model.position import PositionChange, Split
from bot.model.record import Filed, Report, Speaker


@dataclass(frozen=True, slots=True)
class QuoteQuery:
    """Ask for quotes, newest first; every condition given must hold, empty ones do not count."""

    topics: tuple[str, ...] = ()  # any of these topic keys: what the quote is about
    phrases: tuple[str, ...] = ()  # with `topics`: or any of these, in a row in quote, carrier, lead-in or headline
    words: str = ""  # words to find in quote, carrier, lead-in or headline
    speakers: tuple[str, ...] = ()  # any of these folded names or aliases
    confidence_from: float = 0.0  # with `speakers`: how sure their names must be
    since: datetime | None = None  # of publication, inclusive
    until: datetime | None = None  # exclusive
    outlets: tuple[str, ...] = ()  # any of these, compared without case
    limit: int = 5
    offset: int = 0
    before: int = 0  # a place in the order of quotes, as a sheet names it: only what is older
    workspace: str = ""  # leave out what is hidden there

    def __post_init__(self) -> None:
        require_utc(self.since, self.until)


COUNTED = 1_000  # quotes that are counted for an answer; of more it says that there are more


@dataclass(frozen=True, slots=True)
class QuotePage:
    """Answer a query: one page of quotes, and counts over the newest that match.

    All are counted up to COUNTED, or up to the end of the page where that is further on; `total` is one more where
    there are more. Speakers and outlets are counted of few quotes only; 0 says that they were not.
    """

    quotes: tuple[Filed, ...]
    total: int
    speakers: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold some of the quotes that answer a query, newest first, and where the older ones begin."""

    quotes: tuple[Filed, ...]
    before: int = 0  # the place before which they lie, the same while news comes; 0 = there are none


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """Hold what the ledger knows of a speaker."""

    key: str
    speaker: Speaker  # with the newest role
    aliases: tuple[str, ...]
    roles: tuple[tuple[str, Publication], ...]  # each role with where it was first read, newest first
    quotes: int  # counted up to COUNTED, and one more where there are more
    topics: tuple[str, ...] = ()  # names of the busiest, at most 5


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """Hold what the ledger knows of a topic."""

    key: str
    name: str
    quotes: int


@dataclass(frozen=True, slots=True)
class KnownOutlet:
    """Hold what the ledger knows of an outlet; how well it is read goes by its newest articles."""

    name: str
    url: str  # of its newest article
    languages: tuple[str, ...]  # of the newest, the usual one first
    read_at: datetime  # when its newest article was read
    looked: int  # of how many articles the rest is told
    whole: int  # of these: read as a whole
    teasers: int  # of these: only the feed's own words, or what stands before a paywall
    quoted: int  # of these: with quotes

    def __post_init__(self) -> None:
        require_utc(self.read_at)


@dataclass(frozen=True, slots=True)
class Followed:
    """Hold a feed with the memory of its polls."""

    feed: Feed
    polling: Polling
    entries: int = 0


class EntryState(StrEnum):
    """Tell how far an entry came."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"  # given up, with its reason


@dataclass(frozen=True, slots=True)
class Pending:
    """Hold an entry that still has to be read."""

    id: str  # hash of its first identity key
    entry: Entry
    tries: int = 0
    silent: bool = False  # from a feed's first fetch: on the record, but no news
    text_hash: str = ""  # of its words when it was taken to be read


@dataclass(frozen=True, slots=True)
class EntryFate:
    """Say what became of an entry, for "why was this not posted"."""

    id: str
    entry: Entry
    state: EntryState
    reason: str
    tries: int
    article_id: str = ""
    silent: bool = False
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Count the articles of one host whose pages did not answer, with the newest reason."""

    host: str
    articles: int
    reason: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Hold all that reading an article found: recorded in one transaction."""

    article: Article
    quotes: tuple[Filed, ...]
    reports: tuple[Report, ...] = ()
    changes: tuple[PositionChange, ...] = ()
    taken_away: tuple[PositionChange | Split, ...] = ()  # by a second reader: kept, not shown
    splits: tuple[Split, ...] = ()
    dropped: int = 0  # drafts that the gate refused
    engine: str = "rules"
    silent: bool = False
    gist: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """Hold the news of a window: what a digest is made of."""

    publications: tuple[Publication, ...]  # all articles read in the window, silent ones left out
    quotes: tuple[Filed, ...]  # theirs, oldest first
    dropped: int
    feeds: int  # feeds followed
    failing_feeds: int
    changes: tuple[PositionChange, ...] = ()  # positions that moved in it, newest first
    splits: tuple[Split, ...] = ()
    unread: int = 0  # articles of it whose pages were not read yet


@dataclass(frozen=True, slots=True)
class Totals:
    """Count what the ledger holds."""

    feeds: int
    entries: int
    articles: int
    quotes: int
    speakers: int
    pending: int
    failed: int
    dropped: int
    last_poll_at: datetime | None = None
    failing: int = 0  # feeds whose last poll failed
    unanswered: int = 0  # articles of which only the feed's own words were read: their pages did not answer yet
    since: datetime | None = None  # the publication of the oldest quote


@dataclass(frozen=True, slots=True)
class ChangeQuery:
    """Ask for positions that moved, newest first; every condition given must hold, empty ones do not count.

    By the day that it `happened` where asked, else by when it was recorded.
    """

    speakers: tuple[str, ...] = ()  # any of these folded names or aliases
    topics: tuple[str, ...] = ()  # any of these topic keys
    phrases: tuple[str, ...] = ()  # with `topics`: or any of these, in a row in one of its sides
    since: datetime | None = None  # inclusive
    until: datetime | None = None  # exclusive
    happened: bool = False  # since, until and the order go by the day of the later words
    news: bool = False  # only what is news: no recalled history, nothing from a feed's first fetch
    workspace: str = ""  # leave out what rests on quotes that are hidden there
    follower: str = ""  # only what its feeds carried
    limit: int = 20

    def __post_init__(self) -> None:
        require_utc(self.since, self.until)


@dataclass(frozen=True, slots=True)
class Queued:
    """Count jobs: those that wait or are under way, by queue, and those that failed in the last hour."""

    waiting: Mapping[str, int]
    failed: int


@dataclass(slots=True)
class Facts:
    """Hold what a look at the running program found."""

    at: float = float("-inf")  # by a clock that nobody sets
    wrong: str = ""
    queued: Queued | None = None
    polled_at: datetime | None = None
    recorded_at: datetime | None = None
    digest_due: datetime | None = None  # the longest due and not done
    digest_done: datetime | None = None
    disk: int = 0  # bytes left
