"""Names of speakers: what they are compared by, and what else people type for them."""

from __future__ import annotations

import re
import unicodedata

from bot.ledger.words import without_accents

_INITIALS = re.compile(r"\b([a-z])\.\s?(?=[a-z]\b)")
_POSSESSIVE = re.compile(r"[’']s?$")
_SPACE = re.compile(r"\s+")
TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady prof professor president sen senator rep representative gov governor "
    "gen general col colonel capt captain lt king queen prince princess pope judge justice mayor minister "
    "chancellor".split()
)
PARTICLES = frozenset("von van der den de del della di da la le bin al ibn ter ten zu".split())


def fold(text: str) -> str:
    """Return a name without case, dots in initials, a possessive and extra space."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").strip(" .,\"'“”‘")
    plain = _POSSESSIVE.sub("", plain)
    return _SPACE.sub(" ", _INITIALS.sub(r"\1", plain)).replace(".", "").strip()


def key(name: str) -> str:
    """Return what two mentions of one full name share: the folded name without titles and accents."""
    return without_accents(" ".join(untitled(fold(name).split())))


def aliases(name: str) -> tuple[str, ...]:
    """Return what people type for this name, folded: all of it, surname, first and last, each without accents too."""
    words = untitled(fold(name).split())
    if not words:
        return ()
    forms = [" ".join(words), " ".join(words[surname_at(words) :]), f"{words[0]} {words[-1]}"]
    if words[0] == "the" and len(words) > 1:
        forms = [" ".join(words), " ".join(words[1:])]
    return tuple(dict.fromkeys(form for each in forms for form in (each, without_accents(each)) if form))


def untitled(words: list[str]) -> list[str]:
    """Return the words of a name without the titles before it."""
    start = 0
    while start < len(words) - 1 and words[start] in TITLES:
        start += 1
    return words[start:]


def surname_at(words: list[str]) -> int:
    """Return where the surname begins: its last word, with the particles before it."""
    at = len(words) - 1
    while at > 1 and words[at - 1] in PARTICLES:
        at -= 1
    return at
