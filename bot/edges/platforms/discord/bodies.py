"""What a call that shows something sends: nothing in it pings, and links show no previews."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.edges.platforms.discord.elements import FILE, Json, display, escaped
from bot.edges.platforms.discord.embeds import embedded
from bot.edges.platforms.discord.fit import Payload
from bot.edges.platforms.discord.places import Spot, spot
from bot.edges.platforms.kit.picture import png
from bot.model.message import File
from bot.ports.world import free

SUPPRESS_EMBEDS, EPHEMERAL, COMPONENTS_V2 = 1 << 2, 1 << 6, 1 << 15  # flags of a message
MUTE: Json = {"parse": [], "replied_user": False}  # also on each edit, where Discord would parse anew
PNG = "image/png"
MARKED = "https://onrecord.invalid/"  # before a post's mark: an address that an embed without a title does not show


@dataclass(frozen=True, slots=True)
class Letter:
    """Hold one post that is under way: where, in which thread, and how it is known again."""

    channel_id: str
    key: str
    part: int = 1
    thread: str = ""  # a thread is a channel of its own
    below: str = ""  # the post that it replies to
    fence: Callable[[], None] = free  # raises NotNow where this node may no longer post

    @property
    def where(self) -> Spot:
        """Return the channel or thread to post to."""
        place = spot(self.channel_id)
        return Spot(place.guild, self.thread) if self.thread else place

    @property
    def nonce(self) -> str:
        """Return the 25 characters under which Discord shows a post once, within some minutes."""
        return base64.b32encode(self._digest).decode()[:25].lower()

    @property
    def mark(self) -> int:
        """Return the number that the post's first component bears, by which its channel's history knows it."""
        return 2**30 + int.from_bytes(self._digest[-4:]) % 2**30

    @property
    def _digest(self) -> bytes:
        return hashlib.sha256(f"{self.key}\x1f{self.part}".encode("utf-8", "surrogatepass")).digest()


def body(payload: Payload, *, hidden: bool = False, older: bool = False) -> Json:
    """Return a message: `hidden` from all but who asks; `older` as embeds, where components are refused."""
    flags = SUPPRESS_EMBEDS | (EPHEMERAL if hidden else 0)
    pictures = [
        {"id": str(number), "filename": f"chart-{number + 1}.png", "description": chart.alt[:1024]}
        for number, chart in enumerate(payload.charts)
    ]
    common: Json = {"allowed_mentions": MUTE} | ({"attachments": pictures} if pictures else {})
    if older:
        embeds, rows = embedded(payload.components)
        if (mark := payload.components[0].get("id")) and rows:
            rows[0] = rows[0] | {"id": mark}
        elif mark:
            embeds[0] = embeds[0] | {"url": f"{MARKED}{mark}"}
        # Previews stay off by the brackets around each address: the flag would take our own embeds away.
        return common | {"embeds": embeds, "components": rows, "flags": flags & ~SUPPRESS_EMBEDS}
    return common | {"components": list(payload.components), "flags": flags | COMPONENTS_V2}


def files(payload: Payload) -> list[File]:
    """Return the pictures of a message's charts."""
    return [File(f"chart-{number}.png", PNG, png(chart)) for number, chart in enumerate(payload.charts, start=1)]


def marked(payload: Payload, mark: int) -> Payload:
    """Return a payload whose first component bears a number."""
    first, *rest = payload.components
    return replace(payload, components=({**first, "id": mark}, *rest))


def note(said: str) -> Payload:
    """Return one line."""
    return Payload(tuple(display(escaped(said))))


def handed(file: File) -> Payload:
    """Return a message that holds a file."""
    return Payload(({"type": FILE, "file": {"url": f"attachment://{file.name}"}},))


def marks(message: Json) -> Sequence[object]:
    """Return what a message of ours is known by: its nonce, and the number of its first component or embed."""
    components, embeds = message.get("components") or [{}], message.get("embeds") or [{}]
    number = str(embeds[0].get("url") or "").removeprefix(MARKED)
    return (message.get("nonce"), components[0].get("id"), int(number) if number.isdecimal() else None)
