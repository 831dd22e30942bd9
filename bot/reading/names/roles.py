"""The role that a text gives a person, in its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.languages import english
from bot.reading.names.forms import POSSESSIVE, is_role

_APPOSITION = re.compile(
    r",\s(?:(?:the|a|an|his|her|who is|who was)\s)?((?:[^,.;:()“”\"!?\n]|(?<=\b[A-Z])\.){3,90}?)(?=,|;|:|(?<!\b[A-Z])\.| who\b| and\b)"
)
_ANNOUNCED = re.compile(r"(?:^|[\s“‘\"])((?:[Tt]he |[Ii]ts |[Aa]n? )?(?:[\w-]+[’']s? )?(?:[\w-]+ ){0,4}[\w-]+), $")
_OF = re.compile(r"\s(?:of|for|at|in)\s|(?:^|\s)(?:[a-z][\w-]*)$")  # “minister of water”, “water minister”
_CLAUSE = re.compile(r"\s(?:who|which|that|where|when|whose|since|until|after|before|in (?:[A-Z][a-z]+ )?\d{4})\b.*")
_NO_ROLE = re.compile(
    r"^(?:who|after|before|where|when|with|as|while|by|(?:major|chief|prime|first|vice|head)$)\b"
    r"|\b(?:has|have|had|is|was|were|are|been|will|would)\b"
)
_SMALL_BEFORE = re.compile(r"^(?:(?:and|an?|named|including|week|month|year|night)\s)+", re.IGNORECASE)
_LED = re.compile(r"(?:^|[\s(])((?:[a-z][\w-]*|[A-Z][\w’'-]*)(?:\s(?:[a-z][\w-]*|[A-Z][\w’'-]*)){0,3})\s$")

_HELD = re.compile(r"(?:^|[\s(“\"])((?:[A-Z][\w’'.-]* ){0,3}([A-Za-z][\w-]*) (?:of|for)(?: the)? )$")


def held(text: str, start: int) -> str:
    """Return the words of an office that ends before a place with what it is of: “Secretary of ” before “State Ana Ruiz”."""
    window = text[max(0, start - 60) : start]
    found = _HELD.search(window) if window.endswith((" of ", " for ", " the ")) else None
    return found[1] if found and found[2].lower() in english.ROLES else ""


def _cleaned(phrase: str) -> str:
    """Return the words of a role without the clause behind them, or "" where they are a clause themselves."""
    words = _CLAUSE.sub("", _SMALL_BEFORE.sub("", phrase.strip()))
    return words if _has_role(words) and not _NO_ROLE.search(words) else ""


def role_of(text: str, start: int, end: int, titles: Sequence[str]) -> str:
    """Return the role that the text gives a person at a mention: before the name or in an apposition; else ""."""
    lady = "First" in titles
    before = [title for title in titles if lady or title.lower().strip(".") not in english.HONORIFICS]
    if any(title.lower().strip(".") in english.ROLES for title in before):
        return " ".join(before)
    after = _APPOSITION.match(text, end)
    if after and not re.match(r"\w+ed\b", after[1]) and _cleaned(after[1]):
        return _cleaned(after[1])
    window = text[max(0, start - 90) : start]
    announced = _ANNOUNCED.search(window) if window.endswith(", ") else None
    if announced and _OF.search(announced[1]) and _cleaned(announced[1]):
        return _cleaned(_trimmed_role(announced[1]))
    lead = _LED.search(window[-60:])
    return _cleaned(_trimmed_role(lead[1])) if lead and lead[1].split()[-1].lower() in english.ROLES else ""


def _has_role(phrase: str) -> bool:
    """Say whether a phrase names a role and is no clause with a verb of saying."""
    words = [word.strip(".,’'") for word in phrase.split()]
    role = any(is_role(word.removesuffix("’s")) and not word.endswith("s") for word in words[:9])
    return role and not any(word in english.SAYING for word in words)  # “United States” is no verb


def _trimmed_role(phrase: str) -> str:
    """Return the words of a role from behind the last small word; “the” stays before an owner: “the bank’s governor”."""
    words = phrase.split()
    at = max(
        (
            n + 1
            for n, word in enumerate(words)
            if word.lower() in english.STARTERS or word in english.SAYING or word == "included"
        ),
        default=0,
    )
    owned = at and words[at - 1].lower() == "the" and len(words) > at and POSSESSIVE.search(words[at])
    return ("the " if owned else "") + " ".join(words[at:])
