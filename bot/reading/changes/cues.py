"""Find the words that may tell of a change of position: first by single words, then by the cues that hold them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.model.position import Extent, MoveKind
from bot.reading.languages import english_admissions, english_shapes
from bot.reading.languages import english_changes as data
from bot.reading.languages.words import any_of
from bot.reading.text.sentence import Line

NAME = r"[A-ZÀ-ÞĀ-Ž][\w.\x02-]{0,40}(?: [A-ZÀ-ÞĀ-Ž][\w.\x02-]{0,40}){0,3}"
OWN = -1  # stands among the numbers of cues for the speaker's own words
_OWN = r"(?:his|her|its|their)"
_NO = r"(?!(?:of|in|on|for|to|that|with|from|and|or|who|as|at|by|after|before|when|about|over|but|was|were|is|are|had|has)\b)"
_BETWEEN = rf"(?:{_NO}[\w’'“”\"\x01$%.\x02-]+,? ){{0,5}}?"
_PART = r"(?P<part>(?:(?:all|some|parts?|much|most|many|elements|aspects|portions|a part|a portion) of )?)"
_ANY = rf"(?:{_OWN}|(?P<owner>{NAME})[’']s?|the|that|those|these|this|an?|any|earlier|previous|past|initial|original) "
_MINE = rf"(?:{_OWN}|(?:an?|the) (?:earlier|previous|initial|original)|earlier|previous) "
_DONE = any_of(data.DONE)
_RELATIVE = rf"(?: (?:that|which))? (?:he|she|it|they) (?:(?:had|once|previously|long|initially|earlier) )*{_DONE}\b"
_WHOSE = rf"(?P<who>\b(?:{NAME}(?=[’'])|[Hh]is\b|[Hh]er\b))(?:[’']s?)? "
_NAMED = re.compile(r"\{([a-z_]+)\}")  # what stands for a list or a shape
_WORD = re.compile(r"[a-z][a-z-]*")


class Mode(Enum):
    """Tell how the words lead to the speaker."""

    SUBJECT = "subject"  # the subject of the first word
    OWNER = "owner"  # the group “who”, a name or “his”
    MAIN = "main"  # the subject of the sentence around


@dataclass(frozen=True, slots=True)
class Move:
    """Hold words of one sentence that may tell of a change, at their place in it."""

    start: int  # of the evidence
    end: int
    verb: int  # where the subject is looked for, to the left
    mode: Mode
    kind: MoveKind
    owner: str = ""  # whose words the object is, where the text names it
    who: tuple[int, int] | None = None
    recalled: bool = False  # “once”: history
    extent: Extent = Extent.WHOLE
    future: bool = False  # “would no longer” is a fact here


@dataclass(frozen=True, slots=True)
class Cue:
    """Hold a pattern, the words without one of which it finds nothing, and what is made of what it finds."""

    pattern: re.Pattern[str]
    words: frozenset[str]
    make: Callable[[re.Match[str]], Move | None]
    opens: bool = False  # one of these words opens it


def inflected(listed: str) -> list[str]:
    """Return every form of a list of verbs, as patterns: “row back on” is rows, rowed and rowing back on, “on” or not."""
    return [form for verb in listed.replace("\n", " ").split(",") for form in _forms(*verb.split())]


def _forms(verb: str, *behind: str) -> list[str]:
    """Return the forms of a verb with what stands behind it; of “back from?” the last word may be missing."""
    stem, _, double = verb.partition(":")
    if "/" in stem:
        forms = stem.split("/")
    elif stem.endswith("e"):
        forms = [stem, f"{stem}s", f"{stem}d", f"{stem[:-1]}ing"]
    elif stem.endswith("y"):
        forms = [stem, f"{stem[:-1]}ies", f"{stem[:-1]}ied", f"{stem}ing"]
    else:
        end = "es" if stem.endswith(("ch", "sh", "ss", "x", "z")) else "s"
        forms = [stem, stem + end, f"{stem}{double}ed", f"{stem}{double}ing"]
    optional = behind[-1].removesuffix("?") if behind and behind[-1].endswith("?") else ""
    rest = "".join(f" {word}" for word in (behind[:-1] if optional else behind))
    return [f"{form}{rest}" for form in forms] + [f"{form}{rest} {optional}" for form in forms if optional]


def _nouns(listed: str) -> str:
    """Return the pattern of nouns, one or many."""
    many = {each for word in listed.split() for each in (word, word.removesuffix("y") + "ies", f"{word}s")}
    return rf"{any_of(many)}\b(?!-| by\b| to {any_of(data.GOING)}\b| of (?:his|her|its|their) {any_of(data.OTHERS)}\b)"


def _object(nouns: str, whose: str) -> str:
    """Return the pattern of an object: whose words or position it is, and up to five words before its noun."""
    head = _nouns(nouns)
    bare = rf"(?:{_NO}[a-z-]+ )?(?={any_of(data.BARE)}\b)"
    return {
        "any": rf"{_PART}(?:{_ANY}{_BETWEEN}|{bare}){head}",
        "own": rf"{_PART}(?:{_MINE}{_BETWEEN}|{bare}){head}",
        "prior": rf"{_PART}(?:{_OWN} (?:[\w-]+ )?{any_of(data.PRIOR)} {_BETWEEN}{head}|{_BETWEEN}{head}{_RELATIVE})",
    }[whose]


def _taking(row: data.Taking) -> Cue:
    """Return the cue of verbs with their object."""
    verbs = inflected(row.verbs)
    kind = MoveKind(row.kind)

    def make(found: re.Match[str]) -> Move:
        extent = Extent.PART if found["part"] else Extent.WHOLE
        owner = found.groupdict().get("owner") or ""
        return Move(found.start(), found.end(), found.start(), Mode.SUBJECT, kind, owner, extent=extent)

    pattern = rf"{any_of(verbs)} {_object(row.nouns, row.whose)}"
    return Cue(re.compile(pattern), frozenset(verb.split()[0] for verb in verbs), make, opens=True)


def _telling(row: data.Telling) -> Cue:
    """Return the cue of words that need no object."""
    kind, mode = MoveKind(row.kind), Mode(row.mode)

    def make(found: re.Match[str]) -> Move:
        groups = found.groupdict()
        told = MoveKind(data.MOVED_KINDS.get(groups["moved"].split()[0], kind)) if groups.get("moved") else kind
        who = found.span("who") if groups.get("who") else None
        start = found.start() if mode is Mode.OWNER else found.start("verb")
        future = "longer" in row.words
        return Move(start, found.end(), found.start("verb"), mode, told, who=who, recalled=row.recalled, future=future)

    return Cue(re.compile(_filled(row.pattern)), frozenset(row.words.split()), make)


_LISTS = {
    "thing": _nouns(data.THING),
    "whose": _WHOSE,
    "whom": rf"(?P<who>\b{NAME})",
    **{name: any_of(words) for name, words in english_shapes.LISTS.items()},
    **english_shapes.SHAPES,
}


def _filled(pattern: str) -> str:
    """Return a pattern with the lists and shapes that its “{…}” stand for."""
    return _NAMED.sub(lambda found: _filled(_LISTS[found[1]]), pattern)


CUES = (*map(_taking, data.TAKING), *map(_telling, data.TELLING))


def _index() -> dict[str, tuple[int, ...]]:
    """Return for each word the numbers of the cues that need it."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, cue in enumerate(CUES):
        for word in cue.words:
            numbers[word].append(number)
    for word in english_admissions.FIRST_WORDS.split():
        numbers[word].append(OWN)
    return {word: tuple(each) for word, each in numbers.items()}


_INDEX = _index()
_WORDS = frozenset(_INDEX)


def candidates(text: str, all_lines: Sequence[Line]) -> dict[int, set[int]]:
    """Return by number the sentences that hold words of a cue, with the numbers of these cues."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters change their length, and places must not
        lower = text
    found: dict[int, set[int]] = {}
    for number, line in enumerate(all_lines):
        words = _WORDS.intersection(_WORD.findall(lower, line.span.start, line.span.end))
        if words:
            found[number] = {cue for word in words for cue in _INDEX[word]}
    return found


def moves(number: int, mask: str) -> Iterator[Move]:
    """Yield what a cue by its number finds in a sentence."""
    cue = CUES[number]
    starts = [word.start() for word in _WORD.finditer(mask) if word.group() in cue.words] if cue.opens else []
    matches = (cue.pattern.match(mask, start) for start in starts) if cue.opens else cue.pattern.finditer(mask)
    for found in matches:
        move = cue.make(found) if found else None
        if move:
            yield move
