"""Read what is pending and put it on the record; a failing article is kept with its reason and tried again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.errors import BadLink, FetchError, Forbidden, Gone, OnRecordError, StoreError
from bot.ledger.articles import article_of
from bot.ledger.identity import host, site
from bot.model.news import Feed, Page
from bot.reading.read import LONGEST
from bot.recording import ReadArticle, put_on_record, understood

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.model.query import Pending

BACK_OFF = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))  # then it is given up
BACKLOG = timedelta(days=7)  # of a new feed's older entries only the teaser is read
AT_ONCE = 5_000
TURN = 60.0  # seconds after which a job takes no more entries: others wait behind it
_under_way: set[str] = set()  # entries that are being read in this process
_taking = threading.Lock()
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class RecordOutcome:
    """Say what came of one entry."""

    url: str
    quotes: int = 0
    dropped: int = 0
    error: str = ""


Then = Callable[[], RecordOutcome]  # what is left to do with an entry


def prepared(
    desk: Desk, pending: Pending, feed: Feed, page: Page | None = None, note: str = "", again: Then | None = None
) -> Then:
    """Read one entry, and return what is left to do: to record all it holds in one transaction; raises StoreError only.

    A note, why its page was not read, is kept with it. Where something is done `again` after that, the page is still to
    be read, and no language model is asked before it is.
    """
    try:
        article = article_of(pending.entry, page, feed, desk.clock.now())
        known = understood(desk, article, silent=pending.silent or again is not None)
    except StoreError:
        raise
    except Exception as error:
        log.exception("article crashed the reading", url=pending.entry.url)
        return partial(failed, desk, pending, f"could not be read ({type(error).__name__})")
    return partial(_put_on_record, desk, pending, known, note, again)


def _put_on_record(desk: Desk, pending: Pending, known: ReadArticle, note: str, again: Then | None) -> RecordOutcome:
    url = pending.entry.url or pending.entry.title
    try:
        found, new = put_on_record(desk, known, silent=pending.silent, entry=pending, finished=again is None)
        if again:
            return replace(again(), quotes=new, dropped=found.dropped)
        if known.reading.unread:
            note = f"its first {LONGEST:,} characters were read, {known.reading.unread:,} were not"
        if note:
            desk.store.entry_noted(pending.id, note)
    except StoreError:
        raise
    except Exception as error:
        log.exception("article crashed the recording", url=url)
        return failed(desk, pending, f"could not be read ({type(error).__name__})")
    return RecordOutcome(url, new, found.dropped, note)


def failed(desk: Desk, pending: Pending, reason: str, asked: timedelta | None = None) -> RecordOutcome:
    """Keep an entry that failed with its reason and the time of the next try: not before the site asked for."""
    wait = BACK_OFF[pending.tries] if pending.tries < len(BACK_OFF) else None
    at = desk.clock.now() + max(wait, asked or wait) if wait else None
    desk.store.entry_failed(pending.id, reason, retry_at=at)
    return RecordOutcome(pending.entry.url or pending.entry.title, error=reason)


def record_pending(
    desk: Desk,
    feed_id: str = "",
    on_done: Callable[[RecordOutcome], None] | None = None,
    *,
    waiting_for: timedelta = timedelta(0),
    bounded: bool = False,
) -> tuple[RecordOutcome, ...]:
    """Read every entry that waits (of one feed or all) since a while; bounded, for a minute: the rest waits again.

    A feed's entries are recorded in the order of their publication, so that what moved finds what was said before.
    """
    waiting = desk.store.pending(desk.clock.now() - waiting_for, feed_id=feed_id, limit=AT_ONCE)
    with _taken(waiting) as mine:
        return _recorded(desk, sorted(mine, key=_published), on_done, bounded=bounded)


@contextmanager
def _taken(waiting: Sequence[Pending]) -> Iterator[list[Pending]]:
    """Hold those entries that nobody else in this process reads just now."""
    with _taking:
        mine = [each for each in waiting if each.id not in _under_way]
        _under_way.update(each.id for each in mine)
    try:
        yield mine
    finally:
        with _taking:
            _under_way.difference_update(each.id for each in mine)


def _recorded(
    desk: Desk, waiting: Sequence[Pending], on_done: Callable[[RecordOutcome], None] | None, *, bounded: bool
) -> tuple[RecordOutcome, ...]:
    feeds = {each.feed.id: each.feed for each in desk.store.feeds()}
    turns, until = _turns(waiting), time.monotonic() + (TURN if bounded else float("inf"))

    def one(pending: Pending) -> RecordOutcome | None:
        if time.monotonic() > until:
            turns[pending.id][1].set()
            return None
        feed = feeds.get(pending.entry.feed_id) or _gone(desk, pending)
        before, mine = turns[pending.id]
        try:
            keep = _fetched(desk, pending, feed)
            before.wait()
            return keep()
        finally:
            mine.set()

    with ThreadPoolExecutor(desk.settings.fetch_workers) as pool:
        tasks = [pool.submit(one, pending) for pending in waiting]
        for task in as_completed(tasks):
            if on_done and (outcome := task.result()):
                on_done(outcome)
    left = [pending.id for pending, task in zip(waiting, tasks, strict=True) if task.result() is None]
    desk.store.put_off(left, desk.clock.now())
    return tuple(outcome for task in tasks if (outcome := task.result()))


def _gone(desk: Desk, pending: Pending) -> Feed:
    """Return a stand-in for a feed that was removed while its entries waited."""
    return Feed(pending.entry.feed_id, "", "", "", desk.clock.now())  # nobody's site: it speaks for no article


def _old(pending: Pending, now: datetime) -> bool:
    """Say whether an entry of the backlog is too old to ask a site for its page."""
    return pending.silent and (pending.entry.published_at is None or pending.entry.published_at < now - BACKLOG)


def _published(pending: Pending) -> tuple[bool, datetime]:
    """Return what orders entries: those with a time first, the oldest of them first."""
    at = pending.entry.published_at
    return (at is None, at or datetime.min.replace(tzinfo=UTC))


def _turns(waiting: Sequence[Pending]) -> dict[str, tuple[threading.Event, threading.Event]]:
    """Return for each entry when it may be recorded, and what says that it was: one after the other in each feed.

    They are begun in this order too, so the one that is waited for is always under way.
    """
    last: dict[str, threading.Event] = {}
    turns: dict[str, tuple[threading.Event, threading.Event]] = {}
    for each in waiting:
        before = last.get(each.entry.feed_id)
        if before is None:
            before = threading.Event()
            before.set()
        last[each.entry.feed_id] = threading.Event()
        turns[each.id] = (before, last[each.entry.feed_id])
    return turns


def _fetched(desk: Desk, pending: Pending, feed: Feed) -> Then:
    """Fetch the page of a teaser, and return what is left to do; a page that refuses leaves the teaser."""
    own = pending.entry.own
    if not own:
        pending = replace(pending, entry=replace(pending.entry, text="", whole=False))
    if not own or (feed.origin and site(feed.origin) != site(pending.entry.url)):  # who named the feed is not the site
        feed = replace(feed, title="", outlet="", named="")
    if pending.entry.whole or not pending.entry.url or pending.entry.shared or _old(pending, desk.clock.now()):
        return prepared(desk, pending, feed)
    try:
        page = desk.fetcher.page(pending.entry.url)
    except StoreError:
        raise
    except OnRecordError as error:
        return _without(desk, pending, feed, error)
    except Exception as error:
        log.exception("page crashed the parser", url=pending.entry.url)
        later = partial(failed, desk, pending, f"could not be read ({type(error).__name__})")
        return later if pending.tries else prepared(desk, pending, feed, again=later)
    if own and site(page.url) == site(pending.entry.url):
        if pending.entry.outlet:  # a search names another site's article, and its own page leads there by script only
            return prepared(desk, pending, feed, note=f"{host(page.url)} did not lead on to the article.")
        return prepared(desk, pending, feed, page)
    return prepared(desk, _by_the_page(pending, page), replace(feed, title="", outlet="", named=""), page)


def _without(desk: Desk, pending: Pending, feed: Feed, error: OnRecordError) -> Then:
    """Return what is left to do without a page: to read the feed's own words, at once, and to try again later."""
    lasting = isinstance(error, BadLink | Forbidden | Gone) or pending.silent or pending.tries >= len(BACK_OFF)
    if lasting:
        return prepared(desk, pending, feed, note=str(error))
    asked = error.retry_after if isinstance(error, FetchError) else None
    later = partial(failed, desk, pending, str(error), asked)
    return later if pending.tries else prepared(desk, pending, feed, again=later)


def _by_the_page(pending: Pending, page: Page) -> Pending:
    """Return an entry of another site's article with what the page says of itself, and where it really is."""
    entry = replace(pending.entry, title=page.title, published_at=page.published_at, published_on=page.published_on)
    return replace(pending, entry=entry if site(page.url) == site(entry.url) else replace(entry, url=page.url))
