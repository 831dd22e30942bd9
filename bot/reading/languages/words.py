"""Make patterns out of lists of words, so that a language is words and few patterns."""

from __future__ import annotations

from collections.abc import Iterable


def listed(words: str) -> list[str]:
    """Return the words of a list, parted by spaces; by commas where it has phrases."""
    return [" ".join(each.split()) for each in (words.split(",") if "," in words else words.split())]


def any_of(words: str | Iterable[str]) -> str:
    """Return the pattern of any of some words, the longest first."""
    plain = set(listed(words) if isinstance(words, str) else words)
    return f"(?:{'|'.join(sorted(plain, key=lambda each: (-len(each), each)))})"
