"""What a capitalised sequence is: titles, a name, an owner; a person or a body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.model.record import SpeakerKind
from bot.reading.languages import english
from bot.reading.languages.given import GIVEN
from bot.reading.languages.words import any_of

_LARGE = "A-ZÀ-ÖØ-Þ" + "".join(chr(each) for each in range(0x100, 0x250) if chr(each).isupper())
_TITLE = rf"{any_of(english.SHORT_TITLES)}\."
NAME_WORD = rf"(?:{_TITLE}|[A-Z]{{1,3}}&[A-Z]{{1,3}}\b|[{_LARGE}][\w’'-]*\w|[A-Z]\.?(?:[A-Z]\.)*|[{_LARGE}]\w*)"
_BOUND = r"(?:al|el|as|ash|ad|an|ar|at|az|d|l|ul|ur)[-’']"  # “al-Masri”, “d’Almeida”
_FIRST = r"(?:von|van|de|del|della|di|da|dos|du|des|la|le|bin|bint|ibn|al|el)[ \u00a0]"
_LATER = r"(?:von|van|der|den|de|del|della|di|da|dos|das|du|des|la|las|los|le|bin|bint|ibn|al|el|ter|ten|es|y)[ \u00a0]"
_RUN = rf"{NAME_WORD}(?:[ \u00a0](?:& |(?:{_LATER}){{0,2}})(?:{_BOUND})?{NAME_WORD})*"
NAME = re.compile(rf"(?<![\w’'@#])(?:{_FIRST}(?:{_LATER}){{0,2}})?(?:{_BOUND})?{_RUN}")
_OF = re.compile(rf" (?:of|for|on)(?: the| a)? {_RUN}(?: and {_RUN})?")
POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
CONTRACTED = re.compile(r"^(?:I|It|He|She|We|You|They|That|There|Let|What|Who|Here)[’'](?:m|s|re|ve|ll|d)$")
_NUMBER = re.compile(r"\d")
_COMPOUND = re.compile(r"-(?:\w+(?:ed|ing)|led|run|born|style|like|size|wide|day|year|era|made|free|friendly|in)$")
_PARTY = re.compile(r"^[RDI](?:-\w+)?$")  # “(R-Tex.)”
_NO_FIRST_WORDS = english.OPENERS | english.WEEKDAYS
_BOUND_BEFORE = re.compile(rf"^{_BOUND}")


def plain(word: str) -> str:
    """Return a word as it is compared: lower case, without a dot or a bound article: “al-Masri” is “masri”."""
    lower = word.lower().strip(".")
    return lower if lower.isalpha() else _BOUND_BEFORE.sub("", lower)


def is_role(word: str) -> bool:
    """Say whether a word is a role, alone, of several, or at the end of a compound: “singer-guitarists”."""
    lower = word.lower().strip(".").removesuffix("-elect").removesuffix("-designate").rsplit("-", 1)[-1]
    return lower in english.ROLES or lower.removesuffix("s") in english.ROLES


def is_given(word: str) -> bool:
    """Say whether a word is a given name: “Ana”, “Ana-Lucia”."""
    return word.lower().split("-", maxsplit=1)[0] in GIVEN


def extended(text: str, start: int, end: int) -> int:
    """Return where a body's name ends that goes on behind “of” or “for”: “Board of Peace”."""
    if text[start:end].rsplit(None, 1)[-1].lower() not in english.OF_HEADS:
        return end
    more = _OF.match(text, end)
    return more.end() if more else end


