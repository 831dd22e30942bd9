"""Draw messages as text for a terminal, a file or a pipe: pure, one way for each block."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_lowercase
from typing import TextIO, assert_never

from bot.briefing.blocks import NOT_NAMED
from bot.briefing.charts import strip
from bot.briefing.wording import dotted
from bot.edges.platforms.console.terminal import PLAIN, WIDEST, Style, bold, link, style_of, styled, width_of, wrapped
from bot.edges.platforms.kit.foreign import clean, isolated, paragraphs, scrubbed
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
from bot.model.record import Shown

SURE = 2.0  # a confidence that nothing has: names nobody
RESERVED = frozenset("csq")  # context, source, quit


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
    lines += wrapped(scrubbed(block.translated), width, "     ") if block.translated else []
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
