"""Sentences of a paragraph, never parted inside a quotation."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.model.text import Span
from bot.reading.languages import english

# A run of dots is looked at once, from its first, and given up at once: twenty thousand of them cost no more than prose.
_END = re.compile(r"[.!?…](?<![.!?…]{2})[.!?…]*+[\"”’'»)\]]*+(?=\s++[\"“„«‘'(\[—–]*+[A-Z0-9ÀÖØ-Þ])")
_LETTERS = re.compile(r"(?:[a-z]\.)+[a-z]")
_NEXT = re.compile(r"[\s\"”“’'»)]*([A-Z]\w*)")
_WORD_BEFORE = re.compile(r"([\w.’'-]+)$")


def sentences(
    text: str, paragraph: Span, quoted: Sequence[Span], abbreviations: Collection[str] = english.ABBREVIATIONS
) -> tuple[Span, ...]:
    """Return the sentences of a paragraph; `quoted` are the outer spans of its quotations, in order."""
    cuts = []
    at = 0
    for end in _END.finditer(text, paragraph.start, paragraph.end):
        while at < len(quoted) and quoted[at].end < end.end():
            at += 1
        inside = at < len(quoted) and quoted[at].start < end.start() and end.end() < quoted[at].end
        cued = at < len(quoted) and quoted[at].end == end.end() and _cued(text, end.start(), end.end(), paragraph.end)
        if not inside and not cued and not _abbreviated(text, end.start(), paragraph.start, abbreviations):
            cuts.append(end.end())
    return _spans(text, paragraph, cuts)


def _cued(text: str, mark: int, end: int, stop: int) -> bool:
    """Say whether a question or a cry goes on with who said it: “Is it safe?” Ana Ruiz asked."""
    if "." in text[mark:end]:
        return False
    words = text[end : min(stop, end + 70)].split()[:6]
    for number, word in enumerate(words):
        if word.rstrip(".,;:") in english.SAYING:
            return number > 0
        if word.endswith((".", ";", ":", "?", "!")) and len(word) > 3:
            return False
    return False


def _spans(text: str, paragraph: Span, cuts: Sequence[int]) -> tuple[Span, ...]:
    found, start = [], paragraph.start
    for cut in [*cuts, paragraph.end]:
        while start < cut and text[start].isspace():
            start += 1
        if start < cut:
            found.append(Span(start, cut))
        start = cut
    return tuple(found)


def _abbreviated(text: str, dot: int, start: int, abbreviations: Collection[str]) -> bool:
    """Say whether the dot belongs to an abbreviation or an initial, and its sentence goes on."""
    if text[dot] != ".":
        return False
    word = _WORD_BEFORE.search(text, max(start, dot - 20), dot)
    if word is None:
        return False
    plain = word[1].lower().lstrip("(“\"'‘")
    if plain in english.MAY_END or _LETTERS.fullmatch(plain):
        follows = _NEXT.match(text, dot + 1)
        return follows is None or follows[1].lower() not in english.STARTERS
    return plain in abbreviations or (len(plain) == 1 and plain.isalpha())
