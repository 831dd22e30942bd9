from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.edges.web.dates import moment, zoned


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("EDT", 12),
        ("CEST", 6),
        ("BST", 7),
        ("JST", -1),
        ("IST", 2.5),
        ("KST", -1),
        ("SAST", 6),
        ("BRT", 11),
        ("PST", 16),
        ("GMT+1", 7),
        ("UTC-03:30", 11.5),
        ("+0530", 2.5),
        ("[Europe/Berlin]", 6),
        ("A", 8),
        ("Foo/Bar", 8),
        ("+9999", 8),
        ("XYZT", 8),
    ],
)
def test_a_zone_is_known_by_its_name(written: str, hour: float) -> None:
    """Names of zones and offsets move the moment; a zone that nobody knows costs the zone, never the date."""
    at, on = moment(f"Tue, 07 Jul 2026 08:00:00 {written}")
    assert at == datetime(2026, 7, 7, tzinfo=UTC) + timedelta(hours=hour)
    assert on == date(2026, 7, 7)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Jul 6, 2026 4:45 PM", datetime(2026, 7, 6, 16, 45, tzinfo=UTC)),
        ("July 6th, 2026 12:05 a.m.", datetime(2026, 7, 6, 0, 5, tzinfo=UTC)),
        ("Mon Jul 06 15:21:41 CEST 2026", datetime(2026, 7, 6, 13, 21, 41, tzinfo=UTC)),
        ("Monday, July 6, 2026 - 15:21", datetime(2026, 7, 6, 15, 21, tzinfo=UTC)),
        ("06-Jul-26 15:21:41 GMT", datetime(2026, 7, 6, 15, 21, 41, tzinfo=UTC)),
        ("2026/07/06 15:21", datetime(2026, 7, 6, 15, 21, tzinfo=UTC)),
        ("6. července 2026 15:21", datetime(2026, 7, 6, 15, 21, tzinfo=UTC)),
        ("mar., 07 juil. 2026 15:21", datetime(2026, 7, 7, 15, 21, tzinfo=UTC)),
        ("6 июля 2026 г., 15:21", datetime(2026, 7, 6, 15, 21, tzinfo=UTC)),
        ("2026年7月6日 15:21", datetime(2026, 7, 6, 15, 21, tzinfo=UTC)),
        ("6 de julho de 2026 15h21", datetime(2026, 7, 6, 15, 21, tzinfo=UTC)),
        ("Di, 15 Dez 2026 15:21:41 +0100", datetime(2026, 12, 15, 14, 21, 41, tzinfo=UTC)),
        ("25/12/2026 08:00", datetime(2026, 12, 25, 8, tzinfo=UTC)),
        ("12/25/2026 08:00", datetime(2026, 12, 25, 8, tzinfo=UTC)),
        ("Mon, 6 Jul 2026 24:00:00 GMT", datetime(2026, 7, 7, tzinfo=UTC)),
        ("Mon, 6 Jul 2026 23:59:60 GMT", datetime(2026, 7, 6, 23, 59, 59, tzinfo=UTC)),
        ("2026-W28-1", datetime(2026, 7, 6, tzinfo=UTC)),
        ("2026-187", datetime(2026, 7, 6, tzinfo=UTC)),
        ("1783351301", datetime(2026, 7, 6, 15, 21, 41, tzinfo=UTC)),
        ("1783351301000", datetime(2026, 7, 6, 15, 21, 41, tzinfo=UTC)),
        ("20260706", datetime(2026, 7, 6, tzinfo=UTC)),
        ("20260706152141", datetime(2026, 7, 6, 15, 21, 41, tzinfo=UTC)),
        ("2026년 7월 6일 15:21", datetime(2026, 7, 6, 15, 21, tzinfo=UTC)),
        ("6 يوليو 2026 15:21", datetime(2026, 7, 6, 15, 21, tzinfo=UTC)),
        ("6 जुलाई 2026 15:21", datetime(2026, 7, 6, 15, 21, tzinfo=UTC)),
        ("dilluns, 6 d’octubre de 2026", datetime(2026, 10, 6, tzinfo=UTC)),
        ("July 6, 2026, 8 a.m. ET", datetime(2026, 7, 6, 12, tzinfo=UTC)),
        ("8 p.m. PT, January 6, 2026", datetime(2026, 1, 7, 4, tzinfo=UTC)),
        ("&nbsp;Mon, 06 Jul 2026 15:21:41 GMT", datetime(2026, 7, 6, 15, 21, 41, tzinfo=UTC)),
    ],
)
def test_a_date_is_read_in_many_shapes(written: str, wanted: datetime) -> None:
    """Order, language, separators and precision differ between feeds; the moment does not."""
    assert moment(written)[0] == wanted


@pytest.mark.parametrize(
    "written",
    ["6 Jul 2026 15.21", "Mon, 06 Jul 2026 8:0:0 GMT", "Jul 6 15.21 2026", "6 July 2026 25:10", "6. Juli 2026, 15 Uhr"],
)
def test_a_time_that_nobody_can_read_costs_the_time_only(written: str) -> None:
    """The day stands beside its month, whatever numbers follow."""
    assert moment(written)[1] == date(2026, 7, 6)


@pytest.mark.parametrize(
    "written",
    ["1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 +0000", "0001-01-01T00:00:00", "Mon, 01 Jan 0001 00:00:00"],
)
def test_a_programs_word_for_no_date_is_none(written: str) -> None:
    """The first second of an epoch stands where a program had no date: its entry is undated, not ancient."""
    assert moment(written) == (None, None)


@pytest.mark.parametrize("written", ["06/07/2026 15:21", "hello", "", "2026", "July 2026", "31.02.2026", "99:99", "٣"])
def test_what_names_no_day_is_no_date(written: str) -> None:
    """A day that may be another, or does not exist, is left out rather than guessed."""
    assert moment(written) == (None, None)


@pytest.mark.parametrize(("written", "has"), [("2026-07-06", False), ("2026-07-06 15:21", False), ("06:00Z", True)])
def test_a_page_that_gives_no_zone_gives_no_moment(written: str, has: bool) -> None:
    """A clock time without a zone is not the moment of anything."""
    assert zoned(written) is has


@given(st.text(max_size=300))
def test_any_text_is_a_date_or_none(written: str) -> None:
    """Whatever a stranger writes, a moment and its day come together or not at all."""
    at, on = moment(written)
    assert (at is None) is (on is None)


@given(st.integers(1, 3_000_000_000), st.integers(-14, 14))
def test_the_usual_form_is_read_exactly(seconds: int, hours: int) -> None:
    """What RFC 822 and RFC 3339 write comes back to the second, in UTC."""
    when = datetime.fromtimestamp(seconds, UTC)
    zone = f"{hours:+03d}00"
    wanted = when - timedelta(hours=hours)
    assert moment(f"{when:%a, %d %b %Y %H:%M:%S} {zone}") == (wanted, when.date())
    assert moment(f"{when:%Y-%m-%dT%H:%M:%S}{hours:+03d}:00") == (wanted, when.date())
