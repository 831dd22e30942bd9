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
        (
            "Joint statement by the foreign ministers of Kestria and Port Sund",
            "Foreign ministers of Kestria and Port Sund",
            "",
        ),
        ("G7 Leaders’ statement on the harbour", "G7 Leaders", ""),
        ("Joint Statement of the Defence Ministry and Foreign Ministry", "Defence Ministry and Foreign Ministry", ""),
        ("Erklärung von Bundeskanzlerin Ines Holt zu den Gesprächen", "Ines Holt", "Bundeskanzlerin"),
        ("Gemeinsame Erklärung der Außenminister von Kestria und Sund", "Außenminister von Kestria und Sund", ""),
        ("Stellungnahme der Hafengewerkschaft", "Hafengewerkschaft", ""),
        ("Déclaration du président Tarek Oduya", "Tarek Oduya", "Président"),
        ("Communiqué de la Commission maritime sur les ports", "Commission maritime", ""),
        (
            "Déclaration conjointe des ministres des Affaires étrangères de Kestrie",
            "Ministres des Affaires étrangères de Kestrie",
            "",
        ),
        ("Declaración de la ministra Clara Moreno tras el voto", "Clara Moreno", "Ministra"),
        ("Comunicado del Gobierno", "Gobierno", ""),
        ("Comunicado conjunto de los sindicatos de Alvania", "Sindicatos de Alvania", ""),
    ],
)
def test_a_headline_says_whose_statement_a_page_is(title: str, name: str, role: str) -> None:
    """One body, or one office-holder by name, with what the statement is about left out."""
    found = issuer(title)
    assert found
    assert (found.speaker.name, found.speaker.role) == (name, role)
    assert (found.speaker.kind is SpeakerKind.PERSON) == bool(role)


@pytest.mark.parametrize(
    "title",
    [
        "Ministry's statement draws anger",
        "Bank statement fraud rises",
        "A statement of intent",
        "Joint statement draws fire",
        "Declaration of Independence",
        "Communiqué of the summit: what it means",
        "Die Erklärung von Wien",
        "Stellungnahme des Auswärtigen Amts",
        "Erklärung von Max Weber",
        "Déclaration des revenus",
        "Declaración de la renta",
        "Comunicado de prensa",
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


IN_LANGUAGES = {
    "Erklärung der Bundesregierung zur Lage": (
        "Wir verurteilen den Angriff auf den Hafen. Er hat neun Menschen das Leben gekostet.\n\n"
        "Unsere Gedanken sind bei den Familien."
    ),
    "Communiqué du ministère des Transports": (
        "Nous condamnons cette attaque contre le port. Elle a coûté la vie à neuf personnes.\n\n"
        "Nos pensées vont aux familles."
    ),
    "Comunicado del Gobierno ante el ataque": (
        "Condenamos el ataque contra el puerto. Nueve personas han muerto.\n\nNuestro apoyo va a las familias."
    ),
    "Joint statement on the harbour": (
        "We, the foreign ministers of Kestria, Alvania and Sund, condemn the attack on the port. Nine people died.\n\n"
        "Our thoughts are with the families."
    ),
    "Gemeinsame Erklärung zum Hafen": (
        "Wir, die Außenminister von Kestria und Sund, verurteilen den Angriff auf den Hafen. Neun Menschen starben.\n\n"
        "Unsere Gedanken sind bei den Familien."
    ),
}


@pytest.mark.parametrize(("title", "body"), IN_LANGUAGES.items())
def test_we_in_other_languages_and_of_several(title: str, body: str) -> None:
    """German, French and Spanish statements and those of several bodies give their first-person sentences, whole."""
    first, last = body.split("\n\n")
    assert texts(title, body) == [first[: first.index(". ") + 1], last]


@pytest.mark.parametrize(
    ("title", "more"),
    [
        ("Erklärung der Bundesregierung zur Lage", "Die Opposition sagte, das reiche nicht."),
        ("Communiqué du ministère des Transports", "Le maire a déclaré que le port restait fermé."),
        ("Comunicado del Gobierno ante el ataque", "El alcalde dijo que el puerto sigue cerrado."),
        ("Joint statement on the harbour", "The ministers said on Friday that they would send help."),
    ],
)
def test_an_article_about_such_a_statement_is_none(title: str, more: str) -> None:
    """Verbs of saying tell an outlet's article in each of the languages."""
    assert texts(title, f"{IN_LANGUAGES[title]}\n\n{more}") == []


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
