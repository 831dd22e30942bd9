"""Who somebody is in a server, as Discord says it with each interaction and mention."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.edges.platforms.discord.places import NOWHERE, Spot, spot
from bot.edges.platforms.kit.foreign import clean
from bot.model.ask import Asker, Person, Standing

if TYPE_CHECKING:
    from bot.ports.store import Store

MOST = 10_000  # people remembered
SERVER, CHANNEL = "Manage Server", "Manage Channels"  # as Discord names these permissions
CHANGING: Mapping[str, str] = {"digest": CHANNEL, "watch": CHANNEL, "feeds": SERVER, "onrecord": SERVER}
SENDING = discord.Permissions(view_channel=True, send_messages=True)
POSTING = SENDING | discord.Permissions(
    embed_links=True,
    attach_files=True,
    create_public_threads=True,
    send_messages_in_threads=True,
    read_message_history=True,
)
NAMES = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "embed_links": "Embed Links",
    "attach_files": "Attach Files",
    "create_public_threads": "Create Public Threads",
    "send_messages_in_threads": "Send Messages in Threads",
    "read_message_history": "Read Message History",
}


def lacking(granted: discord.Permissions, wanted: discord.Permissions = POSTING) -> list[str]:
    """Return the permissions that the bot lacks, as Discord names them."""
    return [said for name, said in NAMES.items() if getattr(wanted, name) and not getattr(granted, name)]


def lacks(granted: discord.Permissions) -> dict[str, str]:
    """Return the commands with which somebody may change nothing, with the permission that is missing."""
    has = {SERVER: granted.manage_guild, CHANNEL: granted.manage_channels or granted.manage_guild}
    return {command: needed for command, needed in CHANGING.items() if not (has[needed] or granted.administrator)}


class People:
    """Remember what people may do where: each interaction says it anew."""

    def __init__(self, store: Store) -> None:
        """Take the store, which knows who manages besides."""
        self._store = store
        self._known: dict[tuple[str, str], tuple[Person, tuple[str, ...]]] = {}  # with the ids of their roles
        self._lock = threading.Lock()

    def seen(self, asker: Asker, user: discord.abc.User, granted: discord.Permissions, language: str = "") -> None:
        """Remember who somebody is in a channel."""
        channel_id, person = asker.channel_id, asker.person
        nowhere = spot(person).guild == NOWHERE  # no server of ours: nothing there is anybody's to change
        manages = not nowhere and (granted.manage_guild or granted.administrator)
        standing = Standing.MANAGER if manages else Standing.MEMBER
        missing = dict(CHANGING) if nowhere else lacks(granted)
        known = Person(person, asker.name, standing, language=language, lacks=missing)
        roles = tuple(spot(person).beside(f"&{each}") for each in role_ids(user))
        with self._lock:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[channel_id, person] = (known, roles)

    def person(self, channel_id: str, person: str) -> Person:
        """Return who somebody is here; one who was not seen here may only read.

        Who is named in the settings, or has a role that is, manages channels, not the server.
        """
        nobody = Person(person, "", Standing.MEMBER, lacks=dict(CHANGING))
        with self._lock:
            known, roles = self._known.get((channel_id, person), (nobody, ()))
        if known is nobody or known.standing is Standing.MANAGER or spot(person).guild == NOWHERE:
            return known
        if not self._store.workspace(spot(person).workspace).names(person, *roles):
            return known
        still = {command: needed for command, needed in known.lacks.items() if needed != CHANNEL}
        return replace(known, standing=Standing.MANAGER, lacks=still)


def role_ids(user: discord.abc.User) -> tuple[int, ...]:
    """Return the ids of somebody's roles, with the server's own, which “@everyone” has.

    `Member.roles` is empty where the server is not known, as over HTTP.
    """
    return (*user._roles, user.guild.id) if isinstance(user, discord.Member) else ()  # noqa: SLF001


def named(user: discord.abc.User) -> str:
    """Return “@ana”: the name by which others see somebody; escaped where it is shown, it pings nobody."""
    name = clean(user.display_name)
    return f"@{name[:80]}" if name else ""


def person_id(guild: int | None, user: int) -> str:
    """Return the ledger's name of a person."""
    return Spot(str(guild or NOWHERE), f"@{user}").id
