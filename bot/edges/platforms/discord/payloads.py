"""What Discord's requests say: who asks where, and what a message holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import discord

from bot.edges.platforms.discord.people import named, person_id
from bot.edges.platforms.discord.places import NOWHERE, Spot
from bot.edges.platforms.foreign import clean
from bot.model.ask import Asker

if TYPE_CHECKING:
    from bot.edges.platforms.discord.app import Bot

    Interaction: TypeAlias = discord.Interaction[Bot]
else:
    Interaction = discord.Interaction  # discord.py reads annotations of handlers
MOST_LINKS = 3
_LINK = re.compile(r"https?://[^\s<>|)\]]+")
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{2,500})[”“»\"]")
_MENTION = re.compile(r"<@!?\d+>")


def asker_of(asked: Interaction) -> Asker:
    """Return who asks where; in a thread the place is its channel, without an invitation no server."""
    guild = asked.guild_id if asked.is_guild_integration() else None
    channel = asked.channel
    parent = getattr(channel, "parent_id", None) if isinstance(channel, discord.Thread) else None
    where = str(parent or asked.channel_id or "")
    name = clean(str(getattr(channel, "name", "") or "")) if guild else ""
    return Asker(Spot(str(guild or NOWHERE), where).id, person_id(guild, asked.user.id), named(asked.user), name)


def without_mention(text: str) -> str:
    """Return what somebody wrote, without the names that were called."""
    return " ".join(_MENTION.sub(" ", text).split())


def links_in(message: discord.Message) -> tuple[str, ...]:
    """Return up to three addresses of a message: of its text and its previews, each once."""
    texts = [message.content, *(each.url or "" for each in message.embeds)]
    found = (each.rstrip(".,;:!?\"'") for text in texts for each in _LINK.findall(text))
    return tuple(dict.fromkeys(found))[:MOST_LINKS]


def quoted_in(text: str) -> str:
    """Return the words of a message that stand between quotation marks, the longest, else all of it."""
    plain = " ".join(text.split())
    found = sorted(_QUOTED.findall(plain), key=len)
    return (found[-1] if found else plain)[:500]
