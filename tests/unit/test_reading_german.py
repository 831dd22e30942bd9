from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.ledger.lines import article_of
from bot.model.record import Quote
from bot.reading.read import read
from bot.reading.speakers import without_weights
from tests.unit.reading import reading

NOW = datetime(2026, 3, 13, tzinfo=UTC)
GOLD = (
    ("„Wir bauen den Damm“, sagte Ministerin Greta Halvorsen.", "Wir bauen den Damm", "Greta Halvorsen"),
    ("Greta Halvorsen sagte am Montag: „Wir bauen den Damm.“", "Wir bauen den Damm.", "Greta Halvorsen"),
    ("»Der Hafen bleibt offen«, erklärte Bürgermeister Jonas Wick.", "Der Hafen bleibt offen", "Jonas Wick"),
    ("Laut Jonas Wick ist der Hafen „auf Jahre hinaus sicher“.", "auf Jahre hinaus sicher", "Jonas Wick"),
    ("„Das war z. B. Dr. Lenz“, meinte die Sprecherin Clara Moor.", "Das war z. B. Dr. Lenz", "Clara Moor"),
    ("Die Behörde sprach von „erheblichen Mängeln am Deich“.", "erheblichen Mängeln am Deich", None),
    ("Der Ausschuss tagte. „Niemand weiß, wer das bezahlt.“", "Niemand weiß, wer das bezahlt.", None),
)


def quotes(text: str) -> tuple[Quote, ...]:
    """Return the quotes of a German text."""
    return read(article_of({"id": "de", "text": text, "language": "de-DE"}, NOW)).quotes


@pytest.mark.parametrize(("text", "words", "name"), GOLD)
def test_a_plain_pattern_names_the_speaker_and_nothing_else_does(text: str, words: str, name: str | None) -> None:
    """A full name beside a German verb of saying is the speaker; without one the quote is nobody's."""
    (quote,) = quotes(text)
    assert quote.text == words
    assert (quote.speaker.name if quote.speaker else None) == name


def test_a_surname_is_who_bore_it_before() -> None:
    """A surname alone stands for the one full name that the text gave."""
    text = "„Wir bauen“, sagte Greta Halvorsen. Später kam Regen.\n„Wir bauen weiter“, sagte Halvorsen."
    assert [each.speaker.name for each in quotes(text) if each.speaker] == ["Greta Halvorsen"] * 2


def test_german_words_are_always_shown_in_their_sentence() -> None:
    """No German quote stands alone, as nothing tells a denial from the rest."""
    (quote,) = quotes("Jonas Wick sagte nicht: „Der Hafen bleibt offen.“")
    assert quote.shown.part
    assert quote.shown.before == "Jonas Wick sagte nicht: „"


def test_a_text_that_names_no_language_is_read_in_its_own() -> None:
    """German is known by its small words and verbs, and roles that are compounds by their ends."""
    text = (
        "„Wir bauen die Brücke noch vor dem Winter“, sagte Verkehrsministerin Anna Vogt am Montag. "
        "„Das Geld dafür fehlt uns“, erwiderte Oppositionsführer Tom Lenz."
    )
    found = [quote.speaker for quote in reading(text).quotes]
    assert [(each.name, each.role) for each in found if each] == [
        ("Anna Vogt", "Verkehrsministerin"),
        ("Tom Lenz", "Oppositionsführer"),
    ]


def test_english_with_german_names_stays_english() -> None:
    """Some foreign words make no other language of a text."""
    text = "“We will build the bridge,” said Anna Vogt of Die Welt am Sonntag, the paper that Das Erste sued."
    assert without_weights.guessed(text) is None