def stripped(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Return the title words before a name, and the name's own words; days and months beside it are no part of it."""
    if len(tokens) == 1:
        return [], tokens
    end = len(tokens)
    while end > 1 and tokens[end - 1].lower() in english.CALENDAR:
        end -= 1
    while tokens[end - 1].islower():
        end -= 1
    tokens = tokens[:end]
    start = 0
    while start < len(tokens) - 1 and _opener(tokens[start]) and not _first_of(tokens[start : start + 2]):
        start += 1
    at = start
    for here in range(start, len(tokens) - 1):
        if here > 0 and tokens[here] == "of":
            break
        named_so = here == len(tokens) - 2 and tokens[-1].lower() in english.BODIES  # “Palestinian Presidency”
        first = here == at and tokens[here].lower() in english.DEMONYMS and not named_so
        if is_role(tokens[here]) or first:
            at = here + 1
    return tokens[start : _given(tokens, at)], tokens[_given(tokens, at) :]


def _opener(word: str) -> bool:
    """Say whether a word before a name is no part of it: “But”, “Tuesday”, “Danish-born”."""
    return word.lower().strip(".") in _NO_FIRST_WORDS or bool(_COMPOUND.search(word))


def _first_of(tokens: Sequence[str]) -> bool:
    """Say whether “First” belongs to an office: “First Lady”, “First Minister”."""
    return tokens[0] == "First" and is_role(tokens[1])


def _given(tokens: Sequence[str], at: int) -> int:
    """Return where the person begins behind a body or its letters: “Public Prosecution Ana Ruiz”, “UNHCR Ana Ruiz”."""
    if is_given(tokens[at]):
        return at
    for here in range(at + 1, len(tokens) - 1):
        before = tokens[here - 1]
        letters = len(before) > 1 and before.isupper() and "." not in before
        if is_given(tokens[here]) and (letters or before.lower() in english.ORGANISATION_WORDS):
            return here
    return at


def kind_of(words: list[str]) -> SpeakerKind:
    """Return what a name stands for: bodies by their words or capitals, else a person."""
    lower = [word.lower().strip(".") for word in words]
    if words[0] == "The" or "&" in "".join(words):
        return SpeakerKind.ORGANISATION
    given = len(words) == 2 and is_given(lower[0])
    strong = not english.ORGANISATION_WORDS.isdisjoint(lower)
    body = (len(words) > 1 and lower[-1] in english.BODIES and not given) or strong
    surname = given and lower[-1] in english.SURNAMES_TOO
    acronym = len(words) == 1 and len(words[0].strip(".")) > 1 and words[0].replace(".", "").isupper()
    place = len(words) == 1 and lower[0] in english.PLACES_AND_TIMES
    place = place or (len(words) > 1 and lower[0] in english.PLACE_STARTS and lower[-1] not in english.GENERATIONS)
    people = lower[-1] in english.DEMONYMS or lower[-1].removesuffix("s") in english.DEMONYMS
    dateline = len(words) > 1 and all(word.isupper() and len(word) > 2 for word in words)
    other = acronym or place or people or dateline or _NUMBER.search(lower[-1])
    return SpeakerKind.ORGANISATION if (body and not surname) or other else SpeakerKind.PERSON


def a_name(words: Sequence[str], titles: Sequence[str], behind: str) -> bool:
    """Say whether capitalised words can be a name: no opener, no day, no role without Mr before it, no “Va.”."""
    if len(words) > 1:
        return not is_role(words[-1]) or is_given(words[0]) or not all(map(_small, words[:-1]))
    lower = words[0].lower()
    if behind == "." and lower in english.ABBREVIATIONS:
        return False
    if lower in english.ROLES:
        return any(title.lower().strip(".") in english.HONORIFICS for title in titles)
    return not (
        lower in english.NO_NAMES or CONTRACTED.match(words[0]) or _COMPOUND.search(lower) or _PARTY.match(words[0])
    )


def _small(word: str) -> bool:
    """Say whether a word only says of what a role is: “Home Secretary”, “Defence Minister”."""
    lower = word.lower()
    return is_role(word) or lower in english.OFFICES | english.DEMONYMS or word.isupper()


def parts(found: str) -> list[list[str]]:
    """Return the words of a capitalised sequence, parted behind each possessive: an owner and what is owned."""
    owned: list[list[str]] = [[]]
    for token in found.split():
        bare = POSSESSIVE.sub("", token)
        owned[-1].append(bare)
        if bare != token:
            owned.append([])
    return [tokens for tokens in owned if tokens]
