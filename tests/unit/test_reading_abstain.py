from __future__ import annotations

import pytest

from bot.model.record import NAMED_FROM
from tests.unit.reading import reading

UNDECIDED = (
    (
        "Hugo Brandt had lashed out after taking umbrage at Tom Finch’s own speech in Sarn, during which he "
        "boldly stated that the old harbour is “not coming back”. He told people that “nostalgia is not a strategy”."
    ),
    "Orla Finch said, according to Hugo Brandt, that the dam is “a promise in concrete”.",
    "“The dam is a promise in concrete,” Orla Finch said, according to Hugo Brandt.",
)


@pytest.mark.parametrize("text", UNDECIDED)
def test_where_a_text_does_not_decide_nobody_is_shown(text: str) -> None:
    """No name is shown where another person's speech stands before “he”, or where two sources are given."""
    quotes = reading(text).quotes
    assert quotes
    assert all(quote.confidence < NAMED_FROM for quote in quotes)


def test_where_it_decides_a_name_is_shown() -> None:
    """An owner before the speaker, and a source alone, raise no doubt."""
    text = "Tom Finch’s friend came. Hugo Brandt rose, and he said: “The harbour will be rebuilt by the spring.”"
    (quote,) = reading(text).quotes
    assert quote.speaker is not None
    assert quote.speaker.name == "Hugo Brandt"
    assert quote.confidence >= NAMED_FROM
