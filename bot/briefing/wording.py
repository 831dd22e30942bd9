"""Numbers and lists in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from babel import Locale

from bot.model.query import COUNTED

_CODE = re.compile(r"\s*\([a-z0-9_]+\)$")


def counted(number: int, one: str, many: str = "") -> str:
    """Return “1 quote”, “2 quotes” or “12,400 quotes”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def up_to(number: int) -> str:
    """Return a number that was counted no further than COUNTED: “1,000+” for more."""
    return f"{min(number, COUNTED):,}{'+' if number > COUNTED else ''}"


def counted_up_to(number: int, one: str) -> str:
    """Return “1 quote”, “2 quotes” or “1,000+ quotes” for a number that was counted no further than COUNTED."""
    return f"{up_to(number)} {one if number == 1 else one + 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return “a”, “a and b” or “a, b and c”."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def dotted(*parts: str) -> str:
    """Return the parts that are not empty, parted by middle dots."""
    return " · ".join(part for part in parts if part)


def language(code: str) -> str:
    """Return what a language is called: “German” for “de”, the code itself where nobody knows it."""
    return str(Locale("en").languages.get(code.partition("-")[0].lower(), code))


def reason_of(reason: str) -> str:
    """Return a platform's reason without the platform's own word for it, such as “(is_archived)”, which is for logs."""
    return _CODE.sub("", reason)


def capital(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def label(text: str) -> str:
    """Return the text cut to the 34 characters that a button shows everywhere."""
    return text if len(text) <= 34 else text[:33].rstrip() + "…"
