"""Decide when a feed is polled next, and what its dates are worth: pure functions."""

from __future__ import annotations

import hashlib
import statistics
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.errors import FetchError, Gone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.news import Entry, FeedPage, Polling

DAY = timedelta(days=1)
USUAL = 10  # minutes between polls of a busy feed, where an operator wants no fewer
SOON = timedelta(minutes=2)  # for which an answer stays fresh that a server lets be asked for that often
SLACK = timedelta(minutes=5)  # an answer may be asked for anew this much before it goes stale
FUTURE = timedelta(hours=1)  # a date further ahead is a mistake
STALE = timedelta(days=30)  # an entry older than this at first sight is on the record but no news
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)  # before there were feeds: a date of 1970 is a mistake


def grid(feed_id: str, after: datetime, interval: timedelta) -> datetime:
    """Return the first point later than `after` on the feed's own fixed grid; its phase comes from its id."""
    seconds = max(60, int(interval.total_seconds()))
    phase = int(hashlib.sha256(feed_id.encode()).hexdigest()[:8], 16) % seconds
    at = int(after.timestamp())
    return datetime.fromtimestamp(at - (at - phase) % seconds + seconds, UTC)


def after_success(polling: Polling, page: FeedPage, feed_id: str, now: datetime, minutes: int) -> Polling:
    """Return the memory after an answer: validators kept as given, the next poll by the feed's own rhythm.

    It comes neither more often than every so many minutes nor before the server wants it.
    """
    dates = sorted(entry.published_at for entry in page.entries if entry.published_at)
    undated = [now] if page.entries and not dates else []  # an answer that changed is all that tells of news
    newest = max([*dates[-1:], *undated, *filter(None, [polling.last_entry_at])], default=None)
    gap = usual_gap(dates) or polling.usual_gap
    usual, fresh = (
        pace(gap, now - newest if newest else None, least(page, minutes)),
        min(DAY, page.max_age or timedelta(0)),
    )
    return replace(
        polling,
        next_at=grid(feed_id, now + max(timedelta(0), fresh - SLACK), usual),
        interval=max(usual, fresh),
        etag=page.etag,
        last_modified=page.last_modified,
        body_hash=page.body_hash,
        seeded=True,
        last_try_at=now,
        last_ok_at=now,
        last_entry_at=newest,
        usual_gap=gap,
        failing_since=None,
        failures=0,
        reason="",
        note=page.note if page.changed else polling.note,
    )


def least(page: FeedPage, minutes: int) -> int:
    """Return the minutes between polls of a busy feed: two where its server says that its answers go stale that fast.

    Only one that answers “nothing changed” is asked so often, and none where an operator wants longer pauses.
    """
    lets = page.max_age is not None and page.max_age <= SOON and bool(page.etag or page.last_modified)
    return min(minutes, 2) if lets and minutes <= USUAL else minutes


def pace(gap: timedelta | None, quiet: timedelta | None, minutes: int) -> timedelta:
    """Return how long to wait between polls: a quarter of the usual gap or a 24th of how long it has been quiet.

    From so many minutes to a day, in steps that double: so the grids of a feed fit into each other. `make bench` shows
    what other shares would cost.
    """
    wanted = max((gap or timedelta(0)) / 4, (quiet or timedelta(0)) / 24)
    step = timedelta(minutes=minutes)
    while step * 2 <= min(wanted, DAY):
        step *= 2
    return step if wanted < DAY else max(step, DAY)


def usual_gap(dates: Sequence[datetime]) -> timedelta | None:
    """Return the median gap between entries, or None for fewer than three."""
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(dates)]
    return timedelta(seconds=int(statistics.median(gaps))) if len(gaps) >= 2 else None


def after_failure(polling: Polling, error: Exception, feed_id: str, now: datetime) -> Polling:
    """Return the memory after a failure: back off up to a day, never sooner than asked; gone for good is a pause."""
    failures = polling.failures + 1
    asked = error.retry_after if isinstance(error, FetchError) and error.retry_after else timedelta(0)
    wait = min(DAY, polling.interval * 2 ** min(failures - 1, 10))
    due = grid(feed_id, now + wait - polling.interval, polling.interval)
    return replace(
        polling,
        next_at=max(due, now + asked),
        last_try_at=now,
        failing_since=polling.failing_since or now,
        failures=failures,
        reason=str(error),
        paused=polling.paused or isinstance(error, Gone),
    )


def sensible(entry: Entry, now: datetime) -> Entry:
    """Return the entry with an impossible date taken off, and silent when it is older than 30 days at first sight."""
    at = entry.published_at
    if at is not None and not EARLIEST <= at <= now + FUTURE:
        return replace(entry, published_at=None, published_on=None)
    silent = at is not None and at < now - STALE
    return entry if silent == entry.silent else replace(entry, silent=silent)
