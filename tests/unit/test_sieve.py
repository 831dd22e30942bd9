"""A channel's filter lets through what was asked for, and nothing else is lost or told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.briefing.sieve import in_words, sieved
from bot.model.briefing import Channel, Filter, Mute
from bot.model.query import Since
from bot.model.record import Filed, SpeakerKind
from tests.unit.messages import filed

NOW = datetime(2026, 3, 13, 8, tzinfo=UTC)
CHANNEL = Channel("console", "console", "desk")


def spoken(words: str, outlet: str, kind: SpeakerKind = SpeakerKind.PERSON, language: str = "en") -> Filed:
    """Return a quote of an outlet."""
    made = filed(words, 1)
    assert made.quote.speaker
    page = replace(made.quote.publication, outlet=outlet, language=language)
    return replace(made, quote=replace(made.quote, publication=page, speaker=replace(made.quote.speaker, kind=kind)))


HARBOUR = spoken("We shall open the bridge", "The Harbour Post")
COAST = spoken("The football club stays here", "Coast Daily", language="de-AT")
BODY = spoken("Rates stay where they are", "The Harbour Post", SpeakerKind.ORGANISATION)
ALL = (HARBOUR, COAST, BODY)
NEWS = Since(tuple(each.quote.publication for each in ALL), ALL, 0, 1, 0)


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        (Filter(), ALL),
        (Filter(outlets=("the harbour post",)), (HARBOUR, BODY)),
        (Filter(languages=("de",)), (COAST,)),
        (Filter(people=True), (HARBOUR, COAST)),
        (Filter(without=("Football",)), (HARBOUR, BODY)),
        (Filter(without=("foot",)), ALL),  # words are whole words
        (Filter(without=("coast daily", "bridge")), (BODY,)),
        (Filter(outlets=("Nobody",)), ()),
    ],
)
def test_a_filter_keeps_what_it_says(chosen: Filter, kept: tuple[Filed, ...]) -> None:
    """Outlet, language, kind of speaker and words each keep their part, and the rest of the news stays."""
    left = sieved(NEWS, replace(CHANNEL, filter=chosen), NOW)
    assert left.quotes == kept
    assert (left.feeds, left.dropped) == (NEWS.feeds, NEWS.dropped)


def test_what_is_muted_comes_back_by_itself() -> None:
    """A speaker or a word is left out until the mute ends, and not a moment longer."""
    assert HARBOUR.quote.speaker
    for words in (HARBOUR.quote.speaker.name, "bridge"):
        channel = replace(CHANNEL, mutes=(Mute(words, NOW + timedelta(days=7)),))
        assert HARBOUR not in sieved(NEWS, channel, NOW).quotes
        assert sieved(NEWS, channel, NOW + timedelta(days=7)) == NEWS


def test_a_filter_is_said_in_words() -> None:
    """Each part of a filter is named; none is none."""
    whole = Filter(("Reuters", "DW"), ("en",), ("football",), people=True)
    assert in_words(whole) == "only Reuters and DW · in en · people only · without football"
    assert in_words(Filter()) == ""


def test_a_page_that_names_no_language_stays() -> None:
    """Many feeds say nothing of their language: a filter by language leaves out only what is known to be another."""
    silent = spoken("The ferry sails at nine", "Coast Daily", language="")
    news = replace(NEWS, quotes=(HARBOUR, COAST, silent))
    assert sieved(news, replace(CHANNEL, filter=Filter(languages=("en",))), NOW).quotes == (HARBOUR, silent)
