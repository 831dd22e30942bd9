"""Days and times as people read them, in English."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.briefing.wording import counted

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short(day: date, today: date | None = None) -> str:
    """Return “14 Feb”, with the year when it is not the current one."""
    year = "" if today is None or today.year == day.year else f" {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def weekday(day: date, today: date | None = None) -> str:
    """Return “Thu 13 Feb”, with the year when it is not the current one."""
    return f"{DAYS[day.weekday()]} {short(day, today)}"


def long(day: date) -> str:
    """Return “Fri 14 Feb 2025”."""
    return f"{DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment(at: datetime, zone: str, now: datetime | None = None) -> str:
    """Return “Thu 08:00” for a time within six days of now, else “Thu 13 Feb 08:00”, in the zone."""
    local = at.astimezone(ZoneInfo(zone))
    near = now is not None and abs(at - now) < timedelta(days=6)
    if near:
        return f"{DAYS[local.weekday()]} {local:%H:%M}"
    return f"{weekday(local.date(), now.astimezone(ZoneInfo(zone)).date() if now else None)} {local:%H:%M}"


def ago(at: datetime, now: datetime) -> str:
    """Return “4 minutes ago”, in the largest unit that is at least one."""
    seconds = max(0, int((now - at).total_seconds()))
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            return f"{counted(seconds // size, name)} ago"
    return "just now"
