"""The console as a platform: a channel is a folder of posts, and what is posted is printed too."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from string import ascii_lowercase
from typing import TextIO, assert_never

from bot.briefing.blocks import NOT_NAMED
from bot.briefing.charts import strip
from bot.briefing.wording import dotted
from bot.edges.platforms.foreign import clean, isolated, paragraphs, scrubbed
from bot.edges.platforms.terminal import PLAIN, WIDEST, Style, bold, link, style_of, styled, width_of, wrapped
from bot.errors import Unclear, Unreachable
from bot.model.ask import Person, Standing
from bot.model.briefing import Channel
from bot.model.correction import Post
from bot.model.message import (
    Actions,
    Block,
    Button,
    Change,
    Chart,
    Context,
    Difference,
    Divider,
    Header,
    Message,
    Quotation,
    Section,
    Side,
)
from bot.model.news import digest_of
from bot.model.record import Shown
from bot.ports.world import free

Keep = Callable[[str, str, tuple[str, ...]], None]  # channel, post, the ids of what it shows
SURE = 2.0  # a confidence that nothing has: names nobody
_CORRECTION = re.compile(r"Correction: .* \([^()]{1,8}\)")
RESERVED = frozenset("csq")  # context, source, quit


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


def drawn(message: Message, out: TextIO | None = None, *, letters: bool = False) -> str:
    """Return a message as the stream (standard output if none) can show it; a file as it is when nobody looks on."""
    stream = out or sys.stdout
    if message.file and not stream.isatty():
        return message.file.content.decode("utf-8", "replace").rstrip("\n")
    text = draw(message, width_of(), style_of(stream, letters=letters))
    if message.file and not letters:
        lines = message.file.content.decode("utf-8", "replace").splitlines()
        return "\n".join([text, "", *map(clean, lines)])
    return text


def as_json(message: Message) -> str:
    """Return a message for programs: its text, and each quote as the same record as an export's."""
    from bot.briefing.export import record_of

    shown = [block for block in _blocks(message) if isinstance(block, Quotation)]
    answer = {
        "text": draw(message, WIDEST, PLAIN),
        "empty": message.empty,
        "quotes": [
            record_of(quote, name_from=SURE if each.name == NOT_NAMED else 0.0)
            for each in shown
            for quote in each.quotes
        ],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)


def draw(message: Message, width: int, style: Style) -> str:
    """Return the text of a message and its thread, quotes numbered through, lines at most `width` columns."""
    lines: list[str] = []
    number = 0
    before: Block | None = None
    for block in _blocks(message):
        number += isinstance(block, Quotation)
        if new := _lines(block, number, width, style):
            lines += [""] if before and _apart(before, block) else []
            lines += new
            before = block
    return "\n".join(line.rstrip() for line in styled(lines, style))


def keyed(buttons: Iterable[Button]) -> dict[str, Button]:
    """Return the buttons that hold a command line, each under the letter that presses it on the console."""
    taken: dict[str, Button] = {}
    for button in buttons:
        if not button.line or button.key in RESERVED:
            continue
        wanted = (button.key, *button.label.casefold(), *ascii_lowercase)
        free = (each for each in wanted if each in ascii_lowercase and each and each not in {*taken, *RESERVED})
        if letter := next(free, ""):
            taken[letter] = button
    return taken


def buttons_of(message: Message) -> tuple[Button, ...]:
    """Return the buttons of a message and its thread, in order."""
    parts = (message, message.reply) if message.reply else (message,)
    rows = [block for part in parts for block in part.blocks if isinstance(block, Actions)]
    return tuple(
        button for row in rows for button in (*(each for menu in row.menus for each in menu.options), *row.buttons)
    )


def _blocks(message: Message) -> Iterator[Block]:
    """Yield the blocks in reading order, the buttons of all as the last one."""
    yield from (block for block in message.blocks if not isinstance(block, Actions))
    if message.reply:
        yield Divider()
        yield from (block for block in message.reply.blocks if not isinstance(block, Actions))
    yield Actions(buttons_of(message))


