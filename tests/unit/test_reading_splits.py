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
    "Foreign Minister Ada Lindqvist said the harbour treaty would stand. "
    "Finance Minister Bram Oduya said the harbour treaty was too dear. "
)
MATES = "Governor Lena Marsh toured the docks. Her running mate, Oscar Pell, went home. "
BOARD = "Mara Quist of the Fed spoke in Lund. "
PARTY = "Republican Sen. Dale Hobart spoke on Monday. Republican Gov. Nora Finch was in the room. "

TOLD = [
    (CABINET + "Lindqvist contradicted Oduya on the treaty.", "Ada Lindqvist", "Bram Oduya"),
    (CABINET + "Lindqvist is at odds with Oduya over the treaty.", "Ada Lindqvist", "Bram Oduya"),
    (CABINET + "Oduya broke with Lindqvist on the treaty.", "Bram Oduya", "Ada Lindqvist"),
    (CABINET + "Oduya publicly disagreed with Lindqvist on Tuesday.", "Bram Oduya", "Ada Lindqvist"),
    (CABINET + "Oduya differs from Lindqvist on tolls.", "Bram Oduya", "Ada Lindqvist"),
    (CABINET + "Oduya distanced himself from Lindqvist’s remarks.", "Bram Oduya", "Ada Lindqvist"),
    (CABINET + "Oduya went further than Lindqvist on tolls.", "Bram Oduya", "Ada Lindqvist"),
    (CABINET + "Oduya undercut Lindqvist within hours.", "Bram Oduya", "Ada Lindqvist"),
    (CABINET + "Oduya overruled Lindqvist on the tolls.", "Bram Oduya", "Ada Lindqvist"),
    (CABINET + "Oduya disavowed Lindqvist’s comments.", "Bram Oduya", "Ada Lindqvist"),
    (CABINET + "Lindqvist and Oduya disagree over the tolls.", "Ada Lindqvist", "Bram Oduya"),
    (CABINET + "Lindqvist and Oduya publicly clashed over the tolls.", "Ada Lindqvist", "Bram Oduya"),
    (CABINET + "Lindqvist and Oduya gave different answers on Tuesday.", "Ada Lindqvist", "Bram Oduya"),
    (CABINET + "Lindqvist and Oduya contradicted each other.", "Ada Lindqvist", "Bram Oduya"),
    (CABINET + "Lindqvist and Oduya are not on the same page.", "Ada Lindqvist", "Bram Oduya"),
    (CABINET + "A rift between Lindqvist and Oduya opened over the tolls.", "Ada Lindqvist", "Bram Oduya"),
    (CABINET + "The vote laid bare Oduya’s differences with Lindqvist.", "Bram Oduya", "Ada Lindqvist"),
    (CABINET + "Lindqvist’s words strike a very different tone to those of Oduya.", "Ada Lindqvist", "Bram Oduya"),
    (MATES + "Pell contradicted Marsh on the levy.", "Oscar Pell", "Lena Marsh"),
    (MATES + "Pell rebuked Marsh over the levy.", "Oscar Pell", "Lena Marsh"),
    (MATES + "Marsh is at odds with her running mate over the levy.", "Lena Marsh", "Oscar Pell"),
    (
        "While Lena Marsh has yet to endorse the levy, her running mate, Oscar Pell, has said it should pass.",
        "Lena Marsh",
        "Oscar Pell",
    ),
    (BOARD + "Quist dissented from the Fed’s chairman, Ivo Brandt, on rates.", "Mara Quist", "Ivo Brandt"),
    (PARTY + "Hobart broke with Finch over the dam.", "Dale Hobart", "Nora Finch"),
    (PARTY + "Hobart parted ways with Finch over the dam.", "Dale Hobart", "Nora Finch"),
    ("Sen. Dale Hobart (R-Iowa) broke with Gov. Nora Finch (R) over the dam.", "Dale Hobart", "Nora Finch"),
    ("Sen. Dale Hobart (R-Iowa) criticized Nora Finch, his own party’s nominee.", "Dale Hobart", "Nora Finch"),
    ("Dale Hobart, a Finch ally, contradicted Nora Finch on the dam.", "Dale Hobart", "Nora Finch"),
    ("Dale Hobart, a Finch campaign surrogate, contradicted Nora Finch.", "Dale Hobart", "Nora Finch"),
    (
        "Senator Dale Hobart disavowed remarks made by a campaign surrogate. Hobart said Nora Finch was crude.",
        "Dale Hobart",
        "Nora Finch",
    ),
    (
        "Dale Hobart, Republican of Iowa, became the first senator to break with Nora Finch over the dam.",
        "Dale Hobart",
        "Nora Finch",
    ),
]
SILENT = [
    CABINET,
    CABINET + "Lindqvist and Oduya agreed on the tolls.",
    CABINET + "Lindqvist did not contradict Oduya.",
    CABINET + "In 2008 Lindqvist contradicted Oduya on the tolls.",
    CABINET + "Lindqvist contradicted Oduya on the tolls two years ago.",
    CABINET + "Lindqvist denied that she was at odds with Oduya.",
    CABINET + "Lindqvist denied that there was a rift between her and Oduya.",
    CABINET + "There is no rift between Lindqvist and Oduya.",
    CABINET + "Lindqvist may break with Oduya over the tolls.",
    CABINET + "Lindqvist could contradict Oduya in May.",
    CABINET + "If Lindqvist breaks with Oduya, the treaty falls.",
    CABINET + "Lindqvist is expected to break with Oduya.",
    CABINET + "Has Lindqvist broken with Oduya?",
    CABINET + "Lindqvist refused to contradict Oduya.",
    CABINET + "“Lindqvist contradicted Oduya,” the opposition leader said.",
    CABINET + "Critics said Lindqvist contradicted Oduya.",
    CABINET + "Opposition leader Tove Stern accused the cabinet of mixed messages.",
    CABINET + "Tove Stern said Lindqvist contradicted Oduya.",
    CABINET + "Lindqvist contradicted Oduya, Tove Stern said.",
    CABINET + "Lindqvist and Oduya split the bill.",
    CABINET + "Lindqvist and Oduya split the vote.",
    CABINET + "Lindqvist contradicted herself.",
    CABINET + "Lindqvist disagreed with Tove Stern on the tolls.",
    CABINET + "Voters are divided over the treaty.",
    CABINET + "Officials gave different answers.",
    CABINET + "The government is sending mixed signals.",
    "Dale Hobart contradicted Nora Finch on the dam.",
    "Dale Hobart broke with Nora Finch on the dam.",
    "Republican Sen. Dale Hobart disagreed with Democratic Gov. Nora Finch.",
    "Republican Sen. Dale Hobart broke with Democratic Gov. Nora Finch.",
    "Republican candidate Dale Hobart clashed with Republican candidate Nora Finch.",
    "Republican Sen. Dale Hobart broke with his rival, Republican Gov. Nora Finch.",
    "Russian President Ivan Sorokin contradicted Defense Secretary Paul Ames.",
    "France’s prime minister, Luc Morel, disagreed with Germany’s prime minister, Jan Holm.",
    "Foreign Minister Ilya Sorokin contradicted Defense Secretary Paul Ames.",
    "Ilya Sorokin, the foreign minister of Russia, contradicted Foreign Minister Luc Morel.",
    "Russian Foreign Minister Ilya Sorokin spoke. Foreign Minister Luc Morel contradicted Sorokin.",
    "President Walter Dunn broke with President Luc Morel over the pact.",
    "The widow broke with tradition and Dale Hobart broke the silence.",
    "Dale Hobart (R-Iowa) disagreed with Nora Finch (D-Ohio) on the dam.",
    "Sen. Dale Hobart, who has yet to endorse Nora Finch, toured a farm.",
    "Dale Hobart, a farmer, said he would not support either Nora Finch or the Republican nominee.",
    "Former Defense Secretary Paul Ames contradicted President Walter Dunn.",
    "Dunn and Ames supporters clashed outside the hall.",
    "Hungary is at odds with Germany over the pipeline.",
]


