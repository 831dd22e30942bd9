"""Questions in words: to a command line of the grammar, by a table of patterns; what fits none is not guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.commands.catalogue import SHOWN
from bot.commands.grammar import normalised, parse
from bot.commands.spoken import timed
from bot.errors import UserError

LONGEST = 400  # characters of a question that are looked at
MOST_WORDS = 12  # of a question, in which known names are looked for
MOST_LINKS = 3

_LINK = re.compile(r"https?://[^\s<>\"|]+")
_ARTICLES = re.compile(r"(?i)^(?:the|a|an|der|die|das|den|dem|about|on|with|regarding)\s+")
_ABOUT = r"(?:about|on|regarding|concerning)"

X, Y, LESS = r"(?P<x>.{1,80}?)", r"(?P<y>.{1,120})", r"(?P<y>.{1,120}?)"
_HELD = "mind|position|view|stance|tone|remarks?|comments?|words|statement|plan|pledge|promise"
_MIND = f"(?: (?:his|her|its|their) (?:{_HELD}))?"
_TURNED = (
    r"(?:changed?|flip(?:[ -]?flop)?(?:ped)?|(?:make|made|done) an? u-turn"
    r"|walk(?:ed)? back|soften(?:ed)?|harden(?:ed)?|reversed?)\b"
)
_SPOKE = "(?:said|says|talked|spoke|speaks|mentioned|commented|has said|has spoken)"
_ASKED = r"(?:what(?:'s|’s| has)? (?:changed|moved)|was hat sich (?:\w+ )?(?:geändert|bewegt))"
_SAID_ABOUT = (
    re.compile(rf"(?i)what (?:did|has|does|do|is|have) {X} (?:say|said|think|saying|thinking) {_ABOUT} {Y}"),
    re.compile(rf"(?i)was (?:hat|sagte?|sagt|meint|denkt) {X} (?:zur?|zum|über) {LESS}(?: gesagt| gemeint)?"),
    re.compile(rf"(?i)(?:where|how) does {X} stand {_ABOUT} {Y}"),
)
_SAID = (
    re.compile(rf"(?i)what (?:did|has|does|do) {X} (?:say|said|think)"),
    re.compile(rf"(?i)was (?:hat|sagt) {X}(?: gesagt)?"),
)
_EXACT = re.compile(r'(?i)(?:who|wer)\b[^"]{0,60}"([^"]{2,200})"')
_WHO = (
    re.compile(rf"(?i)who {_SPOKE}(?: (?:anything|something|what))?(?: {_ABOUT}| of)? {Y}"),
    re.compile(
        r"(?i)wer (?:hat|sagte?|sprach|spricht|redet)(?: (?:etwas|was))?(?: (?:über|zur?|zum|von))?"
        rf" {LESS}(?: gesagt| gesprochen| geredet)?"
    ),
)
_CHANGED = (
    re.compile(rf"(?i)(?:why |when )?(?:did|has|have) {X} {_TURNED}{_MIND}(?: {_ABOUT} {Y})?"),
    re.compile(rf"(?i)hat {X} (?:seine|ihre) (?:meinung|position|haltung)(?: (?:über|zur?|zum) {LESS})?(?: geändert)?"),
)
_WHAT_CHANGED = re.compile(rf"(?i){_ASKED}(?: (?:on|about|with|bei|zu|zum|zur) {Y})?")
_NEWS = r"(?:(?:brief|update) me|catch me up|what(?:'s|’s| is) new|was ist neu)"
_BRIEF = re.compile(rf"(?i){_NEWS}(?: up)?(?: (?:on|about|zur?|zum|bei) {Y})?")
_POLITE = re.compile(r"(?i)^(?:please|bitte)[ ,]+|[ ,]+(?:please|bitte)$")
_WHO_IS = re.compile(r"(?i)(?:who is|who's|who’s|wer ist|what do you know about) (?P<x>.{1,80})")
_TELL = re.compile(
    rf"(?i)(?:(?:tell|alert) me when|let me know when|sag mir,? wenn) {X} (?:{_SPOKE}|says|say|speaks|talks|comments)"
    rf"(?: (?:anything|something|etwas))?(?: {_ABOUT}| of)? {Y}"
)
_FOLLOWING = re.compile(rf"(?i)(?:follow|keep an eye on|beobachte) {Y}")
_ANYBODY = frozenset("somebody someone anybody anyone people jemand".split())
_COMMON = frozenset(
    "the and for who what did say said has have does about with tell show give joke was hat sagt über und der die das "
    "zum zur".split()
)
_FOLLOW = re.compile(rf"(?i)(?:and|und|what about|how about)(?: (?P<about>{_ABOUT}|zur?|zum|über))? (?P<y>.{{1,80}})")

LOOKING = frozenset({"who-said", "position", "changes", "brief", "speaker"})  # what a language model may propose


_ASKING = frozenset(
    "what who when why where how which did does do has have had is are will would can could should was were "
    "wer wie was wann warum hat haben brief catch tell let follow please bitte sag".split()
)


def in_words(line: str) -> bool:
    """Say whether a typed line is a question in words, by how it begins."""
    words = line.split()
    return len(words) > 2 and re.split("[’']", words[0].casefold())[0] in _ASKING


@dataclass(frozen=True, slots=True)
class Interpretation:
    """Hold the command line that a question stands for, '' for none, and whether the person typed it so."""

    line: str
    typed: bool = False
    confirm: bool = False  # it changes something, so a button runs it, not the question


def understood(words: str, *, known: Callable[[str], bool], before: str = "") -> Interpretation:
    """Return what a question asks, the first pattern first; `known` says whether a name is in the ledger.

    `before` is the line of the question before in the same thread: “and on NATO?” inherits its speaker.
    """
    text = _POLITE.sub("", normalised(words[: LONGEST * 4]).strip(" .!,;"))
    if not text.strip("?") or text.strip("? ").casefold() in {"help", "hilfe"}:
        return Interpretation("onrecord help", typed=True)
    for found in _lines(text, known, before):
        if _readable(found.line):
            return found
    return Interpretation("")


def _lines(text: str, known: Callable[[str], bool], before: str) -> Iterator[Interpretation]:
    """Yield what a text may stand for, the likeliest first."""
    first = text.split(" ", 1)[0].lstrip("/").casefold()
    if first in {command.name for command in SHOWN} and not _BRIEF.fullmatch(text.strip("? ")):
        yield Interpretation(text.lstrip("/"), typed=True)
    if links := _LINK.findall(text):
        unique = list(dict.fromkeys(each.rstrip('.,;:!?)"') for each in links))
        yield Interpretation(" ".join(["summarize", *unique[:MOST_LINKS]]))
    if exact := _EXACT.search(text):
        yield Interpretation(f'onrecord check "{exact[1]}"')
    plain, since = timed(text[:LONGEST])
    plain = " ".join(plain.strip(" ?.!,;").split())
    tail = f" since:{_quoted(since) if ' ' in since else since}" if since else ""
    if line := _watched(plain):
        yield Interpretation(line, confirm=True)
    for line in _matched(plain, known, before):
        yield Interpretation(f"{line}{tail}")
    if name := _longest_known(plain, known):
        yield Interpretation(f"who-said {_quoted(name)}{tail}")


def _matched(text: str, known: Callable[[str], bool], before: str) -> Iterator[str]:
    if pair := _pair(text, _SAID_ABOUT):
        yield _position(*pair)
    if (pair := _pair(text, _CHANGED)) and pair[0]:
        yield _changes(*pair)
    if match := _WHAT_CHANGED.fullmatch(text):
        yield f"changes {_thing(match['y'])}".strip()
    if match := _BRIEF.fullmatch(text):
        yield f"brief {_thing(match['y'])}".strip()
    if (match := _WHO_IS.fullmatch(text)) and known(_bare(match["x"])):
        yield f"speaker {_thing(match['x'])}"
    if pair := _pair(text, _SAID):
        yield f"who-said by:{_quoted(_bare(pair[0]))}"
    if (pair := _pair(text, _WHO)) and pair[1]:
        yield f"who-said {_thing(pair[1])}"
    if before and (match := _FOLLOW.fullmatch(text)):
        yield _followed(before, _bare(match["y"]), about=bool(match["about"]), known=known)


def _watched(text: str) -> str:
    """Return the watch that a text asks for, or ''."""
    if match := _TELL.fullmatch(text):
        anybody = match["x"].casefold() in _ANYBODY
        return f"watch {_thing(match['y'])}" if anybody else f"watch {_thing(match['x'])} on {_thing(match['y'])}"
    if match := _FOLLOWING.fullmatch(text):
        return f"watch {_thing(match['y'])}"
    return ""


def _pair(text: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[str, str] | None:
    """Return who and about what, of the first pattern that fits the whole text."""
    for pattern in patterns:
        if match := pattern.fullmatch(text):
            groups = match.groupdict()
            return groups.get("x") or "", groups.get("y") or ""
    return None


def _position(speaker: str, topic: str) -> str:
    return f"position {_thing(speaker)} on {_thing(topic)}"


def _changes(speaker: str, topic: str) -> str:
    return f"changes {_thing(topic)} by:{_quoted(_bare(speaker))}".replace("  ", " ")


def _followed(before: str, thing: str, *, about: bool, known: Callable[[str], bool]) -> str:
    """Return the earlier line with another topic, or with another speaker where a bare name is one of no topic."""
    try:
        earlier = parse(before)
    except UserError:
        return ""
    if earlier.command == "position":
        speaker, _, topic = earlier.text.partition(" on ")
        return _position(thing, topic) if not about and known(thing) else _position(speaker, thing)
    by = earlier.one("by")
    if by and not about and known(thing):  # “and Merz?”: the same about another speaker
        return f"{earlier.command} {_thing(earlier.text)} by:{_quoted(thing)}".replace("  ", " ")
    return f"{earlier.command} {_thing(thing)}{f' by:{_quoted(by)}' if by else ''}"


def _longest_known(text: str, known: Callable[[str], bool]) -> str:
    """Return the longest run of words that the ledger knows, the first of equals, or ''."""
    words = [each.strip(",;:()?!\"'") for each in text.split()][:MOST_WORDS]
    for length in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            run = " ".join(words[start : start + length]).strip()
            if len(run) > 2 and run.casefold() not in _COMMON and known(run):
                return run
    return ""


def _bare(text: str | None) -> str:
    """Return words without articles before and marks after."""
    plain = (text or "").strip(' ?.!,;:"')
    return _ARTICLES.sub("", plain).strip()


def _thing(text: str | None) -> str:
    """Return a topic or name as the grammar takes it; nothing in it is read as a key."""
    return " ".join(f'"{word}"' if ":" in word else word for word in _bare(text).replace('"', " ").split())


def _quoted(name: str) -> str:
    plain = " ".join(name.replace('"', " ").split())
    return f'"{plain}"'


def _readable(line: str) -> bool:
    if not line:
        return False
    try:
        parse(line)
    except UserError:
        return False
    return True


def asked_of(line: str) -> Interpretation:
    """Return a line that a language model proposes, where it is one of our grammar that only looks; else none."""
    looks = line.split(" ", 1)[0] in LOOKING and _readable(line)
    return Interpretation(line if looks else "")
