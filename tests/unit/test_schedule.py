from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.briefing.schedule import days_in_words, describe, read_times, times
from bot.errors import BadTime
from bot.model.briefing import DAILY, WEEKDAYS, Channel, DigestTime

NOW = datetime(2025, 2, 14, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "at", "days", "zone"),
    [
        ("08:00 weekdays", time(8), WEEKDAYS, "UTC"),
        ("7.30 daily", time(7, 30), DAILY, "UTC"),
        ("18:00 mon,wed,fri Europe/Berlin", time(18), frozenset({0, 2, 4}), "Europe/Berlin"),
        ("at 8 pm every day", time(20), DAILY, "UTC"),
        ("12am", time(0), WEEKDAYS, "UTC"),
        ("12pm", time(12), WEEKDAYS, "UTC"),
        ("18 Uhr werktags berlin", time(18), WEEKDAYS, "Europe/Berlin"),
        ("mon-thu 9:15", time(9, 15), frozenset({0, 1, 2, 3}), "UTC"),
        ("fri-mon 9h", time(9), frozenset({4, 5, 6, 0}), "UTC"),
        ("weekends", time(8), frozenset({5, 6}), "UTC"),
        ("08:00 america/new_york", time(8), WEEKDAYS, "America/New_York"),
        ("noon daily", time(12), DAILY, "UTC"),
        ("8 o’clock", time(8), WEEKDAYS, "UTC"),
        ("8 in the evening every day", time(20), DAILY, "UTC"),
        ("Monday to Friday 8:00", time(8), WEEKDAYS, "UTC"),
        ("tue/thu 9:00 Berlin time", time(9), frozenset({1, 3}), "Europe/Berlin"),
        ("each day at 7", time(7), DAILY, "UTC"),
        ("8:00 tuesdays and saturdays", time(8), frozenset({1, 5}), "UTC"),
    ],
)
def test_times_as_people_type_them(typed: str, at: time, days: frozenset[int], zone: str) -> None:
    """Clock, days and zone are read in any order; what is missing is 08:00, weekdays, the channel's zone."""
    assert read_times(typed, "UTC") == (DigestTime(at, days), zone)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "25:00",
        "8:60",
        "13pm",
        "0pm",
        "08:00 09:00",
        "soon",
        "8 abends",
        "8:00 every other day",
        "08:00 funday",
        "08:00 Europe/Berlim",
        "Europe/Berlin",
        "99",
    ],
)
def test_what_cannot_be_read_is_said(typed: str) -> None:
    """A time that cannot be read is refused with what would work."""
    with pytest.raises(BadTime, match="Examples: 08:00 weekdays"):
        read_times(typed, "UTC")


def test_an_unknown_zone_names_the_nearest() -> None:
    """A misspelt zone is answered with real ones."""
    with pytest.raises(BadTime) as caught:
        read_times("08:00 Europe/Berlim", "UTC")
    assert "Europe/Berlin" in caught.value.suggestions


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(typed: str) -> None:
    """Whatever is typed gives a time or a BadTime, nothing else."""
    try:
        found, zone = read_times(typed, "UTC")
    except BadTime:
        return
    assert found.days
    assert zone


def test_a_schedule_in_words() -> None:
    """The confirmation names days, times, zone and the next run."""
    channel = Channel("c", "console", "c", "Europe/Berlin", (DigestTime(time(8)),), since=NOW)
    assert describe(channel, NOW) == "Weekdays at 08:00 Europe/Berlin. Next: Mon 17 Feb 08:00."
    assert "digest at 08:00" in describe(Channel("c", "console", "c"), NOW)


def test_times_with_the_same_days_are_told_together() -> None:
    """Times are sorted and joined by their days."""
    found = times((DigestTime(time(17)), DigestTime(time(8)), DigestTime(time(10), frozenset({5, 6}))))
    assert found == "Weekdays at 08:00 and 17:00; weekends at 10:00"
    assert days_in_words(frozenset({4, 0})) == "Mon, Fri"
