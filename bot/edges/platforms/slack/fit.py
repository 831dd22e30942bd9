"""Make a message fit: whole stories and quotes move to the thread, never a part of one."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from bot.briefing.wording import counted
from bot.edges.platforms.slack.charts import Pictures
from bot.edges.platforms.slack.draw import PRIVATE, Pen, Place, reading, shared
from bot.edges.platforms.slack.elements import Json, small
from bot.model.message import Block, Context, Divider, Header, Message, Quotation, Section

# Slack says 50 blocks and 40,000 characters of text, but chat.postMessage refuses blocks of about 11,000 characters
# in all (github.com/slackapi/bolt-js issues 2509 and 2867) and recommends 4,000 for the text.
MOST_BLOCKS = 45
MOST_JSON = 9_000
MOST_TEXT = 3_900
TOO_LONG = "One quote here is too long for a Slack message."
Unit = tuple[Block, ...]  # what stays together: a headline with its quotes, or one quote


@dataclass(frozen=True, slots=True)
class Payload:
    """Hold what one call sends: blocks, and the same as text."""

    blocks: tuple[Json, ...]
    text: str

    def fits(self, room: float = 1.0) -> bool:
        """Say whether Slack will take it, or would if it had only that part of its room."""
        return (
            len(self.blocks) <= MOST_BLOCKS * room
            and len(json.dumps(self.blocks, ensure_ascii=False)) <= MOST_JSON * room
            and len(self.text) <= MOST_TEXT
        )


@dataclass(frozen=True, slots=True)
class Drawn:
    """Hold a message as Slack takes it, what goes below it, and the lines that its buttons stand for."""

    lead: Payload
    thread: tuple[Payload, ...] = ()
    lines: tuple[str, ...] = ()


def drawn(
    message: Message, *, place: Place, line: str = "", room: float = 1.0, pictures: Pictures | None = None
) -> Drawn:
    """Return a message as it fits; `line` is the command line that it answers, `room` the part of Slack's to use.

    Charts are Slack's own, or with `pictures` those files, and text where there is no file.
    """
    pen = Pen(pictures)
    head, units, tail = parted(message.blocks)
    kept = len(units)
    lead = _payload(pen, head, units, tail, message, place, line)

    def shortened(number: int) -> Payload:
        moved = Context(_moved(units[number:], threaded=place is not Place.PRIVATE))
        return _payload(pen, head, units[:number], [moved, *tail], message, place, line)

    if not lead.fits(room) and len(units) > 1:
        beyond = bisect_left(range(2, len(units)), True, key=lambda number: not shortened(number).fits(room))
        kept = 1 + beyond  # the most that fit
        lead = shortened(kept)
    if not lead.fits(room) and units:  # even one is too much: it is named, and never cut
        kept = 0
        lead = _payload(pen, head, [], [Context(_moved(units, threaded=True)), *tail], message, place, line)
    below = _below(pen, units[kept:], message.reply, room)
    return Drawn(lead, below, (*pen.lines, *((line,) if line else ())))


def parted(blocks: Sequence[Block]) -> tuple[list[Block], list[Unit], list[Block]]:
    """Return what stands before the first story, line or quote, each of these, and what stands after the last."""
    inside = [number for number, block in enumerate(blocks) if isinstance(block, Section | Quotation | Divider)]
    if not inside:
        return list(blocks), [], []
    start, end = inside[0], inside[-1] + 1
    units: list[list[Block]] = []
    for block in blocks[start:end]:
        headed = bool(units) and _opens(units[-1][0]) and not isinstance(units[-1][-1], Quotation)
        if not units or isinstance(block, Section | Divider) or (isinstance(block, Quotation) and not headed):
            units.append([])
        units[-1].append(block)
    return list(blocks[:start]), [tuple(unit) for unit in units], list(blocks[end:])


def _opens(block: Block) -> bool:
    """Say whether a block is a headline, which its first quote stays with."""
    return isinstance(block, Section) and block.bold


def _payload(
    pen: Pen,
    head: Sequence[Block],
    units: Sequence[Unit],
    tail: Sequence[Block],
    message: Message,
    place: Place,
    line: str,
) -> Payload:
    blocks = [*head, *(block for unit in units for block in unit), *tail]
    made = [each for block in blocks for each in pen.draw(block)]
    if line and place is not Place.POST and any(isinstance(block, Quotation) for block in blocks):
        made = _with_shared(made, shared(line, place))
    if place is Place.PRIVATE and message.quotes:
        made += small(PRIVATE)
    return Payload(tuple(made), _text(Message(tuple(blocks))))


def _with_shared(made: list[Json], buttons: Sequence[Json]) -> list[Json]:
    """Return the blocks with the buttons of every list of quotes after the first two of its own."""
    for number in range(len(made) - 1, -1, -1):
        if made[number]["type"] == "actions":
            own = made[number]["elements"]
            row = {"type": "actions", "elements": [*own[:2], *buttons, *own[2:]][:25]}
            return [*made[:number], row, *made[number + 1 :]]
    return [*made, {"type": "actions", "elements": list(buttons)}]


def _text(message: Message) -> str:
    """Return the whole in words, with links while there is room for them."""
    text = reading(message)
    return text if len(text) <= MOST_TEXT else reading(message, links=False)


def _moved(units: Sequence[Unit], *, threaded: bool) -> str:
    stories = sum(_opens(unit[0]) for unit in units)
    told = sum(isinstance(block, Quotation) for unit in units for block in unit)
    what = (
        counted(stories, "more story", "more stories") if stories else counted(told, "more quote") if told else "more"
    )
    return f"{what} in the thread" if threaded else f"{what} below"


def _below(pen: Pen, moved: Sequence[Unit], reply: Message | None, room: float) -> tuple[Payload, ...]:
    """Return what goes into the thread: what had no room above, then the thread's own, each payload as full as fits."""
    head, units, tail = parted(reply.blocks) if reply else ([], [], [])
    payloads: list[Payload] = []
    page: list[Block] = list(head)
    for unit in [*moved, *units]:
        fuller = _plain(pen, [*page, *unit])
        if not fuller.fits(room) and page:
            payloads.append(_plain(pen, page))
            page = []
            fuller = _plain(pen, unit)
        page += unit if fuller.fits(room) else _named(unit)
    rest = [*page, *tail]
    return (*payloads, _plain(pen, rest)) if any(not isinstance(each, Header) for each in rest) else tuple(payloads)


def _plain(pen: Pen, blocks: Sequence[Block]) -> Payload:
    made = [each for block in blocks for each in pen.draw(block)]
    return Payload(tuple(made), _text(Message(tuple(blocks))))


def _named(unit: Unit) -> list[Block]:
    """Return what stands for a quote that no Slack message can hold: where it can be read whole."""
    return [Section(TOO_LONG, block.url) for block in unit if isinstance(block, Quotation)]
