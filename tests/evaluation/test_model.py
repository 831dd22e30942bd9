"""What a language model's answers do to the names of our own set: good ones help, no others make many wrong."""

from __future__ import annotations

import pytest

from tests.evaluation.model import BRAINS, MOVERS, RECORDED, compared, moving


@pytest.mark.parametrize(
    ("brain", "named", "wrong"),
    [
        ("a strong reader", 175, 0),  # of 205; 16 are bodies without a name, which are unnamed sources
        ("lazy", 144, 24),  # the first name for the first quote: right more often than not
        ("silent", 0, 1),
        ("by chance", 0, 33),  # texts of one or two quotes, in which no sure name shows that it reads badly
    ],
)
def test_how_well_quotes_are_named(brain: str, named: int, wrong: int) -> None:
    """So many speakers are named at least, and so many names are wrong at most; the answers come over HTTP."""
    found = compared(BRAINS[brain])
    assert not found.why
    assert found.model.right >= named
    assert found.model.wrong <= wrong


def test_a_strong_reader_is_better_than_the_rules() -> None:
    """With its answers more quotes are named and fewer names are wrong."""
    found = compared(BRAINS["a strong reader"])
    assert found.model.right > found.rules.right + 10
    assert found.model.wrong < found.rules.wrong
    assert sum(map(len, RECORDED.values())) > 200


@pytest.mark.parametrize(
    ("brain", "moves", "pairs"),
    [
        ("a strong reader", (7, 9), (8, 8)),
        ("everything moved", (0, 0), (0, 2)),  # what it tells by chance in both answers alike
    ],
)
def test_how_well_changes_are_found(brain: str, moves: tuple[int, int], pairs: tuple[int, int]) -> None:
    """So many changes, splits and pairs are found at least; what a strong reader tells is right, all of it."""
    found = compared(MOVERS[brain], moving).model
    assert found.moves.right >= moves[0]
    assert found.pairs.right >= pairs[0]
    if brain == "a strong reader":
        assert found.moves.told == found.moves.right
        assert (found.pairs.told, found.pairs.other_way) == (found.pairs.right, 0)
    else:
        assert found.moves.told <= 6
        assert found.pairs.told <= 8
