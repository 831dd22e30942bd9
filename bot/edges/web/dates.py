"""Moments as feeds and pages write them: in any order, with names of zones and months of the larger languages."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from html import unescape
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import get_month_names

from bot.model.text import Span

LONGEST = 100  # characters that a date may have
LANGUAGES = (
    "en de fr es it pt ca nl sv da nb fi pl cs sk sl sr hu ro ru uk bg el et lv lt tr id ar ar_SY fa he hi ur bn"
).split()
_ZONES = """
+0000 UTC GMT UT Z WET
+0100 CET MEZ MET BST WEST WAT
+0200 CEST MESZ EET SAST CAT
+0300 EEST MSK EAT TRT IDT
+0330 IRST
+0400 GST MSD
+0430 AFT
+0500 PKT
+0530 IST
+0545 NPT
+0600 BDT
+0630 MMT
+0700 ICT WIB
+0800 HKT SGT PHT AWST MYT WITA
+0900 JST KST WIT
+0930 ACST
+1000 AEST
+1030 ACDT
+1100 AEDT
+1200 NZST
+1300 NZDT
-0230 NDT
-0300 ADT BRT ART CLST UYT
-0330 NST
-0400 EDT AST CLT VET
-0500 EST CDT COT PET
-0600 CST MDT
-0700 MST PDT
-0800 PST AKDT
-0900 AKST HDT
-1000 HST
"""  # names that feeds give zones; of several meanings the commonest in feeds
_NAMED = {
    name: datetime.strptime(offset, "%z").tzinfo
    for offset, *names in map(str.split, _ZONES.strip().splitlines())
    for name in names
}
_AMERICAN = {  # clocks on walls, in capitals only: “et” is French
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.\d+)?")
_CLOCK = re.compile(
    r"(?i)(?<![\d:])(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?![\d:])\s*([ap])?(?(4)\.?\s?m\.?(?!\w))"
)
_HOUR = re.compile(r"(?i)(?<![\d:])(\d{1,2})()()\s?([ap])\.?\s?m\b")  # “8 a.m.”, where no minutes stand
_STAMP = re.compile(r"((?:19|20)\d{6})[T ]?(\d{4})(\d{2})?Z?")
_OFFSET = re.compile(r"(?i)(?:\b(?:GMT|UTC|Z)\s?)?(?<!\d)([+−-])(\d{1,2})(?::?(\d{2}))?(?!\d|[/:.-]\d)")
_PLACE = re.compile(r"\b[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+")
_WORD = re.compile(r"[^\W\d_][^\s\d.,:;()\[\]/_’'−–-]*")  # with the signs of vowels that some scripts set apart
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})([01]\d)([0-3]\d)(?!\d)")
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|º|er)?[.\s-]*(?:(?:of|de|d[’'])\s?)?$")
_BEHIND = re.compile(r"[.\s-]{0,3}(\d{1,2})(?!\d)")
_FULL_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_ENGLISH = {  # so that no other language need be looked up
    name[:length]: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
    for length in (3, 4, 99)
    if length != 4 or name in {"june", "july", "september"}
}


def moment(text: str) -> tuple[datetime | None, date | None]:
    """Return the moment in UTC, and the day where it was written; one without a zone is taken for UTC.

    A zone or a time that nobody knows costs that and no more; of 06/07/2026 nobody knows the day, and what stands where
    a program had no date, the first second of an epoch, is none.
    """
    said = " ".join(unescape(text[:LONGEST]).split())
    try:
        if found := _EPOCH.fullmatch(said):
            at = datetime.fromtimestamp(int(found[1]), UTC)
            return at, at.date()
        local = _local(said).replace(microsecond=0)
        at = local.astimezone(UTC) if local.tzinfo else local.replace(tzinfo=UTC)
        return (None, None) if at == _NO_DATE or local.year == 1 else (at, local.date())
    except (ValueError, OverflowError, OSError):
        return None, None


def zoned(text: str) -> bool:
    """Say whether a date names its zone and not only its day."""
    if _EPOCH.fullmatch(text.strip()):
        return True
    found = _CLOCK.search(text)
    return bool(found) and _zone(text[found.end() :] if found else "") is not None


def _local(said: str) -> datetime:
    """Return a date as it was written, with its zone if it names one; raises ValueError."""
    if re.fullmatch(r"\d{4}-\d{3}", said):
        return datetime.strptime(said, "%Y-%j")  # noqa: DTZ007 - a day has no zone
    if re.match(r"\d{4}-?(?:W\d\d|\d\d-?\d\d(?:T|$))", said) and (exact := _iso(said)):
        return exact
    if stamp := _STAMP.fullmatch(said):
        return datetime.strptime("".join(stamp.groups("00")), "%Y%m%d%H%M%S")  # noqa: DTZ007 - its zone is UTC's
    found = _CLOCK.search(said) or _HOUR.search(said)
    day = _day(said[: found.start()] + " " + _unzoned(said[found.end() :]) if found else said)
    if not found:
        return datetime.combine(day, time())
    hour, minute, second = int(found[1]), int(found[2] or 0), min(int(found[3] or 0), 59)
    if found[4]:
        hour = hour % 12 + 12 * (found[4].lower() == "p")
    if hour > 24 or minute > 59:
        return datetime.combine(day, time())
    at = datetime.combine(day, time(hour % 24, minute, second), _zone(said[found.end() :]))
    return at + timedelta(days=1) if hour == 24 else at


def _iso(said: str) -> datetime | None:
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        return None


def _unzoned(rest: str) -> str:
    """Return what follows a clock time without its offset, so that only the numbers of a day are left."""
    return _OFFSET.sub(" ", rest, count=1)


def _zone(rest: str) -> tzinfo | None:
    """Return the zone that stands behind a clock time, by its offset or its name, if any is known."""
    if (found := _OFFSET.search(rest)) and int(found[2]) <= 14:
        minutes = int(found[2]) * 60 + min(int(found[3] or 0), 59)
        return timezone(timedelta(minutes=-minutes if found[1] != "+" else minutes))
    if place := _PLACE.search(rest):
        with suppress(ZoneInfoNotFoundError, ValueError, OSError):
            return ZoneInfo(place[0])
    words = _WORD.findall(rest)
    if wall := next((_AMERICAN[word] for word in words if word in _AMERICAN), ""):
        return ZoneInfo(wall)
    return next((_NAMED[word.upper()] for word in words if word.upper() in _NAMED), None)


def _day(said: str) -> date:
    """Return the day that a text without clock time names; raises ValueError."""
    if found := _YEAR_FIRST.search(said) or _COMPACT.search(said):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _YEAR_LAST.search(said):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "." or first > 12 or first == second:
            return date(year, second, first)
        if second > 12:
            return date(year, first, second)
        raise ValueError("which of the two is the month?")
    numbers = _NUMBER.findall(said)
    month, at = _month(said)
    if month and len(numbers) == 2:
        day, written = numbers if int(numbers[0]) <= 31 else reversed(numbers)
        year = int(written)
        return date(year + (0 if len(written) > 2 else 2000 if year < 70 else 1900), month, int(day))
    if month:
        return date(int(_only(_FULL_YEAR.findall(said))), month, _beside(said, at))
    raise ValueError("no day")


def _beside(said: str, month: Span) -> int:
    """Return the day right beside the name of a month, where other numbers may be a time; raises ValueError."""
    found = (_BEFORE.search(said, 0, month.start), _BEHIND.match(said, month.end))
    return int(_only([each[1] for each in found if each]))


def _only(found: list[str]) -> str:
    """Return the one string of a list; raises ValueError where there are more or none."""
    (one,) = found
    return one


def _month(said: str) -> tuple[int, Span]:
    """Return the number of the last month that a text names, in any of the languages, or 0, and where."""
    for found in reversed(list(_WORD.finditer(said))):
        word = found[0].casefold()
        if number := _ENGLISH.get(word) or (len(word) > 2 and _months().get(word)):
            return number, Span(*found.span())
    return 0, Span(0, 0)


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Return the numbers of the months by their names, without names that are another month elsewhere."""
    numbers: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    for word in _WORD.findall(name.casefold())[:1]:
                        numbers.setdefault(word, set()).add(number)
    return {name: found.pop() for name, found in numbers.items() if len(found) == 1}
