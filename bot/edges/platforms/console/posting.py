"""The console as a platform: a channel is a folder of posts, and what is posted is printed too."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TextIO

from bot.edges.platforms.console.draw import draw, drawn
from bot.edges.platforms.console.terminal import PLAIN, WIDEST
from bot.edges.platforms.kit.foreign import clean
from bot.errors import Unclear, Unreachable
from bot.model.ask import Person, Standing
from bot.model.briefing import Channel
from bot.model.correction import Post
from bot.model.message import (
    Message,
    Section,
)
from bot.model.news import digest_of
from bot.ports.world import free

Keep = Callable[[str, str, tuple[str, ...]], None]  # channel, post, the ids of what it shows
_CORRECTION = re.compile(r"Correction: .* \([^()]{1,8}\)")


class ConsolePlatform:
    """Keep every post as a file of its own, so that a crash leaves no doubt about what was posted."""

    name = "console"

    def __init__(self, folder: Path, out: TextIO, keep: Keep | None = None) -> None:
        """Take the folder that holds the channels, made when first needed, and the stream to print on.

        `keep` writes down what was posted, so that it can be corrected.
        """
        self._folder = folder
        self._keep = keep or _unkept
        self._out = out
        self._turn = threading.Lock()

    def post(
        self,
        channel: Channel,
        message: Message,
        key: str,
        *,
        tried: datetime | None = None,  # noqa: ARG002 - a file is there or not
        fence: Callable[[], None] = free,
    ) -> str:
        """Keep the post under its key, then print it; a key posted before does nothing. Raises Unreachable."""
        place = self._place(channel, key)
        text = draw(message, WIDEST, PLAIN)
        fence()
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            new = _written_once(place, f"{text}\n")
        except OSError as error:
            raise Unreachable(f"The post cannot be kept in {place.parent}: {error.strerror or error}.") from error
        if new:
            self._print(message)
        items = tuple(dict.fromkeys([*(quote.id for quote in message.quotes), *(c.id for c in message.changes)]))
        self._keep(channel.id, place.name, items)  # also at a second try: the first may have died in between
        return place.name

    def preflight(self, channel: Channel) -> None:
        """Let every channel have a digest: it is a file."""

    def mended(self, channel: Channel) -> bool:  # noqa: ARG002 - a folder that is full is for who sees it
        """Return that nothing is known to be over."""
        return False

    def amend(self, post: Post, notes: Mapping[str, str]) -> None:
        """Let the file that holds the post end with these notes, and print what is new; raises Unreachable."""
        place = self._folder / _filed_as(post.channel_id) / post.post
        wanted = [f"Correction: {clean(note)} ({item[:8]})" for item, note in notes.items()]
        try:
            lines = place.read_text(encoding="utf-8").splitlines()
            before = [line for line in lines if _CORRECTION.fullmatch(line)]
            if before != wanted:
                text = [line for line in lines if not _CORRECTION.fullmatch(line)]
                place.write_text("\n".join([*text, *wanted]) + "\n", encoding="utf-8")
            for said in [*(each for each in wanted if each not in before)]:
                self._print(Message((Section(f"{post.post}: {said}"),)))
            for said in [each for each in before if each not in wanted]:
                self._print(Message((Section(f"{post.post}: taken back: {said}"),)))
        except OSError as error:
            raise Unreachable(f"The post {place} cannot be corrected: {error.strerror or error}.") from error

    def edit(self, post: Post, message: Message) -> None:
        """Write a message into the file that holds another, and print it unless it stands there; raises Unreachable."""
        place = self._folder / _filed_as(post.channel_id) / post.post
        text = f"{draw(message, WIDEST, PLAIN)}\n"
        try:
            if place.read_text(encoding="utf-8") != text:
                place.write_text(text, encoding="utf-8")
                self._print(message)
        except OSError as error:
            raise Unreachable(f"The post {place} cannot be changed: {error.strerror or error}.") from error

    def reply(self, post: Post, message: Message, key: str, *, tried: datetime | None = None) -> str:
        """Keep a reply as a post of its own."""
        platform, _, name = post.channel_id.partition(":")
        return self.post(Channel(post.channel_id, platform, name or platform), message, key, tried=tried)

    def find(self, channel: Channel, key: str, since: datetime) -> str | None:  # noqa: ARG002 - a file has no age
        """Return the file that holds the post with this key, or None when there is none; Unclear when unreadable."""
        place = self._place(channel, key)
        try:
            place.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise Unclear(f"The posts in {place.parent} cannot be looked at: {error.strerror or error}.") from error
        return place.name

    def person(self, channel_id: str, person: str) -> Person:  # noqa: ARG002 - whoever sits here may do everything
        """Return the person at the terminal."""
        return Person(person, standing=Standing.MANAGER)

    def _place(self, channel: Channel, key: str) -> Path:
        return self._folder / _filed_as(channel.id) / f"{_filed_as(key)}.txt"

    def _print(self, message: Message) -> None:
        with self._turn, contextlib.suppress(OSError, ValueError):  # the post stands, whether or not somebody looks on
            print(drawn(message, self._out), end="\n\n", file=self._out, flush=True)


def _unkept(_channel: str, _post: str, _items: tuple[str, ...]) -> None:
    """Write nothing down."""


def _filed_as(name: str) -> str:
    """Return a file name for a channel or key: readable, and another one for every other name."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")[:60]
    return plain if plain == name else f"{plain}-{digest_of(name)[:10]}"


def _written_once(place: Path, text: str) -> bool:
    """Write a file that is either whole or not there, and return False when it was there before."""
    handle, name = tempfile.mkstemp(prefix=".new-", dir=place.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(name, place)
        except FileExistsError:
            return False
    finally:
        Path(name).unlink()
    _keep_names(place.parent)
    return True


def _keep_names(folder: Path) -> None:
    """Bring a folder's list of names to the disk, where the system can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
