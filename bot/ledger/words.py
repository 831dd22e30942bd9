"""Folding of words, so that what looks alike compares alike."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile(r"[’‘ʼ'`´]")
_OTHER = re.compile(r"[^\w]+")


def fold_words(text: str) -> str:
    """Return the text without case, marks and extra space, for comparing phrases."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _OTHER.sub(" ", _APOSTROPHES.sub("", plain)).strip()


def without_accents(text: str) -> str:
    """Return the text with accents taken off its letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
