from __future__ import annotations

import pytest

from bot.ledger.variants import alike, grouped
from bot.model.record import Filed, Speaker
from tests.unit.building import KOVAC, REED, article, filed, quote

WORDS = "We will keep the harbour road open all winter"


def at(outlet: str, words: str = WORDS, speaker: Speaker | None = KOVAC, *, part: bool = False) -> Filed:
    source = article(f"She said “{words}” then.", url=f"https://{outlet.lower()}.example/", outlet=outlet)
    return filed(quote(source, words, speaker, part=part))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (WORDS, True),
        (WORDS + ",", True),
        (WORDS.upper(), True),
        ("keep the harbour road open", True),
        ("We’ll keep the harbour road open all winter", True),
        ("road open", False),
        ("We will close the island bridge before spring comes", False),
    ],
)
def test_wordings_that_are_one(other: str, *, same: bool) -> None:
    """Marks, case, a word's spelling and a cut do not make another quote; two words or others do."""
    assert alike(WORDS, other) is same


def test_one_utterance_at_several_outlets_is_one_entry() -> None:
    """The same words come once, in the order of their first version, all versions kept."""
    other = at("C", "The bridge is another matter entirely, I fear")
    found = grouped([at("A"), other, at("B", WORDS + ",")])
    assert [len(each.versions) for each in found] == [2, 1]
    assert found[1].lead == other


def test_the_best_version_leads() -> None:
    """A full quote leads a part of it, whichever came first."""
    (found,) = grouped([at("A", "keep the harbour road open", part=True), at("B")])
    assert found.lead.quote.publication.outlet == "B"


def test_two_people_with_the_same_words_stay_two() -> None:
    """The same words of two speakers are never joined; a surname alone fits its full name."""
    assert len(grouped([at("A"), at("B", speaker=REED)])) == 2
    assert len(grouped([at("A"), at("B", speaker=Speaker("Ben Kovač"))])) == 2
    assert len(grouped([at("A"), at("B", speaker=Speaker("Kovač"))])) == 1
    assert grouped([]) == ()


def test_no_quote_is_lost_in_grouping() -> None:
    """Every quote is in exactly one group."""
    given = [at("A"), at("B", speaker=None), at("C", speaker=REED), at("D", "Something else is at stake here")]
    found = [each.quote.id for group in grouped(given) for each in group.versions]
    assert sorted(found) == sorted(each.quote.id for each in given)


OPPOSITES = (
    ("We will sign the treaty in May", "We will not sign the treaty in May"),
    ("They have read the report with care", "They haven’t read the report with care"),
    ("I would never sell the harbour to them", "I would sell the harbour to them"),
    ("We lost 12 ships in the storm that night", "We lost 21 ships in the storm that night"),
)


@pytest.mark.parametrize(("one", "other"), OPPOSITES)
def test_a_quote_is_never_taken_for_its_opposite(one: str, other: str) -> None:
    """Words that differ in a negation or a number are two utterances, however alike they look."""
    assert not alike(one, other)


def test_one_negation_may_stand_for_another() -> None:
    """“is not a policy” and “is no policy” are one utterance in two wordings."""
    first = "We were patient for a very long time, but patience is no policy"
    assert alike(first, "We have been patient for a very long time, and patience is not a policy")


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("We support the treaty and its guards", "We oppose the treaty and its guards", False),
        ("We shall raise the ferry fares in spring", "We shall lower the ferry fares in spring", False),
        ("We shall organise the harbour guard anew", "We shall organize the harbor guard anew", True),
        ("We were patient for a long time, all of us", "We have been patient for a long time, all of us", True),
    ],
)
def test_another_word_is_another_utterance(one: str, other: str, *, equal: bool) -> None:
    """A word that is replaced by another, and is no spelling of it, makes two utterances of nearly equal words."""
    assert alike(one, other) is equal
