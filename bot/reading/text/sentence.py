"""See one sentence: its words outside quotations, and the names, pronouns and nouns that may be sources."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.model.text import Span
from bot.reading.languages import english
from bot.reading.names.names import Mention, Names
from bot.reading.speakers.cues import FILLER, Verb, masked, verbs
from bot.reading.text.quotes import Stretch, paragraphs, stretches
from bot.reading.text.sentences import sentences

_TOKEN = re.compile(r"\x01+|[\w’'-]*\w|[^\w\s\x02]")
_PRONOUNS = frozenset("he she they it we i who his her their its".split())
_HEADS = english.PEOPLE | english.BODIES | (english.ROLES - english.HONORIFICS)
PREPOSITIONS = frozenset(
    "of for at in from with to on about near against over under into between among like as".split()
)
DETERMINERS = frozenset(
    "the a an one some several many most another two three four five its their his her this these those other".split()
)
_STEPPED_OVER = frozenset("also himself herself itself have".split())
_NO_VERB = frozenset(("word", "a", "the", "Name", "preposition", "who", "of"))
_SORTS = (
    ("told", frozenset("told tell tells telling asked ask asks".split())),
    ("saying", english.SPOKEN),
    ("calling", english.CALLING),
    ("by", frozenset({"by"})),
    ("and", frozenset("and or but nor".split())),
    ("of", frozenset({"of"})),
    ("preposition", PREPOSITIONS),
    ("opener", frozenset("when as while after before if because since though although once until where".split())),
    ("that", frozenset("that which whether how why what".split())),
    ("who", frozenset("who whom whose".split())),
    (
        "helper",
        frozenset("has have had is was are were be been would will could did does do also then later once not".split()),
    ),
    ("a", frozenset({"a", "an"})),
    ("the", frozenset({"the"})),
    ("determiner", DETERMINERS),
    ("pronoun", frozenset("he she they it we i you him them me us".split())),
    ("work", english.WORKS),
)
_SORT = {word: name for name, words in reversed(_SORTS) for word in words}


class Sort(StrEnum):
    """Tell what kind of words a source is."""

    NAME = "name"
    PRONOUN = "pronoun"
    NOUN = "noun"
    PHRASE = "phrase"
    LAST = "last"
    ELSE = "else"  # somebody whom the words around do not name
    NOBODY = "nobody"  # a title, a term, a scare quote


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one sentence with its quotations."""

    span: Span
    paragraph: Span
    stretches: tuple[Stretch, ...]


def lines(text: str, abbreviations: Collection[str] = english.ABBREVIATIONS) -> Iterator[Line]:
    """Yield the sentences of a text with their quotations; no abbreviation's dot ends one."""
    found = stretches(text)
    starts = [stretch.outer.start for stretch in found]
    for paragraph in paragraphs(text):
        mine = found[bisect_right(starts, paragraph.start - 1) : bisect_right(starts, paragraph.end - 1)]
        outer = [stretch.outer for stretch in mine]
        at = 0
        for span in sentences(text, paragraph, outer, abbreviations):
            here = at
            while at < len(mine) and mine[at].outer.start < span.end:
                at += 1
            yield Line(span, paragraph, tuple(mine[here:at]))


@dataclass(frozen=True, slots=True)
class Place:
    """Hold words that may be a source, at their place in a sentence."""

    start: int
    end: int
    sort: Sort
    words: str  # lower case for pronouns and nouns
    mention: Mention | None = None


