"""Find the words that may tell of a change of position: verbs, nouns for a change, and a before set against a now."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from bot.model.position import Extent, Kind
from bot.reading.changes.triggers import first_words
from bot.reading.languages import english_changes as data

NAME = r"[A-Z][\w.\x02-]*(?: [A-Z][\w.\x02-]*){0,3}"
_OWN = r"(?:his|her|its|their)"
_NO = r"(?!(?:of|in|on|for|to|that|with|from|and|or|who|as|at|by|after|before|when|about|over|but|was|were|is|are|had|has)\b)"
_BETWEEN = rf"(?:{_NO}[\w’'“”\"\x01$%.\x02-]+,? ){{0,5}}?"
_SHARE = r"(?:(?:all|some|parts?|much|most|many|elements|aspects|portions|a part|a portion) of )?"
_ANY = rf"(?:(?P<own>{_OWN})|(?P<owner>{NAME})[’']s?|the|that|those|these|this|an?|any|earlier|previous|past|prior|initial|original|long-?standing) "
_PRIOR = rf"{_OWN} (?:[\w-]+ )?{data.PRIOR} "
_RELATIVE = (
    r"(?:,? [-–—]?[-–—]? ?(?:that|which))? (?:he|she|it|they) (?:(?:had |once |previously |long |initially |earlier )+(?:supported|backed|championed|pushed|promoted|favou?red|negotiated|sponsored|wrote|praised|endorsed|"
    r"embraced|signed|voted for|made|gave|held|proposed|promised)|made|gave|pushed|championed|wrote|sponsored|backed|supported|negotiated)\b"
)


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
    kind: Kind
    sure: float
    owner: str = ""  # whose words the object is, where the text names it
    who: tuple[int, int] | None = None
    recalled: bool = False  # “once”: history
    extent: Extent = Extent.WHOLE
    future: bool = False  # “would no longer” is a fact here


Making = Callable[[re.Match[str]], Iterator[Move]]


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold a pattern, what is made of what it finds, and the words without one of which it finds nothing."""

    pattern: re.Pattern[str]
    words: frozenset[str]
    make: Making
    leads: bool = False  # what it finds begins with one of the words


# Style and strategy are no position, unless the text says about what.
_VAGUE = re.compile(
    r"\b(?:tone|rhetoric|language|approach|line|posture|attitude|priorities|outlook|polic(?:y|ies)|(?:its|their) (?:\w+ )?decisions?)$"
)
_TOPIC = re.compile(r" (?:on|about|toward|towards|against|regarding|over|of) (?!\w+day)")
_VAGUELY = 0.75


def _object(nouns: str, whose: str) -> str:
    """Return the pattern of an object: whose words or position it is, and up to five words before its noun."""
    head = rf"(?:{nouns})\b(?!-)"
    if whose == "any":
        return rf"(?P<part>{_SHARE}){_ANY}{_BETWEEN}{head}"
    if whose == "bare":  # as headlines have it
        return rf"(?P<part>{_SHARE})(?:{_NO}[a-z-]+ )?{head}"
    if whose == "own":
        return rf"(?P<part>{_SHARE})(?:(?P<own>{_OWN})|(?:an?|the) (?:earlier|previous|initial|original|long-?standing)|earlier|previous) {_BETWEEN}{head}"
    return rf"(?P<part>{_SHARE})(?:{_PRIOR}{_BETWEEN}{head}|{_BETWEEN}{head}{_RELATIVE})"


def _filled(words: str) -> str:
    """Return a pattern with the nouns that its “{…}” stand for."""
    for name in ("SIDES", "REMARK", "STANCE", "PLAN", "TURN"):
        words = words.replace("{" + name + "}", getattr(data, name))
    return words


def _takes(kind: Kind, sure: float) -> Making:
    """Return what makes a move of a verb with its object."""

    def make(found: re.Match[str]) -> Iterator[Move]:
        vague = _VAGUE.search(found.group()) and not _TOPIC.match(found.string, found.end())
        yield Move(
            found.start(),
            found.end(),
            found.start(),
            Mode.SUBJECT,
            kind,
            sure * _VAGUELY if vague else sure,
            found.groupdict().get("owner") or "",
            extent=Extent.PART if found["part"] else Extent.WHOLE,
        )

    return make


def plain(kind: Kind, sure: float, mode: Mode = Mode.SUBJECT, *, recalled: bool = False) -> Making:
    """Return what makes a move of words whose group “verb” has the subject."""

    def make(found: re.Match[str]) -> Iterator[Move]:
        yield Move(found.start("verb"), found.end(), found.start("verb"), mode, kind, sure, recalled=recalled)

    return make


def rows(table: str) -> Iterator[tuple[Kind, float, list[str], str]]:
    """Yield the rows of a table of patterns: kind, how sure, words to look for, the pattern."""
    for line in table.strip().splitlines():
        about, _, pattern = line.partition(" :: ")
        kind, sure, *words = about.split()
        yield Kind(kind), float(sure), words, pattern


