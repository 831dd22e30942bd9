"""Quotes that answer a search, splits, and the state of the feeds, as pages to leaf through."""

from __future__ import annotations

from dataclasses import replace

from bot.briefing import sheets
from bot.briefing.said import without_page
from bot.commands.looking import Whom, by_name, search_for
from bot.commands.place import channel_of, viewer_of
from bot.commands.who_said import asked_back, by_words, instead, mistyped, nothing
from bot.desk import Desk
from bot.ledger.meant import meant, split_on
from bot.model.ask import PUBLIC, Ask
from bot.model.message import Message


def said(ask: Ask, desk: Desk, before: int) -> Message:
    """Return a sheet of the quotes that answer a search, newest first, or what to ask instead; raises UserError."""
    ask = by_name(ask, desk.store)
    try:
        search = search_for(ask, desk, None)
    except Whom as whom:
        return asked_back(whom, ask, desk)
    found = desk.store.sheet(replace(search.query, limit=sheets.QUOTES, before=before))
    if not (found.quotes or before):
        return nothing(ask, search, desk)
    return sheets.said(
        found,
        search.viewer,
        line=without_page(ask.line),
        window=search.window,
        notes=(*search.notes, *by_words(search)),
        buttons=(*mistyped(ask), *instead(ask.text, search)),
        before=before,
    )


def splits(ask: Ask, desk: Desk, _before: int) -> Message:
    """Return the newest splits inside one camp, of everything or on a topic."""
    on = meant(ask.text, desk.own_topics(ask.channel_id))
    alone = on.keys[0] if len(on.keys) == 1 and not on.phrases else ""
    found = desk.store.splits(alone, sheets.SPLITS)
    found = tuple(each for each in found if not ask.text or split_on(each, on))
    return sheets.splits(found, viewer_of(channel_of(ask, desk), desk), about=ask.text)


def health(ask: Ask, desk: Desk, _before: int) -> Message:
    """Return how the feeds do that a reader may know of: whoever is of no workspace sees which only if all share them.

    No address is shown: that of a feed may hold a subscriber's key.
    """
    mine = desk.follower(ask.channel_id)
    named = not (desk.separate and ask.channel_id == PUBLIC)
    return sheets.health(desk.store.feeds(mine), viewer_of(channel_of(ask, desk), desk), named=named)
