"""Forms make the lines of the one grammar, and open with what is set."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import bundles
from bot.briefing.schedule import read_times, typed_times
from bot.briefing.sieve import typed
from bot.commands.filtering import wanted_in
from bot.commands.grammar import parse
from bot.edges.platforms.kit.forms import FORMS, at_fault, fields, filled_in, line_of
from bot.model.briefing import Channel, DigestTime, Filter

CHANNEL = Channel("room:T1:C1", "room", "desk", "Europe/Berlin")
NAMES = st.from_regex(r"[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8})?", fullmatch=True)


def filled(line: str, words: str) -> str:
    """Return the line that a form makes which is sent as it opens."""
    asked = fields(line, "What?", words)
    return line_of(line, asked, {each.name: each.given for each in asked})


@given(
    st.times(),
    st.sets(st.integers(0, 6), min_size=1),
    st.sampled_from(["UTC", "Europe/Berlin", "America/Port-au-Prince"]),
)
def test_a_time_stays_what_it_was(at: time, days: set[int], zone: str) -> None:
    """The form of a digest's time opens with what is set; sent unchanged it sets the same."""
    when = DigestTime(at.replace(second=0, microsecond=0), frozenset(days))
    channel = Channel("room:T1:C1", "room", "desk", zone, (when,))
    line = filled("digest at", typed_times(channel))
    assert read_times(line.removeprefix("digest at "), "Asia/Tokyo") == (when, zone)


@given(st.lists(NAMES, max_size=3, unique=True), st.booleans(), st.lists(NAMES, max_size=3, unique=True))
def test_a_filter_stays_what_it_was(outlets: list[str], people: bool, without: list[str]) -> None:
    """The form of a filter opens with what is set; sent unchanged it sets the same, and an empty one takes it away."""
    chosen = Filter(tuple(outlets), ("de",) if people else (), tuple(without), people)
    line = filled("digest filter", typed(chosen))
    if chosen == Filter():
        assert line == "digest filter off"
        return
    ask = parse(line)
    assert wanted_in(ask.text.removeprefix("filter"), ask) == chosen


@pytest.mark.parametrize(
    ("line", "words", "made"),
    [
        ("digest topics", "nato, grain deal", "digest topics nato, grain deal"),
        ("digest topics", "", "digest topics all"),
        ("digest at in:slack:T1:C1", "07:30 mon,fri UTC", "digest at 07:30 mon,fri UTC in:slack:T1:C1"),
        ("feeds remove", "The Harbour Post", "feeds remove The Harbour Post"),
        ("feeds add", "https://harbour.example", "feeds add https://harbour.example"),
        ("feeds bundle europe", "1, 3", "feeds bundle europe 1,3"),
    ],
)
def test_a_form_makes_a_line(line: str, words: str, made: str) -> None:
    """What a form is filled in with makes the line that a person would type; the channel that it acts on stays."""
    assert filled(line, words) == made


def test_a_bundle_opens_with_every_feed_ticked() -> None:
    """All feeds of a bundle stand there by name, ticked; what is left is added by its numbers."""
    (ticks,) = fields("feeds bundle europe", "", "")
    assert [said for said, _ in ticks.choices] == [each.title for each in bundles.bundle("europe").feeds]
    assert len(ticks.given) == len(ticks.choices)


def test_a_mistake_stands_at_the_field_that_made_it() -> None:
    """A sentence that names what was typed stands there, one that names a field there, another at the first."""
    asked = FORMS["digest at"]
    values = {"at": ("25:99",), "days": ("mon",), "zone": ("Europe/Parris",)}
    assert at_fault(asked, values, "“25:99” is not a time. Examples: 08:00 mon,wed Europe/Parris.") == "at"
    assert at_fault(asked, values, "I know no zone Europe/Parris. Examples: 08:00 mon,wed.") == "zone"
    assert at_fault(asked, values, "Only managers may do that.") == "at"
    assert filled_in(asked, values) == "25:99 mon Europe/Parris"
