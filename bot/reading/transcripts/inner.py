"""Paragraphs that hold several turns, cut where the next voice begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.model.text import Span
from bot.reading.languages.english_transcripts import LAST, STAGE, TITLES
from bot.reading.transcripts.labels import Label, Layout, Voice, label_of

AGAIN = 2  # times that a label stands in a text before it may stand inside a paragraph
MANY = 4  # labels of one layout with which one that shows by itself that it is one need not come again
_STAGE, _LAST = re.compile(STAGE), re.compile(LAST)
LONGEST = 20  # letters of a title
_BEGINS = re.compile(
    r"(?<=[.!?…”\"’)\]—–-])\s+(?=[A-ZÀ-Þ\[(0-9])|(?<=[A-Z])(\s+)(?=(?:MR|MS|MRS|DR|SECRETARY|PRESIDENT)\b)"
)


def divided(text: str, every: Sequence[Span]) -> list[Span]:
    """Return the paragraphs, those in which several voices speak cut before each label.

    Within a paragraph counts what stands behind the end of a sentence and is no name by chance: “Q”, a title, an office,
    a party or a time beside the name, where the text has many of its kind; any other name that is a label again.
    """
    begins = [label_of(text, each) for each in every]
    inside = [list(_within(text, each, label)) for each, label in zip(every, begins, strict=True)]
    labels = [each for each in begins if each] + [each for found in inside for each in found]
    layouts, kinds = Counter(each.layout for each in labels), Counter((each.layout, each.key) for each in labels)

    def counts(label: Label) -> bool:
        again = kinds[label.layout, label.key] >= AGAIN
        return again or ((label.sure or label.layout is Layout.DASH) and layouts[label.layout] >= MANY)

    parts: list[Span] = []
    for paragraph, found in zip(every, inside, strict=True):
        sure = any(map(counts, found))  # where one voice breaks in, whoever else does is no part of it
        starts = {each.paragraph.start for each in found if counts(each) or (sure and each.voice is not Voice.WORD)}
        stage = {at for each in _STAGE.finditer(text, paragraph.start, paragraph.end) for at in each.span(1)}
        stage |= {each.end() for each in _LAST.finditer(text, paragraph.start, paragraph.end)}
        places = starts | stage
        parts += _cut(text, paragraph, sorted(places)) if places else [paragraph]
    return parts


def _within(text: str, paragraph: Span, first: Label | None) -> Iterator[Label]:
    """Yield the labels inside a paragraph that may be those of a voice."""
    found: Label | None = None
    for at in _begins(text, paragraph):
        if at < (first.words_at if first else 0):
            continue
        label = label_of(text, Span(at, paragraph.end))
        if label and found and label.words_at != found.words_at:
            yield found
        elif label and found and found.moment and not label.moment:
            continue  # the time before it is a part of it, a sentence is not
        found = label or found
    if found:
        yield found


def _begins(text: str, paragraph: Span) -> Iterator[int]:
    """Yield where a label may begin: behind a sentence, not behind “Mr.”, and at a title in capitals (“EST MS. RUIZ:”)."""
    for begin in _BEGINS.finditer(text, paragraph.start, paragraph.end):
        before = text[max(paragraph.start, begin.start() - LONGEST) : begin.start()].split()
        word = before[-1].strip(".").casefold() if before else ""
        if begin[1] or not (word in TITLES or len(word) == 1):
            yield begin.end()


def _cut(text: str, paragraph: Span, places: Sequence[int]) -> Iterator[Span]:
    """Yield a paragraph in parts that begin at these places."""
    for start, end in pairwise([paragraph.start, *places, paragraph.end]):
        words = text[start:end]
        if words.strip():
            yield Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
