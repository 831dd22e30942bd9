"""speaker: who somebody is, as the articles say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

from bot.briefing.charts import first_week
from bot.briefing.speaker import MOST_QUOTES, speaker
from bot.commands.catalogue import SPEAKER
from bot.commands.looking import Whom, bearers, speaker_called
from bot.commands.place import channel_of, viewer_of
from bot.commands.who_said import asked_back
from bot.desk import Desk
from bot.errors import UserError
from bot.model.ask import Ask
from bot.model.briefing import workspace_of
from bot.model.message import Message
from bot.model.query import KnownSpeaker, QuoteQuery


def answer(ask: Ask, desk: Desk) -> Message:
    """Return a speaker's roles, topics and last quotes, or whom to choose from; raises UserError."""
    if not ask.text:
        raise UserError(f"Whose name? Example: {SPEAKER.examples[0]}")
    try:
        alias = speaker_called(ask.text, desk.store)
    except Whom as whom:
        return asked_back(whom, ask, desk)
    viewer = viewer_of(channel_of(ask, desk), desk)
    query = QuoteQuery(
        speakers=(alias,), limit=MOST_QUOTES, confidence_from=viewer.name_from, workspace=workspace_of(ask.channel_id)
    )
    known = max(bearers(ask.text, desk.store, viewer.name_from), key=fullness)
    charted = replace(query, since=datetime.combine(first_week(viewer.today), time(), UTC))
    last, counts = desk.store.quotes(query).quotes, desk.store.quotes_by_day(charted)
    return speaker(known, last, viewer, counts, desk.store.camps(known.speaker.name))


def fullness(known: KnownSpeaker) -> tuple[int, int]:
    """Return how full a speaker's name is, then how often quoted."""
    return len(known.speaker.name.split()), known.quotes
