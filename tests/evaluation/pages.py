"""Measure the page reader on real pages whose article a person took: words kept, words too many, quotations whole."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import mean

from bot.edges.web.pages import read_page
from bot.errors import FetchError
from tests.evaluation.corpora import FOLDER as QUOTES

FOLDER = QUOTES.parent / "pages"
MISSING = f"the pages are not in {FOLDER.parent.name}/ beside the checkout; set ONRECORD_EVAL"
SHINGLE = 4  # words
_WORDS = re.compile(r"\w+")
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{12,600})[”\"]")


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold percentages: of shingles the mean over pages, of quotations all together."""

    precision: float
    recall: float
    f1: float
    quotes_whole: float
    quotes_own: float  # of the quotations read, those that the article has
    pages: int
    unread: int


def there() -> bool:
    """Say whether the pages are there."""
    return (FOLDER / "ground-truth.json").exists()


def digest() -> str:
    """Return the hash of the texts that a person took."""
    return hashlib.sha256((FOLDER / "ground-truth.json").read_bytes()).hexdigest()


@cache
def measured() -> Figures:
    """Return the figures over all pages."""
    rows: list[tuple[float, float, float]] = []
    whole = quoted = own = read_quotes = unread = 0
    for name, truth in json.loads((FOLDER / "ground-truth.json").read_text(encoding="utf-8")).items():
        wanted, found = truth["articleBody"], _read(FOLDER / "html" / f"{name}.html.gz", truth["url"])
        unread += not found
        rows.append(_score(found, wanted))
        flat, flat_wanted = _flat(found), _flat(wanted)
        quotes, ours = _QUOTED.findall(_straight(wanted)), _QUOTED.findall(_straight(found))
        quoted, whole = quoted + len(quotes), whole + sum(_flat(each) in flat for each in quotes)
        read_quotes, own = read_quotes + len(ours), own + sum(_flat(each) in flat_wanted for each in ours)
    precision, recall, f1 = (round(100 * mean(column), 1) for column in zip(*rows, strict=True))
    kept, right = round(100 * whole / quoted, 1), round(100 * own / read_quotes, 1)
    return Figures(precision, recall, f1, kept, right, len(rows), unread)


def lines() -> list[str]:
    """Return the figures in words."""
    if not there():
        return [f"Pages skipped: {MISSING}."]
    found = measured()
    return [
        f"\npages: {found.pages} ({found.unread} not read), percent",
        f"shingles of {SHINGLE} words: precision {found.precision}, recall {found.recall}, F1 {found.f1}",
        f"quotations kept whole {found.quotes_whole}; of those read, in the article {found.quotes_own}",
    ]


def _read(path: Path, url: str) -> str:
    try:
        return read_page(gzip.decompress(path.read_bytes()), url, "text/html").text
    except FetchError:
        return ""


def _score(found: str, wanted: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 over shingles, counted as often as they stand."""
    ours, theirs = _shingles(found), _shingles(wanted)
    both = (ours & theirs).total()
    precision = both / ours.total() if ours else float(not theirs)
    recall = both / theirs.total() if theirs else float(not ours)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORDS.findall(text.casefold())
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)) if words)


def _straight(text: str) -> str:
    return text.replace("“", '"').replace("”", '"')


def _flat(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))
