"""What a model says that sentences tell: two answers that agree, and what the rules forbid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.ledger.proposed import agreed, as_changes, as_splits
from bot.model.choice import Proposal, Tells
from bot.model.position import AssertedBy, Extent, MoveKind, Recency
from bot.model.record import Speaker
from bot.model.text import Span
from bot.reading.read import read
from tests.unit.building import KOVAC, REED, article

BEFORE = "Ana Kovač promised in spring that the harbour would never sell its ferry."
MOVED = "Kovač now wants to sell the ferry, after all that she had promised."
CAMP = "In the harbour council, Tom Reed called the sale a gift while Ana Kovač called it a rescue."
OTHERS = "Tom Reed owns two boats."
SOURCE = article(f"{BEFORE}\n\n{MOVED}\n\n{CAMP}\n\n{OTHERS}")


def at(words: str) -> Span:
    start = SOURCE.text.index(words)
    return Span(start, start + len(words))


CHANGE = Proposal(at(MOVED), Tells.CHANGE, (KOVAC,), MoveKind.REVERSED, before=at(BEFORE))
SPLIT = Proposal(at(CAMP), Tells.SPLIT, (REED, KOVAC), camp="harbour council")


def test_two_answers_that_agree_are_one() -> None:
    """The same thing of the same people in the same sentence is kept, with the less that moved."""
    assert agreed([CHANGE, SPLIT], [SPLIT, CHANGE]) == (CHANGE, SPLIT)
    part = replace(CHANGE, extent=Extent.PART)
    assert agreed([CHANGE], [part]) == agreed([part], [CHANGE]) == (part,)
    assert agreed([CHANGE], [replace(CHANGE, kind=MoveKind.SOFTENED)]) == (replace(CHANGE, kind=MoveKind.OTHER),)
    assert agreed([CHANGE], [replace(CHANGE, before=None)]) == (CHANGE,)
    assert agreed([CHANGE], [replace(CHANGE, before=at(OTHERS))]) == (replace(CHANGE, before=None),)


@pytest.mark.parametrize(
    "other",
    [
        replace(CHANGE, sentence=at(CAMP)),
        replace(CHANGE, tells=Tells.SPLIT),
        replace(CHANGE, who=(REED,)),
        replace(CHANGE, who=(KOVAC, REED)),
        replace(CHANGE, kind=MoveKind.HARDENED),
        replace(CHANGE, kind=MoveKind.CLARIFIED),
        replace(CHANGE, asserted_by=AssertedBy.DENIED),
        replace(CHANGE, asserted_by=AssertedBy.ACCUSER),
        replace(CHANGE, asserted_by=AssertedBy.HYPOTHETICAL),
    ],
)
def test_two_answers_that_differ_are_none(other: Proposal) -> None:
    """Another sentence, another speaker, the other way, or no fact: nothing is kept, whichever came first."""
    assert agreed([CHANGE], [other]) == agreed([other], [CHANGE]) == ()
    assert agreed([CHANGE], []) == agreed([], [CHANGE]) == ()


def test_what_either_calls_history_is_history() -> None:
    """A change that one of two answers recalls is no news."""
    old = replace(CHANGE, recency=Recency.BACKGROUND)
    assert [each.recency for each in agreed([CHANGE], [old])] == [Recency.BACKGROUND]


def test_a_change_is_the_articles_own_words() -> None:
    """Both sentences are shown as they stand, under the offered name, with who found it."""
    (found,) = as_changes(SOURCE, [CHANGE], [], "a model")
    assert found.told.sentence.text == found.words == MOVED
    assert found.earlier is not None
    assert found.earlier.sentence.text == BEFORE
    assert (found.speaker, found.by) == (KOVAC, "a model")


def source(*paragraphs: str) -> tuple[object, ...]:
    """Return what comes of a change that is proposed for the last paragraph."""
    text = "\n\n".join(paragraphs)
    here = article(text)
    last = Span(len(text) - len(paragraphs[-1]), len(text))
    return tuple(as_changes(here, [replace(CHANGE, sentence=last, before=None)], read(here).changes, "a model"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Will Kovač now sell the ferry, after all that she had promised?",
        "In 2019 Kovač wanted to sell the ferry, after all that she had promised.",
        "The mayor now wants to sell the ferry.",  # nobody of that name stands near
        "“I now want to sell the ferry that I promised to keep,” Kovač said.",  # her words, told as the outlet's
        "Kovač denied that she had reversed her position on the ferry.",
        "Kovač would have to withdraw her promise on the ferry.",
        f"Kovač now wants to sell {'and sell ' * 90}.",
    ],
)
def test_what_the_rules_forbid(sentence: str) -> None:
    """A question, an earlier year, nobody near, words in marks, a denial, a supposition, a sentence without end."""
    assert not source(sentence)


def test_what_the_rules_let_through() -> None:
    """The same with a name near, and a change that the rules know nothing of."""
    assert source("Kovač now wants to sell the ferry, after all that she had promised.")
    assert source("The ferry is old, Ana Kovač said.", "She now wants to sell it after all.")


def test_a_split_names_its_camp_and_its_members() -> None:
    """With a camp of the text and two members that it names it is told; without either, or as history, it is not."""
    (found,) = as_splits(SOURCE, [SPLIT], [], "a model")
    assert (found.told.sentence.text, found.camp, found.members) == (CAMP, "harbour council", (REED, KOVAC))
    for wrong in (
        replace(SPLIT, camp=""),
        replace(SPLIT, who=(REED,)),
        replace(SPLIT, who=(REED, replace(REED, role="owner"))),
        replace(SPLIT, recency=Recency.BACKGROUND),
        replace(SPLIT, who=(REED, Speaker("Elena Marsh"))),
        replace(SPLIT, tells=Tells.CHANGE),
    ):
        assert not list(as_splits(SOURCE, [wrong], [], "a model"))
    assert not list(as_splits(SOURCE, [SPLIT], [found], "a model"))  # the rules have it
