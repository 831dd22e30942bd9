"""What a quotation itself tells: its size and form, and whether it is a name or a term that nobody says."""

from __future__ import annotations

import re

from bot.reading.languages import english
from bot.reading.text.quotes import Stretch
from bot.reading.text.sentence import Sight

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
SHORT = 5  # words; a shorter stretch is a fragment
_LONGEST_NAME = 9  # words; a longer stretch is no title
_LONGEST_TERM = 3  # words
_SPOKEN_BESIDE = frozenset((":", "helper", "pronoun", "saying", "calling", "told", "quote"))
_NAMERS = frozenset("Name pronoun who that owner word".split())  # who calls a thing so: “what Ruiz called “…””


class Quoted:
    """Hold what the signs ask of a quotation: its place in the sentence, its size and its form."""

    def __init__(self, sight: Sight, stretch: Stretch) -> None:
        text = sight.text
        self.stretch = stretch
        self.start, self.end = stretch.outer.start - sight.base, stretch.outer.end - sight.base
        self.said = stretch.words.of(text)
        words = _WORD.findall(self.said)
        self.size = len(words)
        first = self.said.lstrip("[(“‘\"'…. ")[:1]
        self.capital = first.isupper() or first.isdigit()
        tail = text[max(stretch.words.end - 1, 0) : stretch.outer.end + 1]
        self.mark = next((sign for sign in tail if sign in ",.?!—–"), "")
        large = [word for word in words if len(word) > 3]
        self.large = len(large)
        self.titled = bool(large) and all(word[0].isupper() for word in large) and words[0][0].isupper()
        self.shouted = self.size == 1 and len(words[0]) > 1 and words[0].isupper()
        whole = "bare" if sight.bare else "full" if self.capital and self.size > 2 else "part"
        self.form = whole + ("-" if self.size <= SHORT else "+")
        self.single = text[stretch.outer.start] in "‘'" and not text.startswith("''", stretch.outer.start)


def is_name(sight: Sight, quote: Quoted) -> bool:
    """Say whether the outlet gives a work, a show or a thing by its name, or tells what is written on one."""
    at, behind = sight.before(quote.start), sight.after(quote.end)
    if sight.bare or at < 0 or quote.size > _LONGEST_NAME:
        return False
    if behind < len(sight.lower) and sight.lower[behind] in english.WRITTEN:
        return True
    near = sight.lower[max(0, at - 2) : at + 1]
    named = sight.lower[at] in english.NAMING and quote.capital and sight.sort(at - 1) not in _NAMERS
    named = named or near[-2:] == ["known", "as"]
    work = quote.titled and any(word in english.WORKS for word in near)
    show = quote.titled and quote.large > 1 and sight.sort(at) in {"of", "preposition", "owner"}
    return named or work or show


def is_term(sight: Sight, quote: Quoted) -> bool:
    """Say whether a few words stand in a sentence that says of nobody that he spoke: “the flight had a “problem””.

    Of such stretches in the training data half are nobody's words, and of a third alone was the speaker found.
    """
    if sight.bare or sight.verbs or quote.size > _LONGEST_TERM:
        return False
    return sight.sort(sight.before(quote.start)) not in _SPOKEN_BESIDE
