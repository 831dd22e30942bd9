"""An outlet's page: what it is, how well it is read, whom it quotes, and its quotes, newest first."""

from __future__ import annotations

from bot.briefing import sheets
from bot.commands.place import channel_of, viewer_of
from bot.desk import Desk
from bot.errors import NotFound
from bot.ledger.mastheads import masthead
from bot.ledger.words import fold_words
from bot.model.ask import PUBLIC, Ask
from bot.model.briefing import workspace_of
from bot.model.message import Message
from bot.model.query import Followed, QuoteQuery


def answer(ask: Ask, desk: Desk, before: int) -> Message:
    """Return a sheet of an outlet; the first one tells of the outlet, too; raises NotFound."""
    known = desk.store.outlet(ask.text) if ask.text else None
    if known is None:
        raise NotFound(f"No outlet here is called “{ask.text}”.")
    viewer = viewer_of(channel_of(ask, desk), desk)
    query = QuoteQuery(
        outlets=(known.name,), limit=sheets.QUOTES, before=before, workspace=workspace_of(ask.channel_id)
    )
    sheet = desk.store.sheet(query)
    if before:
        return sheets.outlet(known, sheet, viewer, line=ask.line, before=before)
    return sheets.outlet(
        known,
        sheet,
        viewer,
        line=ask.line,
        about=masthead(known.url),
        feeds=feeds_of(known.name, ask, desk),
        voices=desk.store.outlet_voices(known.name, viewer.name_from),
    )


def feeds_of(name: str, ask: Ask, desk: Desk) -> tuple[Followed, ...]:
    """Return an outlet's feeds that the reader may know of."""
    if desk.separate and ask.channel_id == PUBLIC:
        return ()
    every = desk.store.feeds(desk.follower(ask.channel_id))
    return tuple(each for each in every if fold_words(each.feed.outlet) == fold_words(name))