def _led(pattern: re.Pattern[str], words: list[str], verb: str, make: Making) -> Rule:
    """Return a rule that needs some words, else one of those with which its verb can begin."""
    return Rule(pattern, frozenset(words) or first_words(verb), make, leads=not words)


def _rules() -> Iterator[Rule]:
    """Yield the rules for verbs."""
    for kind, sure, whose, nouns, about in data.TAKING:
        verb, _, words = about.partition("@")
        pattern = re.compile(rf"\b(?P<verb>{verb}) {_object(nouns, whose)}")
        yield _led(pattern, words.split(), verb, _takes(Kind(kind), sure))
    pattern = re.compile(
        rf"\b(?P<verb>{data.PARTED}) {_object(f'{data.REMARK}|{data.STANCE}|{data.PLAN}', 'any')} (?:back|down)\b"
    )
    yield _led(pattern, [], data.PARTED, _takes(Kind.WALKED_BACK, 0.88))
    for moved, sure, needed, about in rows(data.PLAINLY):
        verb = _filled(about)
        yield _led(re.compile(rf"\b(?P<verb>{verb})\b"), needed, verb, plain(moved, sure))
    yield Rule(_DONE, first_words(data.GAPPED), _behind)
    yield Rule(_NOMINAL, frozenset(data.TURN_WORDS.split()), _nominal)
    yield Rule(_CHANGED, first_words(data.MOVED), _moved)


_DONE = re.compile(rf"\b(?P<later>{data.LATER}) (?P<done>{data.GAPPED})\b(?! (?:by|in|on \w+day) )")
_THING = rf"(?:{data.REMARK}|{data.STANCE}|{data.PLAN}|{data.THINGS})"
_TAKEN = re.compile(
    rf"\b{_THING}\b(?:(?:,? (?:that|which)|[ ,—–-]+(?=he\b|she\b|the [A-Z]|{NAME} ))[^.;:]{{0,60}}|[^.;:]{{0,90}}?\b(?:for |from )?which (?:[\w.\x02’-]+ ){{1,5}})$"
)


def _behind(found: re.Match[str]) -> Iterator[Move]:
    """Yield a verb that stands behind what it takes: “a position he has since modified”."""
    taken = _TAKEN.search(found.string[: found.start()])
    if taken:
        kind = Kind(data.GAPPED_KINDS.get(found["done"].split()[0], "walked_back"))
        recalled = found["later"] in {"since", "later", "subsequently", "eventually", "then"}
        yield Move(taken.start(), found.end(), found.start(), Mode.SUBJECT, kind, 0.85, recalled=recalled)


_WHOSE = rf"(?P<who>\b(?:{NAME}(?=[’'])|[Hh]is\b|[Hh]er\b))(?:[’']s?)? "
_NOMINAL = re.compile(
    rf"{_WHOSE}(?:(?!an?\b|the\b)[\w-]+,? ){{0,2}}?(?:(?P<turn>{data.TURN})\b(?! of (?!(?:his|her|its) ))|(?P<shift>(?:{data.SHIFT} (?:on|over|about|regarding|in (?:position|stance))|turn against)) )(?!(?:\w+ ){{0,3}}(?:issues|positions|questions|topics|policies)\b)"
)
_WITHIN = r"(?!(?:if|unless|when|as|because|only|after|that|which|who|had|has|have|was|is)\b)"  # within a topic
_CHANGED = re.compile(
    rf"{_WHOSE}(?:(?:own|public|earlier|stated|previous|political) )?(?:positions?|stances?|rhetoric|tone|views?|thinking|story|account|opinions?|line|tune|language|message|explanation) (?:(?:on|about|toward|towards|regarding) (?:{_WITHIN}[^\s,.;]+ ){{1,6}}?)?"
    rf"(?P<verb>(?:(?:has|have|had|then|later|quickly|since|soon|also|\w+ly) ){{0,4}}(?P<moved>{data.MOVED}))\b"
)


def _nominal(found: re.Match[str]) -> Iterator[Move]:
    """Yield a change that a noun tells, with whose it is: “Ruiz’s about-face on the port”."""
    kind, sure = (Kind.REVERSED, 0.85) if found["turn"] else (Kind.OTHER, 0.72)
    if (found["turn"] or "").startswith("flip"):
        sure = 0.66  # rather a jibe
    yield Move(found.start(), found.end(), found.start(), Mode.OWNER, kind, sure, who=found.span("who"))


def _moved(found: re.Match[str]) -> Iterator[Move]:
    """Yield a position that moved, with whose it is: “her tone on the port has changed”."""
    kind = Kind(data.MOVED_KINDS.get(found["moved"], "other"))
    yield Move(found.start(), found.end(), found.start(), Mode.OWNER, kind, 0.82, who=found.span("who"))


RULES = tuple(_rules())
