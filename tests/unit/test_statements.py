"""Statements in the first person: whose they are by the headline, and which sentences are theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.model.record import QuoteKind, SpeakerKind
from bot.reading.read import read
from bot.reading.statements import issuer
from tests.unit.building import article

BODY = (
    "We condemn the attack on the harbour in the strongest terms. It cost the lives of nine people.\n\n"
    "Our thoughts are with the families. We call on all sides to stop, and we will send help tomorrow.\n\n"
    "The harbour has been closed since Monday."
)


def texts(title: str, body: str = BODY) -> list[str]:
    """Return what is quoted as a statement of a page with this headline."""
    page = article(body)
    page = replace(page, publication=replace(page.publication, title=title))
    return [each.text for each in read(page).quotes if each.kind is QuoteKind.STATEMENT]


@pytest.mark.parametrize(
    ("title", "name", "role"),
    [
        ("Statement by the Foreign Ministry on the attack in Kestria", "Foreign Ministry", ""),
        ("Foreign Ministry statement on the attack", "Foreign Ministry", ""),
        (
            "Press statement by the Ministry of Foreign and European Affairs",
            "Ministry of Foreign and European Affairs",
            "",
        ),
        ("NATO statement regarding the incident", "NATO", ""),
        ("Full text: Harbour Council statement", "Harbour Council", ""),
        ("Statement by President Tarek Oduya on the talks", "Tarek Oduya", "President"),
        ("Statement from Secretary-General Ines Moreau following the vote", "Ines Moreau", "Secretary-General"),
    ],
)
def test_a_headline_says_whose_statement_a_page_is(title: str, name: str, role: str) -> None:
    """One body, or one office-holder by name, with what the statement is about left out."""
    found = issuer(title)
    assert found
    assert (found.name, found.role) == (name, role)
    assert (found.kind is SpeakerKind.PERSON) == bool(role)


@pytest.mark.parametrize(
    "title",
    [
        "Ministry's statement draws anger",
        "Bank statement fraud rises",
        "A statement of intent",
        "Joint statement by the Foreign Ministers of A, B and C",
        "Statement by the Defence Ministry and Foreign Ministry",
        "Police issue statement after crash",
        "Opinion: Government statement was weak",
        "Mission statement",
        "Trump's statement on tariffs",
        "",
    ],
)
def test_headlines_about_statements_name_nobody(title: str) -> None:
    """A headline about a statement, of several, or of nobody in particular gives no speaker."""
    assert issuer(title) is None


def test_the_sentences_in_the_first_person_are_quoted_whole() -> None:
    """What “we” say is the body's; what the page tells in the third person is nobody's words."""
    assert texts("Statement by the Foreign Ministry on the attack") == [
        "We condemn the attack on the harbour in the strongest terms.",
        "Our thoughts are with the families.",
        "We call on all sides to stop, and we will send help tomorrow.",
    ]


@pytest.mark.parametrize(
    "body",
    [
        f"{BODY}\n\nThe ministry said on Friday that it would send help.",
        f"{BODY}\n\nReaders told reporters they were afraid.",
        f"{BODY}\n\n“We had no warning,” she said. She added that it was late.",
        "We condemn the attack on the harbour in the strongest terms. It cost the lives of nine people.",
        "",
    ],
)
def test_an_article_about_a_statement_is_none(body: str) -> None:
    """Verbs of saying outside quotation marks tell an outlet's article; one sentence alone is no statement."""
    assert texts("Foreign Ministry statement on the attack", body) == []


def test_an_outlets_own_we_is_nobodys_statement() -> None:
    """Without a headline that says so, “we” is the outlet."""
    assert texts("Nine dead in Kestria") == []
