"""Make a message fit: whole stories and quotes move to the thread, never a part of one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.edges.platforms.kit.references import pressed
from bot.edges.platforms.slack.charts import Pictures
from bot.edges.platforms.slack.draw import Pen, reading, shared
from bot.edges.platforms.slack.elements import Json
from bot.edges.platforms.units import Place, Room, told
from bot.model.message import Block, Message

# Slack says 50 blocks and 40,000 characters of text, but chat.postMessage refuses blocks of about 11,000 characters
# in all (github.com/slackapi/bolt-js issues 2509 and 2867) and recommends 4,000 for the text. A correction makes a
# post longer than it was, so new ones leave it room.
MOST_BLOCKS, MOST_IN_VIEW = 45, 99  # a modal and App Home hold a hundred: nothing is parted there
MOST_JSON, JSON_TO_CORRECT = 9_000, 250
MOST_TEXT, TEXT_TO_CORRECT = 3_900, 120
TOO_LONG = "One quote here is too long for a Slack message."


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
    space = Room(
        lambda blocks: _payload(pen, blocks, place, line),
        lambda blocks: _plain(pen, blocks),
        lambda payload: len(payload.blocks) <= MOST_IN_VIEW if place is Place.VIEW else payload.fits(room),
        TOO_LONG,
    )
    lead, below = space.fitted(message, threaded=place is not Place.PRIVATE)
    return Drawn(lead, below, (*pen.lines, *((line,) if line else ())))


def _payload(pen: Pen, blocks: Sequence[Block], place: Place, line: str) -> Payload:
    made = pen.page(blocks)
    if line and place is not Place.POST and any(map(told, blocks)):
        made = _with_shared(made, shared(line, place))
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


def _plain(pen: Pen, blocks: Sequence[Block]) -> Payload:
    made = pen.page(blocks)
    return Payload(tuple(made), _text(Message(tuple(blocks))))
