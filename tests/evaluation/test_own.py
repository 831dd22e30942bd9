from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from bot.ledger.lines import article_of
from bot.model.record import NAMED_FROM, Quote
from bot.model.text import Span
from bot.reading.read import read
from tests.evaluation.corpora import encoder

FLOOR = 85  # percent of the units with a speaker that are emitted with that speaker; it may only rise
KNOWN: dict[str, str] = {
    "one-surname-3": "The bare surname is shown though two people of the text bear it.",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """Hold one quoted stretch of a text and who said it; None: nobody can know."""

    words: str
    span: Span
    speaker: str | None
    kind: str
    carrier_has: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Hold one text of the gold set."""

    id: str
    text: str
    units: tuple[Unit, ...]
    not_quotes: tuple[str, ...]


def texts() -> Iterator[Text]:
    """Yield the texts of the gold set, each unit with its place."""
    for row in json.loads((Path(__file__).parent / "own.json").read_text(encoding="utf-8"))["texts"]:
        units, at = [], 0
        for unit in row["units"]:
            start = row["text"].index(unit["words"], at)
            at = start + len(unit["words"])
            has = tuple(unit["carrier_has"])
            units.append(Unit(unit["words"], Span(start, at), unit["speaker"], unit["kind"], has))
        yield Text(row["id"], row["text"], tuple(units), tuple(row["not_quotes"]))


TEXTS = tuple(texts())


@cache
def quotes_of(text: Text) -> tuple[Quote, ...]:
    """Return what the reading makes of a text."""
    return read(article_of({"id": text.id, "text": text.text}, datetime(2026, 1, 1, tzinfo=UTC)), encoder()).quotes


def shown(quote: Quote) -> str:
    """Return the name that a reader would see, or nothing."""
    return quote.speaker.name if quote.speaker and quote.confidence >= NAMED_FROM else ""


def plain(name: str) -> list[str]:
    """Return the words of a name, without capitals and articles."""
    return [word for word in re.findall(r"\w+", name.casefold()) if word not in {"a", "an", "the"}]


def same(name: str, unit: Unit) -> bool:
    """Say whether a name is a unit's speaker: a person's last word with no other first name, else whole words of it."""
    given, gold = plain(name), plain(unit.speaker or "")
    if not given or not gold:
        return False
    if unit.kind == "person":
        return given[-1] == gold[-1] and (set(given) <= set(gold) or set(gold) <= set(given))
    if unit.kind == "unnamed":  # “an official at the ministry” is not the ministry
        return given[: len(gold)] == gold[: len(given)]
    short, long = sorted((f" {' '.join(given)} ", f" {' '.join(gold)} "), key=len)
    return short in long


def faults(text: Text) -> Iterator[str]:
    """Yield what a reader would be shown wrongly."""
    for quote in quotes_of(text):
        if quote.text != quote.span.of(text.text):
            yield f"not verbatim: {quote.text}"
        for unit in text.units:
            if quote.span.overlaps(unit.span):
                if shown(quote) and not same(shown(quote), unit):
                    yield f"{shown(quote)}, not {unit.speaker}: {unit.words}"
                yield from (
                    f"no {has} around: {unit.words}" for has in unit.carrier_has if has not in quote.carrier.text
                )
        for words in text.not_quotes:
            start = text.text.index(words)
            if shown(quote) and quote.span.overlaps(Span(start, start + len(words))):
                yield f"no quote of {shown(quote)}: {words}"


def found(text: Text, unit: Unit) -> bool:
    """Say whether a unit is emitted, whole, with its speaker."""
    return any(
        quote.speaker is not None and same(quote.speaker.name, unit)
        for quote in quotes_of(text)
        if quote.span.overlaps(unit.span) and quote.text.strip(" .,") == unit.words.strip(" .,")
    )


def expected(text: Text) -> list[pytest.MarkDecorator]:
    """Return the mark of a text that is known to be misread: it has to fail until it is taken off the list."""
    reason = KNOWN.get(text.id)
    return [pytest.mark.xfail(raises=AssertionError, strict=True, reason=reason)] if reason else []


@pytest.mark.parametrize("text", [pytest.param(text, id=text.id, marks=expected(text)) for text in TEXTS])
def test_nothing_is_shown_wrongly(text: Text) -> None:
    """Words are verbatim, no name is another's, what is no quotation has no speaker, and carriers hold their verbs."""
    assert list(faults(text)) == []


def test_known_faults_are_of_texts_that_exist() -> None:
    """Every known fault is about a text of the set."""
    assert KNOWN.keys() - {text.id for text in TEXTS} == set()


def test_recall_does_not_fall() -> None:
    """Of the units whose speaker the text tells, at least the floor's share is emitted with that speaker."""
    told = [(text, unit) for text in TEXTS for unit in text.units if unit.speaker]
    right = sum(found(text, unit) for text, unit in told)
    assert 100 * right / len(told) >= FLOOR
