"""What a second reader may do to a digest: order, leave out, take names away; nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.blocks import plain
from bot.briefing.digest import message
from bot.briefing.edit import candidates, named_words, ordered, unsure, without_names
from bot.model.choice import LeftOut, Order
from tests.unit.building import KOVAC, article, quote
from tests.unit.test_digest import TITLES, digest_of, news

DIGEST = digest_of(news(7))
IDS = [each.id for each in DIGEST.candidates]


def titles(order: Order) -> list[str]:
    """Return the headlines of the stories that an order leaves, in it."""
    return [each.lead.title for each in ordered(DIGEST, order, "a model", 0.75).stories]


def test_all_that_is_offered_stands_in_the_digest() -> None:
    """An editor gets headlines, and words with who said them; one story alone is no choice."""
    offered = candidates(DIGEST)
    assert [each.headline for each in offered] == [each.lead.title for each in DIGEST.stories]
    assert all(words.startswith(("Ana Kovač: ", "Tom Reed: ")) for each in offered for words in each.quotes.values())
    assert not candidates(digest_of(news(1)))


def test_the_order_is_the_editors_and_the_rest_is_the_rules() -> None:
    """Named stories come first, the others stay behind them in their order; what is left out is gone."""
    ruled = [each.lead.title for each in DIGEST.stories]
    assert titles(Order((IDS[3], IDS[1]))) == [ruled[3], ruled[1], ruled[0], ruled[2], *ruled[4:]]
    left = Order((), left_out={IDS[0]: LeftOut.OPINION})
    assert titles(left) == ruled[1:]
    made = message(ordered(DIGEST, left, "a model", 0.75), 0.75)
    assert ruled[0] not in plain(made)
    assert "order: a model" in plain(made)
    assert "order:" not in plain(message(DIGEST, 0.75))


def test_an_order_that_leaves_nothing_is_none() -> None:
    """Who leaves out nearly all stories is not followed."""
    all_out = Order((), left_out=dict.fromkeys(IDS[:5], LeftOut.NO_NEWS))
    assert ordered(DIGEST, all_out, "a model", 0.75) == DIGEST


@given(st.permutations(IDS), st.sets(st.sampled_from(IDS)))
def test_no_order_adds_or_loses(order: list[str], out: set[str]) -> None:
    """Whatever the order, each story stands once, and only what is left out is missing."""
    found = ordered(DIGEST, Order(tuple(order), left_out=dict.fromkeys(out, LeftOut.OLD)), "a model", 0.75)
    expected = set(IDS) - out if len(IDS) - len(out) >= 3 else set(IDS)
    assert {each.id for each in found.stories} == expected
    assert len(found.stories) == len(expected)


def test_a_lead_is_a_quote_of_the_story() -> None:
    """The chosen quote becomes the first of its story, another story's changes nothing."""
    story = DIGEST.candidates[0]
    own, other = story.quotes[0].quote.id, DIGEST.candidates[1].quotes[0].quote.id
    found = ordered(DIGEST, Order((story.id,), {story.id: own}), "a model", 0.75)
    assert found.stories[0].quotes[0].place == 1
    found = ordered(DIGEST, Order((story.id,), {story.id: other}), "a model", 0.75)
    assert found.stories[0].quotes[0].place == 0


@pytest.mark.parametrize(("confidence", "asked"), [(0.8, True), (0.96, True), (0.97, False), (0.7, False)])
def test_names_that_are_not_quite_sure_are_looked_at(confidence: float, asked: bool) -> None:
    """Names that a digest shows below 0.97 are asked about, those it does not show are not."""
    assert bool(unsure(digest_of(news(2, confidence=confidence)), 0.75)) == asked


def test_a_name_that_is_taken_away_takes_its_words_along() -> None:
    """The story stands without the quote; the others keep theirs."""
    lost = DIGEST.stories[0].quotes[0].quote
    left = without_names(DIGEST, {lost.id}, 0.75)
    assert lost.text not in plain(message(left, 0.75))
    assert sum(len(each.quotes) for each in left.candidates) == len(TITLES) - 1


def test_a_second_reader_gets_two_paragraphs() -> None:
    """The paragraph with the words and the one before; without a text the sentence."""
    source = article("Far away.\n\nKovač came in.\n\n“We will wait,” she said.\n\nThen it rained.")
    found = quote(source, "We will wait,", KOVAC)
    assert named_words(found, source.text).paragraph == "Kovač came in.\n“We will wait,” she said."
    assert named_words(found, "").paragraph == found.carrier.text
