"""Measure the reading on one core: articles a second, and that time grows with length only."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.table import Row, repeated
from bot.demo.articles import articles
from bot.edges.encoder.onnx import OnnxEncoder
from bot.model.news import Article, Publication, digest_of
from bot.reading.read import read
from bot.reading.speakers.pointing import Encoder

GOLD = Path(__file__).parent.parent.parent / "shared" / "eval" / "quotes" / "gold_dev.jsonl.gz"
LONG_LINE = 10_000_000  # characters
NOW = datetime(2026, 3, 13, tzinfo=UTC)


def rows() -> Iterator[Row]:
    """Measure the whole reading on news articles, on one text at 1 to 8 times its length, and on one endless line."""
    texts, note = corpus()
    yield Row("articles read per second, one core, rules alone", "articles/s", repeated(5, lambda: rate(texts)), note)
    encoder = OnnxEncoder()
    cost(texts[:2], encoder)  # loads it
    yield Row(
        "articles read per second, one core, with the encoder",
        "articles/s",
        repeated(3, lambda: rate(texts, encoder)),
        note,
    )
    long = "\n\n".join(texts[:20])
    for factor in (1, 2, 4, 8):
        text = "\n\n".join([long] * factor)
        yield Row(f"one text of {len(text):,} characters", "ms", repeated(5, lambda text=text: 1e3 * cost([text])))  # type: ignore[misc]

    line = "“We go,” Ana Ruiz said. " * (LONG_LINE // 24)
    yield Row(f"one line of {len(line):,} characters", "ms", repeated(1, lambda: 1e3 * cost([line])))


def corpus() -> tuple[list[str], str]:
    """Return texts of news articles: the evaluation's where it is there, else the demo's."""
    if GOLD.exists():
        with gzip.open(GOLD, "rt", encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line in lines], "83 US political articles"
    return [article.text for article in articles()], "the demo's articles"


def rate(texts: list[str], encoder: Encoder | None = None) -> float:
    """Return how many texts are read in a second."""
    return len(texts) / cost(texts, encoder)


def cost(texts: list[str], encoder: Encoder | None = None) -> float:
    """Return the seconds that reading these texts takes."""
    made = [article(text) for text in texts]
    start = time.perf_counter()
    for each in made:
        read(each, encoder)
    return time.perf_counter() - start


def article(text: str) -> Article:
    """Return a text as an article of no outlet in particular."""
    return Article(Publication(digest_of(text), digest_of(text), "", "", "Bench", NOW), text)
