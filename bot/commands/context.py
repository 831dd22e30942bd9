"""context: the paragraph around a quote (not listed: the console's letter c types it)."""

from __future__ import annotations

from bot import permalinks
from bot.briefing.context import context
from bot.commands.place import channel_of, viewer_of
from bot.desk import Desk
from bot.errors import NotFound
from bot.model.ask import Ask
from bot.model.briefing import workspace_of
from bot.model.message import Message


def answer(ask: Ask, desk: Desk) -> Message:
    """Return a quote in its paragraph, and whether it still stands; raises NotFound."""
    filed = desk.store.quote(ask.text, workspace_of(ask.channel_id))
    if filed is None and desk.store.quote(ask.text):
        raise NotFound(
            "That quote was reported here and is hidden. Whoever manages On Record sees it with `onrecord reports`."
        )
    if filed is None:
        raise NotFound(f"There is no quote “{ask.text[:40]}” in the ledger. Type c and the number of a quote above.")
    article = desk.store.article(filed.quote.publication.article_id)
    viewer = viewer_of(channel_of(ask, desk), desk)
    own = desk.own_topics(ask.channel_id)
    page = permalinks.address(desk, ask.channel_id, permalinks.of_quote(filed.quote.id))
    return context(filed, article, viewer, gone=desk.store.gone(filed.quote.id), own=own, page=page)
