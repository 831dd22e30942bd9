"""Times as people type them: “08:00 weekdays Europe/Berlin”."""

from __future__ import annotations

import re
from datetime import datetime, time
from zoneinfo import available_timezones

from rapidfuzz import process

from bot.briefing.days import moment
from bot.briefing.windows import next_due, paused
from bot.errors import BadTime
from bot.model.briefing import DAILY, WEEKDAYS, Channel, DigestTime

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(r"^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?$", re.IGNORECASE)
MOST_TIMES = 3


def read_times(text: str, zone: str) -> tuple[DigestTime, str]:
    """Return the time and days that a line names, with its zone or the given one; raises BadTime in words."""
    words = text.replace(",", " ").split()
    at: time | None = None
    days: set[int] = set()
    for word in words:
        low = word.lower()
        if (found := _CLOCK.match(low)) and at is None:
            at = _clock(found, text)
        elif low in {"weekdays", "workdays"}:
            days |= WEEKDAYS
        elif low in {"daily", "everyday", "day"}:
            days |= DAILY
        elif low[:3] in _DAYS and low.isalpha():
            days.add(_DAYS.index(low[:3]))
        elif low not in {"at", "on", "every", "and"}:
            zone = zone_named(word)
    if at is None:
        raise BadTime(f"I could not read a time in “{text}”. Example: 08:00 weekdays Europe/Berlin")
    return DigestTime(at, frozenset(days) or WEEKDAYS), zone


def _clock(found: re.Match[str], text: str) -> time:
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise BadTime(f"“{text}” names no time of the day. Example: 08:00 weekdays") from error


def zone_named(name: str) -> str:
    """Return an IANA zone in its own spelling; raises BadTime with the nearest names."""
    zones = {zone.casefold(): zone for zone in available_timezones()}
    found = zones.get(name.strip().replace(" ", "_").casefold())
    if found is None:
        near = [zones[match[0]] for match in process.extract(name.casefold(), list(zones), limit=3)]
        raise BadTime(f"“{name}” is no time zone. Near it: {', '.join(near)}.")
    return found


def days_said(days: frozenset[int]) -> str:
    """Return the days in words: “Weekdays”, “Daily”, “Mon, Wed, Fri”."""
    if days == WEEKDAYS:
        return "Weekdays"
    return "Daily" if days == DAILY else ", ".join(_DAYS[day].capitalize() for day in sorted(days))


def describe(channel: Channel, now: datetime) -> str:
    """Return “Weekdays at 08:00 Europe/Berlin. Next: Mon 17 Feb 08:00.”."""
    if not channel.times:
        return "No digest is set. Example: digest at 08:00 weekdays"
    said = " and ".join(f"{days_said(each.days)} at {each.at:%H:%M}" for each in channel.times)
    if paused(channel, now):
        until = f" until {moment(channel.paused_until, channel.zone)}" if channel.paused_until else ""
        reason = f" ({channel.paused_reason})" if channel.paused_reason else ""
        return f"{said} {channel.zone}. Paused{until}{reason}."
    following = next_due(channel, now)
    return f"{said} {channel.zone}. Next: {moment(following, channel.zone) if following else 'none'}."
