"""Time zones: this machine's, and whether a name is one."""

from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones

from rapidfuzz import process
from tzlocal import get_localzone_name

from bot.errors import BadTime


def local_zone() -> str:
    """Return this machine's IANA zone, or UTC where it has none."""
    try:
        return known_zone(get_localzone_name() or "UTC")
    except (BadTime, LookupError, OSError):
        return "UTC"


def known_zone(name: str) -> str:
    """Return an IANA name in its own spelling; raises BadTime with the nearest names."""
    names = {zone.casefold(): zone for zone in available_timezones()}
    found = names.get(name.strip().replace(" ", "_").casefold())
    if found is None:
        near = [names[match[0]] for match in process.extract(name.casefold(), names.keys(), limit=3)]
        raise BadTime(f"“{name}” is no time zone. Near it: {', '.join(near)}.")
    ZoneInfo(found)  # a name without data would fail at the first digest instead of here
    return found
