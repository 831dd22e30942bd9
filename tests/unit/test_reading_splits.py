"""Splits inside one camp: told, grounded, and silent wherever the text is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.articles import articles
from bot.ledger.lines import article_of
from bot.model.position import Split
from bot.reading.changes.splits import SHOWN_FROM
from bot.reading.read import read

NOW = datetime(2026, 3, 14, tzinfo=UTC)
CABINET = (
    "Valmora’s cabinet met. Foreign Minister Ada Lindqvist said the harbour treaty would stand. "
    "Finance Minister Bram Oduya said the harbour treaty was too dear. "
)
DUNN = (
    "The Dunn administration spoke twice. Dunn was in Lund. Vice President Mara Quist was at sea. "
    "Defense Secretary Paul Ames told a radio that the pact was dead. Chinese Foreign Minister Wei Lin was there. "
)
TOLD = [
    (CABINET + "Their words strike a different tone.", {"Ada Lindqvist", "Bram Oduya"}),
    (CABINET + "Their remarks struck a sharply different note.", {"Ada Lindqvist", "Bram Oduya"}),
    (CABINET + "Oduya’s answers strike a very different tone to those of Lindqvist.", {"Ada Lindqvist", "Bram Oduya"}),
    (DUNN + "Quist’s words appeared to strike a different tone from Ames, who left.", {"Mara Quist", "Paul Ames"}),
    (DUNN + "Ames’s remarks strike a different tone to the statements made by Dunn.", {"Paul Ames", "Dunn"}),
]
SILENT = [
    CABINET,
    CABINET + "Their words did not strike a different tone.",
    CABINET + "Oduya denied that their words strike a different tone.",
    CABINET + "If their words strike a different tone, the treaty falls.",
    CABINET + "Do their words strike a different tone?",
    CABINET + "“Their words strike a different tone,” Tove Stern said.",
    CABINET + "Critics say their words strike a different tone.",
    CABINET + "The film strikes a different tone.",
    CABINET + "Oduya’s words strike a different tone to those of Tove Stern.",
    CABINET + "Oduya contradicted Lindqvist on the tolls.",
    CABINET + "Kenya’s government fell. Their words strike a different tone.",
    CABINET.removeprefix("Valmora’s cabinet met. ") + "Their words strike a different tone.",
    DUNN + "Quist’s words strike a different tone to those of Wei Lin.",
    DUNN + "Wei Lin’s words strike a different tone to those of Dunn.",
    "The Dunn administration spoke. Former Defense Secretary Paul Ames’s words strike a different tone to Dunn’s.",
    "Germany’s government met. Christian Lindner of the Liberals spoke. Lindner’s words strike a different tone.",
    "Republican Sen. Dale Hobart’s words strike a different tone to those of Republican Gov. Nora Finch.",
]


def found(text: str, day: str = "2026-03-12") -> tuple[Split, ...]:
    """Return the shown splits of a text."""
    return tuple(
        each
        for each in read(article_of({"id": "a", "text": text, "date": day}, NOW)).splits
        if each.confidence >= SHOWN_FROM
    )


@pytest.mark.parametrize(("text", "who"), TOLD)
def test_told(text: str, who: set[str]) -> None:
    """Members of one government whose words differ in tone are named, with an office that makes them one camp."""
    (split,) = found(text)
    assert {each.name for each in split.members} == who
    assert split.ground in text


@pytest.mark.parametrize("text", SILENT)
def test_silent(text: str) -> None:
    """No split is told where it is denied, possible, an opponent's word, or one holds no office there."""
    assert found(text) == ()


def test_evidence() -> None:
    """The evidence is the words that tell the split and no more, and the camp is called what the text calls it."""
    (split,) = found(CABINET + "On Tuesday their words struck a different tone, and the cabinet went home.")
    text = split.told.sentence.text
    start = split.told.sentence.span.start
    assert text[split.span.start - start : split.span.end - start] == "words struck a different tone"
    assert split.told.said_on == date(2026, 3, 10)
    assert split.camp == "Valmora’s cabinet"


def test_one_split_once() -> None:
    """Two sentences that tell one split of the same two give one."""
    assert len(found(CABINET + "Their words strike a different tone. Their remarks strike a different note.")) == 1


def test_newswire() -> None:
    """Among the demo's articles only the one on the cabinet tells a split."""
    told = {each.slug: found(each.text) for each in articles()}
    shown = {slug: splits for slug, splits in told.items() if splits}
    ((slug, (split,)),) = shown.items()
    assert "split" in slug
    assert [each.name for each in split.members] == ["Ines Calder", "Tomas Reuel"]
    assert split.camp in {"Valmora's government", "Valmora's cabinet"}


PIECES = st.sampled_from(
    [
        *CABINET.split(". "),
        "Lindqvist",
        "their words strike a different tone",
        "’s words struck a different tone to",
        "The Dunn administration",
        "“",
        "”",
        "\n\n",
        ".",
    ]
)


@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Any text gives splits whose evidence lies inside the sentence, and the sentence inside the text."""
    for split in read(article_of({"id": "a", "text": text}, NOW)).splits:
        sentence = split.told.sentence
        assert sentence.span.holds(split.span)
        assert sentence.text == text[sentence.span.start : sentence.span.end]
        assert len({each.name for each in split.members}) > 1
