"""The news agency that a text comes from, where the text names it."""

from __future__ import annotations

import re

_KNOWN = (
    r"Reuters|AP|Associated Press|AFP|Agence France-Presse|dpa|PA|PA Media|Press Association|ANSA|EFE|TASS|Xinhua|Kyodo"
)
_DATELINE = re.compile(rf"^[^\n]{{0,60}}?\(({_KNOWN})\)\s*[-–—:]")
# A place in capitals and a name in brackets before a dash is a dateline, whatever the agency is called.
_PLACE = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .,’'-]{2,40}(?:, [\w .]{3,20})? \(([A-Z][\w’ -]{2,30})\)\s*[-–—]")
_LEAD = re.compile(rf"^(?:By )?({_KNOWN})\s*[-–—|:]")
_CREDIT = re.compile(
    rf"(?:^|\n)\W*(?:\(?(?:Source|Credit|With reporting (?:by|from)|Additional reporting by)\b[^\n]{{0,20}}?)({_KNOWN})\W*$"
)
_ALONE = re.compile(rf"\n\W*\(?({_KNOWN})\)?\W*$")
_NAMES = {"AP": "Associated Press", "PA": "PA Media", "Press Association": "PA Media", "Agence France-Presse": "AFP"}


def agency(text: str, outlet: str) -> str:
    """Return the agency that a text names at its start or end, or '' for none or the outlet itself."""
    for pattern, part in (
        (_DATELINE, text[:300]),
        (_PLACE, text[:120]),
        (_LEAD, text[:300]),
        (_CREDIT, text[-300:]),
        (_ALONE, text[-300:]),
    ):
        found = pattern.search(part)
        if found:
            name = _NAMES.get(found[1], found[1])
            return "" if name.casefold() == outlet.casefold() else name
    return ""
