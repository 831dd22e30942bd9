"""Where the evaluation data lies, and how it is scored: by its own scorer, loaded from beside the data."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import os
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.edges.encoder.onnx import OnnxEncoder
from bot.ledger.lines import article_of, line_of
from bot.model.record import NAMED_FROM
from bot.reading.read import read

ROOT = Path(__file__).parent.parent.parent
FOLDER = Path(os.environ.get("ONRECORD_EVAL") or ROOT.parent / "shared" / "eval") / "quotes"
CORPORA = {
    "dev": "gold_dev.jsonl.gz",
    "dev2": "gold_dev2.jsonl.gz",
    "recent": "gold_recent.jsonl.gz",
    "example": "seed_gold.json",
}
TRAIN = "gold_train.jsonl.gz"
TRAIN2 = "gold_train2.jsonl.gz"
MISSING = f"the evaluation data is not in {FOLDER.parent.name}/ beside the checkout; set ONRECORD_EVAL"
_NEGATION = re.compile(
    r"\b(?:not|cannot|never|no|deny|denie[ds]|denying|neither|nor|without|far from|unless|hardly|barely)\b"
    r"|\bstop(?:ped|s)? short\b"
    r"|n[’']t\b|\b(?:fail|declin)(?:ed|e?s|e)? to\b|\bdispute[sd]?\b|\b(?:refus|reject|doubt)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """Hold one name that the reading gave: how sure it was, and whether it was right."""

    confidence: float
    right: bool
    nobodys: bool  # words that nobody said


@dataclass(frozen=True, slots=True)
class Score:
    """Hold what the scorer says of all that is emitted and of what would be shown, and what it leaves out."""

    all: Mapping[str, Any]
    shown: Mapping[str, Any]
    bodies: float  # percent of the units of bodies that are emitted with the right name
    bare: int  # part-quotes whose carrier lacks the governing verb or a negation
    errors: Sequence[Mapping[str, Any]]
    named: Sequence[Said]
    per_second: float

    def figures(self) -> dict[str, float]:
        """Return the figures that have floors, all in percent, the more the better."""
        return {
            "end_to_end_f1": self.all["end_to_end"]["F1"],
            "attribution_accuracy": self.all["attribution_accuracy"],
            "right_of_named": round(100 - self.all["wrong_attribution_rate"], 1),
            "shown_right": round(100 - self.shown["wrong_attribution_rate"], 1),
            "shown_recall": self.shown["end_to_end"]["R"],
            "bodies_recall": self.bodies,
            "scare_left_out": round(100 - self.all["scare_quote_rate"], 1),
            "carried": 100.0 if self.bare == 0 else 0.0,
            "verbatim": 100.0 if self.all["bad"] == 0 else 0.0,
        }


def there() -> bool:
    """Say whether the data can be found."""
    return (FOLDER / "score.py").exists()


@cache
def scorer() -> Any:
    """Return the scorer's module."""
    spec = importlib.util.spec_from_file_location("score", FOLDER / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def digest(name: str) -> str:
    """Return the hash of a corpus."""
    return hashlib.sha256((FOLDER / CORPORA[name]).read_bytes()).hexdigest()


def rows(file: str) -> list[dict[str, Any]]:
    """Return the articles of a file."""
    path = FOLDER / file
    if path.suffix == ".json":
        return [json.loads(path.read_text(encoding="utf-8"))]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@cache
def encoder() -> OnnxEncoder:
    """Return the encoder, loaded once."""
    return OnnxEncoder()


@cache
def scored(name: str, *, rules: bool = False) -> Score:
    """Read a corpus and return its score, by the rules alone where that is asked."""
    gold, now = rows(CORPORA[name]), datetime.now(UTC)
    articles = [article_of(row, now) for row in gold]
    start = time.perf_counter()
    readings = [read(article, None if rules else encoder()) for article in articles]
    seconds = time.perf_counter() - start
    out = [
        json.loads(json.dumps(line_of(str(row["id"]), article, reading)))
        for row, article, reading in zip(gold, articles, readings, strict=True)
    ]
    shown = [{**each, "quotes": [quote for quote in each["quotes"] if _is_shown(quote)]} for each in out]
    errors: list[Mapping[str, Any]] = []
    everything = scorer().score(gold, out, errors)
    pairs = list(_pairs(gold, out))
    return Score(
        everything,
        scorer().score(gold, shown),
        _bodies(gold, pairs),
        sum(_is_bare(quote, unit) for quote, unit in pairs if unit),
        errors,
        tuple(_named(pairs)),
        len(gold) / seconds,
    )


def _is_shown(quote: Mapping[str, Any]) -> bool:
    return bool(quote["speaker"]) and float(quote["confidence"]) >= NAMED_FROM


Pair = tuple[Mapping[str, Any], Mapping[str, Any] | None]


def _pairs(gold: Sequence[Mapping[str, Any]], out: Sequence[Mapping[str, Any]]) -> Iterator[Pair]:
    """Yield every emitted quote of a body with the gold unit at its place; None: words of nobody."""
    trim = scorer().trim
    for row, each in zip(gold, out, strict=True):
        text, body = row["text"], row.get("body_start", 0)
        units = {trim(text, q["quote_start"], q["quote_end"]): q for q in row["quotes"] if q["kind"] in scorer().QUOTED}
        neutral = {trim(text, *span) for span in row["ignored"]}
        for quote in each["quotes"]:
            place = trim(text, quote["start"], quote["end"])
            if place[0] >= body and place not in neutral:
                yield quote, units.get(place)


def _named(pairs: Sequence[Pair]) -> Iterator[Said]:
    """Yield every name given, with whether it is right: where the gold is certain, and on words of nobody."""
    for quote, unit in pairs:
        if quote["speaker"]:
            verdict = scorer().judge(quote["speaker"], unit) if unit else "wrong"
            if verdict:
                yield Said(float(quote["confidence"]), verdict == "right", unit is None)


def _bodies(gold: Sequence[Mapping[str, Any]], pairs: Sequence[Pair]) -> float:
    """Return how many of a hundred units of organisations and documents are emitted with the right name."""
    wanted = [
        q
        for row in gold
        for q in row["quotes"]
        if q["kind"] in scorer().QUOTED and q["speaker_kind"] == "entity" and q["speaker_conf"] == "high"
        if q["quote_start"] >= row.get("body_start", 0)
    ]
    found = sum(
        1
        for quote, unit in pairs
        if unit and unit["speaker_kind"] == "entity" and quote["speaker"]
        if scorer().judge(quote["speaker"], unit) == "right"
    )
    return round(100 * found / len(wanted), 1) if wanted else 100.0


def _is_bare(quote: Mapping[str, Any], unit: Mapping[str, Any]) -> bool:
    """Say whether a part-quote's carrier lacks the verb that governs it or a negation around it."""
    if quote["kind"] != "mixed" or not unit.get("carrier"):
        return False
    carrier, gold = quote["carrier"]["text"], unit["carrier"]
    missing = Counter(_NEGATION.findall(gold)) - Counter(_NEGATION.findall(carrier))
    verb = (unit["cue_text"] or "").split(" ")[0]
    return bool(missing) or (verb in gold and verb not in carrier)
