"""What Discord's requests say: who asks where, and what a message holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import discord

from bot.edges.platforms.discord.people import named, person_id
from bot.edges.platforms.discord.places import NOWHERE, Spot
from bot.edges.platforms.kit.foreign import clean
from bot.model.ask import Asker

if TYPE_CHECKING:
    from bot.edges.platforms.discord.app import Bot

    Interaction: TypeAlias = discord.Interaction[Bot]
else:
    Interaction = discord.Interaction  # discord.py reads annotations of handlers
MOST_LINKS = 3
_LINK = re.compile(r"https?://[^\s<>|)\]]+")
_MENTION = re.compile(r"<@!?\d+>")


def asker_of(asked: Interaction) -> Asker:
    """Return who asks where; without an invitation the place is in no server."""
    guild = asked.guild_id if asked.is_guild_integration() else None
    where, name = place_of(guild, asked.channel, asked.channel_id or 0)
    return Asker(where.id, person_id(guild, asked.user.id), named(asked.user), name if guild else "")


def place_of(guild: int | None, channel: object, channel_id: int) -> tuple[Spot, str]:
    """Return a place and its name; a thread's is the channel that it is in."""
    outer = channel.parent if isinstance(channel, discord.Thread) else channel
    where = channel.parent_id if isinstance(channel, discord.Thread) else channel_id
    return Spot(str(guild or NOWHERE), str(where)), clean(str(getattr(outer, "name", "") or ""))


def thread_of(channel: object) -> str:
    """Return the number of a thread, '' for another place."""
    return str(channel.id) if isinstance(channel, discord.Thread) else ""


def without_mention(text: str) -> str:
    """Return what somebody wrote, without the names that were called."""
    return " ".join(_MENTION.sub(" ", text).split())


def links_in(message: discord.Message) -> tuple[str, ...]:
    """Return up to three addresses of a message: of its text and its previews, each once."""
    texts = [message.content, *(each.url or "" for each in message.embeds)]
    found = (each.rstrip(".,;:!?\"'") for text in texts for each in _LINK.findall(text))
    return tuple(dict.fromkeys(found))[:MOST_LINKS]
