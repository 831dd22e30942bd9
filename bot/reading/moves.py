"""Find the words that may tell of a change of position: verbs, nouns for a change, and a before set against a now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from bot.model.position import Extent, Kind
from bot.reading.languages import english_changes as data

NAME = r"[A-Z][\w.\x02-]*(?: [A-Z][\w.\x02-]*){0,3}"
_OWN = r"(?:his|her|its|their)"
_NO = r"(?!(?:of|in|on|for|to|that|with|from|and|or|who|as|at|by|after|before|when|about|over|but|was|were|is|are|had|has)\b)"
_BETWEEN = rf"(?:{_NO}[\w’'\x01$%.\x02-]+,? ){{0,5}}?"
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


# Style and strategy are no position, unless the text says about what.
_VAGUE = re.compile(r"\b(?:tone|rhetoric|language|approach|line|posture|attitude|priorities|outlook|polic(?:y|ies))$")
_ITS_DECISION = re.compile(r"\b(?:its|their) (?:\w+ )?decisions?$")
_TOPIC = re.compile(r" (?:on|about|toward|towards|against|regarding|over|of) (?!\w+day)")


def _object(nouns: tuple[str, ...], whose: str) -> str:
    head = rf"(?:{'|'.join(nouns)})\b(?!-)"
    if whose == "any":
        return rf"(?P<part>{_SHARE}){_ANY}{_BETWEEN}{head}"
    if whose == "own":
        return rf"(?P<part>{_SHARE})(?:(?P<own>{_OWN})|(?:an?|the) (?:earlier|previous|initial|original|long-?standing)|earlier|previous) {_BETWEEN}{head}"
    return rf"(?P<part>{_SHARE})(?:{_PRIOR}{_BETWEEN}{head}|{_BETWEEN}{head}{_RELATIVE})"


def _filled(words: str) -> str:
    return (
        words.replace("{SIDES}", data.SIDES)
        .replace("{REMARK}", data.REMARK)
        .replace("{STANCE}", data.STANCE)
        .replace("{PLAN}", data.PLAN)
        .replace("{TURN}", data.TURN)
    )


_TAKING = tuple(
    (re.compile(rf"\b(?P<verb>{verb}) {_object(nouns, whose)}"), Kind(kind), sure)
    for verb, nouns, whose, kind, sure in data.TAKING
)
_PARTED = re.compile(
    rf"\b(?P<verb>walk(?:s|ed|ing)?|t(?:ake|akes|ook|aken|aking)|ton(?:e|es|ed|ing)|dial(?:s|ed|ing)?|scal(?:e|es|ed|ing)|roll(?:s|ed|ing)?) {_object((data.REMARK, data.STANCE, data.PLAN), 'any')} (?:back|down)\b"
)
_PLAINLY = tuple(
    (re.compile(rf"\b(?P<verb>{_filled(words)})\b"), Kind(kind), sure) for words, kind, sure in data.PLAINLY
)
_GAPPED = re.compile(
    rf"\b(?:{data.REMARK}|{data.STANCE}|{data.PLAN}|{data.THINGS})\b(?:,? (?:that|which|for which|from which)\b|[ ,—–-]+(?=he\b|she\b|{NAME} ))"
    rf"[^.;:]{{0,60}}?\b(?P<verb>(?P<later>{data.LATER}) (?P<done>{data.GAPPED}))\b(?! (?:by|in|on \w+day) )"
)


_WHICH = re.compile(
    rf"\b(?:{data.REMARK}|{data.STANCE}|{data.THINGS})\b[^.;:]{{0,90}}?\b(?P<for>for |from )?which (?P<who>[\w.\x02’-]+(?: [\w.\x02’-]+){{0,4}}?) (?P<verb>(?P<later>{data.LATER}) (?P<done>{data.GAPPED}))\b(?! (?:by|in|on \w+day) )"
)


def moves(mask: str) -> Iterator[Move]:
    """Yield what may tell of a change in a sentence whose quotations are masked."""
    yield from _with_objects(mask)
    yield from _plain(mask)
    yield from _behind(mask)
    yield from _named(mask)


def _with_objects(mask: str) -> Iterator[Move]:
    for pattern, kind, sure in (*_TAKING, (_PARTED, Kind.WALKED_BACK, 0.88)):
        for found in pattern.finditer(mask):
            owner = found.groupdict().get("owner") or ""
            extent = Extent.PART if found["part"] else Extent.WHOLE
            vague = (_VAGUE.search(found.group()) or _ITS_DECISION.search(found.group())) and not _TOPIC.match(
                mask, found.end()
            )
            yield Move(
                found.start(),
                found.end(),
                found.start(),
                Mode.SUBJECT,
                kind,
                sure * (0.75 if vague else 1.0),
                owner,
                extent=extent,
            )


def _plain(mask: str) -> Iterator[Move]:
    for pattern, kind, sure in _PLAINLY:
        for found in pattern.finditer(mask):
            yield Move(found.start(), found.end(), found.start(), Mode.SUBJECT, kind, sure)


def _behind(mask: str) -> Iterator[Move]:
    """Yield verbs that stand behind what they take: “a position he has since modified”."""
    for found in (*_GAPPED.finditer(mask), *_WHICH.finditer(mask)):
        kind = Kind(data.GAPPED_KINDS.get(found["done"].split()[0], "walked_back"))
        recalled = found["later"] in {"since", "later", "subsequently", "eventually", "then"}
        yield Move(found.start(), found.end(), found.start("verb"), Mode.SUBJECT, kind, 0.85, recalled=recalled)


_NOMINAL = re.compile(
    rf"(?P<who>\b(?:{NAME}(?=[’'])|[Hh]is\b|[Hh]er\b))(?:[’']s?)? (?:(?!an?\b|the\b)[\w-]+,? ){{0,2}}?(?:(?P<turn>{data.TURN})\b(?! of (?!(?:his|her|its) ))|(?P<shift>(?:{data.SHIFT} (?:on|over|about|regarding|in (?:position|stance))|turn against)) )(?!(?:\w+ ){{0,3}}(?:issues|positions|questions|topics|policies)\b)"
)
_CHANGED = re.compile(
    rf"(?P<who>\b(?:{NAME}(?=[’'])|[Hh]is\b|[Hh]er\b))(?:[’']s?)? (?:(?:own|public|earlier|stated|previous|political) )?(?:positions?|stances?|rhetoric|tone|views?|thinking|story|account|opinions?|line|tune|language|message|views|explanation) (?:(?:on|about|toward|towards|regarding) [^,.;]{{3,50}}? )?"
    r"(?P<verb>(?:(?:has|have|had|then|later|quickly|since|soon|also|\w+ly) ){0,4}(?:changed|shifted|softened|hardened|evolved|moderated|toughened|reversed|mellowed))\b"
)


def _named(mask: str) -> Iterator[Move]:
    """Yield changes that a noun tells, with whose they are: “Ruiz’s about-face on the port”, “her tone has changed”."""
    for found in _NOMINAL.finditer(mask):
        jibe = (found["turn"] or "").startswith("flip")
        yield Move(
            found.start(),
            found.end(),
            found.start(),
            Mode.OWNER,
            Kind.REVERSED if found["turn"] else Kind.OTHER,
            0.66 if jibe else 0.85 if found["turn"] else 0.72,
            who=found.span("who"),
        )
    for found in _CHANGED.finditer(mask):
        kind = {
            "softened": Kind.SOFTENED,
            "moderated": Kind.SOFTENED,
            "mellowed": Kind.SOFTENED,
            "hardened": Kind.HARDENED,
            "toughened": Kind.HARDENED,
            "changed": Kind.REVERSED,
            "reversed": Kind.REVERSED,
        }.get(found["verb"].split()[-1], Kind.OTHER)
        yield Move(found.start(), found.end(), found.start(), Mode.OWNER, kind, 0.82, who=found.span("who"))
