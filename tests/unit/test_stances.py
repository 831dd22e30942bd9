"""Labels: only where the words carry them."""

from __future__ import annotations

import pytest

from bot.ledger.stances import stance
from bot.model.position import Stance
from tests.unit.building import article, quote

WHOLE = (
    ("“Valmora will never apply while I lead this government,” she said.", Stance.RULES_OUT),
    ("“If parliament asks me, I will sign the application,” she said.", Stance.SUPPORTS_IF),
    ("“I support the harbour plan,” she said.", Stance.SUPPORTS),
    ("“We oppose the toll,” she said.", Stance.OPPOSES),
    ("“I won’t accept a night shift,” she said.", Stance.OPPOSES),
    ("“We have not decided on the toll,” she said.", Stance.UNDECIDED),
    ("“We are open to a toll,” she said.", Stance.UNDECIDED),
    ("“The door is open to all who read the map,” she said.", None),
    ("“There are forty tons of lettuce and no plan,” she said.", None),
    ("“They wrote my name on my wrist,” she said.", None),
    ("“Will we ever support the toll?” she asked.", None),
    ("“I support the toll, but I will never pay it,” she said.", None),
    ("“The army we can measure,” she reiterated.", Stance.REPEATS),
    ("Asked about the toll, she would not comment. “That is for others,” she said.", Stance.DECLINES),
    ("“That is for the courts,” she said, declining to say whether she would sue.", Stance.DECLINES),
)
PARTS = (
    ("She said a return to the old border was an “illusionary goal.”", Stance.RULES_OUT),
    ("She did not say that it was an “illusionary goal.”", None),
    ("She ruled out a toll, calling it “theft by the mile.”", Stance.RULES_OUT),
    ("She has not ruled out a toll, or what she calls “a fair fee.”", None),
    ("She doesn’t believe the town “has a ready-made plan.”", None),
    ("She reiterated that the toll was “a closed chapter.”", Stance.REPEATS),
    ("She called the toll “a fair fee.”", None),
)


def label(text: str, *, part: bool) -> Stance | None:
    """Return the label of the quoted words of a sentence."""
    words = text[text.index("“") + 1 : text.index("”")]
    return stance(quote(article(text), words, part=part))


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_a_whole_quote_is_labelled_by_its_own_commitment(text: str, expected: Stance | None) -> None:
    """Never, opposition, support, a condition or an open question is labelled; facts are not."""
    assert label(text, part=False) is expected


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_a_part_quote_is_labelled_with_its_sentence(text: str, expected: Stance | None) -> None:
    """A part-quote takes a label only with the verb that carries it, and none that the outlet denies."""
    assert label(text, part=True) is expected
