"""The labelled articles as windows: each quotation and each reported sentence with the answers that are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from bot.model.text import Span
from bot.reading.read import mentioned, scene_of
from bot.reading.speakers.windows import Condensed, Window, windows
from bot.reading.text.scene import Scene
from tests.evaluation.corpora import scorer
from tests.learning.renaming import genders, renamed

Answer = frozenset[int]  # numbers of mentions, or one of the two below; empty: not known
NOBODY, UNNAMED = frozenset({-2}), frozenset({-1})
NOT_KNOWN: Answer = frozenset()
SHORTEST = 8  # characters of reported speech


@dataclass(frozen=True, slots=True)
class Example:
    """Hold a window with the right answer to each of its quotations and to each sentence that reports speech."""

    window: Window
    right: tuple[Answer, ...]
    reported: tuple[Span, ...]
    reported_right: tuple[Answer, ...]
    people: Mapping[str, str]  # a name -> its gender

    def renamed(self, chance: Random) -> Example:
        """Return the same with other names for all people."""
        quotes = len(self.window.quotes)
        both = renamed(replace(self.window, quotes=self.window.quotes + self.reported), self.people, chance)
        return replace(self, window=replace(both, quotes=both.quotes[:quotes]), reported=both.quotes[quotes:])


def examples(rows: Iterable[Mapping[str, Any]]) -> list[Example]:
    """Return the windows of labelled articles."""
    return [each for row in rows for each in _of(row)]


def _of(row: Mapping[str, Any]) -> Iterator[Example]:
    text = row["text"]
    scene, lines = scene_of(text)
    stretches = [stretch for line in lines for stretch in line.stretches]
    outer = [stretch.outer for stretch in stretches]
    trim = scorer().trim
    gold = dict(labels(row))
    right = [gold.get(trim(text, each.words.start, each.words.end)) for each in stretches]
    people, short = _people(scene), Condensed(text, outer)
    for window in windows(text, outer, mentioned(scene)):
        start = short.text.find(window.text[window.begins :])
        told = list(_told(row, window, short, start)) if start >= 0 else []
        yield Example(
            window,
            tuple(_answer(window, right[number]) for number in window.numbers),
            tuple(span for span, _ in told),
            tuple(answer for _, answer in told),
            people,
        )


def labels(row: Mapping[str, Any]) -> Iterator[tuple[tuple[int, int], Any]]:
    """Yield the place of each quoted stretch with its speaker's names, “unnamed” or “nobody”."""
    for unit in row["quotes"]:
        if unit["kind"] in scorer().QUOTED and unit["speaker_conf"] == "high":
            key = scorer().trim(row["text"], unit["quote_start"], unit["quote_end"])
            yield key, _label(unit)
    for span in row["unattributed"]:
        yield scorer().trim(row["text"], *span), "nobody"


def _label(unit: Mapping[str, Any]) -> str | Sequence[str]:
    """Return the names of who said a unit, or “unnamed”, which a body without a proper name is, too: “the ministry”."""
    names: Sequence[str] = unit["speaker_names"]
    return names if any(name != name.lower() for name in names) else "unnamed"


def _answer(window: Window, label: str | Sequence[str] | None) -> Answer:
    """Return which mentions of a window are right."""
    if not label:
        return NOT_KNOWN
    if isinstance(label, str):
        return UNNAMED if label == "unnamed" else NOBODY
    fits = {name for name in set(window.names) if any(scorer().same_speaker(name, each) for each in label)}
    return frozenset(number for number, name in enumerate(window.names) if name in fits)


def _told(row: Mapping[str, Any], window: Window, short: Condensed, start: int) -> Iterator[tuple[Span, Answer]]:
    """Yield the reported speech that lies inside a window."""
    for unit in row["quotes"]:
        if unit["kind"] != "indirect" or unit["speaker_conf"] != "high":
            continue
        span, by = short.span(Span(unit["quote_start"], unit["quote_end"])), window.begins - start
        if span.end - span.start < SHORTEST or span.start + by < window.begins or span.end + by > len(window.text):
            continue
        here = Span(span.start + by, span.end + by)
        if not any(each.start < here.end and here.start < each.end for each in window.quotes):
            answer = _answer(window, _label(unit))
            if answer:
                yield here, answer


def _people(scene: Scene) -> dict[str, str]:
    known = {name: each for name, each in scene.names.known.items() if scene.names.person(name)}
    return genders({name: (each.male, each.female) for name, each in known.items()})
