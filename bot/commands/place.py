"""Where a question comes from: its channel, its zone, its clock."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzlocal

from bot.briefing.viewer import Viewer
from bot.desk import Desk
from bot.errors import NotAllowed
from bot.model.ask import Ask
from bot.model.briefing import Channel, workspace_of


def channel_of(ask: Ask, desk: Desk) -> Channel:
    """Return the settings of the channel that asks, or that `in:` names; one nobody set up has our zone.

    Raises NotAllowed for another channel than those in which the person was seen.
    """
    wanted = elsewhere(ask, desk) or ask.channel_id
    known = desk.store.channel(wanted)
    if known:
        return known
    platform, _, name = wanted.partition(":")
    named = name or platform if platform == "console" else ""  # a chat's ids are no names
    return Channel(wanted, platform, "" if wanted == ask.person else ask.asker.channel_name or named, zone_of(desk))


def elsewhere(ask: Ask, desk: Desk) -> str:
    """Return the other channel that `in:` names, for `in:dm` the asker's own, '' for here; raises NotAllowed."""
    typed = ask.one("in").lstrip("#")
    if not typed or typed == "here":
        return ""
    if ask.channel_id.split(":")[0] == "console":
        return typed
    wanted = typed if ":" in typed else f"{workspace_of(ask.channel_id)}:{typed}"
    if typed.casefold() == "dm" or wanted == ask.person:
        return ask.person
    if wanted not in desk.store.channels_of(ask.person):
        raise NotAllowed("You were not seen in that channel. Type the command there.")
    return wanted


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
