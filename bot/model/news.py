"""What the world publishes: feeds, their entries, articles."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


def digest_of(*parts: str) -> str:
    """Return 24 hexadecimal digits that stand for these strings, in this order."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def require_utc(*moments: datetime | None) -> None:
    """Raise ValueError for a time without a zone or in another zone than UTC."""
    for moment in moments:
        if moment is not None and moment.utcoffset() != timedelta(0):
            raise ValueError(f"not an aware UTC time: {moment!r}")


OPENING = 600  # characters of a text by which its event is known


class Completeness(StrEnum):
    """Say how much of the article its text is."""

    WHOLE = "whole"
    TEASER = "teaser"
    PAYWALL = "paywall"


@dataclass(frozen=True, slots=True)
class Feed:
    """Name a followed feed; its id is the hash of the address it was added under."""

    id: str
    url: str
    title: str
    outlet: str
    added_at: datetime
    added_by: str = ""
    homepage: str = ""
    language: str = ""
    person: str = ""  # who added it, as the platform names them; `added_by` is how others see them
    origin: str = ""  # the address that people followed, where it has moved for good since
    named: str = ""  # what its readers call the outlet, before all other names

    def __post_init__(self) -> None:
        require_utc(self.added_at)


@dataclass(frozen=True, slots=True)
class Polling:
    """Remember what the last polls of a feed taught, so that the next one is cheap and polite."""

    next_at: datetime
    interval: timedelta = timedelta(minutes=30)
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    seeded: bool = False  # the first fetch fills the ledger silently
    last_try_at: datetime | None = None
    last_ok_at: datetime | None = None
    last_entry_at: datetime | None = None
    usual_gap: timedelta | None = None  # median gap between entries, once known
    failing_since: datetime | None = None
    failures: int = 0
    reason: str = ""  # why it fails or is paused, in one sentence
    paused: bool = False
    note: str = ""  # what was odd about its last answer, in one sentence

    def __post_init__(self) -> None:
        require_utc(self.next_at, self.last_try_at, self.last_ok_at, self.last_entry_at, self.failing_since)


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one item of a feed as it came: plain text, the address as given, times in UTC."""

    feed_id: str
    guid: str
    url: str
    title: str
    text: str  # the feed's own text, markup removed, paragraphs parted by a blank line
    whole: bool  # whether that text is the article and not a teaser
    published_at: datetime | None = None
    published_on: date | None = None  # the day in the zone that the feed gave
    language: str = ""
    silent: bool = False  # goes on the record without being news: old when first seen
    own: bool = True  # of the site for which its feed speaks; what a feed says of another's is not that article's words
    shared: bool = False  # several entries have its address, so that names none of them, and its page is none of theirs
    outlet: str = ""  # whose article it is, where a feed of searches or of many sites says so

    def __post_init__(self) -> None:
        require_utc(self.published_at)


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Hold one answer of a feed's server; `entries` is empty when nothing changed."""

    changed: bool
    entries: tuple[Entry, ...] = ()
    title: str = ""
    homepage: str = ""
    language: str = ""
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    moved_to: str = ""  # the address a permanent redirect gave
    max_age: timedelta | None = None  # Cache-Control or the feed's own ttl
    note: str = ""  # what was odd about it, in one sentence
    hub: str = ""  # where the feed says that one can ask to be told of news (WebSub)
    topic: str = ""  # what the feed is called there


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """Hold what an address of an archive lists: entries, the addresses that list more, and its title."""

    entries: tuple[Entry, ...]
    more: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """Name a feed that autodiscovery found, with its newest headlines."""

    url: str
    title: str
    headlines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Hold the text of a web page and what the page says of itself."""

    url: str  # after redirects, canonical where the page names one
    title: str
    text: str
    outlet: str = ""
    language: str = ""
    published_at: datetime | None = None
    published_on: date | None = None
    completeness: Completeness = Completeness.WHOLE
    form: str = ""  # what it is, where it is no page: “PDF, 12 pages”

    def __post_init__(self) -> None:
        require_utc(self.published_at)


@dataclass(frozen=True, slots=True)
class Publication:
    """Say where and when a text appeared: all that stands beside a quote."""

    article_id: str  # this revision
    page_id: str  # all revisions of one page
    url: str
    title: str
    outlet: str
    fetched_at: datetime
    published_at: datetime | None = None
    published_on: date | None = None
    language: str = ""
    agency: str = ""  # "Reuters" in a Dawn article
    completeness: Completeness = Completeness.WHOLE
    engine: str = "rules"  # who chose among its quotes, as footers name it
    gist: str = ""  # sentences of the article that a language model chose; never anybody's words in marks
    opening: str = field(default="", compare=False, repr=False)  # the first OPENING characters of its text

    def __post_init__(self) -> None:
        require_utc(self.fetched_at, self.published_at)


@dataclass(frozen=True, slots=True)
class Article:
    """Hold one immutable revision of a text; a changed text is another Article of the same page."""

    publication: Publication
    text: str = field(repr=False)
    feed_id: str = ""

    @property
    def id(self) -> str:
        """Return the revision's id: the hash of page and text."""
        return self.publication.article_id
