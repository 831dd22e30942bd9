"""Find the words that may tell of a change of position: verbs, nouns for a change, and a before set against a now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from bot.model.position import Extent, Kind
from bot.reading.languages import english_changes as data

_NAME = r"[A-Z][\w.\x02-]*(?: [A-Z][\w.\x02-]*){0,3}"
_OWN = r"(?:his|her|its|their)"
_NO = r"(?!(?:of|in|on|for|to|that|with|from|and|or|who|as|at|by|after|before|when|about|over|but|was|were|is|are|had|has)\b)"
_BETWEEN = rf"(?:{_NO}[\w’'\x01$%.\x02-]+,? ){{0,5}}?"
_SHARE = r"(?:(?:all|some|parts?|much|most|many|elements|aspects|portions|a part|a portion) of )?"
_ANY = rf"(?:(?P<own>{_OWN})|(?P<owner>{_NAME})[’']s?|the|that|those|these|this|an?|any|earlier|previous|past|prior|initial|original|long-?standing) "
_PRIOR = rf"(?:(?:{_OWN}|the|an?) (?:[\w-]+ )?{data.PRIOR}|earlier|previous|past|{_OWN} own) "
_RELATIVE = r"(?:,? [-–—]?[-–—]? ?(?:that|which))? (?:he|she|it|they) (?:had |once |previously |long |initially |made\b|gave\b|pushed\b|championed\b|wrote\b|sponsored\b|backed\b|supported\b|negotiated\b)"


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


def _object(nouns: tuple[str, ...], whose: str) -> str:
    head = rf"(?:{'|'.join(nouns)})\b(?!-)"
    if whose == "any":
        return rf"(?P<part>{_SHARE}){_ANY}{_BETWEEN}{head}"
    if whose == "own":
        return rf"(?P<part>{_SHARE})(?:(?P<own>{_OWN})|(?:an?|the) (?:earlier|previous|initial|original|long-?standing)|earlier|previous) {_BETWEEN}{head}"
    return rf"(?P<part>{_SHARE})(?:{_PRIOR}{_BETWEEN}{head}|{_BETWEEN}{head}{_RELATIVE})"


def _filled(words: str) -> str:
    return words.replace("{REMARK}", data.REMARK).replace("{STANCE}", data.STANCE).replace("{PLAN}", data.PLAN).replace("{TURN}", data.TURN)


_TAKING = tuple(
    (re.compile(rf"\b(?P<verb>{verb}) {_object(nouns, whose)}"), Kind(kind), sure)
    for verb, nouns, whose, kind, sure in data.TAKING
)
_PARTED = re.compile(rf"\b(?P<verb>walk(?:s|ed|ing)?|t(?:ake|akes|ook|aken|aking)|ton(?:e|es|ed|ing)|dial(?:s|ed|ing)?|scal(?:e|es|ed|ing)|roll(?:s|ed|ing)?) {_object((data.REMARK, data.STANCE, data.PLAN), 'any')} (?:back|down)\b")
_PLAINLY = tuple((re.compile(rf"\b(?P<verb>{_filled(words)})\b"), Kind(kind), sure) for words, kind, sure in data.PLAINLY)
_GAPPED = re.compile(
    rf"\b(?:{data.REMARK}|{data.STANCE}|{data.PLAN}|{data.THINGS})\b(?:,? (?:that|which|for which|from which)\b|[ ,—–-]+(?=he\b|she\b|{_NAME} ))"
    rf"[^.;:]{{0,60}}?\b(?P<verb>(?P<later>{data.LATER}) (?P<done>{data.GAPPED}))\b(?! (?:by|in|on \w+day) )"
)


_WHICH = re.compile(rf"\b(?:{data.REMARK}|{data.STANCE}|{data.THINGS})\b[^.;:]{{0,90}}?\b(?P<for>for |from )?which (?P<who>[\w.\x02’-]+(?: [\w.\x02’-]+){{0,4}}?) (?P<verb>(?P<later>{data.LATER}) (?P<done>{data.GAPPED}))\b(?! (?:by|in|on \w+day) )")


def moves(mask: str) -> Iterator[Move]:
    """Yield what may tell of a change in a sentence whose quotations are masked."""
    yield from _with_objects(mask)
    yield from _plain(mask)
    yield from _behind(mask)
    yield from _contrasts(mask)
    yield from _named(mask)


def _with_objects(mask: str) -> Iterator[Move]:
    for pattern, kind, sure in (*_TAKING, (_PARTED, Kind.WALKED_BACK, 0.88)):
        for found in pattern.finditer(mask):
            owner = found.groupdict().get("owner") or ""
            extent = Extent.PART if found["part"] else Extent.WHOLE
            yield Move(found.start(), found.end(), found.start(), Mode.SUBJECT, kind, sure, owner, extent=extent)


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


_FIRST = r"(?:initially|first|at first|earlier|previously|originally|once|long|repeatedly|formerly|having (?:previously|initially|earlier|once|long|first))"
_AGO = r"(?:earlier|previously|before|ago|last|in (?:\d{4}|January|February|March|April|May|June|July|August|September|October|November|December))"
_AFTER = re.compile(
    rf"\b(?P<after>[Aa]fter|[Dd]espite|[Hh]aving) (?:(?P<first>{_FIRST}) |(?P<long>(?:months|weeks|years|days|decades|a (?:day|week|month|year)) (?:of|spent) ))?"
    rf"(?:\w+ly )?(?P<verb>{data.HELD_ING}|said|opposed|vowed|promised|insisted|pledged|rejected|dismissed)\b(?! (?:to|on) {data.SILENT}| {data.SILENT})(?P<rest>[^.;:]{{0,160}})"
)
_DAYS_AFTER = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|years?) after (?P<who>he|she|[A-Z][\w-]+)(?: had)? (?P<verb>ruled [\w ’']{2,40}\bout\b|ruled out|rejected|dismissed|denied|vowed (?:not|never|that)|"
    r"promised (?:not|never)|pledged (?:not|never)|swore|insisted (?:that )?(?:he|she|it|they|the)|said (?:that )?(?:he|she|it|they|the \w+) (?:would|will|was|did|had|could)(?:n’t|n't| not| never)|"
    r"opposed|refused to (?:support|endorse|back|rule|consider|commit|accept)|defended)\b"
)
_CHANGED_NOW = rf"(?:now|has (?:since|now)|have (?:since|now)|(?:has|have) come to|lately|(?:but|and) (?:on \w+day|later|this week|then|now|more recently|recently|today|by \w+day|in recent (?:days|weeks|months)|late \w+day|early \w+day))"
_ONCE_NOW = re.compile(
    rf"\b(?P<verb>(?P<once>once|previously|formerly|initially|originally|at first|used to|had once|had previously|had initially|had long|had earlier|had originally|had) (?P<held>{data.HELD}|oppose|support|back|favou?r|believe|think|argue|call for))\b"
    rf"(?P<what>[^.;]{{2,160}}?)(?P<now>\b{_CHANGED_NOW},? (?:[\w ]{{0,24}}?\b(?P<who>he|she|{_NAME})\b )?(?:(?:also|publicly|fully|strongly|\w+ly) )?{data.HOLDS})\b"
)
_NO_LONGER = re.compile(
    r"\b(?P<verb>no longer (?:supports?|backs?|believes?|favou?rs?|opposes?|opposed|supported|backed|believed|favored|aims?|aimed|fight|think(?:s)?|thought|rul(?:es|ed|ing) out|call(?:s|ed|ing)? for|insists?|insisted|"
    r"stands? by|stood by|objects?|objected|advocates?|endorses?|endorsed|demands?|demanded|pursue|oppose|supporting|backing|opposed to|committed to|in favou?r|willing to (?:support|back|endorse)|convinced|sure that|seek to|intends to|intended to|wants|wanted|be seeking|seeking))\b(?! (?:to (?:stay|live|work|play|be)\b|him\b|her\b|me\b))"
)
_REVERSAL = re.compile(
    rf"\b(?P<verb>[Ii]n (?:what \w+(?: \w+){{0,4}} )?(?:an?|another|its|his|her) (?:[\w-]+,? ){{0,3}}?(?:reversal|about-face|[Uu]-turn|turnabout|change of (?:heart|position|tune|tone)|climbdown|volte-face|walk-back|flip-flop|(?:shift|change|departure|break|retreat) (?:in (?:tone|position|policy|stance|rhetoric)|from (?:his|her|its|their) (?:own |previous |earlier |past |prior |longtime |initial )+[\w-]+)))\b(?! of (?:fortune|roles))"
)
_SIDE = re.compile(
    rf"\b(?P<verb>[Oo]nce (?:an?|the) (?:[\w-]+,? ){{0,4}}{data.SIDES} of (?P<what>[^,;.]{{3,80}}), )(?P<rest>[^.;]{{0,120}}?\b(?:now|has since|have since|has come|has become)\b)"
)
_COUNTER = re.compile(
    r"\b(?P<verb>(?:r(?:un|uns|an|unning) counter to|contradict(?:s|ed|ing)|at odds with|depart(?:s|ed|ing) from|back(?:s|ed|ing) away from|diverg(?:e|es|ed|ing) from|go(?:es|ing) against|went against) (?:his|her|its|their) (?:own )?(?:earlier|previous|past|prior|initial|original|own|campaign|longtime|long-held) (?:[\w-]+ ){0,3}?"
    + rf"(?:{data.REMARK}|{data.STANCE}|{data.PLAN}))\b"
)
_SINCE = re.compile(
    r"\b(?P<verb>(?:has|have) since (?:come out (?:against|for|in)|come (?:a)?round|reversed|changed|adopted|embraced|disavowed|renounced|softened|moderated|shifted|evolved|retreated|reconsidered|apologi[sz]ed|walked|backed (?:away|off|down)|said (?:that )?(?:he|she|it|they) (?:regrets?|regretted|was (?:wrong|mistaken|joking|kidding)|misspoke|would (?:support|back|oppose|accept|consider)|no longer|now|supports|opposes|favors)))\b"
)


def _contrasts(mask: str) -> Iterator[Move]:
    """Yield a before that is set against a now."""
    for found in _AFTER.finditer(mask):
        if found["after"] != "Having" and found["verb"].endswith("ed") and found["verb"] != "said":
            continue
        sure = 0.8 if found["first"] else 0.74 if found["long"] else 0.72 if re.search(rf"\b{_AGO}\b", found["rest"][:70]) else 0.0
        if sure and not re.search(r"\b(?:still|again refused|continued|repeated|reiterated)\b", mask):
            end = found.end("verb") + len(re.match(r"[^,.;—–\x01]{0,90}", found["rest"])[0].rstrip())  # type: ignore[index]
            yield Move(found.start(), end, found.start(), Mode.MAIN, Kind.REVERSED, sure)
    for found in _DAYS_AFTER.finditer(mask):
        yield Move(found.start(), found.end(), found.start(), Mode.MAIN, Kind.REVERSED, 0.76, who=found.span("who"))
    for found in _ONCE_NOW.finditer(mask):
        if found["once"] in {"had", "once", "used to"} and re.match(r" (?:for )?(?:fellow |[a-z]+ )?[A-Z]\w+(?: [A-Z]\w+)*[ ,](?!plan|bill)", found["what"] + " "):
            continue
        weak = found["once"] == "had" and not re.search(r"\b(?:now|has since|later)\b", found["now"])
        yield Move(found.start(), found.end(), found.start(), Mode.SUBJECT, Kind.REVERSED, 0.66 if weak else 0.8, recalled=found["once"] == "once")
    for found in _NO_LONGER.finditer(mask):
        if not re.search(r"\b(?:if|should|unless|may|might|could)\b", mask):
            yield Move(found.start(), found.end(), found.start(), Mode.SUBJECT, Kind.REVERSED, 0.78, future=True)
    for found in _REVERSAL.finditer(mask):
        yield Move(found.start(), found.end(), found.start(), Mode.MAIN, Kind.REVERSED, 0.8)
    for found in _SIDE.finditer(mask):
        yield Move(found.start(), found.end(), found.start(), Mode.MAIN, Kind.REVERSED, 0.78, recalled=True)
    for found in _COUNTER.finditer(mask):
        yield Move(found.start(), found.end(), found.start(), Mode.SUBJECT, Kind.REVERSED, 0.78)
    for found in _SINCE.finditer(mask):
        kind = Kind.OTHER if " said " in found.group() else Kind.REVERSED
        kind = Kind.SOFTENED if re.search(r" would (?:support|consider|accept)|soften|moderat", found.group()) else kind
        yield Move(found.start(), found.end(), found.start(), Mode.SUBJECT, kind, 0.74, recalled=True)


_NOMINAL = re.compile(
    rf"(?P<who>\b(?:{_NAME}(?=[’'])|[Hh]is\b|[Hh]er\b))(?:[’']s?)? (?:[\w-]+,? ){{0,3}}?(?:(?P<turn>{data.TURN})\b(?! of (?!(?:his|her|its) ))|(?P<shift>{data.SHIFT}) (?:on|over|about|regarding|against|in (?:tone|position|stance|rhetoric|policy)) )"
)
_CHANGED = re.compile(
    rf"(?P<who>\b(?:{_NAME}(?=[’'])|[Hh]is\b|[Hh]er\b))(?:[’']s?)? (?:(?:own|public|earlier|stated|previous|political) )?(?:positions?|stances?|rhetoric|tone|views?|thinking|story|account|opinions?|line|tune|language|message|views|explanation) (?:(?:on|about|toward|towards|regarding) [^,.;]{{3,50}}? )?"
    r"(?P<verb>(?:(?:has|have|had|then|later|quickly|since|soon|also|\w+ly) ){0,4}(?:changed|shifted|softened|hardened|evolved|moderated|toughened|reversed|mellowed))\b"
)


def _named(mask: str) -> Iterator[Move]:
    """Yield changes that a noun tells, with whose they are: “Ruiz’s about-face on the port”, “her tone has changed”."""
    for found in _NOMINAL.finditer(mask):
        yield Move(found.start(), found.end(), found.start(), Mode.OWNER, Kind.REVERSED if found["turn"] else Kind.OTHER, 0.85 if found["turn"] else 0.72, who=found.span("who"))
    for found in _CHANGED.finditer(mask):
        kind = {"softened": Kind.SOFTENED, "moderated": Kind.SOFTENED, "mellowed": Kind.SOFTENED, "hardened": Kind.HARDENED, "toughened": Kind.HARDENED, "changed": Kind.REVERSED, "reversed": Kind.REVERSED}.get(found["verb"].split()[-1], Kind.OTHER)
        yield Move(found.start(), found.end(), found.start(), Mode.OWNER, kind, 0.82, who=found.span("who"))
