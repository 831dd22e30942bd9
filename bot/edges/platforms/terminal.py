"""Text for a terminal: nothing foreign may steer it, and every line fits."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from rich.cells import cell_len

WIDEST = 88  # columns
BOLD, PLAIN_AGAIN = "\x01", "\x02"  # stand for bold on and off until the line is styled; cleaned text holds neither
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"
)
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAK = dict.fromkeys("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n")
_INDENT = re.compile(r" *(?:│ )?")
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"[\x01\x02]*https?://")
_SYNTAX = frozenset({"Cc", "Cs", "Co", "Cn"})


@dataclass(frozen=True, slots=True)
class Style:
    """Say what a terminal can do: bold type, links, and letters that a prompt takes."""

    bold: bool = False
    links: bool = False
    letters: bool = False


PLAIN = Style()


def scrubbed(text: str) -> str:
    """Return text that cannot steer a terminal: no escapes, controls, overrides or lone surrogates; lines stay."""
    return "".join(_BREAK.get(each, each) for each in _ESCAPES.sub("", text) if _harmless(each))


def clean(text: str) -> str:
    """Return scrubbed text on one line, each gap one space."""
    return " ".join(scrubbed(text).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the lines of a scrubbed text that hold something, gaps made one space."""
    parts = (" ".join(part.split()) for part in text.split("\n"))
    return tuple(part for part in parts if part)


def isolated(text: str) -> str:
    """Return text between bidi isolates when it holds letters that run from right to left."""
    if any(unicodedata.bidirectional(each) in {"R", "AL", "AN"} for each in text):
        return f"\u2068{text}\u2069"
    return text


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


def _harmless(character: str) -> bool:
    if character in _BIDI or character == "\ufeff" or "\U000e0000" <= character <= "\U000e007f":
        return False
    return character.isspace() or unicodedata.category(character) not in _SYNTAX


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
