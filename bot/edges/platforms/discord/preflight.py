"""Whether we can post in a channel, as far as Discord tells with what is asked there and over the gateway."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.edges.platforms.discord.people import POSTING, SENDING, lacking
from bot.errors import Unreachable
from bot.model.message import Section

if TYPE_CHECKING:
    from bot.edges.platforms.discord.payloads import Interaction
    from bot.edges.platforms.discord.places import Spot
    from bot.model.message import Message

MOST = 10_000  # channels remembered
FORUM = "A forum takes no digest and no alerts. Choose a text channel. (50008)"


class Openings:
    """Remember what we may do where: each interaction says it anew."""

    def __init__(self) -> None:
        """Begin with knowing of no channel."""
        self._known: dict[str, str] = {}
        self._lock = threading.Lock()

    def seen(self, channel_id: str, asked: Interaction) -> None:
        """Remember why nothing can be posted where somebody asks, or that we may post."""
        outer = asked.channel.parent if isinstance(asked.channel, discord.Thread) else asked.channel
        with self._lock:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[channel_id] = why_not(outer, asked.app_permissions) if asked.guild_id else ""

    def require(self, where: Spot, client: discord.Client) -> None:
        """Make sure that we may post, as a question there said last, else as the gateway knows; raises Unreachable."""
        why = self._known.get(where.id)
        channel = client.get_channel(int(where.thing)) if why is None and not where.person else None
        if isinstance(channel, discord.abc.GuildChannel) and channel.guild.me is not None:
            why = why_not(channel, channel.permissions_for(channel.guild.me))
        if why:
            raise Unreachable(why)


def why_not(channel: object, granted: discord.Permissions) -> str:
    """Return why nothing can be posted in a channel, '' where it can."""
    if isinstance(channel, discord.ForumChannel):
        return FORUM
    missing = lacking(granted, SENDING)
    return f"I may not post here: {_named(missing)} missing. Grant me that. (50013)" if missing else ""


def with_lacks(message: Message, asked: Interaction) -> Message:
    """Return an answer about posting with what we lack besides the right to post, such as for threads."""
    missing = lacking(asked.app_permissions, POSTING)
    if message.private or not asked.guild_id or not missing:
        return message
    return replace(message, blocks=(*message.blocks, Section(f"I may not do all here: {_named(missing)} missing.")))


def _named(permissions: list[str]) -> str:
    names = " and ".join(f"“{each}”" for each in permissions)
    return f"{names} {'is' if len(permissions) == 1 else 'are'}"
