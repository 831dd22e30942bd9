"""How right the reported changes of position are, scored by the data's own scorer."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from bot.ledger.lines import article_of, line_of
from bot.reading.changes.changes import SHOWN_FROM
from bot.reading.read import read
from tests.evaluation.corpora import FOLDER as QUOTES
from tests.evaluation.corpora import TRAIN, rows

FOLDER = QUOTES.parent / "positions"
MISSING = f"the positions are not in {FOLDER}"
SETS = {"reported": "dev_reported.jsonl"}
FULL = "dev_fullread.jsonl"  # articles in which every sentence is labelled
TRAPS = frozenset("denied stood_by hypothetical accuser reiterated".split())
_SENTENCE = re.compile(r"[.!?…][\"”’']*(?=\s|$)")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold the figures of one set: those that have floors, all in percent, and how they are to be read."""

    values: Mapping[str, float]
    intervals: Mapping[str, tuple[float, float]]  # Wilson's 95 %
    errors: Sequence[Mapping[str, Any]]


def there() -> bool:
    """Say whether the data can be found."""
    return (FOLDER / "score_positions.py").exists()


@cache
def scorer() -> Any:
    """Return the scorer's module."""
    spec = importlib.util.spec_from_file_location("score_positions", FOLDER / "score_positions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold(name: str) -> list[Json]:
    """Return the items of a set."""
    return [json.loads(line) for line in (FOLDER / SETS[name]).read_text(encoding="utf-8").splitlines() if line]


def digest(name: str) -> str:
    """Return the hash of a set."""
    return hashlib.sha256((FOLDER / SETS[name]).read_bytes()).hexdigest()


def line(item: Mapping[str, Any]) -> Json:
    """Return what the reading prints for an item's text, as `onrecord read --jsonl` does."""
    article = article_of(dict(item) | {"publisher": item.get("outlet", "")}, datetime.now(UTC))
    found: Json = json.loads(json.dumps(line_of(str(item["id"]), article, read(article))))
    return found


def best(found: Sequence[Json], least: float) -> Json:
    """Return the surest of several that is sure enough to be shown, else nothing."""
    shown = [each for each in found if each["confidence"] >= least]
    return max(shown, key=lambda each: float(each["confidence"]), default={})


def reported() -> Figures:
    """Score reported changes: the shown tier, whose alert is right, traps, attempts and parts."""
    items = gold("reported")
    predictions: list[Json] = []
    for item in items:
        counted = [each for each in line(item)["reports"] if each["changed"] == "yes"]
        predictions.append({"id": item["id"]} | best(counted, SHOWN_FROM))
    errors: list[Json] = []
    score = scorer().binary(items, predictions, "changed", errors)
    changed, full = score["changed"], score["shown right (who+kind)"]
    trapped = sum(error["trap"] in TRAPS for error in errors if error["error"] == "false alert")
    named, hits = _extents(items, predictions)
    values = {
        "precision": changed["P"] or 100.0,
        "recall": changed["R"] or 0.0,
        "right_speaker": score["speaker right of hits"] or 100.0,
        "right_alert": full["P"] or 100.0,
        "not_trapped": float(100 - trapped),
        "attempts_and_parts": round(100 * named / hits, 1) if hits else 100.0,
    }
    return Figures(values, {"precision": changed["P_95"], "right_alert": full["P_95"]}, errors)


def _extents(items: Sequence[Json], predictions: Sequence[Json]) -> tuple[int, int]:
    """Return how many attempts and parts are shown as less than whole, and how many of them are shown."""
    found = {each["id"]: each for each in predictions}
    less = [item for item in items if item["changed"] == "yes" and item["extent"] != "whole"]
    shown = [found[item["id"]] for item in less if found[item["id"]].get("changed")]
    return sum(each["extent"] != "whole" for each in shown), len(shown)


MEASURED: Mapping[str, Callable[[], Figures]] = {"reported": reported}


@dataclass(frozen=True, slots=True)
class Plain:
    """Count alerts on plain news, where nearly every sentence reports no change."""

    sentences: int
    alerts: int
    false: int = 0


def labelled() -> Plain:
    """Count the alerts on articles in which every sentence is labelled, and those that no label allows."""
    articles = [json.loads(each) for each in (FOLDER / FULL).read_text(encoding="utf-8").splitlines() if each]
    alerts = false = 0
    for article in articles:
        sentences = article["sentences"]
        text = _laid_out(sentences)
        for each in line({"id": article["id"], "text": text, "date": article["date"], "outlet": article["outlet"]})[
            "reports"
        ]:
            if each["changed"] != "yes" or each["confidence"] < SHOWN_FROM:
                continue
            start, end = each["evidence"]["start"], each["evidence"]["end"]
            touched = [one for one in sentences if one["start"] < end and one["end"] > start]
            alerts += 1
            false += all(one["changed"] == "no" for one in touched)
    return Plain(sum(len(each["sentences"]) for each in articles), alerts, false)


def _laid_out(sentences: Sequence[Json]) -> str:
    """Return the text in which each sentence stands at its own place."""
    text = ""
    for each in sentences:
        gap = each["start"] - len(text)
        text += ("\n\n" if gap == 2 else " " * gap) + each["text"]
    return text


def plain() -> Plain:
    """Count the sentences and the shown changes of the train articles."""
    sentences = alerts = 0
    for row in rows(TRAIN):
        found = line(row | {"outlet": row.get("publisher", "")})["reports"]
        sentences += len(_SENTENCE.findall(row["text"]))
        alerts += sum(each["changed"] == "yes" and each["confidence"] >= SHOWN_FROM for each in found)
    return Plain(sentences, alerts)


def lost(figures: Figures) -> Counter[str]:
    """Count the errors by what they are."""
    return Counter(
        str(each.get("error") or f"{each.get('gold')} taken for {each.get('got')}") for each in figures.errors
    )
