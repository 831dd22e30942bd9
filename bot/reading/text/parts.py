"""An article cut by its paragraphs, each quote with the part that holds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.errors import TooLong
from bot.model.record import Quote
from bot.model.text import Span

MOST_QUOTES = 40  # in one part: an answer has room for as many


@dataclass(frozen=True, slots=True)
class Part:
    """Hold some paragraphs of an article and the quotes in them."""

    paragraphs: tuple[str, ...]
    quotes_in: tuple[tuple[Quote, ...], ...]  # for each paragraph

    @property
    def text(self) -> str:
        """Return the paragraphs as one text."""
        return "\n".join(self.paragraphs)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Return all quotes, in order."""
        return tuple(quote for each in self.quotes_in for quote in each)


def part_of(text: str, quotes: Sequence[Quote]) -> Part:
    """Return a whole text as one part."""
    paragraphs, held = [], []
    for span in paragraphs_of(text):
        paragraphs.append(span.of(text))
        held.append(tuple(each for each in quotes if span.start <= each.span.start < span.end))
    return Part(tuple(paragraphs), tuple(held))


def parts(text: str, quotes: Sequence[Quote], most: int) -> Iterator[Part]:
    """Yield the parts that hold quotes, each of at most so many characters where its paragraphs allow it."""
    yield from _fitting(part_of(text, quotes), most)


def _fitting(part: Part, most: int) -> Iterator[Part]:
    if not part.quotes:
        return
    if len(part.paragraphs) < 2 or (len(part.text) <= most and len(part.quotes) <= MOST_QUOTES):
        yield part
        return
    middle = len(part.paragraphs) // 2
    yield from _fitting(Part(part.paragraphs[:middle], part.quotes_in[:middle]), most)
    yield from _fitting(Part(part.paragraphs[middle:], part.quotes_in[middle:]), most)


def halves(part: Part) -> Iterator[Part]:
    """Yield the halves of a part that hold quotes; raises TooLong for a single paragraph."""
    if len(part.paragraphs) < 2:
        raise TooLong("A single paragraph does not fit into the model's context.")
    yield from _fitting(part, max(len(part.text) - 1, 1))


def paragraphs_of(text: str) -> Iterator[Span]:
    """Yield the lines of a text that hold words."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1