class Sight:
    """See one sentence: its words outside quotations and the places that may be sources."""

    def __init__(self, text: str, line: Line, names: Names) -> None:
        """Look at a sentence of a text whose names are known."""
        self.text, self.line, self.names, self.base = text, line, names, line.span.start
        self.mask = masked(text, line.span, [stretch.outer for stretch in line.stretches])
        found = list(_TOKEN.finditer(self.mask))
        self.starts = [each.start() for each in found]
        self.ends = [each.end() for each in found]
        self.words = [each.group() for each in found]
        self.lower = [word.lower() for word in self.words]
        self.verbs: tuple[Verb, ...] = verbs(self.mask)
        self.places = tuple(self._places())
        self.bare = not self.mask.strip(" \x01.,")  # nothing but quotations

    def _places(self) -> Iterator[Place]:
        """Yield names, pronouns and nouns for people or bodies, in the order of the sentence."""
        named = {}
        for each in self.names.between(self.line.span.start, self.line.span.end):
            start = each.start - self.base
            if self.mask[start] != FILLER:
                named[start] = each
        behind = -1
        owner: Mention | None = None
        for at, start in enumerate(self.starts):
            mention = named.get(start)
            if mention:
                owner = mention if mention.owner else None
                behind = mention.end - self.base
                yield Place(start, behind, Sort.NAME, mention.name, mention)
            elif start >= behind:
                word = self.lower[at]
                if word in _PRONOUNS:
                    yield Place(start, self.ends[at], Sort.PRONOUN, word)
                elif word in _HEADS and self.words[at][0].islower():
                    first = self.starts[self._opens(at, behind)]
                    if owner is not None and not self.mask[owner.end - self.base : first].strip(" ’'s"):
                        first = owner.start - self.base  # “the bank’s report”, “Ruiz’s spokesman”
                    yield Place(first, self.ends[at], Sort.NOUN, word)

    def _opens(self, at: int, least: int) -> int:
        """Return where the noun phrase begins that ends with a word: at its determiner, at most five words before."""
        first = at
        for step in range(1, 6):
            here = at - step
            if here < 0 or self.starts[here] < least or not self.words[here][0].isalnum():
                break
            word = self.lower[here]
            if word in DETERMINERS or word.endswith(("’s", "'s")):
                return here
            if word in english.STARTERS or word in english.CUES or word in PREPOSITIONS:
                break
            first = here
        return first

    def before(self, place: int) -> int:
        """Return the number of the last word that ends at a place or before it; -1 when there is none."""
        at = bisect_left(self.starts, place)
        return at - 1

    def after(self, place: int) -> int:
        """Return the number of the first word that begins at a place or behind it."""
        return bisect_left(self.starts, place)

    def sort(self, at: int) -> str:
        """Return the sort of a word by its number, “^” before the first and “$” behind the last."""
        if at < 0:
            return "^"
        return sort_of(self.lower[at], self.words[at]) if at < len(self.words) else "$"

    def behind(self, place: Place) -> int:
        """Return the number of the word behind a place, a possessive stepped over."""
        at = self.after(place.end)
        owner = place.mention is not None and place.mention.owner
        return at + (owner and at < len(self.lower) and self.lower[at] in {"’s", "'s", "’", "'", "s"})

    def soon(self, at: int) -> str:
        """Return the sort of the first word from a number on that is no helper or adverb: “Ruiz has also said”."""
        for word in range(at, min(at + 4, len(self.lower))):
            sort = self.sort(word)
            if sort not in {"helper", "ly"} and self.lower[word] not in _STEPPED_OVER:
                return sort
        return "far"

    def aside(self, comma: int) -> str:
        """Return the sort of the word behind the aside that a comma opens: “Ana Ruiz, 60, a nurse, said”."""
        for at in range(comma + 1, min(comma + 25, len(self.lower) - 1)):
            if self.words[at][0] in "\x01;:":
                return "open"
            if self.lower[at] == ",":
                sort = self.sort(at + 1)
                if sort not in _NO_VERB:
                    return sort
        return "open"


def sort_of(word: str, raw: str) -> str:
    """Return the sort of a word beside a quotation or a source."""
    known = _SORT.get(word)
    if known:
        return known
    if not word[0].isalnum():
        return "quote" if word[0] == FILLER else word[0]
    if raw.endswith(("’s", "'s", "s’", "s'")):
        return "owner"
    if raw[:1].isupper():
        return "Name"
    return next((end for end in ("ing", "ed", "ly") if word.endswith(end)), "word")
