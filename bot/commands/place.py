"""Where a question comes from: its channel, its zone, its clock."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzlocal

from bot.briefing.viewer import Viewer
from bot.desk import Desk
from bot.model.ask import Ask
from bot.model.briefing import Channel


def channel_of(ask: Ask, desk: Desk) -> Channel:
    """Return the settings of the channel that asks; one that nobody set up has the installation's zone."""
    known = desk.store.channel(ask.channel_id)
    if known:
        return known
    platform, _, name = ask.channel_id.partition(":")
    return Channel(ask.channel_id, platform, name or platform, zone_of(desk))


def zone_of(desk: Desk) -> str:
    """Return the zone of the settings, else this machine's, else UTC."""
    for name in (desk.settings.zone, tzlocal.get_localzone_name()):
        try:
            return ZoneInfo(name).key if name else "UTC"
        except (ZoneInfoNotFoundError, ValueError):
            continue
    return "UTC"


def viewer_of(channel: Channel, desk: Desk) -> Viewer:
    """Return for whom an answer in this channel is written."""
    return Viewer(desk.clock.now(), channel.zone, desk.settings.name_from)
