from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.due.polls import DAY, after_failure, after_success, grid, least, pace, sensible, usual_gap
from bot.errors import BadLink, FetchError, Forbidden, Gone
from bot.model.news import Entry, FeedPage, Polling

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
POLLING = Polling(next_at=NOW, interval=HALF_HOUR)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone comes with it


def entry(at: datetime | None) -> Entry:
    """Return an entry published then."""
    return Entry("f", "g", "https://gazette.example/1", "t", "x", False, at, at.date() if at else None)


@given(st.text(max_size=20), MOMENTS, st.integers(1, 1440))
@settings(max_examples=100, deadline=None)
def test_the_grid_is_fixed_and_lies_ahead(feed_id: str, now: datetime, minutes: int) -> None:
    """The next point lies within one interval ahead, and every moment before it gives the same point."""
    interval = timedelta(minutes=minutes)
    point = grid(feed_id, now, interval)
    assert now < point <= now + interval
    assert grid(feed_id, point, interval) == point + interval
    assert grid(feed_id, point - timedelta(seconds=1), interval) == point


def test_feeds_are_spread_over_the_interval() -> None:
    """Two hundred feeds do not all come at once: every sixth of the half hour has its share."""
    points = [grid(f"feed{n}", NOW, HALF_HOUR) for n in range(200)]
    shares = [sum(int((point - NOW) / timedelta(minutes=5)) == part for point in points) for part in range(6)]
    assert min(shares) >= 15


def test_a_success_clears_failures_and_keeps_the_validators_as_given() -> None:
    """After an answer nothing of the failure is left, and ETag, date and hash are those of the answer."""
    failed = replace(POLLING, failing_since=NOW, failures=7, reason="no answer")
    page = FeedPage(True, etag='W/"odd', last_modified="yesterday", body_hash="abc")
    after = after_success(failed, page, "f", NOW, 30)
    assert (after.failing_since, after.failures, after.reason) == (None, 0, "")
    assert (after.etag, after.last_modified, after.body_hash) == ('W/"odd', "yesterday", "abc")
    assert (after.seeded, after.last_ok_at, after.last_try_at) == (True, NOW, NOW)


@pytest.mark.parametrize(
    ("max_age", "least", "most"),
    [(None, 0, 30), (5, 0, 30), (30, 25, 60), (120, 115, 150), (1440, 1435, 1470), (100_000, 1435, 1470)],
)
def test_the_next_poll_waits_for_the_server(max_age: int | None, least: int, most: int) -> None:
    """An answer is not asked for anew while it is fresh, and no server keeps us away for more than a day."""
    page = FeedPage(True, max_age=timedelta(minutes=max_age) if max_age else None)
    for name in ("a", "b", "c", "d"):
        wait = after_success(POLLING, page, name, NOW, 30).next_at - NOW
        assert timedelta(minutes=least) < wait <= timedelta(minutes=most)


def test_a_late_tick_does_not_skip_a_turn() -> None:
    """A feed fresh for exactly one interval is polled every interval although each poll comes a second late."""
    page, polling = FeedPage(True, max_age=HALF_HOUR), POLLING
    times = []
    for _ in range(5):
        polling = after_success(polling, page, "f", polling.next_at + timedelta(seconds=1), 30)
        times.append(polling.next_at)
    assert {later - earlier for earlier, later in pairwise(times)} == {HALF_HOUR}


def test_the_usual_gap_is_learnt_from_dates() -> None:
    """The median gap between entries is kept, and an answer without entries does not forget it."""
    entries = tuple(entry(NOW - timedelta(hours=hours)) for hours in (1, 3, 4, 6, 30))
    after = after_success(POLLING, FeedPage(True, entries), "f", NOW, 30)
    assert after.usual_gap == timedelta(hours=2)
    assert after.last_entry_at == NOW - timedelta(hours=1)
    again = after_success(after, FeedPage(False), "f", NOW, 30)
    assert (again.usual_gap, again.last_entry_at) == (after.usual_gap, after.last_entry_at)
    assert usual_gap([NOW, NOW + DAY]) is None


@pytest.mark.parametrize(
    ("gap", "quiet", "minutes"),
    [
        (None, None, 10),
        (timedelta(minutes=5), timedelta(minutes=1), 10),
        (timedelta(hours=1), timedelta(hours=1), 10),
        (timedelta(hours=2), timedelta(hours=1), 20),
        (timedelta(hours=8), timedelta(hours=1), 80),
        (timedelta(hours=1), timedelta(days=1), 40),
        (timedelta(days=3), timedelta(days=1), 640),
        (timedelta(days=4), None, 1440),
        (None, timedelta(days=24), 1440),
        (timedelta(days=400), timedelta(days=4000), 1440),
    ],
)
def test_a_feed_sets_its_own_pace(gap: timedelta | None, quiet: timedelta | None, minutes: int) -> None:
    """Busy feeds are asked every 10 minutes, quiet ones down to once a day."""
    assert pace(gap, quiet, 10) == timedelta(minutes=minutes)
    assert pace(gap, quiet, 1440) == DAY


