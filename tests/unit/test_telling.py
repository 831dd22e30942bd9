from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ledger.telling import telling

TOLD = "The council of Port Aurel voted on Tuesday to close the old bridge until the end of March."
NEXT = "Trucks will have to drive through the town until then, the harbour office said in a short note."
HEADLINE = "Port Aurel council closes old bridge"


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize("place", ["", "PORT AUREL (Northwire) - ", "Port Aurel, March 3 (Northwire) — "])
def test_a_first_paragraph_that_tells_by_itself_is_offered(place: str) -> None:
    """It is offered whole, in the outlet's own words, its place with it, and nothing behind it is."""
    assert telling(text(place + TOLD, NEXT), HEADLINE) == [place + TOLD]


def test_a_headline_that_stands_in_the_text_is_not_its_first_paragraph() -> None:
    """Pages repeat their headline; what is told comes behind it."""
    assert telling(text(HEADLINE, TOLD, NEXT), HEADLINE) == [TOLD]
    assert telling(HEADLINE, HEADLINE) == telling("", "") == []


def with_first(paragraph: str) -> str:
    return text(paragraph, NEXT)


MISLEADING = {
    "not the first": text(NEXT, TOLD),
    "half of a sentence": text("The mayor denies that the", TOLD),
    "hard lines": f"There is no word of it that the council of Port Aurel\n{TOLD}",
    "taken back": text(TOLD, "That isn’t true, the mayor said."),
    "taken back by no one's word": text(TOLD, "There is no truth in it."),
    "a claim": text(TOLD, "This is what her rival claims."),
    "a hoax": text(TOLD, NEXT, "The story was a hoax."),
    "a correction below": text(TOLD, *[NEXT] * 5, "Correction: an earlier version named somebody else."),
    "withdrawn below": text(TOLD, *[NEXT] * 5, "The paper has withdrawn this report."),
    "he": with_first("Tom Reed came to Port Aurel on Friday and he closed the old bridge with the council."),
    "their": with_first("The council of Port Aurel and the harbour office closed their old bridge on Tuesday."),
    "both": with_first("Tom Reed and Ana Kovač of the council both came to close the old bridge on Tuesday."),
    "the two": with_first("On Tuesday the two of the council of Port Aurel came to close the old bridge there."),
    "a role": with_first("The mayor closed the old bridge of Port Aurel on Tuesday after a vote of the council."),
    "marks": with_first(f"“{TOLD}”"),
    "odd marks": with_first(TOLD.replace("old bridge", "″old bridge″")),
    "backticks": with_first(TOLD.replace("old bridge", "`old bridge`")),
    "angles": with_first(TOLD.replace("old bridge", "<<old bridge>>")),
    "single marks": with_first(TOLD.replace("old bridge", "‘old bridge’")),
    "dialogue": with_first(f"— {TOLD}"),
    "a bullet": with_first(f"- {TOLD}"),
    "a label": with_first(f"FALSE - {TOLD}"),
    "a name as a label": with_first(f"CARL MARSH – {TOLD}"),
    "who says it": with_first(f"Carl Marsh: {TOLD}"),
    "we": with_first(TOLD.replace("The council", "In our town we")),
    "a question": with_first(TOLD.replace(".", "?")),
    "trailing off": with_first(TOLD[:-1] + "..."),
    "a caption": with_first("File photo shows the council of Port Aurel at the old bridge that it closes this week."),
    "another caption": with_first("Ana Kovač of the Port Aurel council smiles at a child in the harbour in May 2019."),
    "in title case": with_first("The Council Of Port Aurel Voted To Close The Old Bridge Until The End."),
    "too short": with_first("The council closes the old bridge."),
    "too long": with_first(TOLD[:-1] + " and said so" * 40 + "."),
    "an odd sign": with_first(TOLD.replace("old", "o\u200bld")),
    "a link": with_first(TOLD.replace("old", "https://harbour.example/ old")),
    "an accusation": with_first(
        "Police in Port Aurel charged the council of the old bridge with taking money on Tuesday."
    ),
    "satire": with_first(TOLD),
    "of something else": with_first(
        "Subscribers of the Northwire get the Harbour Post for four dollars a month and a bag."
    ),
}


@pytest.mark.parametrize("name", MISLEADING)
def test_what_could_mislead_is_not_offered(name: str) -> None:
    """What leans on others, is taken back, accuses or is somebody else's words never stands for an article."""
    headline = f"Satire: {HEADLINE}" if name == "satire" else HEADLINE
    assert telling(MISLEADING[name], headline) == []


@given(st.lists(st.text("aAé .,“”\"'–-:;\u200b\n", max_size=80), max_size=6))
def test_any_text_gives_its_own_first_paragraph(paragraphs: list[str]) -> None:
    """Whatever is offered stands at the beginning of the text, to the letter."""
    whole = text(*paragraphs)
    assert all(whole.strip().startswith(each) for each in telling(whole, "a a"))
