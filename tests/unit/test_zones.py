from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from bot.briefing.zones import zone_in_words, zone_named
from bot.due.digests import utc_of
from bot.errors import BadTime


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("GMT+2", 6),
        ("utc + 2", 6),
        ("UTC−5", 13),
        ("GMT-05:00", 13),
        ("+0530", 2.5),
        ("EST", 12),
        ("PDT", 15),
        ("BST", 7),
        ("CEST", 6),
        ("JST", -1),
        ("UTC+0", 8),
        ("Etc/GMT+2", 10),
        ("new york", 12),
        ("Kyiv", 5),
        ("Eastern Time", 12),
        ("Pacific time", 15),
        ("Zürich", 6),
        ("São Paulo", 11),
        ("NYC", 12),
    ],
)
def test_a_zone_means_what_people_mean(typed: str, hour: float) -> None:
    """Eight o'clock in July there is that hour in UTC: signs of offsets as written, letters as clocks on walls."""
    at = utc_of(date(2026, 7, 1), time(8), zone_named(typed))
    assert (at - datetime(2026, 7, 1, tzinfo=UTC)).total_seconds() == hour * 3_600


@pytest.mark.parametrize("typed", ["IST", "CST", "UTC+15", "UTC+2:15", "Mars/Phobos", ""])
def test_what_may_be_several_clocks_or_none_is_refused(typed: str) -> None:
    """Nothing is taken for another zone in silence."""
    with pytest.raises(BadTime):
        zone_named(typed)


@pytest.mark.parametrize(("typed", "words"), [("GMT+2", "UTC+2"), ("utc-5", "UTC−5"), ("Berlin", "Europe/Berlin")])
def test_a_zone_is_said_as_it_was_meant(typed: str, words: str) -> None:
    """The confirmation never shows the turned signs that the names of bare offsets have."""
    assert zone_in_words(zone_named(typed)) == words
