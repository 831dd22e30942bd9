"""How far words commit their speaker: cues of English, from never to without any doubt, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """Order how far words go for a thing: what lies apart by two steps cannot both stand unaltered."""

    NEVER = -3
    NO = -2
    NOT_NOW = -1
    OPEN = 0
    IF = 1
    YES = 2
    ABSOLUTELY = 3


@dataclass(frozen=True, slots=True)
class Cue:
    """Hold the words that show how far a speaker goes."""

    level: Level
    words: str
    start: int


_WON = r"(?:won['’]?t|will not|wouldn['’]?t|would not|can(?:not|['’]t| not)|(?:am|are|is|['’]re|['’]m) not going to)"
_ME = r"\b(?:I|we)(?: \w+ly)? "
_PATTERNS: tuple[tuple[Level, str], ...] = (
    (
        Level.NEVER,
        (
            r"\b(?:will|would|shall|can|could) never\b|\bnever (?:will|would|ever|again)\b|\bunder no circumstances\b|\bno way\b"
            r"|\b(?:rule[sd]?|ruling) (?:it |that |this )?out\b|\babsolutely not\b|\bnot (?:at all )?an option\b"
            r"|\bnever going to\b|\bout of the question\b|\bcategorically\b"
        ),
    ),
    (
        Level.NO,
        (
            rf"{_ME}(?:{_WON}|do(?:n['’]t| not) (?:support|back|endorse|favou?r|want|intend|plan)|oppose|reject|refuse)\b"
            rf"|{_ME}(?:am|are) (?:against|opposed)\b|\bI['’]m (?:against|opposed)\b|\b(?:have|has|had|['’]ve) no (?:intention|plans?|interest)\b"
            rf"|{_ME}(?:have|had) no (?:intention|plans?)\b|\bwon['’]t be able to\b|\bnot (?:seeking|running|considering)\b"
        ),
    ),
    (
        Level.NOT_NOW,
        (
            r"\bnot (?:quite |just )?(?:there|ready)\b|\bnot (?:right )?now\b|\bnot (?:at this (?:time|point|stage)|for now|today)\b"
            r"|\bnot yet\b|\btoo (?:early|soon)\b|\bnot the (?:right )?(?:time|moment)\b"
        ),
    ),
    (
        Level.OPEN,
        (
            rf"\b(?:would|could|will|might) be open to\b|{_ME}(?:am|are) open to\b|\b(?:I|we)['’](?:m|re) open to\b|\bnegotiable\b|\bnothing is off the table\b"
            r"|\b(?:on|still on) the table\b|\b(?:might|may) (?:well )?(?:consider|support|back|do|sign|vote|look)\b"
            r"|\b(?:am|are|['’]m|['’]re) (?:still )?(?:considering|looking at|undecided|weighing|thinking about)\b"
            r"|\bha(?:ve|s)(?:n['’]t| not) (?:decided|made up|ruled)\b|\bnot ruling\b|\bwilling to (?:consider|look|talk|discuss)\b"
        ),
    ),
    (
        Level.ABSOLUTELY,
        (
            r"\b(?:100|a hundred|one hundred) per ?cent\b|\babsolutely\b(?! not)|\bwithout (?:any |a )?(?:doubt|question|exception)\b"
            r"|\bno (?:doubt|question|compromise|exceptions?)\b|\bnon-?negotiable\b|\bguarantee(?:d)?\b"
        ),
    ),
    (
        Level.YES,
        (
            rf"{_ME}(?:will|shall|am going to|are going to|do|strongly|fully|proudly|wholeheartedly)?\s?"
            r"(?:support|back|endorse|sign|vote for|approve|favou?r|build|join|accept|agree to)\b"
            rf"|{_ME}(?:am|are) (?:for|in favou?r of|committed to)\b|\bI['’]m (?:for|in favou?r of)\b|\bI['’]ll (?:support|back|vote for|sign)\b"
        ),
    ),
)
CUES = tuple((level, re.compile(pattern, re.IGNORECASE)) for level, pattern in _PATTERNS)
CONDITION = re.compile(
    r"(?i)\b(?:only )?(?:if|unless|provided(?: that)?|as long as|so long as|on condition that)\s[^.;!?]{3,120}"
)
REPORTED = re.compile(
    r"(?i)\bif (?:I['’]ll|I will|I may|I might|I can|I remember|I recall|I am right|I['’]m right|you|somebody|someone|anyone|they|it|that|this|not|so|anything|he|she|people)\b"
)

NOT_OWN = re.compile(  # a sentence that holds somebody else's words or view, or asks
    r"\b(?:(?:[Hh]e|[Ss]he|[Tt]hey|[Yy]ou|[Pp]eople|[Ss]ome|[Oo]thers|[Ss]omebody|[Ss]omeone|[Aa]ny(?:body|one)(?: who)?|[Nn]obody|[Ww]hoever|[Cc]ritics|[Mm]y (?:\w+ )?\w+|[Tt]he \w+|[A-Z]\w+)"
    r"(?: \w+ly)? (?:ha(?:s|ve) )?(?:says?|said|claim(?:s|ed)?|thinks?|thought|believes?|believed|suggest(?:s|ed)?|writes?|wrote|pretends?|alleg(?:es|ed)|keeps? saying)"
    r"|[Tt]he (?:claim|idea|notion|suggestion|rumou?r|story) that|[Ii]t is (?:false|wrong|untrue|a lie) that)\b|[“”\"]|\?\s*$"
)
IDLE = re.compile(  # never, said in another way
    r"(?i)\b(?:hell freezes|pigs (?:can )?fly|over my dead body|cold day in hell|sun rises in the west|cows come home|blue moon|twelfth of never)\b"
)
OTHER_THING = re.compile(  # what is done to or with a thing is another thing
    r"(?i)\b(?:amendments?|alternatives?|exceptions?|repeal|opponents|critics|supporters|abolition|extension) (?:to|of|on|for|in)\b"
)
MEANT = re.compile(
    r"(?i)"  # the later words say what the earlier ones meant
    r"(?<!No, )(?<!No. )\b(?:what )?I (?:only |really |simply )?meant\b(?! (?:it|that|what I said|exactly|every))|\bI (?:did not|didn['’]t|never|wasn['’]t|was not) mean(?:ing|t)?\b"
    r"|\bjust to be clear\b|\bI never said\b|\bI (?:didn['’]t|did not) say\b"
    r"|\b(?:mis(?:construed|interpreted|understood|represented|characteri[sz]ed)|taken out of (?:context|proportion))\b"
    r"|\bsarcas(?:m|tic)\b|\b(?:just|only|was) (?:kidding|joking)\b|\btongue[- ]in[- ]cheek\b"
    r"|\b(?:did(?:n['’]t| not)) have (?:a|any) (?:particular|specific|certain) [^.;]{2,40} in mind\b"
    r"|\bI was (?:only |merely )?(?:referring to|speaking (?:of|about)|talking about|joking|being sarcastic)\b|\blet me clarify\b"
)
WITHDRAWN = re.compile(
    r"(?i)"  # they take the earlier ones back
    r"\bI (?:deeply |sincerely |truly )?(?:regret|apologi[sz]e for|retract|withdraw) (?:having |making |saying |using )?"
    r"(?:it|this|them|that(?=[.,;]|$)|my|what I|the (?:remarks?|words?|comments?|statement))\b"
    r"|\bI (?:deeply |sincerely |truly )?regret (?:having|making|saying|using)\b|\bI (?:take (?:it|that|this) back|misspoke)\b"
    r"|\bI (?:was|have been) wrong\b|\bI should(?:n['’]t| not| never) have (?:said|used|made|called|put)\b|\bill-advised\b"
    r"|\bpoor(?:ly)? (?:choice of words|chosen|worded)\b|\bI wish I had(?:n['’]t| not)\b"
    r"|\bI was (?:too )?(?:hasty|careless|imprecise)\b"
)
TURNED = re.compile(  # they say that it is another one now
    r"\bI(?:['’]ve| have) (?:changed my (?:mind|position|view)|come around|evolved|reconsidered|rethought)\b|\bI no longer\b"
    r"|\bI used to (?:believe|think|support|oppose)\b"
)
WIDER = re.compile(
    r"\b(?:gotten|got|grown|become|getting|even) (?:bigger|stronger|tougher|firmer|wider|broader|harder)\b"
    r"|\b(?:go(?:ing)?|went) (?:even |much |a lot )?further\b|\bmore (?:than ever|convinced|determined)\b"
)
MINE = re.compile(
    r"(?i)\bmy (?:\w+ )?(?:remarks?|words?|comments?|statements?|position)\b|\bwhat I said\b|\bI (?:never )?said\b"
)
_ACT = re.compile(
    r"(?:(?P<not>\b(?:won['’]?t|will not|will never|never|(?:am|are|is)(?: not|n['’]t) going to)|['’](?:re|m) not going to)"
    r"|(?P<will>\b(?:will|shall|(?:am|are|is) going to)|['’]ll|['’](?:re|m) going to))"
    r"(?: \w+ly| all| also| be)? (?P<verb>[a-z]{3,})\b"
)


@dataclass(frozen=True, slots=True)
class Act:
    """Hold what somebody says they will do, or will not."""

    verb: str
    does: bool
    words: str


def acts(text: str) -> list[Act]:
    """Return what a text says will be done or will not, in order."""
    found = (match for match in _ACT.finditer(text) if match["not"] or match["will"])
    return [Act(match["verb"], not match["not"], match.group().strip()) for match in found]


_OTHERS = re.compile(r"(?i)\b(?:he|she|they|you|it|who|which)(?: \w+ly)? $")


def cues(text: str) -> list[Cue]:
    """Return the cues of a text in order, the stronger pattern where two meet."""
    found: list[Cue] = []
    taken: list[tuple[int, int]] = []
    for level, pattern in CUES:
        for match in pattern.finditer(text):
            if _OTHERS.search(text, 0, match.start()):
                continue
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                found.append(Cue(level, match.group().strip(), match.start()))
    return sorted(found, key=lambda each: each.start)


def own_condition(text: str) -> str:
    """Return the condition under which a speaker commits, or '': “if parliament asks me”."""
    found = CONDITION.search(text)
    if found is None or REPORTED.match(found.group()):
        return ""
    return " ".join(re.split(r",\s", found.group())[0].split()).strip(" ,.;:")
