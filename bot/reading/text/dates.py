"""The day of an utterance, only where the text dates it."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAY = re.compile(rf"\b(?:on |late |early |this |last )?({'|'.join(_DAYS)})\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(yesterday|today|tonight|this morning|this afternoon|this evening|earlier today)\b", re.IGNORECASE
)
_MONTH_NAME = "|".join(month.capitalize() + "|" + month[:3].capitalize() + r"\.?" for month in _MONTHS)
_CALENDAR = re.compile(
    rf"\b(?:(\d{{1,2}}) ({_MONTH_NAME})|({_MONTH_NAME}) (\d{{1,2}}))(?:st|nd|rd|th)?,?(?: (\d{{4}}))?\b"
)
_OTHER_DAY = re.compile(r"(?i)\b(?:next|until|by|before|after|since|from)\s+$")


def said_on(words: str, published: date | None) -> date | None:
    """Return the day that the words around a cue name, counted back from the day of publication."""
    if published is None:
        return None
    calendar = _CALENDAR.search(words)
    if calendar:
        return _calendar_day(calendar, published)
    relative = _RELATIVE.search(words)
    if relative:
        return published - timedelta(days=relative[1].lower() == "yesterday")
    weekday = _WEEKDAY.search(words)
    if weekday is None or _OTHER_DAY.search(words[: weekday.start()]):
        return None
    back = (published.weekday() - _DAYS.index(weekday[1].lower())) % 7
    if weekday.group().lower().startswith("last") and back == 0:
        back = 7
    return published - timedelta(days=back)


def _calendar_day(found: re.Match[str], published: date) -> date | None:
    """Return a day like “12 February”, in the year it last was before publication."""
    day = int(found[1] or found[4])
    name = (found[2] or found[3])[:3].lower()
    month = next(n for n, each in enumerate(_MONTHS, start=1) if each.startswith(name))
    try:
        said = date(int(found[5]) if found[5] else published.year, month, day)
        return said if found[5] or said <= published else said.replace(year=published.year - 1)
    except ValueError:
        return None
