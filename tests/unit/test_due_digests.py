from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.due.digests import due, next_due, slots, utc_of
from bot.model.briefing import DAILY, Channel, DigestTime

BERLIN = "Europe/Berlin"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CHANNEL = Channel("c", "console", "c", BERLIN, (DigestTime(time(8), DAILY),), since=NOON)
AT = datetime(2026, 3, 2, 7, tzinfo=UTC)  # 08:00 in Berlin


@pytest.mark.parametrize(
    ("day", "at", "utc"),
    [
        (date(2026, 3, 28), time(8), datetime(2026, 3, 28, 7, tzinfo=UTC)),
        (date(2026, 3, 29), time(8), datetime(2026, 3, 29, 6, tzinfo=UTC)),
        (date(2026, 10, 24), time(8), datetime(2026, 10, 24, 6, tzinfo=UTC)),
        (date(2026, 10, 25), time(8), datetime(2026, 10, 25, 7, tzinfo=UTC)),
        (date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # shown as 03:30
        (date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # the first of two
    ],
)
def test_wall_times_over_the_clock_changes(day: date, at: time, utc: datetime) -> None:
    """The six rows of the schedule's specification: before, on and after both clock changes."""
    assert utc_of(day, at, BERLIN) == utc


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from([BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC"]),
    start=st.dates(date(2025, 1, 1), date(2026, 12, 1)),
    times=st.lists(st.times(), min_size=1, max_size=3, unique_by=lambda at: (at.hour, at.minute)),
    days=st.frozensets(st.integers(0, 6), min_size=1),
)
def test_each_wanted_day_has_each_time_once(zone: str, start: date, times: list[time], days: frozenset[int]) -> None:
    """Over forty days, clock changes and all, each wanted local day has exactly one slot per time, in order, in UTC."""
    wanted = tuple(DigestTime(at.replace(second=0, microsecond=0), days) for at in times)
    channel = Channel("c", "console", "c", zone, wanted)
    begin = datetime.combine(start, time(0), UTC)
    found = list(slots(channel, begin, begin + timedelta(days=40)))
    inner = [start + timedelta(days=step) for step in range(2, 38)]
    per_day = Counter((slot.day, slot.at) for slot in found)
    assert all(per_day[day, each.at] == (day.weekday() in days) for day in inner for each in wanted)
    assert len({slot.id for slot in found}) == len(found)
    assert [slot.due_at for slot in found] == sorted(slot.due_at for slot in found)
    assert all(slot.due_at.utcoffset() == timedelta(0) for slot in found)


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, 60 * 24 * 9))
def test_windows_that_meet_share_no_slot_and_lose_none(cut: int) -> None:
    """However a stretch of time is cut in two, its parts hold the same slots as the whole."""
    begin = datetime(2026, 3, 25, tzinfo=UTC)
    middle, end = begin + timedelta(minutes=cut), begin + timedelta(days=9)
    parts = [*slots(CHANNEL, begin, middle), *slots(CHANNEL, middle, end)]
    assert parts == list(slots(CHANNEL, begin, end))


@pytest.mark.parametrize(
    ("late", "posted", "note"),
    [
        (timedelta(seconds=-1), False, ""),
        (timedelta(0), True, ""),
        (timedelta(minutes=10), True, ""),
        (timedelta(minutes=11), True, "late, planned 08:00"),
        (timedelta(hours=2, minutes=59), True, "late, planned 08:00"),
        (timedelta(hours=3), True, "late, planned 08:00"),
        (timedelta(hours=3, minutes=1), False, ""),
    ],
)
def test_how_late_a_digest_may_be(late: timedelta, note: str, *, posted: bool) -> None:
    """Up to three hours late a digest is posted, with a note after ten minutes; then it is folded."""
    found = due(CHANNEL, (), AT + late)
    assert (found.post is not None, found.note) == (posted, note)
    assert len(found.folded) == (late > timedelta(hours=3))


def test_only_the_newest_missed_slot_is_posted() -> None:
    """After days without power the newest slot is posted and all before it are folded into it."""
    found = due(CHANNEL, (), AT + timedelta(days=3))
    assert found.post is not None
    assert found.post.day == date(2026, 3, 5)
    assert [slot.day.day for slot in found.folded] == [2, 3, 4]


def test_a_settled_slot_is_not_due_again() -> None:
    """What is settled is neither posted nor folded."""
    assert due(CHANNEL, {"c|2026-03-02|08:00"}, AT) == due(CHANNEL, (), AT - timedelta(days=1))


def test_no_slot_before_the_first_setting_is_due() -> None:
    """A digest time set at noon owes nothing of that morning."""
    set_late = replace(CHANNEL, since=AT + timedelta(hours=1))
    assert due(set_late, (), AT + timedelta(hours=1)).post is None
    assert due(replace(CHANNEL, since=None), (), AT).post is None
    assert due(replace(CHANNEL, times=()), (), AT).post is None


def test_a_paused_channel_owes_nothing() -> None:
    """While paused nothing is due; after the pause ends by itself, its missed slots are not made up."""
    assert due(replace(CHANNEL, paused=True), (), AT).post is None
    until = replace(CHANNEL, paused=True, paused_until=AT + timedelta(days=1, hours=1))
    assert due(until, (), AT + timedelta(days=1)).post is None
    later = due(until, (), AT + timedelta(days=2))
    assert later.post is not None
    assert (later.post.day.day, later.folded) == (4, ())


def test_the_next_digest_is_named() -> None:
    """The next slot is after now, after a pause, and none while paused for good or without times."""
    assert next_due(CHANNEL, AT - timedelta(seconds=1)) == AT
    assert next_due(CHANNEL, AT) == AT + timedelta(days=1)
    paused = replace(CHANNEL, paused=True, paused_until=AT + timedelta(days=3))
    assert next_due(paused, AT) == AT + timedelta(days=4)
    assert next_due(replace(CHANNEL, paused=True), AT) is None
    assert next_due(replace(CHANNEL, times=()), AT) is None
