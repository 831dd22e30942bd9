"""Make patterns out of lists of words, so that a language is words and few patterns."""

from __future__ import annotations

from collections.abc import Iterable


def any_of(words: str | Iterable[str]) -> str:
    """Return the pattern of any of some words, the longest first; a text parts them by spaces, phrases by commas."""
    listed = words if not isinstance(words, str) else words.split(",") if "," in words else words.split()
    plain = {" ".join(each.split()) for each in listed}
    return f"(?:{'|'.join(sorted(plain, key=lambda each: (-len(each), each)))})"
