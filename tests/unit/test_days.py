from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.briefing.days import ago, long, moment, short, weekday

NOW = datetime(2025, 2, 14, 9, tzinfo=UTC)


def test_days_have_their_year_only_when_it_is_another() -> None:
    """A day of the current year stands without it."""
    assert short(date(2025, 2, 3), NOW.date()) == "3 Feb"
    assert short(date(2024, 12, 31), NOW.date()) == "31 Dec 2024"
    assert weekday(date(2025, 2, 13), NOW.date()) == "Thu 13 Feb"
    assert long(date(2025, 2, 14)) == "Fri 14 Feb 2025"


def test_near_moments_are_a_day_and_a_time() -> None:
    """Within six days the weekday says enough, beyond it the date is named; both in the reader's zone."""
    assert moment(NOW - timedelta(days=1), "Europe/Berlin", NOW) == "Thu 10:00"
    assert moment(NOW - timedelta(days=8), "UTC", NOW) == "Thu 6 Feb 09:00"
    assert moment(datetime(2024, 12, 31, 23, 30, tzinfo=UTC), "Europe/Berlin", NOW) == "Wed 1 Jan 00:30"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (3_599, "59 minutes ago"),
        (3_600, "1 hour ago"),
        (86_400, "1 day ago"),
        (200_000, "2 days ago"),
        (-30, "just now"),
    ],
)
def test_how_long_ago(seconds: int, said: str) -> None:
    """Time past is told in its largest whole unit; a clock that runs ahead is “just now”."""
    assert ago(NOW - timedelta(seconds=seconds), NOW) == said
