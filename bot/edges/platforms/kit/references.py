"""What buttons say to us: ids that any node can read, and the command lines that they stand for."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model.workspace import Reference

MARK = "or1"
LIVES = timedelta(days=90)  # how long a button acts
FORM = "\x1f"  # parts a line from what its form asks, in a button's value
_PAGE = re.compile(r"\s*\bpage:(\d+)\s*$")
_ACTION = re.compile(rf"{MARK}:([a-z]+)(?::([a-z2-7]{{8}}|[0-9a-f]{{24}}))?(?::(\d+))?")


@dataclass(frozen=True, slots=True)
class Pressed:
    """Hold what a button's id says: what to do, with which line, and a number."""

    verb: str  # go, p, ask, sure, cx, sh, rp, menu, url
    ref: str = ""  # of a line, or the id of a quote
    number: int = 0


def ref_of(line: str) -> str:
    """Return the 8 characters that stand for a command line."""
    return base64.b32encode(hashlib.sha256(line.encode("utf-8", "replace")).digest()).decode()[:8].lower()


def action(verb: str, line: str = "", number: int | None = None) -> str:
    """Return a button's id, such as “or1:p:k3v6q2aa:2”."""
    parts = (MARK, verb, ref_of(line) if line else "", "" if number is None else str(number))
    return ":".join(part for part in parts if part)


def about(verb: str, item: str) -> str:
    """Return the id of a button that is about one quote."""
    return f"{MARK}:{verb}:{item}"


def pressed(action_id: str) -> Pressed | None:
    """Return what an id says, or None for one that is not ours."""
    match = _ACTION.fullmatch(action_id)
    return Pressed(match[1], match[2] or "", int(match[3] or 0)) if match else None


def paged(line: str) -> tuple[str, int | None]:
    """Return a line without its page, and the page that it names."""
    match = _PAGE.search(line)
    return (line[: match.start()], int(match[1])) if match else (line, None)


def references(lines: tuple[str, ...], channel_id: str, person: str, now: datetime) -> tuple[Reference, ...]:
    """Return the rows that say what the buttons of a message stand for."""
    return tuple(Reference(ref_of(line), line, channel_id, person, now) for line in dict.fromkeys(lines))
