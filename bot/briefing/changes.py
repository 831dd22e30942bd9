"""Positions that moved in a window."""

from __future__ import annotations

from collections.abc import Sequence

from bot.briefing.moves import distinct, moved
from bot.briefing.said import paging, without_page
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted
from bot.model.message import Actions, Block, Context, Header, Message, Section
from bot.model.position import PositionChange

PER_PAGE = 5


def changes(
    found: Sequence[PositionChange],
    viewer: Viewer,
    *,
    line: str,
    window: str,
    about: str = "",
    number: int = 1,
    notes: Sequence[str] = (),
) -> Message:
    """Return up to five changes with both their sides, newest first; `number` is the page, from 1."""
    each = distinct(found)
    title = f"Positions that moved · {about}" if about else "Positions that moved"
    blocks: list[Block] = [Header(title, dotted(window, counted(len(each), "change")), without_page(line))]
    blocks += [Context(note) for note in notes]
    shown = each[(number - 1) * PER_PAGE : number * PER_PAGE]
    blocks += [moved(one.change, viewer.today, also=one.also) for one in shown]
    pages = max(1, -(-len(each) // PER_PAGE))
    if buttons := paging(without_page(line), number, pages):
        blocks += [Context(f"newest first · page {number} of {pages}"), Actions(buttons)]
    return Message(tuple(blocks))


def none_moved(window: str, speakers: int, topics: int, *, about: str = "", notes: Sequence[str] = ()) -> Message:
    """Return what to say when nothing moved, with how much was compared; never anything to fill space."""
    on = f' on "{about}"' if about else ""
    compared = f"{counted(speakers, 'speaker')}, {counted(topics, 'topic')} compared"
    said = f"No position{on} moved {window} ({compared})."
    return Message((*map(Context, notes), Section(said)), empty=True)
