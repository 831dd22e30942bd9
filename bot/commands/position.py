"""position: what a speaker holds on a topic, and when that moved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from bot.briefing.charts import first_week
from bot.briefing.own_topics import stands_for
from bot.briefing.position import position, unknown_pair
from bot.commands.catalogue import POSITION
from bot.commands.looking import ON, Whom, bearers, speaker_called, unknown_keys
from bot.commands.period import window
from bot.commands.place import channel_of, viewer_of
from bot.commands.speaker import fullness
from bot.commands.who_said import asked_back
from bot.desk import Desk
from bot.errors import UserError
from bot.ledger import topics
from bot.ledger.meant import Meant, meant
from bot.ledger.passages import passages
from bot.ledger.words import plain
from bot.model.ask import Ask
from bot.model.briefing import workspace_of
from bot.model.message import Context, Message
from bot.model.query import ChangeQuery, KnownSpeaker, QuoteQuery
from bot.model.record import Filed

MOST_QUOTES = 50  # of a timeline, the newest
MOST_CHANGES = 20
_PARTING = re.compile(r"(?i)\s+(?:on|about|zur?|zum|über)$")


def answer(ask: Ask, desk: Desk) -> Message:
    """Return a speaker's timeline on a topic, or what to ask instead; raises UserError."""
    if not ask.text:
        raise UserError(f"Whose position, on what? Example: {POSITION.examples[0]}")
    name, about = parted(ask, desk)
    try:
        alias = speaker_called(name, desk.store)
    except Whom as whom:
        return asked_back(whom, ask, desk)
    known = max(bearers(name, desk.store), key=fullness)
    if not about:
        return unknown_pair(known, "")
    return _held(known, alias, about, ask, desk)


def parted(ask: Ask, desk: Desk) -> tuple[str, str]:
    """Return the speaker and the topic: parted by “on”, else the longest name that is known comes first."""
    if on := ask.one("on"):
        return ask.text, on
    text = _PARTING.sub("", ask.text)
    found = ON.search(text)
    if found:
        return text[: found.start()], text[found.end() :]
    words = text.split()
    for size in range(len(words), 0, -1):
        if bearers(" ".join(words[:size]), desk.store):
            return " ".join(words[:size]), " ".join(words[size:])
    return text, ""


def _held(known: KnownSpeaker, alias: str, about: str, ask: Ask, desk: Desk) -> Message:
    channel = channel_of(ask, desk)
    viewer = viewer_of(channel, desk)
    since, until, _ = window(ask, viewer.now, channel.zone, None)
    workspace = workspace_of(ask.channel_id)
    on = meant(about, desk.own_topics(ask.channel_id))
    phrases = in_words(about, on)
    query = QuoteQuery(
        topics=on.keys,
        phrases=phrases,
        speakers=(alias,),
        confidence_from=viewer.name_from,
        since=since,
        until=until,
        limit=MOST_QUOTES,
        workspace=workspace,
    )
    page = desk.store.quotes(query)
    changes = desk.store.changes(
        ChangeQuery(
            speakers=(alias,),
            topics=on.keys,
            phrases=phrases,
            since=since,
            until=until,
            happened=True,
            workspace=workspace,
            limit=MOST_CHANGES,
        )
    )
    notes = (*unknown_keys(ask), *stands_for(on))
    if not page.total and not changes:
        return _noted(unknown_pair(known, about), notes)
    charted = replace(query, since=datetime.combine(first_week(viewer.today), time(), UTC), until=None)
    message = position(
        known,
        on.own.name if on.own else named(about, page.quotes),
        passages(page.quotes),
        changes,
        viewer,
        total=page.total,
        counts=desk.store.quotes_by_day(charted),
    )
    return _noted(message, notes)


def _noted(message: Message, notes: Sequence[str]) -> Message:
    """Return a message with notes below its title, or below its one sentence."""
    return replace(message, blocks=(message.blocks[0], *map(Context, notes), *message.blocks[1:]))


def in_words(about: str, on: Meant) -> tuple[str, ...]:
    """Return the phrases by which words are on what was typed, also where that is no topic of theirs."""
    return on.phrases or tuple(filter(None, (plain(about),)))


def named(about: str, quotes: Sequence[Filed]) -> str:
    """Return the topic as the ledger writes it, else as it was typed."""
    key = topics.key(about)
    return next((topic.name for each in quotes for topic in each.topics if topic.key == key), about)
