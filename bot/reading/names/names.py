"""The names of an article: where each stands, its fullest form, its role, signs of gender, all from the same text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.model.record import SpeakerKind
from bot.reading.languages import english
from bot.reading.languages.given import GIVEN
from bot.reading.names.forms import plain


@dataclass(slots=True)
class Known:
    """Hold what the text says of one name."""

    name: str
    kind: SpeakerKind
    role: str = ""
    mentions: list[int] = field(default_factory=list)
    male: int = 0
    female: int = 0
    titled: bool = False
    speaks: bool = False  # a verb of saying stands beside it
    aged: bool = False  # “Ana Ruiz, 60,”
    after_the: int = 0  # mentions behind “the”
    after_in: int = 0  # mentions behind “in”, “at”, “from”
    called: set[str] = field(default_factory=set)  # nouns for bodies right before it: “the newspaper Harbour Times”


@dataclass(frozen=True, slots=True)
class Mention:
    """Hold a place where a text names somebody: titles inside, the possessive outside."""

    start: int
    end: int
    name: str  # its own words, titles left out
    owner: bool  # a possessive follows: “Ruiz’s”
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Hold the names of one text."""

    known: dict[str, Known]
    by_word: dict[str, tuple[str, ...]]  # first or last word, lower case -> names that begin or end with it
    mentions: tuple[Mention, ...]  # in the order of the text
    starts: tuple[int, ...]
    forms: dict[str, tuple[str, bool]] = field(default_factory=dict)

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin at `start` or later and before `end`."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def full(self, name: str) -> tuple[str, bool]:
        """Return the fullest form that the text has of a name, and whether it is the only one."""
        if name not in self.forms:
            self.forms[name] = self._full(name)
        return self.forms[name]

    def _full(self, name: str) -> tuple[str, bool]:
        words = name.split()
        if words[-1].lower() in english.PLACES_AND_TIMES:
            return name, True
        longer = [each for each in self.by_word.get(plain(words[-1]), ()) if _longer(words, each.split())]
        persons = [each for each in longer if self.known[each].kind is SpeakerKind.PERSON and _surname(words, each)]
        distinct = _distinct(persons or longer)
        if len(distinct) == 1:
            return distinct[0], True
        return name, not distinct

    def who(self, mention: Mention) -> tuple[str, bool]:
        """Return the full name of who is mentioned; Mr and Mrs tell two of one surname apart."""
        full, only = self.full(mention.name)
        if only or not mention.titles:
            return full, only
        lower = {title.lower().strip(".") for title in mention.titles}
        male, female = bool(lower & english.MALE_TITLES), bool(lower & english.FEMALE_TITLES)
        if male == female:
            return full, only
        words = mention.name.split()
        holders = _distinct([each for each in self.by_word.get(plain(words[-1]), ()) if _longer(words, each.split())])
        borne = [each for each in holders if self._of(each, male=male)]
        return (borne[0], True) if len(borne) == 1 else (full, only)

    def _of(self, name: str, *, male: bool) -> bool:
        each = self.known[name]
        return each.male > each.female if male else each.female > each.male

    def person(self, name: str) -> bool:
        """Say whether the text shows that a name is a person's: a title, a role, a verb of saying, its surname alone."""
        each = self.known.get(name)
        if each is None or each.kind is not SpeakerKind.PERSON or 2 * each.after_the > len(each.mentions):
            return False
        words = name.split()
        if len(words) > 1 and words[0].lower().strip(".") in GIVEN:
            return True
        signs = each.titled or each.aged or each.male or each.female or (each.speaks and len(each.mentions) > 1)
        if len(words) == 1:
            return bool(signs)
        alone = self.known.get(words[-1])
        return bool(signs or each.role or each.speaks or each.aged or (alone and alone.kind is SpeakerKind.PERSON))

    def of(self, name: str) -> Known | None:
        """Return what is known of a name."""
        return self.known.get(name)


def _longer(short: Sequence[str], full: Sequence[str]) -> bool:
    """Say whether a name has more words than a form of it: its end, its first word, or it without middle names.

    The place in a body's name is no form of it: “Sarn” in “University of Sarn”.
    """
    if len(short) >= len(full):
        return False
    mine, theirs = [plain(word) for word in short], [plain(word) for word in full]
    if "of" in theirs and mine[0] != theirs[0]:
        return False
    if len(mine) == 1:
        return mine[0] in {theirs[0], theirs[-1]}
    ends = mine[0] == theirs[0] and mine[-1] == theirs[-1] and mine[-1] not in english.GENERATIONS
    return theirs[-len(mine) :] == mine or ends


def _surname(words: Sequence[str], full: str) -> bool:
    return plain(words[-1]) == plain(full.rsplit(" ", 1)[-1])


def _distinct(fulls: Sequence[str]) -> list[str]:
    """Return the names that are not merely longer forms of one another, each as its longest form."""
    kept: list[str] = []
    for each in sorted(set(fulls), key=lambda each: (-len(each.split()), each)):
        if not any(_longer(each.split(), longer.split()) for longer in kept):
            kept.append(each)
    return kept
