from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import EngineError
from bot.ledger.choosing import accept, rank
from bot.model.choice import Choice
from bot.model.record import Topic
from tests.unit.building import KOVAC, REED, article, filed, quote

TEXT = (
    "“The road to the harbour stays open until the winter,” Kovač said.\n\n"
    "“The bridge to the island is closed for good, and that is final,” Kovač said.\n\n"
    "“Nobody has asked the fishermen what they think of it,” Reed said.\n\n"
    "She called it “a farce” and “a waste of all our money” on Friday."
)
SOURCE = article(TEXT)
ROAD = filed(quote(SOURCE, "The road to the harbour stays open until the winter,"))
BRIDGE = filed(quote(SOURCE, "The bridge to the island is closed for good, and that is final,"))
FISH = filed(quote(SOURCE, "Nobody has asked the fishermen what they think of it,", REED))
FARCE = filed(quote(SOURCE, "a farce", part=True))
WASTE = filed(quote(SOURCE, "a waste of all our money", part=True))


def test_only_offered_quotes_are_accepted() -> None:
    """An id that was not offered is the engine's error; nothing of its answer is used."""
    with pytest.raises(EngineError, match="not offered"):
        accept([ROAD.quote], Choice({"invented": ()}))


def test_more_than_three_topics_are_refused() -> None:
    """A quote has at most three topics."""
    with pytest.raises(EngineError, match="more than 3"):
        accept([ROAD.quote], Choice({ROAD.quote.id: tuple(Topic(str(n), str(n)) for n in range(4))}))


def test_a_quote_without_an_answer_keeps_its_place() -> None:
    """Every offered quote comes back in order, with the topics chosen or with none."""
    topic = Topic("road", "road", "road")
    found = accept([BRIDGE.quote, ROAD.quote], Choice({ROAD.quote.id: (topic,)}))
    assert [each.quote for each in found] == [BRIDGE.quote, ROAD.quote]
    assert [each.topics for each in found] == [(), (topic,)]


def test_each_speaker_comes_once_before_any_comes_twice() -> None:
    """Of two quotes the second is another speaker's, although the first speaker has a better one left."""
    assert [each.quote.speaker for each in rank([ROAD, BRIDGE, FISH], 2, name_from=0.75)] == [KOVAC, REED]
    assert len(rank([ROAD, BRIDGE, FISH], 3, name_from=0.75)) == 3


def test_no_carrier_is_shown_twice() -> None:
    """Two part-quotes of one sentence are shown once, for the sentence shows both."""
    assert len(rank([FARCE, WASTE], 5, name_from=0.75)) == 1


def test_the_same_words_are_shown_once() -> None:
    """A quote that two pages have word for word is chosen once."""
    other = filed(quote(article(TEXT, url="https://b.example/"), ROAD.quote.text))
    assert len(rank([ROAD, other], 5, name_from=0.75)) == 1


def test_of_two_quotes_that_were_chosen_that_of_somebody_in_office_comes_first() -> None:
    """A minister's words lead, although the harbour master's are the better quote; where nobody chose, none leads."""
    first, second = replace(FISH, place=1), replace(BRIDGE, place=2)
    assert rank([first, second], 1, name_from=0.75) == (second,)
    assert rank([replace(first, place=0), second], 1, name_from=0.75) == (second,)
    assert rank([first, replace(second, place=0)], 1, name_from=0.75) == (first,)


def test_sure_and_whole_quotes_come_first() -> None:
    """A sure name beats an unsure one, a full quote a part-quote."""
    unsure = filed(quote(SOURCE, BRIDGE.quote.text, confidence=0.5))
    assert rank([unsure, WASTE], 1, name_from=0.75) == (WASTE,)
    assert rank([FARCE, ROAD], 1, name_from=0.75) == (ROAD,)
    assert rank([], 3, name_from=0.75) == ()
