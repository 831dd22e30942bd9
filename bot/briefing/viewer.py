"""For whom a message is written: their clock, their zone, and how sure a name must be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.briefing.wording import counted
from bot.model.news import require_utc

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Hold the present moment (UTC), an IANA zone, and the confidence from which a name is shown."""

    now: datetime
    zone: str = "UTC"
    name_from: float = 0.75

    def __post_init__(self) -> None:
        require_utc(self.now)

    @property
    def today(self) -> date:
        """Return the day it is in the zone."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def local(self, moment: datetime) -> datetime:
        """Return a moment as the zone's clocks show it."""
        return moment.astimezone(ZoneInfo(self.zone))

    def when(self, moment: datetime) -> str:
        """Return “Thu 08:00” within six days of now, else “Thu 6 Feb 08:00”, with the year when it is another."""
        local = self.local(moment)
        near = abs((local.date() - self.today).days) < 6
        day = DAYS[local.weekday()] if near else weekday(local.date(), self.today)
        return f"{day} {local:%H:%M}"

    def full(self, moment: datetime) -> str:
        """Return “Mon 17 Feb 08:00”, with the year when it is another."""
        local = self.local(moment)
        return f"{weekday(local.date(), self.today)} {local:%H:%M}"

    def ago(self, moment: datetime) -> str:
        """Return “4 minutes ago”."""
        return f"{span(self.now - moment)} ago"


def day(on: date, today: date | None) -> str:
    """Return “14 Feb”, with the year unless it is the current one."""
    year = "" if today is not None and on.year == today.year else f" {on.year}"
    return f"{on.day} {MONTHS[on.month - 1]}{year}"


def weekday(on: date, today: date | None) -> str:
    """Return “Thu 13 Feb”, with the year unless it is the current one."""
    return f"{DAYS[on.weekday()]} {day(on, today)}"


def span(length: timedelta) -> str:
    """Return a length of time in its largest unit: “4 minutes”, “3 days”."""
    seconds = max(0, int(length.total_seconds()))
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= size:
            return counted(seconds // size, unit)
    return counted(seconds, "second")
