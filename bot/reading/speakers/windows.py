"""Cut a text into the windows that the encoder sees: condensed, with its quotations and the names around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.model.text import Span

SIZE = 1_700  # characters of text in one window: with the names in front some 450 tokens
LEFT = 500  # characters that a window shows before its first quotation, where there are so many
RIGHT = 250  # and behind its last one
HEAD, TAIL = 160, 100  # characters of a long quotation that are kept at its beginning and end
FRONT = 320  # characters of names in front: those that the window itself does not show in full
PARAGRAPH, GAP, NAMES_END, NAME_END = " | ", " … ", " || ", " ; "
FAR = 12  # buckets of distance on either side
BUCKETS = 2 + 4 * FAR
_BREAK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Window:
    """Hold one condensed piece of a text; spans are places in `text`, numbers say which quotation, which name."""

    text: str
    quotes: tuple[Span, ...]
    numbers: tuple[int, ...]  # of the quotations in the text, as they were given
    mentions: tuple[Span, ...]
    names: tuple[str, ...]  # the full name of each mention
    front: int  # how many mentions stand in front, before the text itself
    begins: int  # where the text itself begins

    def bucket(self, quote: Span, mention: int) -> int:
        """Return how a mention stands to a quotation, as a number below BUCKETS: in front, inside, before or behind."""
        if mention < self.front:
            return 0
        at = self.mentions[mention]
        if quote.start <= at.start < quote.end:
            return 1
        before = at.start < quote.start
        gap = quote.start - at.end if before else at.start - quote.end
        step = min(max(gap, 0).bit_length(), FAR - 1)
        quoted = any(other.start <= at.start < other.end for other in self.quotes)
        return 2 + FAR * (2 * before + quoted) + step


class Condensed:
    """Hold a text without its line breaks and the middles of its long quotations, and where each place went."""

    def __init__(self, text: str, quotes: Sequence[Span]) -> None:
        """Condense a text; the quotations are given in order."""
        cuts = [(each.start(), each.end(), PARAGRAPH) for each in _BREAK.finditer(text)]
        cuts += [(q.start + HEAD, q.end - TAIL, GAP) for q in quotes if q.end - q.start > HEAD + TAIL + 40]
        kept: list[str] = []
        self._from, self._to, self._at = [0], [0], 0
        size = 0
        for start, end, mark in sorted(cuts):
            if start < self._at:
                continue
            kept += text[self._at : start], mark
            size += start - self._at + len(mark)
            self._at = end
            self._from.append(end)
            self._to.append(size)
        self.text = "".join(kept) + text[self._at :]

    def place(self, at: int) -> int:
        """Return where a place of the text went; what was cut out lies at the end of the cut."""
        run = bisect_right(self._from, at) - 1
        moved = self._to[run] + at - self._from[run]
        return min(moved, self._to[run + 1]) if run + 1 < len(self._to) else moved

    def span(self, span: Span) -> Span:
        """Return where a stretch of the text went."""
        return Span(self.place(span.start), self.place(span.end))


def windows(
    text: str, quotes: Sequence[Span], mentions: Sequence[tuple[Span, str]], asked: Sequence[int] | None = None
) -> Iterator[Window]:
    """Yield windows that show each quotation once with what stands around it, those that are `asked` at least.

    The outer spans of the quotations and the mentions, each with a full name, are given in the order of the text.
    """
    short = Condensed(text, quotes)
    placed = [short.span(quote) for quote in quotes]
    moved = [(short.span(span), name) for span, name in mentions]
    at = [(span, name) for span, name in moved if span.end > span.start]
    last = 0
    for first in range(len(placed)) if asked is None else asked:
        if first < last:
            continue
        start = _opening(short.text, max(0, placed[first].start - LEFT))
        end = min(start + SIZE, len(short.text))
        last = first + 1
        while last < len(placed) and placed[last].end + min(RIGHT, len(short.text) - placed[last].end) <= end:
            last += 1
        yield _window(short.text[start:end], start, placed[first:last], range(first, last), at)


def _opening(text: str, at: int) -> int:
    """Return the beginning of the word at a place."""
    space = text.rfind(" ", 0, at) + 1
    return space if at - space < 40 else at


def _window(
    text: str, start: int, quotes: Sequence[Span], numbers: Sequence[int], mentions: Sequence[tuple[Span, str]]
) -> Window:
    """Return one window with the names in front that its own text does not show in full."""
    end = start + len(text)
    inside = [(span, name) for span, name in mentions if start <= span.start and span.end <= end]
    whole = {name for span, name in inside if span.end - span.start >= len(name)}
    front, spans = "", list[Span]()
    named: list[str] = []
    for name in _ranked([(span, name) for span, name in mentions if name not in whole], start):
        if len(front) + len(name) > FRONT:
            break
        spans.append(Span(len(front), len(front) + len(name)))
        named.append(name)
        front += name + NAME_END
    front += NAMES_END
    by = len(front) - start
    return Window(
        front + text,
        tuple(Span(each.start + by, min(each.end, end) + by) for each in quotes),
        tuple(numbers),
        (*spans, *(Span(span.start + by, span.end + by) for span, _ in inside)),
        (*named, *(name for _, name in inside)),
        len(spans),
        len(front),
    )


def _ranked(mentions: Sequence[tuple[Span, str]], start: int) -> list[str]:
    """Return names by how often and how near before a window they stand."""
    weight: dict[str, float] = {}
    for span, name in mentions:
        weight[name] = weight.get(name, 0.0) + (1.0 if span.start < start else 0.3)
    nearest = [name for span, name in reversed(mentions) if span.start < start][:3]
    return sorted(weight, key=lambda name: (name not in nearest, -weight[name], name))
