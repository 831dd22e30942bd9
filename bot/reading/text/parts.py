"""An article cut by its paragraphs, each sentence with an id and each quote with the part that holds it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.errors import TooLong
from bot.model.record import Quote
from bot.model.text import Span
from bot.reading.text.sentence import lines

MOST_QUOTES = 40  # in one part: an answer has room for as many


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold a sentence of an article under the id that stands for it in a request."""

    id: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold a paragraph's sentences, and the quotes in it."""

    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]

    @property
    def text(self) -> str:
        """Return its words."""
        return " ".join(each.words for each in self.sentences)


@dataclass(frozen=True, slots=True)
class Part:
    """Hold some paragraphs of an article."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """Return the paragraphs as one text."""
        return "\n".join(each.text for each in self.paragraphs)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Return all quotes, in order."""
        return tuple(quote for each in self.paragraphs for quote in each.quotes)

    @property
    def sentences(self) -> dict[str, Span]:
        """Return where its sentences stand in the article, by their ids, in order."""
        return {each.id: each.span for one in self.paragraphs for each in one.sentences}

    @property
    def numbered(self) -> list[dict[str, str]]:
        """Return each paragraph as its sentences by their ids: what a language model gets of it."""
        return [{each.id: each.words for each in one.sentences} for one in self.paragraphs]

    def around(self, ids: Collection[str]) -> Part:
        """Return the paragraphs that hold some sentences, each with the one before it."""
        holds = [any(each.id in ids for each in one.sentences) for one in self.paragraphs]
        near = [here or after for here, after in zip(holds, [*holds[1:], False], strict=True)]
        return Part(tuple(each for each, kept in zip(self.paragraphs, near, strict=True) if kept))


def part_of(text: str, quotes: Sequence[Quote]) -> Part:
    """Return a whole text as one part."""
    held: dict[Span, list[Sentence]] = {}
    for number, line in enumerate(lines(text), start=1):
        held.setdefault(line.paragraph, []).append(Sentence(f"s{number}", line.span, line.span.of(text)))
    return Part(
        tuple(
            Paragraph(tuple(found), tuple(each for each in quotes if span.start <= each.span.start < span.end))
            for span, found in held.items()
        )
    )


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
    yield from _fitting(Part(part.paragraphs[:middle]), most)
    yield from _fitting(Part(part.paragraphs[middle:]), most)


def halves(part: Part) -> Iterator[Part]:
    """Yield the halves of a part that hold quotes; raises TooLong for a single paragraph."""
    if len(part.paragraphs) < 2:
        raise TooLong("A single paragraph does not fit into the model's context.")
    yield from _fitting(part, max(len(part.text) - 1, 1))
