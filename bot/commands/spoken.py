"""Times as people say them in a sentence: “since January”, “last week”, “in den letzten 3 Tagen”."""

from __future__ import annotations

import re

_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_TAGE = "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|januar|februar|märz|mai|juni|juli|oktober|dezember"
)
_DAY = rf"{_DAYS}|{_TAGE}|(?:{_MONTHS})(?: \d{{4}})?|yesterday|gestern|today|heute|\d{{4}}(?:-\d\d?-\d\d?)?"
_SINCE = re.compile(rf"(?i)\b(?:since|seit)\s+(?:last |letzte[mnrs]? )?({_DAY})(?![\w-])")
_SPAN = re.compile(
    r"(?i)\b(?:since|seit)\s+(?:last|letzte[mnrs]?|this|diese[mnrs]?) (week|woche|month|monat|year|jahr)\b"
)
_IN = "(?:(?:in|over|within|during) the )?"
_TIMES = (
    (re.compile(rf"(?i)\bfrom\s+({_DAYS}|yesterday|\d{{4}}-\d\d?-\d\d?)\b"), r"\1"),
    (re.compile(rf"(?i)\b{_IN}(?:last|past) (\d{{1,3}}) (hour|day|week|month|year)s?\b"), ""),
    (re.compile(r"(?i)\b(?:in den |der |die )?letzten\s+(\d{1,3})\s+(stunde|tage?|woche|monate?|jahre?)n?\b"), ""),
    (re.compile(rf"(?i)\b{_IN}(?:last|past|this) week\b|\b(?:letzte|diese)r? woche\b"), "7d"),
    (re.compile(rf"(?i)\b{_IN}(?:last|past|this) month\b|\b(?:letzte[rn]?|diese[rn]?) monat\b"), "1m"),
    (re.compile(rf"(?i)\b{_IN}(?:last|past|this) year\b|\b(?:letzte[sn]?|dieses) jahr\b"), "1y"),
    (re.compile(r"(?i)\b(?:yesterday|gestern)\b"), "yesterday"),
    (re.compile(r"(?i)\b(?:today|heute)\b"), "today"),
)
_UNITS = {"h": "h", "d": "d", "w": "w", "m": "m", "y": "y", "s": "h", "t": "d", "j": "y"}
_SPANS = {"w": "7d", "m": "1m", "y": "1y", "j": "1y"}


def since(text: str) -> tuple[str, str]:
    """Return a text without “since January”, and that time as the key since: takes it; '' where it says no time."""
    if span := _SPAN.search(text):
        return _without(text, span), _SPANS[span[1][0].casefold()]
    if day := _SINCE.search(text):
        return _without(text, day), day[1]
    return text, ""


def timed(text: str) -> tuple[str, str]:
    """Return a question without its words for a time, and that time as the key since: takes it."""
    rest, at = since(text)
    if at:
        return rest, at
    for pattern, value in _TIMES:
        if match := pattern.search(text):
            groups = match.groups()
            said = value or f"{groups[0]}{_UNITS[groups[1][0].casefold()]}"
            return _without(text, match), match.expand(said) if value == r"\1" else said
    return text, ""


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"
