"""What a capitalised sequence is: titles, a name, an owner; a person or a body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.model.record import SpeakerKind
from bot.reading.languages import english

_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Col|Lt|Sgt|Rev|Prof|Hon|St|Capt|Jr|Sr)\."
NAME_WORD = rf"(?:{_TITLE}|[A-ZÀ-ÖØ-Þ][\w’'-]*\w|[A-Z]\.?(?:[A-Z]\.)*|[A-ZÀ-ÖØ-Þ]\w*)"
NAME = re.compile(
    rf"(?<![\w’'@#])(?:(?:de|von|van|al|dos|bin)[ -](?=[A-Z]))?{NAME_WORD}"
    rf"(?:[ \u00a0](?:(?:von|van|der|den|de|del|della|di|da|dos|bin|bint|al|el|ibn|ter|ten)\s)?{NAME_WORD})*"
)
POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
CONTRACTED = re.compile(r"^(?:I|It|He|She|We|You|They|That|There|Let|What|Who|Here)[’'](?:m|s|re|ve|ll|d)$")
_NUMBER = re.compile(r"\d")
_NO_FIRST_WORDS = english.OPENERS | english.WEEKDAYS


def stripped(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Return the title words before a name, and the name's own words; days and months beside it are no part of it."""
    if len(tokens) == 1:
        return [], tokens
    while len(tokens) > 1 and tokens[-1].lower() in english.CALENDAR:
        tokens = tokens[:-1]
    start = 0
    while start < len(tokens) - 1 and tokens[start].lower().strip(".") in _NO_FIRST_WORDS:
        start += 1
    last_title = start
    for at in range(start, len(tokens) - 1):
        word = tokens[at].lower().strip(".")
        if word in english.ROLES or (word in english.DEMONYMS and at == last_title):
            last_title = at + 1
    return tokens[start:last_title], tokens[last_title:]


def kind_of(words: list[str]) -> SpeakerKind:
    """Return what a name stands for: bodies by their words or capitals, else a person."""
    lower = [word.lower().strip(".") for word in words]
    body = any(word in english.ORGANISATION_WORDS for word in lower)
    acronym = len(words) == 1 and len(words[0].strip(".")) > 1 and words[0].replace(".", "").isupper()
    place = len(words) == 1 and lower[0] in english.PLACES_AND_TIMES
    place = place or (len(words) > 1 and lower[0] in english.PLACE_STARTS and lower[-1] not in english.GENERATIONS)
    people = lower[-1] in english.DEMONYMS or lower[-1].removesuffix("s") in english.DEMONYMS
    dateline = len(words) > 1 and all(word.isupper() and len(word) > 2 for word in words)
    return (
        SpeakerKind.ORGANISATION
        if body or acronym or place or people or dateline or _NUMBER.search(lower[-1])
        else SpeakerKind.PERSON
    )


def a_name(word: str, titles: Sequence[str], behind: str) -> bool:
    """Say whether one capitalised word can be a name: no opener, no role without Mr or Ms before it, no “Va.”."""
    lower = word.lower()
    if CONTRACTED.match(word) or (behind == "." and lower in english.ABBREVIATIONS):
        return False
    if lower in english.ROLES:
        return any(title.lower().strip(".") in english.HONORIFICS for title in titles)
    return lower not in english.NO_NAMES


def parts(found: str) -> list[list[str]]:
    """Return the words of a capitalised sequence, parted behind each possessive: an owner and what is owned."""
    owned: list[list[str]] = [[]]
    for token in found.split():
        plain = POSSESSIVE.sub("", token)
        owned[-1].append(plain)
        if plain != token:
            owned.append([])
    return [tokens for tokens in owned if tokens]
