"""Text for a terminal: nothing foreign may steer it, and every line fits."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from rich.cells import cell_len

from bot.edges.platforms.kit.foreign import clean

WIDEST = 88  # columns
BOLD, PLAIN_AGAIN = "\x01", "\x02"  # stand for bold on and off until the line is styled; cleaned text holds neither
_INDENT = re.compile(r" *(?:│ )?")
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"[\x01\x02]*https?://")


@dataclass(frozen=True, slots=True)
class Style:
    """Say what a terminal can do: bold type, links, and letters that a prompt takes."""

    bold: bool = False
    links: bool = False
    letters: bool = False


PLAIN = Style()


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Return lines of at most `width` columns, each after its indent; addresses stay whole."""
    later = first if rest is None else rest
    lines: list[str] = []
    line = ""
    for word in _pieces(text, max(8, width - max(cell_len(first), cell_len(later)))):
        indent = later if lines else first
        if line and cell_len(indent) + _cells(line) + 1 + _cells(word) > width:
            lines.append(indent + line)
            line = ""
        line = f"{line} {word}" if line else word
    return [*lines, (later if lines else first) + line]


def styled(lines: list[str], style: Style) -> list[str]:
    """Return the lines with their bold marks made into escapes, closed at each line's end, or taken out."""
    if not style.bold:
        return [line.replace(BOLD, "").replace(PLAIN_AGAIN, "") for line in lines]
    done, open_ = [], False
    for line in lines:
        indent = _INDENT.match(line)
        at = indent.end() if indent and open_ else 0
        start = line[:at] + ("\x1b[1m" if open_ else "")
        open_ = line.rfind(BOLD) > line.rfind(PLAIN_AGAIN) or (open_ and PLAIN_AGAIN not in line)
        body = line[at:].replace(BOLD, "\x1b[1m").replace(PLAIN_AGAIN, "\x1b[22m")
        done.append(start + body + ("\x1b[22m" if open_ else ""))
    return done


def bold(text: str) -> str:
    """Return text marked as bold."""
    return f"{BOLD}{text}{PLAIN_AGAIN}" if text else ""


def link(url: str, style: Style) -> str:
    """Return an address, clickable where the terminal can do it."""
    shown = clean(url).replace(" ", "%20")
    return (
        f"\x1b]8;;{shown}\x1b\\{shown}\x1b]8;;\x1b\\"
        if style.links and shown.startswith(("http://", "https://"))
        else shown
    )


def width_of() -> int:
    """Return how wide a message may be drawn."""
    columns = shutil.get_terminal_size((WIDEST, 24)).columns
    return max(20, min(columns, WIDEST))


def style_of(out: TextIO, *, letters: bool = False) -> Style:
    """Return what the stream can show: nothing but text unless it is a terminal."""
    able = out.isatty() and os.environ.get("TERM", "") != "dumb"
    return Style(bold=able and not os.environ.get("NO_COLOR"), links=able, letters=letters)


def _cells(text: str) -> int:
    return cell_len(text.replace(BOLD, "").replace(PLAIN_AGAIN, ""))


def _pieces(text: str, room: int) -> Iterator[str]:
    """Yield the words, those wider than a line cut into parts that fit."""
    for word in _WORD.findall(text):
        if _cells(word) <= room or _ADDRESS.match(word):
            yield word
            continue
        part = ""
        for each in word:
            if _cells(part + each) > room:
                yield part
                part = ""
            part += each
        yield part
