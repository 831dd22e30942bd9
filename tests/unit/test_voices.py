"""Two readers of one quote: a name is shown where both agree, or where the rules were unsure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.ledger.voices import AGREED, ALONE, SURE, believed, same, trusted, voiced
from bot.model.choice import Unnamed
from bot.model.record import NAMED_FROM, Speaker, SpeakerKind
from bot.reading.names.offered import speakers_named
from tests.unit.building import article, quote

ANA, TOM = Speaker("Ana Ruiz", role="mayor"), Speaker("Tom Reed")
OFFICIAL = Speaker("a senior official", SpeakerKind.UNNAMED)
QUOTE = quote(article("“We will build the road,” Ruiz said."), "We will build the road,")


@pytest.mark.parametrize(
    ("ruled", "confidence", "voice", "shown", "sure"),
    [
        (ANA, 0.5, ANA, ANA, AGREED),
        (ANA, 0.99, ANA, ANA, 0.99),
        (Speaker("Ruiz"), 0.9, ANA, Speaker("Ruiz"), AGREED),
        (ANA, 0.94, TOM, TOM, ALONE),
        (None, 0.0, TOM, TOM, ALONE),
        (ANA, SURE, TOM, None, 0.0),
        (OFFICIAL, SURE, TOM, None, 0.0),
        (ANA, 0.99, Unnamed.SOMEBODY, None, 0.0),
        (ANA, 0.9, Unnamed.NOBODY, None, 0.0),
        (OFFICIAL, 0.9, Unnamed.SOMEBODY, OFFICIAL, 0.9),
        (ANA, 0.9, None, ANA, 0.9),
    ],
)
def test_a_name_needs_both_or_rules_that_are_unsure(
    ruled: Speaker | None, confidence: float, voice: Speaker | Unnamed | None, shown: Speaker | None, sure: float
) -> None:
    """Where the rules are sure and the model differs nobody is named; a name of the model alone is surely shown."""
    found = voiced(replace(QUOTE, speaker=ruled, confidence=confidence), voice)
    assert (found.speaker, found.confidence) == (shown, sure)
    assert (found.text, found.id, found.carrier) == (QUOTE.text, QUOTE.id, QUOTE.carrier)


def test_the_names_of_both_tiers_are_shown() -> None:
    """What the model names alone is shown by the usual setting, below what both name."""
    assert NAMED_FROM <= ALONE < SURE < AGREED


def test_a_short_form_is_the_same_person() -> None:
    """A surname is its bearer's; another first name, or an unnamed source, is not."""
    assert same(Speaker("Reed"), TOM)
    assert same(Speaker("Mr Tom Reed"), TOM)
    assert not same(Speaker("Jim Reed"), TOM)
    assert not same(OFFICIAL, Speaker("senior official"))


def test_the_names_of_a_text_are_offered_once() -> None:
    """People and bodies in their fullest form, with the role of the text; no days, places alone, unnamed sources."""
    text = "Mayor Ana Ruiz met the builder Tom Reed, who works with the Harbour Council, on Monday.\n\n"
    text += "“No,” Ruiz said. “Yes,” said Reed."
    found = speakers_named(text, [OFFICIAL, Speaker("the bank", SpeakerKind.ORGANISATION), None])
    assert [each.name for each in found] == ["Ana Ruiz", "Tom Reed", "Harbour Council", "the bank"]
    assert found[0].role.lower() == "mayor"


def test_a_long_text_offers_so_many_names() -> None:
    """A page of nothing but names offers no endless list."""
    first = ("Ana", "Tom", "Jim", "Eva", "Max", "Ida", "Leo", "Mia", "Ben", "Zoe", "Kim", "Sam")
    last = ("Ruiz", "Reed", "Marsh", "Brandt", "Odell", "Weber", "Novak", "Petrova")
    text = "\n\n".join(f"{a} {b} said so." for a in first for b in last)
    assert len(speakers_named(text)) == 60


def test_a_reader_that_differs_where_rules_are_sure_is_not_believed() -> None:
    """More than one in three sure names in dispute: what is left of it only takes names away."""
    source = article("“One boat,” she said. “Two boats,” she said. “Three boats,” she said. “Four boats,” she said.")
    words = ("One boat,", "Two boats,", "Three boats,", "Four boats,")
    sure = [replace(quote(source, each), speaker=ANA, confidence=0.99) for each in words[:3]]
    unsure = replace(quote(source, words[3]), speaker=None, confidence=0.0)
    mostly = {sure[0].id: ANA, sure[1].id: ANA, sure[2].id: TOM, unsure.id: TOM}
    assert believed([*sure, unsure], mostly) == mostly
    hardly = mostly | {sure[1].id: Unnamed.SOMEBODY}
    assert believed([*sure, unsure], hardly) == {each.id: hardly[each.id] for each in sure}
    assert believed([unsure], {unsure.id: TOM}) == {unsure.id: TOM}


def test_a_reader_is_known_after_some_articles() -> None:
    """Up to then it is believed; from then on where at most a fifth of the articles were read otherwise."""
    assert trusted(0, 7)
    assert not trusted(0, 8)
    assert trusted(8, 2)
    assert trusted(80, 20)
    assert not trusted(79, 21)
