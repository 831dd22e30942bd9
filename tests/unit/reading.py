"""Builders for tests of the reading: a text in, its quotes out."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.model.news import Article, Publication, digest_of
from bot.model.record import Quote
from bot.reading.read import Reading, read

NOW = datetime(2026, 3, 13, 7, 0, tzinfo=UTC)
FRIDAY = date(2026, 3, 13)


def article(text: str, published: date | None = FRIDAY) -> Article:
    publication = Publication(
        digest_of(text), "page", "https://post.example/1", "A headline", "Post", NOW, NOW, published
    )
    return Article(publication, text)


def reading(text: str, published: date | None = FRIDAY) -> Reading:
    return read(article(text, published))


def only(text: str) -> Quote:
    """Return the one quote of a text."""
    found = reading(text).quotes
    assert len(found) == 1, [quote.text for quote in found]
    return found[0]


def named(text: str) -> list[tuple[str, str | None]]:
    """Return the quoted words of a text, each with its speaker's name."""
    return [(quote.text, quote.speaker.name if quote.speaker else None) for quote in reading(text).quotes]
