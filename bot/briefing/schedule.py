"""Times of digests as people type them, and in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time

from bot.briefing.calendar import DAY_NAMES, weekday
from bot.briefing.days import DAYS
from bot.briefing.viewer import Viewer
from bot.briefing.wording import listed, reason_of
from bot.briefing.zones import zone_in_words, zone_named
from bot.due.digests import next_due, paused
from bot.errors import BadTime
from bot.model.briefing import DAILY, WEEKDAYS, Channel, DigestTime

EXAMPLES = "Examples: 08:00 weekdays, 7.30 daily, 18:00 mon,wed,fri Europe/Berlin."
MOST = 3  # digest times of a channel
DEFAULT = DigestTime(time(8))
_CLOCK = re.compile(r"(?:at )?(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|uhr|h)?", re.IGNORECASE)
_JOINED = re.compile(r"(?i)(?<=\d)\s+(am|pm|a\.m\.|p\.m\.|uhr)(?!\w)")
_GROUPS = {
    "weekdays": WEEKDAYS,
    "weekday": WEEKDAYS,
    "workdays": WEEKDAYS,
    "werktags": WEEKDAYS,
    "daily": DAILY,
    "everyday": DAILY,
    "täglich": DAILY,
    "weekends": frozenset({5, 6}),
    "weekend": frozenset({5, 6}),
}
_FILLERS = frozenset("at on and um & the in every each day days o’clock o'clock time morning morgens".split())
_WORDS = {"noon": "12:00", "mittags": "12:00", "midnight": "0:00", "mitternacht": "0:00"}
_RANGE = re.compile(r"(?i)(?<=[a-z])\s+(?:to|through|thru|until|bis)\s+(?=[a-z])")
_EVENING = re.compile(r"(?i)\b(\d{1,2}(?::\d{2})?)(?: o[’']clock)? (?:in the (morning|evening|afternoon))\b")


def read_times(text: str, zone: str) -> tuple[DigestTime, str]:
    """Return the time, its days and the zone that a text names, in any order; what it lacks is 08:00, weekdays, `zone`.

    Raises BadTime with what could not be read.
    """
    text = _EVENING.sub(lambda found: f"{found[1]}{'am' if found[2].lower() == 'morning' else 'pm'}", text)
    text = re.sub(r"(?i)\b12 (?=noon|midnight)", "", _RANGE.sub("-", text)).replace("business days", "weekdays")
    words = _JOINED.sub(
        r"\1", " ".join(text.split()).replace("every day", "daily").replace("each day", "daily")
    ).replace(",", " , ")
    words = re.sub(r"\s*([–—-])\s*(?=[a-z])", r"\1", words) if re.search(r"\w\s+[–—-]\s+\w", words) else words
    at: time | None = None
    days: frozenset[int] = frozenset()
    place: list[str] = []
    named = (
        _WORDS.get(each.casefold(), each) for each in words.split() if each != "," and each.casefold() not in _FILLERS
    )
    for word in named:
        if (clock := clock_of(word)) is not None and at is None:
            at = clock
        elif found := days_of(word):
            days |= found
        elif clock is None:
            place.append(word)
        else:
            raise BadTime(f"I could not read “{text.strip()[:60]}”: “{word[:30]}” is one too many. {EXAMPLES}")
    if at is None and not days:
        raise BadTime(f"I could not read a time in “{text.strip()[:60]}”. {EXAMPLES}")
    return DigestTime(at or DEFAULT.at, days or WEEKDAYS), zone_named("_".join(place), EXAMPLES) if place else zone


def clock_of(word: str) -> time | None:
    """Return the wall time that a word stands for, or None for a word that is none; raises BadTime for 25:00."""
    match = _CLOCK.fullmatch(word)
    if not match:
        if word[:1].isdigit():
            raise BadTime(f"“{word[:30]}” is not a time. {EXAMPLES}")
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower().replace(".", "")
    if half in {"am", "pm"}:
        hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 99
    if hour > 23 or minute > 59:
        raise BadTime(f"“{word[:30]}” is not a time. {EXAMPLES}")
    return time(hour, minute)


def days_of(word: str) -> frozenset[int]:
    """Return the days (Monday = 0) that a word stands for: a name, a group, “mon-thu”; none for any other word."""
    plain = word.casefold().strip(".")
    if plain in _GROUPS:
        return _GROUPS[plain]
    if "/" in plain:
        each = [days_of(part) for part in plain.split("/")]
        return frozenset().union(*each) if all(each) else frozenset()
    first, *rest = re.split(r"[–—-]", plain)
    begin, end = weekday(first), weekday(rest[0]) if rest else None
    if begin is None or len(rest) > 1 or (rest and end is None):
        return frozenset()
    last = begin if end is None else end
    return frozenset((begin + step) % 7 for step in range((last - begin) % 7 + 1))


def describe(channel: Channel, now: datetime) -> str:
    """Return when the digest comes, such as “Weekdays at 08:00 Europe/Berlin. Next: Mon 17 Feb 08:00.” in words."""
    if not channel.times:
        return "No digest time is set. Type: digest at 08:00 weekdays"
    viewer = Viewer(now, channel.zone)
    said = f"{times(channel.times)} {zone_in_words(channel.zone)}."
    if paused(channel, now):
        until = f" until {viewer.full(channel.paused_until)}" if channel.paused_until else ""
        reason = f" ({reason_of(channel.paused_reason)})" if channel.paused_reason else ""
        said += f" Paused{until}{reason}."
    following = next_due(channel, now)
    return f"{said} Next: {viewer.full(following)}." if following else said


def typed_times(channel: Channel) -> str:
    """Return a channel's first time as one types it, “08:00 mon,tue Europe/Berlin”; that of a new one is 08:00."""
    first = next((each for each in channel.times if not each.week), DEFAULT)
    days = "daily" if first.days == DAILY else "weekdays" if first.days == WEEKDAYS else ""
    named = days or ",".join(DAY_NAMES[number][1] for number in sorted(first.days))
    return f"{first.at:%H:%M} {named} {channel.zone}"


def times(all_of: Sequence[DigestTime]) -> str:
    """Return digest times in words: “Weekdays at 08:00 and 17:00”."""
    by_days: dict[tuple[bool, frozenset[int]], list[str]] = {}
    for each in sorted(all_of, key=lambda when: (when.week, when.at)):
        by_days.setdefault((each.week, each.days), []).append(f"{each.at:%H:%M}")
    said = "; ".join(
        f"{'the week in review on ' if week else ''}{days_in_words(days)} at {listed(clocks)}"
        for (week, days), clocks in by_days.items()
    )
    return said[:1].upper() + said[1:]


def days_in_words(days: frozenset[int]) -> str:
    """Return “weekdays”, “daily”, “weekends” or “Mon, Wed, Fri”."""
    names = {WEEKDAYS: "weekdays", DAILY: "daily", frozenset({5, 6}): "weekends"}
    return names.get(days) or ", ".join(DAYS[day] for day in sorted(days))
