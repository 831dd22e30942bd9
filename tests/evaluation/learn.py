"""Learn the weights of the reading from the training data: `make learn`.

A conditional logit: of several answers one is right (or several alike); the weights make it likely. What is written
holds signs and numbers, no text of the data.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from random import Random
from typing import Any

from bot.reading.languages import english_weights
from bot.reading.read import Spoken, scene_of, spoken
from bot.reading.speakers.attribution import resolved
from bot.reading.speakers.candidates import Source, sources
from bot.reading.speakers.coreference import antecedents
from bot.reading.speakers.logit import Signs, Weights, chances
from bot.reading.text.scene import Scene
from bot.reading.text.sentence import Sort
from tests.evaluation.corpora import ROOT, TRAIN, TRAIN2, rows, scorer

TARGET = ROOT / "bot" / "reading" / "languages" / "english_weights.tsv"
START_WHO = {"rule 0 before spoken": 2.0, "rule 0 after spoken": 2.0, "rule 0 inverted spoken": 2.0, "last bare+": 2.0}
START_HE = {"rank 0 trails": 1.0, "spoke last trails": 1.0}
EPOCHS = 8
RATE = 0.25
SMOOTH = 5.0  # the pull of every weight towards nought
LEAST = 0.1  # what weighs less is left out
SELDOM = 10  # a sign seen in fewer examples is left out

Example = tuple[list[Signs], list[bool]]


SCORE = scorer()


def examples(row: Mapping[str, Any]) -> Iterator[tuple[str, Example]]:
    """Yield the examples of one article, each with the name of the table that learns from it."""
    text = row["text"]
    gold = {SCORE.trim(text, q["quote_start"], q["quote_end"]): q for q in row["quotes"] if q["kind"] in SCORE.QUOTED}
    scare = {SCORE.trim(text, *span) for span in row["unattributed"]}
    scene, lines = scene_of(text)
    for each in spoken(scene, lines):
        key = SCORE.trim(text, each.stretch.words.start, each.stretch.words.end)
        unit = gold.get(key)
        answers = sources(each.sight, each.stretch, scene.turns, each.earlier, each.later)
        if len(answers) == 1:
            continue
        signs = [answer.signs for answer in answers]
        if unit is None:
            if key in scare:
                yield "WHO", (signs, [answer.sort is Sort.NOBODY for answer in answers])
            continue
        right = [_right(each, answer, unit) for answer in answers]
        if not any(right) and unit["speaker_conf"] == "high":
            right[1] = True
        if any(right):
            yield "WHO", (signs, right)
        yield from _pronouns(each, answers, unit)
    yield from _reported(scene, row)


def _reported(scene: Scene, row: Mapping[str, Any]) -> Iterator[tuple[str, Example]]:
    """Yield whom the pronouns stood for that are sources of indirect speech."""
    turns = list(scene.turns)
    for unit in row["quotes"]:
        word = (unit["source_text"] or "").lower()
        sure = unit["speaker_conf"] == "high" and unit["speaker_kind"] == "person"
        if unit["kind"] == "indirect" and sure and word in {"he", "she"}:
            scene.turns = [turn for turn in turns if turn.at <= unit["source_start"]]
            yield "HE_OR_SHE", _pronoun(scene, word, unit["source_start"], "", unit)


def _pronouns(each: Spoken, answers: Sequence[Source], unit: Mapping[str, Any]) -> Iterator[tuple[str, Example]]:
    """Yield whom the pronoun stood for that the source of a unit is."""
    if unit["speaker_conf"] != "high" or unit["speaker_kind"] != "person":
        return
    for answer in answers:
        if answer.sort is Sort.PRONOUN and answer.span and _overlaps(answer, unit):
            word = answer.span.of(each.scene.text).lower()
            if word in {"he", "she", "his", "her"}:
                said = each.stretch.words.of(each.scene.text)
                yield "HE_OR_SHE", _pronoun(each.scene, word, answer.span.start, said, unit)


def _pronoun(scene: Scene, word: str, at: int, said: str, unit: Mapping[str, Any]) -> Example:
    options = antecedents(scene, word, at, said)
    fits = [any(SCORE.same_speaker(one.name, name) for name in unit["speaker_names"]) for one in options]
    fits[0] = not any(fits[1:])
    return [one.signs for one in options], fits


def _overlaps(answer: Source, unit: Mapping[str, Any]) -> bool:
    start, end = unit["source_start"], unit["source_end"]
    return answer.span is not None and start is not None and answer.span.start < end and answer.span.end > start


def _right(each: Spoken, answer: Source, unit: Mapping[str, Any]) -> bool:
    """Say whether an answer leads to the speaker of a unit."""
    if answer.sort in {Sort.NOBODY, Sort.ELSE}:
        return False
    if answer.sort is Sort.PRONOUN and _overlaps(answer, unit):
        return True
    said = each.stretch.words.of(each.scene.text)
    meant = max(resolved(each.scene, each.sight, answer, said), key=lambda one: one[1], default=None)
    if unit["speaker_conf"] != "high":
        return _overlaps(answer, unit) and answer.sort is not Sort.LAST
    if meant is None:
        return answer.sort in {Sort.NOUN, Sort.PHRASE} and _overlaps(answer, unit)
    return bool(SCORE.judge(meant[0].name, unit) == "right")


def learnt(found: Sequence[Example]) -> Weights:
    """Return the weights that make the right answers likely: adaptive gradient ascent in a fixed order."""
    seen = Counter(sign for signs, _ in found for sign in {sign for each in signs for sign in each})
    weights = Weights({sign: 0.0 for sign, times in seen.items() if times >= SELDOM})
    steps = dict.fromkeys(weights, 1e-6)
    order = list(range(len(found)))
    chance = Random(7)
    for _ in range(EPOCHS):
        chance.shuffle(order)
        for number in order:
            signs, right = found[number]
            likely = chances(signs, weights)
            total = sum(p for p, fits in zip(likely, right, strict=True) if fits)
            pulls: dict[str, float] = {}
            for each, p, fits in zip(signs, likely, right, strict=True):
                pull = (p / total if fits and total > 0 else 0.0) - p
                for sign in each:
                    if sign in weights:
                        pulls[sign] = pulls.get(sign, 0.0) + pull
            for sign, pull in pulls.items():
                slope = pull - SMOOTH * weights[sign] / seen[sign]
                steps[sign] += slope * slope
                weights[sign] += RATE * slope / sqrt(steps[sign])
    return Weights({sign: round(weight, 2) for sign, weight in sorted(weights.items()) if abs(weight) >= LEAST})


def _set(tables: Mapping[str, Mapping[str, float]]) -> None:
    for name, weights in tables.items():
        table = getattr(english_weights, name)
        table.clear()
        table.update(weights)


def main() -> None:
    """Learn in three rounds, each from the history that the round before makes, and write the tables."""
    articles = rows(TRAIN) + rows(TRAIN2)
    _set({"WHO": START_WHO, "HE_OR_SHE": START_HE})
    for _ in range(3):
        found: dict[str, list[Example]] = {"WHO": [], "HE_OR_SHE": []}
        for row in articles:
            for table, example in examples(row):
                found[table].append(example)
        tables = {name: learnt(each) for name, each in found.items()}
        _set(tables)
        sys.stdout.write(f"{ {name: (len(found[name]), len(tables[name])) for name in tables} }\n")
    TARGET.write_text(_written(tables), encoding="utf-8")


def _written(tables: Mapping[str, Mapping[str, float]]) -> str:
    lines = (f"{name}\t{sign}\t{weight}\n" for name, weights in tables.items() for sign, weight in weights.items())
    return "".join(lines)


if __name__ == "__main__":
    main()
