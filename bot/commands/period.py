"""Windows of time as people type them, in the channel's zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.briefing import calendar
from bot.errors import BadTime
from bot.model.ask import Ask

DAY = timedelta(days=1)
_YEAR = re.compile(r"(?:19|20)\d\d")
_THIS = re.compile(r"(?:this|diese[nrs]?) (week|month|year|woche|monat|jahr)")


@dataclass(frozen=True, slots=True)
class Period:
    """Hold what a typed time stands for: the days [first, after) or the moment itself, and how to say it."""

    first: datetime  # UTC
    after: datetime  # UTC; equals `first` for a moment
    words: str  # "last 7 days", "Mon 10 Feb"
    back: bool = False  # counted back from now


def window(
    ask: Ask, now: datetime, zone: str, default: timedelta | None
) -> tuple[datetime | None, datetime | None, str]:
    """Return since (inclusive), until (exclusive) and the window in words; raises BadTime.

    The days named belong to the window. Without `since:` it reaches back by `default` (None: to the beginning).
    """
    since = past("since", ask.one("since"), now, zone)
    until = past("until", ask.one("until"), now, zone)
    end = until.after if until else None
    start = since.first if since else (end or now) - default if default else None
    if start and end and start >= end:
        raise BadTime(f"since:{ask.one('since')} is not before until:{ask.one('until')}.")
    return start, end, _said(since, until, default)


def past(key: str, typed: str, now: datetime, zone: str) -> Period | None:
    """Return the past time that a value stands for, or None for an empty one; raises BadTime."""
    if not typed:
        return None
    try:
        reading = _read(typed.strip().casefold(), now, ZoneInfo(zone))
    except (ValueError, OverflowError):
        reading = None
    if reading is None or reading.first > now:
        raise BadTime(f"I could not read {key}:{typed[:40]}. Examples: 7d, 2w, 2025-02-01, yesterday.")
    return reading


def future(typed: str, now: datetime, zone: str) -> datetime:
    """Return the coming moment (UTC) that a value stands for, a span from now or a day's start; raises BadTime."""
    place = ZoneInfo(zone)
    try:
        found = _ahead(typed.strip().casefold(), now, place)
    except (ValueError, OverflowError):
        found = None
    if found is None or found <= now:
        raise BadTime(f"I could not read until:{typed[:40]}. Examples: 2d, 1w, friday, 2027-02-01.")
    return found


def _read(typed: str, now: datetime, place: ZoneInfo) -> Period | None:
    typed = typed.replace("_", " ").removeprefix("since ")
    if span := calendar.span(typed):
        moment = _shifted(now.astimezone(place), -span[0], span[1])
        return Period(moment, moment, _last(*span), back=True)
    today = now.astimezone(place).date()
    if _YEAR.fullmatch(typed):
        return _days(date(int(typed), 1, 1), date(int(typed) + 1, 1, 1), place, typed)
    name, _, year = typed.partition(" ")
    if (month := calendar.month(name)) and (not year or _YEAR.fullmatch(year)):
        first = date(int(year) if year else today.year - (month > today.month), month, 1)
        return _days(first, _month_after(first), place, f"{first:%B}" + _year(first, today))
    day = _day(typed, today)
    return _days(day, day + DAY, place, f"{day:%a} {day.day} {day:%b}" + _year(day, today)) if day else None


def _ahead(typed: str, now: datetime, place: ZoneInfo) -> datetime | None:
    typed = typed.replace("_", " ")
    if span := calendar.span(typed):
        return _shifted(now.astimezone(place), *span)
    today = now.astimezone(place).date()
    if (weekday := calendar.weekday(typed.removeprefix("next "))) is not None:
        return _midnight(today + DAY * ((weekday - 1 - today.weekday()) % 7 + 1), place)
    day = calendar.day(typed, today, ahead=True)
    return _midnight(day, place) if day else None


def _day(typed: str, today: date) -> date | None:
    """Return the day that a word or a date stands for; of this week, month or year the first."""
    if found := _THIS.fullmatch(typed):
        first = {"w": today - DAY * today.weekday(), "m": today.replace(day=1), "y": today.replace(month=1, day=1)}
        return first[found[1][0].replace("j", "y")]
    if (weekday := calendar.weekday(typed.removeprefix("last "))) is not None:
        return today - DAY * ((today.weekday() - weekday) % 7)
    return calendar.day(typed, today)


def _shifted(local: datetime, number: int, unit: str) -> datetime:
    if unit == "hour":
        return local.astimezone(UTC) + timedelta(hours=number)
    if unit in {"day", "week"}:
        return (local + timedelta(days=number * (7 if unit == "week" else 1))).astimezone(UTC)
    months = local.year * 12 + local.month - 1 + number * (12 if unit == "year" else 1)
    first = local.replace(year=months // 12, month=months % 12 + 1, day=1)
    last = (_month_after(first.date()) - DAY).day
    return first.replace(day=min(local.day, last)).astimezone(UTC)


def _month_after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _days(first: date, after: date, place: ZoneInfo, words: str) -> Period:
    return Period(_midnight(first, place), _midnight(after, place), words)


def _midnight(day: date, place: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), place).astimezone(UTC)


def _year(day: date, today: date) -> str:
    return "" if day.year == today.year else f" {day.year}"


def _last(number: int, unit: str) -> str:
    return f"last {unit}" if number == 1 else f"last {number} {unit}s"


def _said(since: Period | None, until: Period | None, default: timedelta | None) -> str:
    begin = since.words if since else _span(default)
    if until is None:
        return begin if since is None or since.back else f"since {begin}"
    end = f"until {until.words.removeprefix('last ')} ago" if until.back else f"until {until.words}"
    if since is None:
        return f"{begin.removeprefix('last ')} {end}" if default else end
    return f"{begin}, {end}" if since.back else f"{begin} to {end.removeprefix('until ')}"


def _span(default: timedelta | None) -> str:
    if default is None:
        return "all time"
    return f"last {default.days} days" if default.days > 1 else "last 24 hours"
