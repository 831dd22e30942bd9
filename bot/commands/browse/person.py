"""A person's page: every spelling and role, what they speak about, what moved, and their quotes, newest first."""

from __future__ import annotations

from datetime import UTC, datetime, time

from bot.briefing import sheets
from bot.briefing.charts import first_week
from bot.commands.looking import Whom, bearers, speaker_called
from bot.commands.place import channel_of, viewer_of
from bot.commands.speaker import fullness
from bot.commands.who_said import asked_back
from bot.desk import Desk
from bot.model.ask import Ask
from bot.model.briefing import workspace_of
from bot.model.message import Message
from bot.model.query import ChangeQuery, QuoteQuery

MOST_MOVED = 5
PRINTED = 500  # quotes by which spellings are counted


def answer(ask: Ask, desk: Desk, before: int) -> Message:
    """Return a sheet of a person's quotes; the first one tells who that is, too; or asks who is meant."""
    try:
        alias = speaker_called(ask.text, desk.store)
    except Whom as whom:
        return asked_back(whom, ask, desk)
    workspace, viewer = workspace_of(ask.channel_id), viewer_of(channel_of(ask, desk), desk)
    known = max(bearers(ask.text, desk.store, viewer.name_from), key=fullness)
    start = datetime.combine(first_week(viewer.today), time(), UTC)
    theirs, sure = (alias,), viewer.name_from
    query = QuoteQuery(speakers=theirs, confidence_from=sure, limit=sheets.QUOTES, before=before, workspace=workspace)
    sheet = desk.store.sheet(query)
    if before:
        return sheets.person(known, sheet, viewer, line=ask.line, before=before)
    counted = QuoteQuery(speakers=theirs, confidence_from=sure, since=start, workspace=workspace)
    moved = ChangeQuery(speakers=theirs, workspace=workspace, follower=desk.follower(ask.channel_id), limit=MOST_MOVED)
    return sheets.person(
        known,
        sheet,
        viewer,
        line=ask.line,
        spellings=desk.store.spellings(known.key, PRINTED),
        counts=desk.store.quotes_by_day(counted),
        camps=desk.store.camps(known.speaker.name),
        changes=desk.store.changes(moved),
    )
