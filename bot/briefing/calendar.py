"""Days, months and spans as people type them: one table for all commands, in English and German."""

from __future__ import annotations

import re
from datetime import date, timedelta

DAY_NAMES = (
    ("monday", "mon", "mo", "montag"),
    ("tuesday", "tue", "tues", "tu", "di", "dienstag"),
    ("wednesday", "wed", "we", "mi", "mittwoch"),
    ("thursday", "thu", "thur", "thurs", "th", "do", "donnerstag"),
    ("friday", "fri", "fr", "freitag"),
    ("saturday", "sat", "sa", "samstag", "sonnabend"),
    ("sunday", "sun", "su", "so", "sonntag"),
)
MONTH_NAMES = (
    ("january", "jan", "januar"),
    ("february", "feb", "februar"),
    ("march", "mar", "märz"),
    ("april", "apr"),
    ("may", "mai"),
    ("june", "jun", "juni"),
    ("july", "jul", "juli"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("october", "oct", "oktober"),
    ("november", "nov"),
    ("december", "dec", "dezember"),
)
DAYS = {"today": 0, "heute": 0, "yesterday": -1, "gestern": -1, "vorgestern": -2, "tomorrow": 1, "morgen": 1}
_UNITS = {
    **dict.fromkeys(("h", "hour", "hours", "hr", "hrs", "stunde", "stunden"), "hour"),
    **dict.fromkeys(("d", "day", "days", "tag", "tage", "tagen"), "day"),
    **dict.fromkeys(("w", "week", "weeks", "wk", "wks", "woche", "wochen"), "week"),
    **dict.fromkeys(("m", "month", "months", "monat", "monate", "monaten"), "month"),
    **dict.fromkeys(("y", "year", "years", "yr", "yrs", "jahr", "jahre", "jahren"), "year"),
}
_NUMBERS = {
    **dict.fromkeys(
        ("a", "an", "one", "last", "past", "next", "ein", "eine", "einem", "einer", "letzte", "letzten"), 1
    ),
    **dict(zip(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), range(2, 11), strict=True)),
    **dict(zip(("zwei", "drei", "vier", "fünf", "sechs", "sieben"), range(2, 8), strict=True)),
}
_SPAN = re.compile(
    r"(?:in |vor |the )?(?:(?:last|past|next) (?=\d|t|f|s|e|n))?(?:(\d{1,4})\s*|([^\W\d]+) )([^\W\d]+)(?: ago)?"
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([./])(\d{1,2})(?:\2(\d{4})?)?")
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|\.)? ([^\W\d]+)\.?|([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?)(?:,? (\d{4}))?"
)


def weekday(word: str) -> int | None:
    """Return the number of a day's name (Monday = 0), plural or not."""
    return next((number for number, row in enumerate(DAY_NAMES) if word in row or word.removesuffix("s") in row), None)


def month(word: str) -> int:
    """Return the number of a month's name, or 0."""
    return next((number for number, row in enumerate(MONTH_NAMES, start=1) if word in row), 0)


def span(typed: str) -> tuple[int, str] | None:
    """Return the number and unit of a span: “7d”, “3 days ago”, “two weeks”, “last month”."""
    found = _SPAN.fullmatch(typed)
    if found is None or found[3] not in _UNITS:
        return None
    number = int(found[1]) if found[1] else _NUMBERS.get(found[2], 0)
    return (number, _UNITS[found[3]]) if number else None


def day(typed: str, today: date, *, ahead: bool = False) -> date | None:
    """Return the day that a date means: the nearest past one where it has no year, or the next with `ahead`.

    Of 06/07/2026 nobody knows the month. Raises ValueError for a day that does not exist.
    """
    if typed in DAYS:
        return today + timedelta(days=DAYS[typed])
    if found := _ISO.fullmatch(typed):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NAMED.fullmatch(typed):
        number, name = (found[1], found[2]) if found[1] else (found[4], found[3])
        return _near(int(number), month(name), int(found[5] or 0), today, ahead=ahead) if month(name) else None
    if found := _NUMERIC.fullmatch(typed):
        first, second = int(found[1]), int(found[3])
        if found[2] == "/" and first <= 12 and second <= 12 and first != second:
            return None
        first, second = (second, first) if found[2] == "/" and second > 12 else (first, second)
        return _near(first, second, int(found[4] or 0), today, ahead=ahead)
    return None


def _near(number: int, of: int, year: int, today: date, *, ahead: bool) -> date:
    if year:
        return date(year, of, number)
    here = date(today.year, of, number)
    if ahead and here <= today:
        return date(today.year + 1, of, number)
    return date(today.year - 1, of, number) if not ahead and here > today else here
