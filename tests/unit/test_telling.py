from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.telling import telling

TOLD = "The council of Port Aurel voted on Tuesday to close the old bridge until the end of March."
NEXT = "Trucks will have to drive through the town until then, the harbour office said in a short note."
BRIBE = "Ana Kovač took bribes of 40 million from the harbour company in the spring of 2019."


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def test_a_paragraph_that_tells_by_itself_is_offered() -> None:
    """Whole early paragraphs in the outlet's own words are offered, a place line with them."""
    placed = f"PORT AUREL (Northwire) - {TOLD}"
    assert telling(text(placed, NEXT), "Bridge") == [placed, NEXT]


MISLEADING = {
    "half of a sentence": text("A judge found no evidence that Insp.", BRIBE),
    "hard lines": f"A judge found no evidence at all that the minister\n{BRIBE}",
    "a list under no proof": text("There is no proof of what follows:", BRIBE),
    "a heading": text("What the police do not believe", BRIBE),
    "an abbreviation inside leaves it whole": text(f"A judge found no evidence that Insp. {BRIBE} The judge was glad."),
    "taken back after": text(BRIBE, "That is false."),
    "taken back before": text("Not so, said the judge, who read all of the letters twice.", BRIBE),
    "denied after": text(BRIBE, "Kovač has denied it."),
    "a claim before": text("This is what her rival claims.", BRIBE),
    "a hoax": text(BRIBE, NEXT, "The story was a hoax."),
    "a correction below": text(BRIBE, NEXT, NEXT, NEXT, NEXT, "Correction: an earlier version named somebody else."),
    "satire in the headline": BRIBE,
    "imagined": text("Imagine this.", BRIBE),
    "he": "Tom Reed opened the harbour on Friday and on Monday he was arrested for bribery in Port Aurel.",
    "they": "Police in Port Aurel said on Monday that they were charged with bribery and released.",
    "both": "Tom Reed and Ana Kovač came to Port Aurel on Monday and both were charged with bribery.",
    "a role": "The minister was charged on Monday with bribery and released from prison in Port Aurel.",
    "a role with words before": "On Monday the former prime minister was charged with bribery and released.",
    "marks": f"“{BRIBE}”",
    "odd marks": "Ana Kovač said ″we took bribes of 40 million from the harbour company″ in the spring of 2019.",
    "backticks": "Ana Kovač said `we took bribes of 40 million from the harbour company` in the spring of 2019.",
    "angles": "Ana Kovač said <<bribes of 40 million from the harbour company>> in the spring of 2019.",
    "dialogue": f"— {BRIBE}",
    "a bullet": f"- {BRIBE}",
    "inside a quotation": text("“I know what happened, she said.", BRIBE, "I saw it.”"),
    "we": "In Port Aurel we took bribes of 40 million from the harbour company in the spring of 2019.",
    "a question": BRIBE.replace(".", "?"),
    "trailing off": BRIBE[:-1] + "...",
    "a caption": "File photo shows Ana Kovač at the harbour of Port Aurel in the spring of 2019.",
    "in title case": "Ana Kovač Took Bribes Of Forty Million From The Harbour Company In Spring.",
    "too short": "Ana Kovač took bribes of 40 million.",
    "too long": BRIBE[:-1] + " and said so" * 40 + ".",
    "no ordinary sign": BRIBE.replace("Ana", "Ana\u200b"),
    "a link": BRIBE.replace("harbour", "https://harbour.example/ harbour").replace("company", "*company*"),
    "late": text(*[NEXT] * 5, BRIBE),
}


@pytest.mark.parametrize("name", [name for name in MISLEADING if not name.endswith("whole")])
def test_what_could_mislead_is_not_offered(name: str) -> None:
    """What leans on others, is taken back by them or is somebody else's words never stands for an article."""
    headline = "Satire: harbour news" if "satire" in name else "Harbour news"
    assert BRIBE not in telling(MISLEADING[name], headline)
    if name != "late":
        assert not [each for each in telling(MISLEADING[name], headline) if "rib" in each]


def test_what_is_offered_is_whole() -> None:
    """Words before an abbreviation stay with those behind it, and a label is no place."""
    assert not telling(f"FALSE - {BRIBE}", "Harbour")
    assert not telling(f"Carl Marsh: {BRIBE}", "Harbour")
    name = "an abbreviation inside leaves it whole"
    assert telling(MISLEADING[name], "Harbour") in ([], [MISLEADING[name]])


@given(st.lists(st.text("aAé .,“”\"'–-:;\u200b\n", max_size=80), max_size=6))
def test_any_text_gives_its_own_paragraphs(paragraphs: list[str]) -> None:
    """Whatever is offered stands in the text between blank lines, to the letter."""
    whole = text(*paragraphs)
    assert set(telling(whole, "")) <= {each.strip() for each in whole.split("\n\n")}
