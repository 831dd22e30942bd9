"""Two dated statements by one speaker on one topic: what moved, or nothing."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ledger.comparing import compare
from bot.model.position import Compared, Statement

FIRST, THIRD, MUCH_LATER = date(2026, 3, 1), date(2026, 3, 3), date(2026, 5, 1)
JUDGING = re.compile(r"(?i)flip|flop|u-turn|backpedal|\bcave[ds]?\b|\blied\b|contradict")
MOVED = (
    ("The judges are in the pay of the port", "I misspoke about the judges and the port", "judges", "softened"),
    ("The judges are in the pay of the port", "I withdraw what I said of the judges", "port", "softened"),
    ("The clerk stole the ferry money", "I take that back: the clerk stole nothing", "money", "softened"),
    ("The clerk stole the ferry money", "I retract my words on the ferry money", "clerk", "softened"),
    ("I want the ferry gone", "I've changed my mind on the ferry", "harbour", "reversed"),
    ("I want the ferry gone", "I no longer want the ferry gone", "ferry", "reversed"),
    ("Valmora will never join the alliance", "I no longer rule out the alliance", "alliance", "reversed"),
    ("We need the dam in the valley", "I no longer believe that the dam is needed", "valley", "reversed"),
)
KEPT = (
    ("I will never sign the coast treaty", "I will never sign the coast treaty", "coast treaty"),
    ("We will build a wall,", "We will build a wall. Yes.", "wall"),
    ("I will never sign the coast treaty", "The herring was good today", "coast treaty"),
    ("I will never sign the coast treaty", "If the town asks me, I will sign the coast treaty", "coast treaty"),
    ("I oppose the night shift", "I support the night shift", "night shift"),
    ("I want the ferry gone", "I no longer live at the ferry", "ferry"),
    ("I want the ferry gone", "I withdraw from the race for the ferry board", "ferry"),
    ("I want the ferry gone", "Nobody should say that I no longer want the ferry", "ferry"),
    ("I no longer want the ferry", "I no longer want the ferry and the bus", "ferry"),
    ("I oppose the night shift", "The night shift begins at ten", "night shift"),
    ("I support the mayor", "I will vote for the bridge", "mayor"),
    ("We would be open to a night shift", "If you ask me, nights are long", "night shift"),
    ("I will release my taxes next week", "Well, we'll see", "taxes"),
    ("I am not ready to support the council's budget", "I support our mayor", "mayor"),
    ("The ferry is a scandal", "If I was wrong about the ferry, tell me", "ferry"),
    ("The ferry is a scandal", "No, I meant it", "ferry"),
    ("I regret nothing about the ferry", "I regret that people wait for the ferry", "ferry"),
    ("The price is high", "The price is too high", "price"),
    ("We must act on floods", "Floods need action now", "floods"),
    ("Would I join the alliance? Never", "Would they join the alliance?", "alliance"),
    ("soft", "I never said that", "taxes"),
    ("", "I never said that", "ferry"),
    ("I will never sign it", "", "treaty"),
    ("He will never sign the treaty", "She may sign the treaty", "treaty"),
    ("We will meet the unions on Monday", "We will meet the press on Friday", "unions"),
    ("We will never join the alliance", "They said we will join the alliance; that is a lie", "alliance"),
    ("We will never join the alliance", "I will join the alliance when hell freezes over", "alliance"),
    ("We oppose the toll", "Do we support the toll? No", "toll"),
    ("We oppose the toll", "He claims we support the toll", "toll"),
    ("I will never support the toll", "Anybody who thinks I will support the toll is wrong", "toll"),
    ("We will never join the alliance", "My opponent says “we will join the alliance”", "alliance"),
    ("We will vote for the harbour bill", "We will not vote for the amendment to the harbour bill", "harbour bill"),
    ("We will join the alliance", "We will join the alliance, if I may say so", "alliance"),
    ("I have no intention of leaving", "I am not leaving, and it will not happen", "leaving"),
)


def found(earlier: str, later: str, topic: str = "") -> Compared:
    """Return how two wordings compare."""
    return compare(topic, Statement(earlier, on=FIRST), Statement(later, on=THIRD)).label


@pytest.mark.parametrize(("earlier", "later", "topic", "label"), MOVED)
def test_what_moved_is_named_with_both_sides(earlier: str, later: str, topic: str, label: str) -> None:
    """Later words that take the earlier ones back are labelled, and the neutral reason quotes both."""
    answer = compare(topic, Statement(earlier, on=FIRST), Statement(later, on=THIRD))
    assert answer.label.value == label
    assert answer.confidence >= 0.8
    assert "“" in answer.reason
    assert not JUDGING.search(answer.reason)


@pytest.mark.parametrize(("earlier", "later", "topic"), KEPT)
def test_what_can_both_stand_is_no_change(earlier: str, later: str, topic: str) -> None:
    """The same, other things, opposites, suppositions and too little said are no change: the words must say so."""
    assert not found(earlier, later, topic).alert


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=20))
def test_any_words_are_compared(earlier: str, later: str, topic: str) -> None:
    """Whatever the words, there is an answer; the same words twice are no change, and empty ones neither."""
    assert 0 <= compare(topic, Statement(earlier, on=FIRST), Statement(later, on=THIRD)).confidence <= 1
    assert not found(earlier, earlier, topic).alert
    assert not found("", later, topic).alert
    assert not found(earlier, " ", topic).alert


def test_words_on_earlier_ones_are_tied_to_these() -> None:
    """Weeks later, “I misspoke” goes only with words that it repeats something of."""
    later = Statement("I misspoke when I promised to pay the fees", "", MUCH_LATER)
    other = Statement("The ferry is the best thing on this coast", "", FIRST)
    meant = Statement("I am the one who pays their fees", "", FIRST)
    assert compare("coast", other, later).label is Compared.NOT_COMPARABLE
    assert compare("coast", meant, later).label is Compared.SOFTENED
