"""Windows of time as people type them."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.grammar import parse
from bot.commands.period import future, window
from bot.errors import BadTime
from bot.model.ask import Ask

NOW = datetime(2025, 3, 12, 9, 30, tzinfo=UTC)  # a Wednesday, 10:30 in Berlin
BERLIN = "Europe/Berlin"
MONTH = timedelta(days=30)


def utc(*parts: int) -> datetime:
    """Return a moment in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


SINCE = (
    ("24h", utc(2025, 3, 11, 9, 30), "last 24 hours"),
    ("1h", utc(2025, 3, 12, 8, 30), "last hour"),
    ("7d", utc(2025, 3, 5, 9, 30), "last 7 days"),
    ("7D", utc(2025, 3, 5, 9, 30), "last 7 days"),
    ("2w", utc(2025, 2, 26, 9, 30), "last 2 weeks"),
    ("3m", utc(2024, 12, 12, 9, 30), "last 3 months"),
    ("1y", utc(2024, 3, 12, 9, 30), "last year"),
    ("2025-02-01", utc(2025, 1, 31, 23), "since Sat 1 Feb"),
    ("2024-12-24", utc(2024, 12, 23, 23), "since Tue 24 Dec 2024"),
    ("today", utc(2025, 3, 11, 23), "since Wed 12 Mar"),
    ("heute", utc(2025, 3, 11, 23), "since Wed 12 Mar"),
    ("yesterday", utc(2025, 3, 10, 23), "since Tue 11 Mar"),
    ("gestern", utc(2025, 3, 10, 23), "since Tue 11 Mar"),
    ("monday", utc(2025, 3, 9, 23), "since Mon 10 Mar"),
    ("Montag", utc(2025, 3, 9, 23), "since Mon 10 Mar"),
    ("wednesday", utc(2025, 3, 11, 23), "since Wed 12 Mar"),
    ("thursday", utc(2025, 3, 5, 23), "since Thu 6 Mar"),
    ("january", utc(2024, 12, 31, 23), "since January"),
    ("märz", utc(2025, 2, 28, 23), "since March"),
    ("december", utc(2024, 11, 30, 23), "since December 2024"),
    ("3_days_ago", utc(2025, 3, 9, 9, 30), "last 3 days"),
    ("two_weeks", utc(2025, 2, 26, 9, 30), "last 2 weeks"),
    ("letzte_woche", utc(2025, 3, 5, 9, 30), "last week"),
    ("this_month", utc(2025, 2, 28, 23), "since Sat 1 Mar"),
    ("last_friday", utc(2025, 3, 6, 23), "since Fri 7 Mar"),
    ("1_Feb", utc(2025, 1, 31, 23), "since Sat 1 Feb"),
    ("Dec_24", utc(2024, 12, 23, 23), "since Tue 24 Dec 2024"),
    ("01.02.", utc(2025, 1, 31, 23), "since Sat 1 Feb"),
    ("13/02/2025", utc(2025, 2, 12, 23), "since Thu 13 Feb"),
)


@pytest.mark.parametrize(("typed", "moment", "words"), SINCE, ids=[row[0] for row in SINCE])
def test_since_is_read_in_the_channels_zone(typed: str, moment: datetime, words: str) -> None:
    """Each spelling of `since:` gives the moment in UTC, by the channel's clock, and its words."""
    assert window(parse(f"who-said x since:{typed}"), NOW, BERLIN, MONTH) == (moment, None, words)


def test_the_day_of_until_belongs_to_the_window() -> None:
    """`until:` a day ends at the midnight after it; `until:2d` ends two days ago."""
    _, end, words = window(parse("who-said x since:2025-03-01 until:2025-03-03"), NOW, BERLIN, MONTH)
    assert (end, words) == (utc(2025, 3, 3, 23), "Sat 1 Mar to Mon 3 Mar")
    _, end, words = window(parse("who-said x since:7d until:2d"), NOW, BERLIN, MONTH)
    assert (end, words) == (NOW - timedelta(days=2), "last 7 days, until 2 days ago")
    _, end, words = window(parse("who-said x until:february"), NOW, BERLIN, MONTH)
    assert (end, words) == (utc(2025, 2, 28, 23), "30 days until February")


