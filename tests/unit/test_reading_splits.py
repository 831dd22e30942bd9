"""Members of one camp who differ, as an outlet reports it; rivals, denials and accusations are no split."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ledger.lines import article_of
from bot.model.position import Split
from bot.reading.read import read

TWO_VOICES = (
    "Finance Minister Ana Ruiz said tolls must come.\n\n"
    "Foreign Minister Paul Brandt spoke against them. Their words strike a different tone."
)
SPLIT = (
    ("Senator Ana Ruiz broke with her running mate, Paul Brandt, over the coast treaty.", {"Ruiz", "Brandt"}),
    ("Ana Ruiz publicly disagreed with her running mate, Paul Brandt, on tolls.", {"Ruiz", "Brandt"}),
    ("Finance Minister Ana Ruiz contradicted Foreign Minister Paul Brandt on tolls on Monday.", {"Ruiz", "Brandt"}),
    ("Finance Minister Ana Ruiz is at odds with Foreign Minister Paul Brandt over tolls.", {"Ruiz", "Brandt"}),
    (
        "Ana Ruiz is disavowing remarks made by a campaign surrogate who called the judges thieves.",
        {"Ruiz", "surrogate"},
    ),
    ("Ana Ruiz had no trouble breaking with her future boss in praising the judges.", {"Ruiz", "boss"}),
    (
        TWO_VOICES,
        {"Ruiz", "Brandt"},
    ),
    (
        (
            "The Ruiz administration sends mixed signals. President Ana Ruiz spoke on Monday. Brandt’s words strike a "
            "different tone to the statements made by Ruiz. Paul Brandt, the vice president, spoke on Friday."
        ),
        {"Ruiz", "Brandt"},
    ),
    (
        "While nominee Ana Ruiz has yet to endorse it, Ruiz’s running mate, Governor Paul Brandt, has signed it.",
        {"Ruiz", "Brandt"},
    ),
)
NONE = (
    "Ana Ruiz broke with Paul Brandt over the coast treaty.",  # nothing says that they are one camp
    "Republican Ana Ruiz disagreed with Democrat Paul Brandt on tolls. Her running mate was silent.",
    "Ana Ruiz clashed with her rival, Paul Brandt, in the debate. Her running mate watched.",
    "Ana Ruiz may break with her running mate, Paul Brandt, over tolls.",
    "Ana Ruiz denied that she disagreed with her running mate, Paul Brandt.",
    "Ana Ruiz never disagreed with her running mate, Paul Brandt.",
    "Ana Ruiz refused to break with her running mate, Paul Brandt.",
    "Critics say Ana Ruiz is at odds with her running mate, Paul Brandt.",
    "Did Ana Ruiz disagree with her running mate, Paul Brandt?",
    "“Ana Ruiz broke with her running mate, Paul Brandt,” said a rival.",
    "The states are divided over the treaty.",
    "Voters are split on tolls.",
    "The ministers split the bill with Paul Brandt.",
    "Ana Ruiz agreed with her running mate, Paul Brandt, on tolls.",
    "The prices of Ruiz Foods differ from those of Brandt Foods.",
    "Finance Minister Ana Ruiz met Foreign Minister Paul Brandt on Monday.",
    "Some officials disagree on the treaty.",
    "Her plan contrasts with the old one.",
)


def found(text: str) -> tuple[Split, ...]:
    """Return the splits that a text reports."""
    row = {"id": "a", "title": "", "text": text, "date": "2025-02-14", "publisher": "The Harbour Post"}
    return read(article_of(row, datetime(2025, 2, 14, tzinfo=UTC))).splits


@pytest.mark.parametrize(("text", "members"), SPLIT)
def test_members_of_one_camp_who_differ_are_named(text: str, members: set[str]) -> None:
    """A reported difference names its members and why they are one camp, in the text's own words."""
    (split,) = found(text)
    assert {each.name.split()[-1] for each in split.members} >= members
    assert split.ground
    assert split.camp
    assert all(part in text for part in split.ground.split("; "))
    assert split.told.sentence.text in text


@pytest.mark.parametrize("text", NONE)
def test_everything_else_is_no_split(text: str) -> None:
    """Rivals, other parties, suppositions, denials, accusations, groups and literal senses are none."""
    assert found(text) == ()


@given(st.text(max_size=300))
def test_any_text_gives_splits_inside_it(text: str) -> None:
    """Whatever the text, the words that say so lie in their sentence, and that in the text."""
    whole = f"{text} Finance Minister Ana Ruiz contradicted Foreign Minister Paul Brandt. {text}"
    for split in found(whole):
        assert split.told.sentence.span.holds(split.span)
        assert split.told.sentence.text == split.told.sentence.span.of(whole)
