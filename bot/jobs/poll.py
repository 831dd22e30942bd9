"""Poll feeds: ask, decide, keep; a broken feed never stops the others."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog

from bot.due import polls
from bot.errors import OnRecordError, StoreError
from bot.jobs import push
from bot.ledger.identity import host, keys, site
from bot.ledger.outlets import known_outlet
from bot.model.news import Entry, Feed, FeedPage

if TYPE_CHECKING:
    from datetime import datetime

    from bot.desk import Desk
    from bot.model.query import Followed

PER_HOST = 2  # rows of feeds of one host; the fetcher lets no more requests go there at once
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class PollOutcome:
    """Say what a poll brought."""

    feed: Feed
    new: int = 0
    entries: int = 0
    changed: bool = False
    error: str = ""
    note: str = ""
    moved_to: str = ""  # the address that it has from now on


def due(desk: Desk) -> tuple[Followed, ...]:
    """Return the feeds whose next poll has come."""
    return desk.store.feeds_due(desk.clock.now())


def poll(desk: Desk, followed: Followed) -> PollOutcome:
    """Fetch one feed and keep the outcome in one transaction; raises StoreError only."""
    feed, polling, now = followed.feed, followed.polling, desk.clock.now()
    try:
        page = desk.fetcher.feed(feed, polling)
    except StoreError:
        raise
    except OnRecordError as error:
        return _failed(desk, followed, error, now)
    except Exception as error:
        log.exception("feed crashed the parser", feed=feed.url)
        return _failed(desk, followed, FetchCrash(f"could not be read ({type(error).__name__})"), now)
    sensible = (polls.sensible(each, now) for each in page.entries)
    taught = renewed(feed, page)
    page = replace(page, entries=tuple(_owned(desk, each, taught) for each in sensible))
    entries = [(keys(each), each) for each in page.entries]
    after = polls.after_success(polling, page, feed.id, now, push.least(desk, feed.id))
    new = desk.store.keep_poll(taught, after, entries, now=now)
    push.offered(desk, feed, page)
    moved_to = page.moved_to if page.moved_to != feed.url else ""
    if moved_to:
        log.info("feed moved", feed=feed.url, to=moved_to)
    return PollOutcome(feed, new, len(entries), page.changed, note=page.note, moved_to=moved_to)


class FetchCrash(OnRecordError):
    """Stand for a bug in reading one feed."""


def _failed(desk: Desk, followed: Followed, error: OnRecordError, now: datetime) -> PollOutcome:
    after = polls.after_failure(followed.polling, error, followed.feed.id, now)
    desk.store.keep_poll(followed.feed, after, (), now=now)
    return PollOutcome(followed.feed, error=str(error))


def _owned(desk: Desk, entry: Entry, feed: Feed) -> Entry:
    """Return an entry that says whether its feed speaks for its site."""
    own = _own(desk, entry, feed)
    return entry if own == entry.own else replace(entry, own=own)


def _own(desk: Desk, entry: Entry, feed: Feed) -> bool:
    """Say whether a feed speaks for its entry's site: it was followed there, or that site sent us on to it for good."""
    if not entry.own:  # an alert, which names another site's article in the address of its own
        return False
    if not entry.url or urlsplit(feed.url).netloc in desk.settings.allow_hosts:
        return True
    return site(entry.url) in {site(feed.url), site(feed.origin or feed.url)}


def renewed(feed: Feed, page: FeedPage) -> Feed:
    """Return the feed with what its answer taught: a permanent new address, a name where it had none."""
    return replace(
        feed,
        url=page.moved_to or feed.url,
        origin=feed.origin or (feed.url if page.moved_to else ""),
        title=feed.title or page.title or feed.url,
        outlet=feed.outlet or known_outlet(page.homepage or feed.url) or page.title or host(feed.url),
        homepage=page.homepage or feed.homepage,
        language=page.language or feed.language,
    )


def lanes(followed: Sequence[Followed]) -> list[list[Followed]]:
    """Return the feeds in rows that are polled one after the other, two rows at most for a host.

    So a slow host with many feeds holds two threads and never the whole pool.
    """
    hosts: dict[str, list[Followed]] = defaultdict(list)
    for each in followed:
        hosts[urlsplit(each.feed.url).netloc.lower()].append(each)
    return [feeds[start::PER_HOST] for feeds in hosts.values() for start in range(min(PER_HOST, len(feeds)))]


def poll_all(
    desk: Desk, followed: Sequence[Followed], on_done: Callable[[PollOutcome], None] | None = None
) -> tuple[PollOutcome, ...]:
    """Poll feeds in a pool of threads, two at most on one host, and return the outcomes in their order."""
    outcomes: dict[str, PollOutcome] = {}
    one_at_a_time = threading.Lock()

    def go(lane: list[Followed]) -> None:
        for each in lane:
            outcome = poll(desk, each)
            with one_at_a_time:
                outcomes[each.feed.id] = outcome
                if on_done:
                    on_done(outcome)

    with ThreadPoolExecutor(desk.settings.fetch_workers) as pool:
        for future in [pool.submit(go, lane) for lane in lanes(followed)]:
            future.result()
    return tuple(outcomes[each.feed.id] for each in followed)