def _apart(before: Block, block: Block) -> bool:
    """Say whether an empty line stands between two blocks."""
    if isinstance(block, Header | Quotation | Change | Difference | Divider | Actions) or isinstance(
        before, Quotation | Change | Difference | Divider
    ):
        return True
    return isinstance(block, Section) and block.bold and not isinstance(before, Section)


def _lines(block: Block, number: int, width: int, style: Style) -> list[str]:  # noqa: PLR0911 - one for each kind of block
    match block:
        case Header():
            return wrapped(bold(clean(dotted(block.line or block.text, block.note))), width)
        case Section():
            return _section(block, width, style)
        case Quotation():
            return _quotation(block, number, width, style)
        case Change():
            return [
                *wrapped(bold(isolated(clean(block.title))) + scrubbed(block.head), width),
                *_sides(block.sides, width, style),
                *(wrapped(clean(block.reason), width, "   ") if block.reason else []),
            ]
        case Difference():
            return [
                *wrapped(bold(clean(block.title)) + scrubbed(block.head), width),
                *_sides((block.side,), width, style),
                *(wrapped(clean(block.ground), width, "   ") if block.ground else []),
            ]
        case Chart():
            return [*wrapped(clean(block.title), width), *wrapped(strip(block), width)]
        case Context():
            return [line for part in paragraphs(scrubbed(block.text)) for line in wrapped(part, width)]
        case Divider():
            return ["─" * min(width, 40)]
        case Actions():
            return _actions(block, number, width, style)
        case _:
            assert_never(block)


def _section(block: Section, width: int, style: Style) -> list[str]:
    parts = [bold(part) if block.bold else part for part in paragraphs(scrubbed(block.text))]
    lines = [line for part in parts for line in wrapped(part, width)]
    lines += [f"   {link(block.url, style)}"] if block.url else []
    below = (*paragraphs(scrubbed(block.note)), *paragraphs(scrubbed(block.body)))
    return [*lines, *(line for part in below for line in wrapped(part, width))]


def _sides(sides: Sequence[Side], width: int, style: Style) -> list[str]:
    """Return the sides of a change one below the other; an address that is also the next side's comes once."""
    lines: list[str] = []
    for number, side in enumerate(sides):
        lines += [*wrapped(clean(side.label), width, "   "), *_said(side.shown, width)]
        if number + 1 == len(sides) or sides[number + 1].url != side.url:
            lines += _source(clean(side.foot), side.url, width, style)
    return lines


def _quotation(block: Quotation, number: int, width: int, style: Style) -> list[str]:
    head = bold(isolated(clean(block.name))) + scrubbed(block.head)
    lines = [*wrapped(head, width, f"{number:2} ", "   "), *_said(block.shown, width)]
    return lines + _source(clean(dotted(block.foot, block.note)), block.url, width, style)


def _said(shown: Shown, width: int) -> list[str]:
    """Return words with what carries them, behind a bar."""
    said = "".join(bold(scrubbed(text)) if quoted and shown.part else scrubbed(text) for text, quoted in shown.pieces)
    parts = (*paragraphs(scrubbed(shown.lead_in)), *paragraphs(said))
    return [f"   │ {isolated(line)}" for part in parts for line in wrapped(part, width - 5)]


def _source(foot: str, url: str, width: int, style: Style) -> list[str]:
    """Return where a quote stands, its address whole: on the same line where it fits."""
    if foot and len(foot) + len(url) + 5 <= width:
        return [f"   {foot}  {link(url, style)}"]
    lines = wrapped(foot, width, "   ") if foot else []
    return [*lines, f"   {link(url, style)}"] if url else lines


def _actions(block: Actions, number: int, width: int, style: Style) -> list[str]:
    """Return the letters to press at a prompt, or the lines to type elsewhere."""
    if not style.letters:
        return [f"{clean(each.label)}: {clean(each.line or each.url)}" for each in block.buttons]
    offers = [f"{letter} {clean(button.label).lower()}" for letter, button in keyed(block.buttons).items()]
    offers += ["c N context", "s N source"] if number else []
    return wrapped(" · ".join([*offers, "q quit"]), width) if offers else []


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
