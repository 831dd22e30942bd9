"""Folding of words, so that what looks alike compares alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_APOSTROPHES = re.compile(r"[’‘ʼ'`´]")
_POSSESSIVE = re.compile(r"\b((?:\w+ ){0,3}\w+)(?:[’']s\b|(?<=s)[’'](?!\w))")  # with up to three words before it
_OTHER = re.compile(r"[^\w]+")


def fold_words(text: str) -> str:
    """Return the text without case, marks and extra space, for comparing phrases."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _OTHER.sub(" ", _APOSTROPHES.sub("", plain)).strip()


def without_accents(text: str) -> str:
    """Return the text with accents taken off its letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def plain(words: str) -> str:
    """Return words as look-ups keep and seek them."""
    return without_accents(fold_words(words))


def findable(parts: Iterable[str]) -> str:
    """Return the words that a text is found by; a name with a possessive is found without it too."""
    said = " . ".join(parts)
    return f"{plain(said)} {plain(' . '.join(_POSSESSIVE.findall(said)))}"
