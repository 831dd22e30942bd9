"""Make a message fit: whole stories and quotes move to the thread, never a part of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.edges.platforms.discord.draw import Pen, shared
from bot.edges.platforms.discord.elements import CONTAINER, Json, display, texts_in, walked
from bot.edges.platforms.units import Place, Room, told
from bot.model.message import Block, Chart, Message

# docs.discord.com/developers/components/reference. A correction makes a post longer: new ones leave it room.
MOST_COMPONENTS = 40
MOST_TEXT, TO_CORRECT = 4_000, 150
TOO_LONG = "One quote here is too long for a Discord message."
NOTHING = "-# Nothing to show."


@dataclass(frozen=True, slots=True)
class Payload:
    """Hold what one call sends: components, which text shows which quote or change, and charts."""

    components: tuple[Json, ...]
    shown: tuple[tuple[str, int], ...] = ()
    charts: tuple[Chart, ...] = ()

    def fits(self) -> bool:
        """Say whether Discord will take it."""
        return len(walked(self.components)) <= MOST_COMPONENTS and length(self.components) <= MOST_TEXT - TO_CORRECT


@dataclass(frozen=True, slots=True)
class Drawn:
    """Hold a message as Discord takes it, what goes below it, and the lines that its buttons stand for."""

    lead: Payload
    thread: tuple[Payload, ...] = ()
    lines: tuple[str, ...] = ()


def length(components: Sequence[Json]) -> int:
    """Return the characters of all texts, as strictly as Discord may count them: in UTF-16."""
    return sum(len(text.encode("utf-16-le")) // 2 for text in texts_in(components))


def drawn(message: Message, *, place: Place, line: str = "") -> Drawn:
    """Return a message as it fits; `line` is the command line that it answers."""
    pen = Pen(place)
    room = Room(
        lambda blocks: _lead(pen, blocks, place, line), lambda blocks: _payload(pen, blocks), Payload.fits, TOO_LONG
    )
    lead, below = room.fitted(message, threaded=place is not Place.PRIVATE)
    return Drawn(lead, below, (*pen.lines, *((line,) if line else ())))


def _lead(pen: Pen, blocks: Sequence[Block], place: Place, line: str) -> Payload:
    listing = line and place is not Place.POST and any(map(told, blocks))
    return _payload(pen, blocks, shared(line, place) if listing else ())


def _payload(pen: Pen, blocks: Sequence[Block], extra: Sequence[Json] = ()) -> Payload:
    inside = pen.page(blocks, extra) or display(NOTHING)
    container: Json = {"type": CONTAINER, "components": inside}
    return Payload((container,), tuple(pen.shown), tuple(pen.charts))
