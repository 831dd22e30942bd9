"""Names of speakers: what they are compared by, and what else people type for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from bot.ledger.spellings import APART, FIRST_NAMES, PERSONS
from bot.ledger.words import without_accents

_INITIALS = re.compile(r"\b([a-z])\.\s?(?=[a-z]\b)")
_POSSESSIVE = re.compile(r"[’']s?$")
_SKY = re.compile(r"(?<=[a-z]{3})(?:skyy|skiy|skyi|skyj|skii|skij)$")
_SPACE = re.compile(r"\s+")
_LETTERS = 4  # a name that is not mere letters: “The Who” is not the WHO
ALONE = "="  # begins the key of a spelling that a manager parted from its person
TITLES = frozenset(
    "mr mrs ms miss dr pm sir dame lord lady prof professor president sen senator rep representative gov governor "
    "gen general col colonel capt captain lt king queen prince princess pope judge justice mayor minister "
    "chancellor crown rev reverend ayatollah archbishop bishop cardinal ambassador".split()
)
PARTICLES = frozenset("von van der den de del della di da la le bin al ibn ter ten zu".split())


def fold(text: str) -> str:
    """Return a name without case, dots in initials, a possessive and extra space."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").strip(" .,\"'“”‘")
    plain = _POSSESSIVE.sub("", plain)
    return _SPACE.sub(" ", _INITIALS.sub(r"\1", plain)).replace(".", "").strip()


@lru_cache(maxsize=5_000)
def key(name: str) -> str:
    """Return what the mentions of one person's full name share, however it is spelt; never by the surname alone."""
    spelt = _spelt(name)
    return _KEPT.get(spelt, spelt)


def person(name: str, decided: Mapping[str, str]) -> str:
    """Return the key that a name is filed under, as managers decided; the spelling itself counts before its person."""
    found = decided.get(fold(name)) or key(name)
    seen = {found}
    while (after := decided.get(found)) and after not in seen:
        found = after
        seen.add(found)
    return found


def called(name: str, decided: Mapping[str, str]) -> tuple[str, ...]:
    """Return what people type for a name; what was parted from its person is no form of it, nor the other way round."""
    own = _own_forms(untitled(fold(name).split()))
    if person(name, decided).startswith(ALONE):
        return own
    parted = {form for each, to in decided.items() if to.startswith(ALONE) for form in _own_forms(each.split())}
    return tuple(each for each in aliases(name) if each in own or each not in parted)


def _spelt(name: str) -> str:
    """Return a name without titles, accents, hyphens, a middle initial and what transcriptions differ in."""
    words = without_accents(" ".join(untitled(fold(name).split()))).replace("-", " ").split()
    if words[:1] == ["the"] and len("".join(words[1:])) > _LETTERS:
        words = words[1:]  # “The Guardian” is the Guardian
    if len(words) > 2 and " ".join(words) not in APART:
        words = [word for at, word in enumerate(words) if not 0 < at < len(words) - 1 or len(word) > 1]
    return " ".join(_FIRST.get(word, word) if len(words) > 1 else word for word in map(_ending, words))


def _ending(word: str) -> str:
    """Return a word with one ending for those that transcribe “-ський” and “-ский”."""
    return _SKY.sub("sky", word)


def aliases(name: str) -> tuple[str, ...]:
    """Return what people type for this name, folded: all of it, surname, first and last, each without accents too."""
    return _own_forms(untitled(fold(name).split()), _OTHERS.get(key(name), ()))


def _own_forms(words: list[str], others: tuple[str, ...] = ()) -> tuple[str, ...]:
    if not words:
        return ()
    forms = [" ".join(words), " ".join(words[surname_at(words) :]), f"{words[0]} {words[-1]}", *others]
    if words[0] == "the" and len(words) > 1:
        forms = [" ".join(words), " ".join(words[1:])]
    return tuple(dict.fromkeys(form for each in forms for form in (each, without_accents(each)) if form))


def _others() -> dict[str, tuple[str, ...]]:
    """Return, for each person with several spellings, all of them and their surnames, folded."""
    found = {}
    for names in PERSONS:
        first, *further = (untitled(fold(each).split()) for each in names)
        forms = [" ".join(words) for words in (first, *further)]
        forms += [" ".join(words[surname_at(words) :]) for words in further if set(words) != set(first)]
        found[key(names[0])] = tuple(dict.fromkeys(forms))
    return found


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


_FIRST = {other: names[0] for names in FIRST_NAMES for other in names[1:]}
_KEPT = {_spelt(other): _spelt(names[0]) for names in PERSONS for other in names[1:]}
_OTHERS = _others()
