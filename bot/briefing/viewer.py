"""For whom a message is written: their clock, their zone, and how sure a name must be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.briefing import days
from bot.model.news import require_utc
from bot.model.record import NAMED_FROM


@dataclass(frozen=True, slots=True)
class Viewer:
    """Hold the present moment (UTC), an IANA zone, and the confidence from which a name is shown."""

    now: datetime
    zone: str = "UTC"
    name_from: float = NAMED_FROM

    def __post_init__(self) -> None:
        require_utc(self.now)

    @property
    def today(self) -> date:
        """Return the day it is in the zone."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def when(self, moment: datetime) -> str:
        """Return “Thu 08:00” within six days of now, else “Thu 6 Feb 08:00”, with the year when it is another."""
        return days.moment(moment, self.zone, self.now)

    def full(self, moment: datetime) -> str:
        """Return “Mon 17 Feb 08:00”, with the year when it is another."""
        local = moment.astimezone(ZoneInfo(self.zone))
        return f"{days.weekday(local.date(), self.today)} {local:%H:%M}"

    def ago(self, moment: datetime) -> str:
        """Return “4 minutes ago”."""
        return days.ago(moment, self.now)
