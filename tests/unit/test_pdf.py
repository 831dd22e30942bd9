"""PDFs: their words as paragraphs, their pages counted, and a sentence for what cannot be read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.edges.web import pdf as edge
from bot.edges.web.flow import paragraphs
from bot.edges.web.pages import read_page
from bot.errors import Unreadable
from bot.reading.transcripts.turns import turns
from tests.unit.pdfs import pdf

URL = "https://board.example/report.pdf"
REPORT = [
    "Report of the Harbour Board",
    "Sarn, 12 March 2026",
    "The board met on Monday in the old custom house and heard from the master of",
    "the port, who said that “the north quay cannot be mended before the winter sets",
    "in”. It asked for a plan of the repairs and for the sum that the council is will-",
    "ing to pay for them.",
    "“We shall not wait for the council,” said Ana Ruiz, who chairs the board, before",
    "she closed the meeting.",
]


def page(body: bytes) -> tuple[str, str, str, date | None]:
    found = read_page(body, URL, "application/pdf")
    return found.title, found.text, found.form, found.published_on


def test_a_pdf_is_read_as_paragraphs_with_its_pages_and_its_day() -> None:
    """Lines become paragraphs, a word broken at a line's end is whole, pages are counted, the day is the head's."""
    title, text, form, day = page(pdf([REPORT], "Report on the north quay"))
    assert title == "Report on the north quay"
    assert form == "PDF, 1 page"
    assert day == date(2026, 3, 12)
    assert text.split("\n\n") == [
        "Report of the Harbour Board",
        "Sarn, 12 March 2026",
        " ".join(REPORT[2:6]).replace("will- ing", "willing"),
        " ".join(REPORT[6:]),
    ]


def test_what_stands_on_every_page_is_left_out() -> None:
    """Running heads and page numbers are no words of the text, and a sentence goes on over the page's end."""
    lines = [
        ["The quay is closed to every ship that draws more than four metres of water, and", "will be for a year."],
        ["Nobody on the board could say what that costs the town, or how long the port can", "live with one quay."],
        ["Its master hopes for spring, its treasurer for a loan, and its chair for neither of", "the two."],
    ]
    pages = [["Harbour Board, annual report", *each, f"Page {at} of 3"] for at, each in enumerate(lines, start=1)]
    text = page(pdf(pages))[1]
    assert "annual report" not in text
    assert "Page" not in text
    assert text.split("\n\n") == [" ".join(each) for each in lines]


def test_a_courts_numbered_lines_are_a_transcript() -> None:
    """Numbers before lines go, and the names before words are turns."""
    said = [
        "MS. RUIZ: May it please the Court. I would begin with the quay, which",
        "was never ours.",
        "JUSTICE BERG: Whose was it?",
        "MS. RUIZ: The town's, Your Honor, and I say so in my brief.",
        "JUSTICE BERG: I have read your brief.",
        "MS. RUIZ: Then you know what we ask.",
        "JUSTICE BERG: Thank you. We have heard you, and we will",
        "hear the other side.",
        "MR. LUND: Thank you. I will be short, because I have only",
        "one thing to say.",
        "JUSTICE BERG: Say it, please.",
        "MR. LUND: We paid for it.",
    ]
    numbered = [f"{number} {line}" for number, line in enumerate(said, start=1)]
    _, text, _, _ = page(pdf([numbered], "Transcript of oral argument"))
    assert [each.label.name for each in turns(text)] == [
        *("MS. RUIZ", "JUSTICE BERG") * 3,
        "MR. LUND",
        "JUSTICE BERG",
        "MR. LUND",
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (pdf([[], [], []]), "a scanned PDF (3 pages of pictures): there is no text in it to read."),
        (pdf([REPORT], "", "quay"), "a PDF that needs a password."),
        (b"%PDF-1.7\nnothing", "a PDF that is damaged or too large to read."),
    ],
    ids=["scanned", "locked", "damaged"],
)
def test_a_pdf_that_cannot_be_read_is_said_to_be_so(body: bytes, said: str) -> None:
    """Pictures of pages, a password, damage: each has its sentence."""
    with pytest.raises(Unreadable, match=r"board\.example sent ") as refused:
        page(body)
    assert str(refused.value) == f"board.example sent {said}"


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that reads has its time, and is ended with it."""
    monkeypatch.setattr(edge, "WAIT", 0.001)
    with pytest.raises(Unreadable, match="takes too long"):
        page(pdf([REPORT]))


@given(st.lists(st.lists(st.text(alphabet="ab1 .-•“\n", max_size=30), max_size=12), max_size=4))
def test_no_letter_is_lost_or_made_between_lines_and_paragraphs(pages: list[list[str]]) -> None:
    """Of lines without edges of pages and numbers the paragraphs hold the same letters in the same order."""
    inner = [["x" * 9] * 2 + [line.replace("\n", " ") for line in page] + ["y" * 9] * 2 for page in pages[:2]]
    wanted = "".join(each for page in inner for line in page for each in line if each.isalpha())
    assert "".join(each for text in paragraphs(inner) for each in text if each.isalpha()) == wanted
