"""changes: positions that moved."""

from __future__ import annotations

from datetime import timedelta

from bot.briefing import changes as told
from bot.briefing.own_topics import stands_for
from bot.briefing.said import stretch
from bot.commands.looking import Whom, bearers, page_number, speaker_called, unknown_keys
from bot.commands.period import window
from bot.commands.place import channel_of, viewer_of
from bot.commands.position import in_words
from bot.commands.who_said import asked_back
from bot.desk import Desk
from bot.errors import UserError
from bot.ledger.meant import Meant, meant
from bot.model.ask import Ask
from bot.model.briefing import workspace_of
from bot.model.message import Message
from bot.model.query import ChangeQuery
from bot.model.record import SpeakerKind

DEFAULT = timedelta(days=7)
MOST = 500


def answer(ask: Ask, desk: Desk) -> Message:
    """Return up to five changes of the window, newest first, or that nothing moved; raises UserError."""
    channel = channel_of(ask, desk)
    viewer = viewer_of(channel, desk)
    since, until, words = window(ask, viewer.now, channel.zone, DEFAULT)
    about = ask.one("on") or ask.text
    by = list(ask.keys.get("by", ()))
    on = meant(about, desk.own_topics(ask.channel_id)) if about else Meant()
    if (
        about
        and not (by or on.own)
        and any(each.speaker.kind is SpeakerKind.PERSON for each in bearers(about, desk.store))
    ):
        by, about, on = [about], "", Meant()
    try:
        speakers = tuple(speaker_called(name, desk.store) for name in by)
    except Whom as whom:
        return asked_back(whom, ask, desk)
    query = ChangeQuery(
        speakers=speakers,
        topics=on.keys,
        phrases=in_words(about, on),
        since=since,
        until=until,
        happened=True,
        workspace=workspace_of(ask.channel_id),
        follower=desk.follower(ask.channel_id),
        limit=MOST,
    )
    found = desk.store.changes(query)
    notes = (*unknown_keys(ask), *stands_for(on))
    sought = about or ", ".join(by)
    if not found:
        compared = desk.store.compared(since or viewer.now - DEFAULT, until or viewer.now)
        return told.none_moved(stretch(words), *compared, about=sought, notes=notes)
    number = page_number(ask)
    message = told.changes(found, viewer, line=ask.line, window=words, about=sought, number=number, notes=notes)
    if not message.changes:
        raise UserError(f"There is no page {number}.")
    return message