def found(text: str, day: str = "2026-03-12") -> tuple[Split, ...]:
    """Return the shown splits of a text."""
    return tuple(
        each
        for each in read(article_of({"id": "a", "text": text, "date": day}, NOW)).splits
        if each.confidence >= SHOWN_FROM
    )


@pytest.mark.parametrize(("text", "one", "other"), TOLD)
def test_told(text: str, one: str, other: str) -> None:
    """A split that a text tells, with a ground for the camp, is found with its members."""
    (split,) = found(text)
    assert {each.name for each in split.members} == {one, other}
    assert split.ground
    assert split.ground in text


@pytest.mark.parametrize("text", SILENT)
def test_silent(text: str) -> None:
    """No split is told where it is denied, possible, asked, an opponent's word, between rivals or without a ground."""
    assert found(text) == ()


def test_evidence() -> None:
    """The evidence is the words that tell the split and no more."""
    (split,) = found(CABINET + "On Tuesday Lindqvist contradicted Oduya on the treaty, and left.")
    text = split.told.sentence.text
    start = split.told.sentence.span.start
    assert text[split.span.start - start : split.span.end - start] == "contradicted Oduya"
    assert split.told.said_on == date(2026, 3, 10)
    assert split.camp == "government"


def test_camp_is_named_by_the_text() -> None:
    """A camp is called what the text calls it."""
    (split,) = found(CABINET + "Oduya broke with Lindqvist, and Valmora’s cabinet fell.")
    assert split.camp == "Valmora’s cabinet"


def test_one_split_once() -> None:
    """Two sentences that tell one split of the same two give one."""
    assert len(found(CABINET + "Oduya broke with Lindqvist. Lindqvist contradicted Oduya.")) == 1


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
        "broke with",
        "at odds with",
        "his own party",
        "Republican",
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
