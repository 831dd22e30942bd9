"""This machine's time zone."""

from __future__ import annotations

from tzlocal import get_localzone_name

from bot.briefing.zones import zone_named
from bot.errors import BadTime


def local_zone() -> str:
    """Return this machine's IANA zone, or UTC where it has none."""
    try:
        return zone_named(get_localzone_name() or "UTC")
    except (BadTime, LookupError, OSError):
        return "UTC"