def test_without_keys_the_default_holds() -> None:
    """Without `since:` the window reaches back by the default, or to the beginning."""
    assert window(parse("who-said x"), NOW, BERLIN, MONTH) == (NOW - MONTH, None, "last 30 days")
    assert window(parse("brief"), NOW, BERLIN, timedelta(hours=24))[2] == "last 24 hours"
    assert window(parse("brief"), NOW, BERLIN, None) == (None, None, "all time")


def test_days_of_the_clock_change_have_their_own_length() -> None:
    """The day on which the clock goes forward has 23 hours, and `since:1d` keeps the wall time."""
    now = utc(2025, 3, 31, 8)
    start, end, _ = window(parse("who-said x since:2025-03-30 until:2025-03-30"), now, BERLIN, MONTH)
    assert start is not None
    assert end == start + timedelta(hours=23)
    assert window(parse("who-said x since:2d"), now, BERLIN, MONTH)[0] == utc(2025, 3, 29, 9)


@pytest.mark.parametrize(
    "typed",
    ["smarch", "0d", "9999y", "7", "d7", "2025-13-01", "2025-02-30", "0000-01-01", "2030-01-01", "tomorrow", "١d٢"],
)
def test_an_unreadable_or_future_since_is_told(typed: str) -> None:
    """What is no time, or none of the past, is answered with examples."""
    with pytest.raises(BadTime) as caught:
        window(parse(f"who-said x since:{typed}"), NOW, BERLIN, MONTH)
    assert str(caught.value) == f"I could not read since:{typed}. Examples: 7d, 2w, 2025-02-01, yesterday."


def test_a_window_that_ends_before_it_begins_is_told() -> None:
    """`since:` must lie before `until:`."""
    with pytest.raises(BadTime, match="since:today is not before until:yesterday"):
        window(parse("who-said x since:today until:yesterday"), NOW, BERLIN, MONTH)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2d", utc(2025, 3, 14, 9, 30)),
        ("friday", utc(2025, 3, 13, 23)),
        ("wednesday", utc(2025, 3, 18, 23)),
        ("tomorrow", utc(2025, 3, 12, 23)),
        ("2025-04-01", utc(2025, 3, 31, 22)),
    ],
)
def test_a_pause_ends_in_the_future(typed: str, moment: datetime) -> None:
    """A coming time is a span from now, or the midnight with which a day begins; today's name is next week's."""
    assert future(typed, NOW, BERLIN) == moment


@pytest.mark.parametrize("typed", ["yesterday", "today", "2025-01-01", "smarch", "9999y", ""])
def test_a_pause_into_the_past_is_told(typed: str) -> None:
    """A time that is past or none is answered with examples."""
    with pytest.raises(BadTime, match="I could not read until:"):
        future(typed, NOW, BERLIN)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=12), st.from_regex(r"\d{1,5}[hdwmy]", fullmatch=True), st.dates().map(str)))
def test_any_value_is_a_window_or_a_bad_time(typed: str) -> None:
    """No value, however odd, gives anything but a window that ends after it begins, or a BadTime."""

    def asked(**keys: tuple[str, ...]) -> Ask:
        return Ask("brief", keys=keys)

    for ask in (asked(since=(typed,)), asked(until=(typed,)), asked(since=(typed,), until=(typed,))):
        try:
            since, until, words = window(ask, NOW, BERLIN, MONTH)
        except BadTime:
            continue
        assert words
        assert since is not None
        assert until is None or since < until
    with contextlib.suppress(BadTime):
        assert future(typed, NOW, BERLIN) > NOW


@pytest.mark.parametrize("typed", ["01/02/2025", "31_Feb", "32.1.", "the_weekend", "0_days", "noon"])
def test_a_day_that_may_be_another_is_refused(typed: str) -> None:
    """Of 01/02 nobody knows the month; what is no day is none."""
    with pytest.raises(BadTime):
        window(parse(f"who-said x since:{typed}"), NOW, BERLIN, MONTH)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("in 2 days", utc(2025, 3, 14, 9, 30)),
        ("next week", utc(2025, 3, 19, 9, 30)),
        ("next monday", utc(2025, 3, 16, 23)),
        ("1 April", utc(2025, 3, 31, 22)),
        ("1.2.", utc(2026, 1, 31, 23)),
        ("morgen", utc(2025, 3, 12, 23)),
    ],
)
def test_what_comes_is_read_by_the_same_table(typed: str, moment: datetime) -> None:
    """A pause until a day is typed as a window's day is, and lies ahead."""
    assert future(typed, NOW, BERLIN) == moment
