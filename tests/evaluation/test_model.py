"""What a language model's answers do to the names of our own set: good ones help, no others make many wrong."""

from __future__ import annotations

import pytest

from tests.evaluation.model import BRAINS, RECORDED, compared


@pytest.mark.parametrize(
    ("brain", "named", "wrong"),
    [
        ("a strong reader", 175, 0),  # of 205; 16 are bodies without a name, which are unnamed sources
        ("lazy", 145, 24),  # the first name for the first quote: right more often than not
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
