"""Who somebody is in a server, as Discord says it with each interaction and mention."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING

import discord

from bot.edges.platforms.discord.places import NOWHERE, Spot, spot
from bot.edges.platforms.foreign import clean
from bot.model.ask import Person, Standing

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
        self._known: dict[tuple[str, str], Person] = {}
        self._lock = threading.Lock()

    def seen(self, channel_id: str, person: str, name: str, granted: discord.Permissions, language: str = "") -> None:
        """Remember who somebody is in a channel."""
        nowhere = spot(person).guild == NOWHERE  # no server of ours: nothing there is anybody's to change
        manages = not nowhere and (granted.manage_guild or granted.administrator)
        standing = Standing.MANAGER if manages else Standing.MEMBER
        missing = dict(CHANGING) if nowhere else lacks(granted)
        known = Person(person, name, standing, language=language, lacks=missing)
        with self._lock:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[channel_id, person] = known

    def person(self, channel_id: str, person: str) -> Person:
        """Return who somebody is here; one who was not seen here may only read."""
        with self._lock:
            known = self._known.get((channel_id, person))
        return known or Person(person, "", Standing.MEMBER, lacks=dict(CHANGING))


def named(user: discord.abc.User) -> str:
    """Return “@ana”: the name by which others see somebody; escaped where it is shown, it pings nobody."""
    name = clean(user.display_name)
    return f"@{name[:80]}" if name else ""


def person_id(guild: int | None, user: int) -> str:
    """Return the ledger's name of a person."""
    return Spot(str(guild or NOWHERE), f"@{user}").id
