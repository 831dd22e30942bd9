"""A topic's page: who speaks on it, what moved, where a camp is split, and its quotes, newest first."""

from __future__ import annotations

from bot.briefing import sheets
from bot.commands.place import channel_of, viewer_of
from bot.desk import Desk
from bot.errors import NotFound
from bot.ledger.meant import meant
from bot.model.ask import Ask
from bot.model.briefing import workspace_of
from bot.model.message import Message
from bot.model.query import ChangeQuery, QuoteQuery

MOST_MOVED, MOST_SPLITS = 3, 2


def answer(ask: Ask, desk: Desk, before: int) -> Message:
    """Return a sheet of a topic; the first one tells of the topic, too; raises NotFound."""
    workspace, viewer = workspace_of(ask.channel_id), viewer_of(channel_of(ask, desk), desk)
    on = meant(ask.text, desk.own_topics(ask.channel_id))
    found = QuoteQuery(topics=on.keys, phrases=on.phrases, limit=sheets.QUOTES, before=before, workspace=workspace)
    sheet = desk.store.sheet(found) if on.keys or on.phrases else None
    if sheet is None or not (sheet.quotes or before):
        raise NotFound(f"Nothing is filed under “{ask.text}”.", suggestions=(f"who-said {ask.text}",))
    name = on.own.name if on.own else desk.store.topic_called(on.keys[0]) or ask.text
    if before:
        return sheets.topic(name, sheet, viewer, line=ask.line, before=before)
    moved = ChangeQuery(
        topics=on.keys,
        phrases=on.phrases,
        workspace=workspace,
        follower=desk.follower(ask.channel_id),
        limit=MOST_MOVED,
    )
    return sheets.topic(
        name,
        sheet,
        viewer,
        line=ask.line,
        voices=desk.store.topic_voices(on.keys[0], viewer.name_from) if on.keys else (),
        changes=desk.store.changes(moved),
        splits=desk.store.splits(on.keys[0], MOST_SPLITS) if on.keys else (),
    )