def test_a_feed_without_dates_is_paced_by_its_changes() -> None:
    """An answer with undated entries counts as news; while nothing changes, the polls grow rarer."""
    polling = after_success(POLLING, FeedPage(True, (entry(None),)), "f", NOW, 10)
    assert (polling.last_entry_at, polling.interval) == (NOW, timedelta(minutes=10))
    later = after_success(polling, FeedPage(False), "f", NOW + 4 * DAY, 10)
    assert (later.last_entry_at, later.interval) == (NOW, timedelta(minutes=160))


@given(MOMENTS, st.integers(0, 6), st.text(max_size=9))
@settings(max_examples=60, deadline=None)
def test_the_grids_of_a_feed_fit_into_each_other(now: datetime, doubled: int, feed_id: str) -> None:
    """A feed that slows down or speeds up keeps to points it had before: no double polls around a change."""
    fine, coarse = timedelta(minutes=10), timedelta(minutes=10) * 2**doubled
    point = grid(feed_id, now, coarse)
    assert grid(feed_id, point - timedelta(seconds=1), fine) == point


def test_failures_back_off_up_to_a_day() -> None:
    """Each failure doubles the wait, none exceeds a day, and the count, the beginning and the reason are kept."""
    polling, waits = POLLING, []
    for _ in range(12):
        polling = after_failure(polling, FetchError("no answer"), "f", NOW)
        waits.append(polling.next_at - NOW)
    for number, wait in enumerate(waits[:6]):
        assert HALF_HOUR * (2**number - 1) < wait <= HALF_HOUR * 2**number
    assert waits == sorted(waits)
    assert waits[-1] <= DAY
    assert (polling.failures, polling.failing_since, polling.reason) == (12, NOW, "no answer")
    assert not polling.paused


def test_the_beginning_of_a_failure_is_kept() -> None:
    """A second failure does not move the moment of the first."""
    first = after_failure(POLLING, FetchError("a"), "f", NOW)
    second = after_failure(first, FetchError("b"), "f", NOW + DAY)
    assert (second.failing_since, second.reason) == (NOW, "b")
    assert second.last_ok_at is None


@pytest.mark.parametrize("asked", [timedelta(hours=3), timedelta(days=2)])
def test_retry_after_is_honoured(asked: timedelta) -> None:
    """The server's wait is never cut short."""
    after = after_failure(POLLING, FetchError("busy", status=429, retry_after=asked), "f", NOW)
    assert after.next_at >= NOW + asked


@pytest.mark.parametrize(
    ("error", "paused"), [(Gone("gone"), True), (Forbidden("login"), False), (BadLink("inside"), False)]
)
def test_only_gone_for_good_pauses(error: Exception, paused: bool) -> None:
    """HTTP 410 pauses the feed with its reason; everything else is tried again."""
    after = after_failure(POLLING, error, "f", NOW)
    assert (after.paused, after.reason) == (paused, str(error))


@pytest.mark.parametrize(
    "at",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(1994, 12, 31, tzinfo=UTC),
        NOW + timedelta(hours=2),
        datetime(9999, 12, 31, tzinfo=UTC),
    ],
)
def test_impossible_dates_are_taken_off(at: datetime) -> None:
    """A date before there were feeds or more than an hour ahead is no date, and no reason for silence."""
    assert sensible(entry(at), NOW) == replace(entry(None), silent=False)


@pytest.mark.parametrize(
    ("age", "silent"), [(timedelta(days=31), True), (timedelta(days=29), False), (-timedelta(minutes=30), False)]
)
def test_old_entries_are_silent(age: timedelta, silent: bool) -> None:
    """An entry older than 30 days at first sight is on the record but no news; its date stays."""
    kept = sensible(entry(NOW - age), NOW)
    assert (kept.silent, kept.published_at) == (silent, NOW - age)


def test_an_undated_entry_is_news() -> None:
    """Without a date an entry counts as new."""
    assert sensible(entry(None), NOW) == entry(None)


@pytest.mark.parametrize(
    ("seconds", "etag", "minutes", "wanted"),
    [(60, "e", 10, 2), (120, "e", 10, 2), (120, "e", 1, 1), (121, "e", 10, 10), (60, "", 10, 10), (60, "e", 30, 30)],
)
def test_a_feed_that_lets_us_is_asked_every_two_minutes(seconds: int, etag: str, minutes: int, wanted: int) -> None:
    """One whose answers go stale in two minutes and that knows what we have; never where longer pauses are wanted."""
    page = FeedPage(True, etag=etag, max_age=timedelta(seconds=seconds))
    assert least(page, minutes) == wanted
    assert least(FeedPage(True, etag="e"), minutes) == minutes


def test_news_of_a_busy_feed_that_lets_us_is_seen_within_two_minutes() -> None:
    """An entry every few minutes and answers that go stale in one: the next poll is at most two minutes away."""
    entries = tuple(entry(NOW - timedelta(minutes=4 * number)) for number in range(8))
    page = FeedPage(True, entries, etag="e", max_age=timedelta(minutes=1))
    after = after_success(POLLING, page, "f", NOW, 10)
    assert timedelta(0) < after.next_at - NOW <= timedelta(minutes=2)
    quiet = FeedPage(True, (entry(NOW - DAY * 30),), etag="e", max_age=timedelta(minutes=1))
    assert after_success(POLLING, quiet, "f", NOW, 10).next_at - NOW > timedelta(minutes=10)
