"""Fill the ledger with the past: what an archive lists goes on the record quietly, the oldest first."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog

from bot.errors import BadLink, FetchError, Forbidden, Gone, OnRecordError, StoreError, Unreadable
from bot.ledger.articles import article_of
from bot.ledger.identity import host, page_of, site
from bot.ledger.outlets import known_outlet
from bot.model.news import Entry, Feed
from bot.recording import recorded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.desk import Desk
    from bot.model.news import Article, Page

MOST_LISTS = 2_000  # feeds, sitemaps and their further pages
MOST = 100_000  # addresses
PATIENCE = 3  # times in a row that a host does not answer, after which it is left for another time
NO_FILE = 404  # how a list ends whose pages are counted
log = structlog.get_logger()


class Fate(StrEnum):
    """Say what came of an entry."""

    RECORDED = "read"
    KNOWN = "on record before"
    OLDER = "older"
    UNDATED = "without a date"
    FAILED = "not readable"


@dataclass(frozen=True, slots=True)
class Past:
    """Name an entry of an archive, what lists it, and its page where somebody has that already."""

    entry: Entry
    source: Feed
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """Say what came of one entry."""

    url: str
    fate: Fate
    quotes: int = 0
    dropped: int = 0
    error: str = ""


def listed(desk: Desk, starts: Sequence[str], since: datetime | None) -> tuple[list[Past], list[str]]:
    """Return what archives list, each address once and the oldest first, and why some lists could not be read."""
    waiting, seen = deque(starts), set[str]()
    found: dict[str, Past] = {}
    errors: list[str] = []
    while waiting and len(seen) < MOST_LISTS and len(found) < MOST:
        url = waiting.popleft()
        if url in seen:
            continue
        seen.add(url)
        try:
            listing = desk.fetcher.archive(url, since)
        except (BadLink, FetchError) as error:
            ended = url not in starts and isinstance(error, FetchError) and error.status == NO_FILE
            errors += [] if ended else [f"{url}: {error}"]
            continue
        outlet = known_outlet(url) or listing.title or host(url)
        source = Feed("", url, listing.title or host(url), outlet, desk.clock.now())
        new = [each for each in listing.entries if each.url and page_of(each, "") not in found]
        found |= {page_of(each, ""): Past(each, source) for each in new}
        waiting.extend(
            listing.more if new or not listing.entries else ()
        )  # a page that repeats another leads in circles
    return in_order(list(found.values())), errors


def in_order(past: Sequence[Past]) -> list[Past]:
    """Return entries as they were published, the oldest first, so that what moved finds what was said before."""
    return sorted(past, key=lambda each: each.entry.published_at or datetime.max.replace(tzinfo=UTC))


class Filling:
    """Fill from a list of the past, one entry after the other; a host that does not answer is left alone."""

    def __init__(self, desk: Desk, since: datetime | None) -> None:
        """Take the desk, and the moment before which nothing is recorded."""
        self._desk, self._since = desk, since
        self._silent: Counter[str] = Counter()  # times in a row, by host

    def known(self, past: Past) -> bool:
        """Say whether an entry's page is on the record."""
        return self._desk.store.page(page_of(past.entry, "")) is not None

    def fill(self, past: Past) -> Filled:
        """Put one entry on the record without being news; raises StoreError only."""
        url = past.entry.url
        if self.known(past):
            return Filled(url, Fate.KNOWN)
        if self._silent[host(url)] >= PATIENCE:
            return Filled(url, Fate.FAILED, error=f"{host(url)} does not answer; it is left for another time.")
        try:
            return self._recorded(self._article(past))
        except StoreError:
            raise
        except OnRecordError as error:
            self._silent[host(url)] += _unanswered(error)
            return Filled(url, Fate.FAILED, error=str(error))
        except Exception as error:
            log.exception("article crashed the reading", url=url)
            return Filled(url, Fate.FAILED, error=f"could not be read ({type(error).__name__})")

    def _article(self, past: Past) -> Article:
        """Return an entry as an article: by its own words where the archive holds it whole, else by its page."""
        entry, now = past.entry, self._desk.clock.now()
        if entry.whole:
            return article_of(entry, None, past.source, now)
        page = past.page or self._desk.fetcher.page(entry.url)
        self._silent[host(entry.url)] = 0
        if urlsplit(entry.url).path.strip("/") and page.url and not urlsplit(page.url).path.strip("/"):
            raise Unreadable(f"{host(entry.url)} leads to its front page.")
        place = entry.url if not page.url or site(page.url) == site(entry.url) else page.url
        at, on = (page if page.published_on else entry).published_at, page.published_on or entry.published_on
        bare = replace(entry, url=place, text="", language="", published_at=at, published_on=on)
        source = past.source if past.page else replace(past.source, title="", outlet="")  # a page names its own
        return article_of(bare, page, source, now)

    def _recorded(self, article: Article) -> Filled:
        here = article.publication
        if here.published_on is None:
            return Filled(here.url, Fate.UNDATED)
        if self._since and here.published_on < self._since.date():
            return Filled(here.url, Fate.OLDER)
        if self._desk.store.page(here.page_id):
            return Filled(here.url, Fate.KNOWN)
        found, new = recorded(self._desk, article, silent=True)
        return Filled(here.url, Fate.RECORDED, new, found.dropped)


def _unanswered(error: OnRecordError) -> bool:
    """Say whether an error is the host's and not the page's: it does not answer, or wants to be left alone."""
    if not isinstance(error, FetchError) or isinstance(error, Forbidden | Gone | Unreadable):
        return False
    return error.retry_after is not None or (error.status or 500) >= 500
