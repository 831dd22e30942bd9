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
from bot.edges.platforms.slack.references import pressed
from bot.model.message import Block, Change, Context, Difference, Divider, Header, Message, Quotation, Section

# Slack says 50 blocks and 40,000 characters of text, but chat.postMessage refuses blocks of about 11,000 characters
# in all (github.com/slackapi/bolt-js issues 2509 and 2867) and recommends 4,000 for the text. A correction makes a
# post longer than it was, so new ones leave it room.
MOST_BLOCKS = 45
MOST_JSON, JSON_TO_CORRECT = 9_000, 250
MOST_TEXT, TEXT_TO_CORRECT = 3_900, 120
TOO_LONG = "One quote here is too long for a Slack message."
STAYING = 2  # stories that nothing else makes room for
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
            and len(json.dumps(self.blocks, ensure_ascii=False)) <= (MOST_JSON - JSON_TO_CORRECT) * room
            and len(self.text) <= MOST_TEXT - TEXT_TO_CORRECT
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
    leaving = _leaving(units)
    lead = _payload(pen, head, units, tail, message, place, line)

    def without(number: int) -> Payload:
        gone = set(leaving[:number])
        staying = [unit for at, unit in enumerate(units) if at not in gone]
        below = [unit for at, unit in enumerate(units) if at in gone]
        moved = Context(_moved(below, threaded=place is not Place.PRIVATE))
        return _payload(pen, head, staying, [moved, *tail], message, place, line)

    left = 0
    if units and not lead.fits(room):  # the fewest that must leave; even all of them, named and never cut
        left = 1 + bisect_left(range(1, len(units)), True, key=lambda number: without(number).fits(room))
        lead = without(left)
    gone = set(leaving[:left])
    below = _below(pen, [unit for at, unit in enumerate(units) if at in gone], message.reply, room)
    return Drawn(lead, below, (*pen.lines, *((line,) if line else ())))


def _leaving(units: Sequence[Unit]) -> list[int]:
    """Return the numbers of the units as they leave: the last stories, then splits, then the rest from the end."""
    stories = [at for at, unit in enumerate(units) if _story(unit)]
    splits = [at for at, unit in enumerate(units) if any(isinstance(block, Difference) for block in unit)]
    first = [*reversed(stories[STAYING:]), *reversed(splits)]
    return [*first, *(at for at in reversed(range(len(units))) if at not in first)]


def parted(blocks: Sequence[Block]) -> tuple[list[Block], list[Unit], list[Block]]:
    """Return what stands before the first story, line or quote, each of these, and what stands after the last."""
    inside = [at for at, block in enumerate(blocks) if isinstance(block, Section | Divider) or _told(block)]
    if not inside:
        return list(blocks), [], []
    start, end = inside[0], inside[-1] + 1
    units: list[list[Block]] = []
    for block in blocks[start:end]:
        if not units or _begins(units[-1], block):
            units.append([])
        units[-1].append(block)
    return list(blocks[:start]), [tuple(unit) for unit in units], list(blocks[end:])


def _begins(unit: Sequence[Block], block: Block) -> bool:
    """Say whether a block begins a unit: a headline keeps what comes first below it, and a line above it."""
    if isinstance(block, Section):
        return not isinstance(unit[-1], Divider)
    return isinstance(block, Divider) or (_told(block) and (not any(map(_opens, unit)) or _told(unit[-1])))


def _told(block: Block) -> bool:
    """Say whether a block shows somebody's words or what moved."""
    return isinstance(block, Quotation | Change | Difference)


def _opens(block: Block) -> bool:
    """Say whether a block is a headline, which its first quote stays with."""
    return isinstance(block, Section) and block.bold


def _story(unit: Sequence[Block]) -> bool:
    """Say whether a unit is a headline with its quote."""
    return any(map(_opens, unit)) and not any(isinstance(block, Change | Difference) for block in unit)


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
    made = pen.page(blocks)
    if line and place is not Place.POST and any(map(_told, blocks)):
        made = _with_shared(made, shared(line, place))
    if place is Place.PRIVATE and (message.quotes or message.changes):
        made += small(PRIVATE)
    return Payload(tuple(made), _text(Message(tuple(blocks))))


def _with_shared(made: list[Json], buttons: Sequence[Json]) -> list[Json]:
    """Return the blocks with the buttons of every list of quotes after the first two of its own."""
    for number in range(len(made) - 1, -1, -1):
        if made[number]["type"] == "actions":
            own = made[number]["elements"]
            if any(_reports(each) for each in own):  # a digest brings its own
                buttons = [each for each in buttons if not _reports(each)]
            row = {"type": "actions", "elements": [*own[:2], *buttons, *own[2:]][:25]}
            return [*made[:number], row, *made[number + 1 :]]
    return [*made, {"type": "actions", "elements": list(buttons)}]


def _reports(button: Json) -> bool:
    """Say whether a button reports a quote."""
    meant = pressed(str(button.get("action_id")))
    return meant is not None and meant.verb == "rp"


def _text(message: Message) -> str:
    """Return the whole in words, with links while there is room for them."""
    text = reading(message)
    return text if len(text) <= MOST_TEXT - TEXT_TO_CORRECT else reading(message, links=False)


def _moved(units: Sequence[Unit], *, threaded: bool) -> str:
    stories = sum(map(_story, units))
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
    made = pen.page(blocks)
    return Payload(tuple(made), _text(Message(tuple(blocks))))


def _named(unit: Unit) -> list[Block]:
    """Return what stands for words that no Slack message can hold: where they can be read whole."""
    urls = [_url(block) for block in unit]
    return [Section(TOO_LONG, url) for url in urls if url]


def _url(block: Block) -> str:
    match block:
        case Quotation():
            return block.url
        case Change():
            return block.sides[-1].url
        case Difference():
            return block.side.url
        case _:
            return ""
