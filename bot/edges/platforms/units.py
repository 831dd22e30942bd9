"""What stays together when a message is parted, and what leaves first when there is no room."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from bot.briefing.wording import counted
from bot.model.message import Block, Change, Context, Difference, Divider, Header, Message, Quotation, Section

STAYING = 2  # stories that nothing else makes room for
Unit = tuple[Block, ...]  # what stays together: a headline with its quotes, or one quote
Payload = TypeVar("Payload")  # what one call of a platform's sends


class Place(Enum):
    """Tell where a message is shown, which decides what can be done with its quotes."""

    PRIVATE = "only the asker sees it"
    PUBLIC = "an answer that the channel sees"
    POST = "a digest: it brings its own buttons"
    VIEW = "a modal or App Home"


@dataclass(frozen=True, slots=True)
class Room(Generic[Payload]):
    """Say how a platform draws blocks, and whether it will take them."""

    lead: Callable[[Sequence[Block]], Payload]
    below: Callable[[Sequence[Block]], Payload]
    fits: Callable[[Payload], bool]
    too_long: str  # what stands for words that no message of the platform's can hold

    def fitted(self, message: Message, *, threaded: bool) -> tuple[Payload, tuple[Payload, ...]]:
        """Return a message as it fits and what goes below it: whole units leave, the fewest that must."""
        head, units, tail = parted(message.blocks)
        order = _leaving(units)
        lead = self.lead(_joined(head, units, tail))

        def without(number: int) -> Payload:
            gone = set(order[:number])
            staying = [unit for at, unit in enumerate(units) if at not in gone]
            below = [unit for at, unit in enumerate(units) if at in gone]
            return self.lead(_joined(head, staying, [Context(_moved(below, threaded=threaded)), *tail]))

        left = 0
        if units and not self.fits(lead):  # even all of them: named and never cut
            left = 1 + bisect_left(range(1, len(units)), True, key=lambda number: self.fits(without(number)))
            lead = without(left)
        gone = set(order[:left])
        return lead, self._below([unit for at, unit in enumerate(units) if at in gone], message.reply)

    def _below(self, moved: Sequence[Unit], reply: Message | None) -> tuple[Payload, ...]:
        """Return what had no room above, then the thread's own, each payload as full as fits."""
        head, units, tail = parted(reply.blocks) if reply else ([], [], [])
        payloads: list[Payload] = []
        page: list[Block] = list(head)
        for unit in [*moved, *units]:
            fuller = self.below([*page, *unit])
            if not self.fits(fuller) and page:
                payloads.append(self.below(page))
                page = []
                fuller = self.below(unit)
            page += unit if self.fits(fuller) else self._named(unit)
        rest = [*page, *tail]
        holds = any(not isinstance(each, Header) for each in rest)
        return (*payloads, self.below(rest)) if holds else tuple(payloads)

    def _named(self, unit: Unit) -> list[Block]:
        """Return what stands for words that are too long: where they can be read whole."""
        return [Section(self.too_long, url) for block in unit if (url := _source(block))]


def _joined(head: Sequence[Block], units: Sequence[Unit], tail: Sequence[Block]) -> list[Block]:
    return [*head, *(block for unit in units for block in unit), *tail]


def _leaving(units: Sequence[Unit]) -> list[int]:
    """Return the numbers of the units as they leave: splits, the last stories, then the rest from the end."""
    stories = [at for at, unit in enumerate(units) if _story(unit)]
    splits = [at for at, unit in enumerate(units) if any(isinstance(block, Difference) for block in unit)]
    first = [*reversed(splits), *reversed(stories[STAYING:])]
    return [*first, *(at for at in reversed(range(len(units))) if at not in first)]


def parted(blocks: Sequence[Block]) -> tuple[list[Block], list[Unit], list[Block]]:
    """Return what stands before the first story, line or quote, each of these, and what stands after the last."""
    inside = [at for at, block in enumerate(blocks) if isinstance(block, Section | Divider) or told(block)]
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
    return isinstance(block, Divider) or (told(block) and (not any(map(_opens, unit)) or told(unit[-1])))


def told(block: Block) -> bool:
    """Say whether a block shows somebody's words or what moved."""
    return isinstance(block, Quotation | Change | Difference)


def _opens(block: Block) -> bool:
    """Say whether a block is a headline, which its first quote stays with."""
    return isinstance(block, Section) and block.bold


def _story(unit: Sequence[Block]) -> bool:
    """Say whether a unit is a headline with its quote."""
    return any(map(_opens, unit)) and not any(isinstance(block, Change | Difference) for block in unit)


def _moved(units: Sequence[Unit], *, threaded: bool) -> str:
    """Return the line that says what left: “2 more stories in the thread”."""
    stories = sum(map(_story, units))
    told = sum(isinstance(block, Quotation) for unit in units for block in unit)
    what = (
        counted(stories, "more story", "more stories") if stories else counted(told, "more quote") if told else "more"
    )
    return f"{what} in the thread" if threaded else f"{what} below"


def _source(block: Block) -> str:
    """Return where the words of a block can be read whole, '' where it has none."""
    match block:
        case Quotation():
            return block.url
        case Change():
            return block.sides[-1].url
        case Difference():
            return block.side.url
        case _:
            return ""
