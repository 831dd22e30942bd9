"""brief: one screen of what named people said since the last digest."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.briefing.brief import brief, quiet
from bot.briefing.moves import distinct, moved_and_split
from bot.briefing.own_topics import stands_for
from bot.commands.looking import unknown_keys
from bot.commands.period import window
from bot.commands.place import channel_of, viewer_of
from bot.desk import Desk
from bot.ledger.meant import is_about, meant, moved_on, split_on
from bot.ledger.stories import stories
from bot.ledger.words import plain
from bot.model.ask import Ask
from bot.model.briefing import Channel, DeliveryState
from bot.model.message import Message

MOST_MOVED, MOST_SPLITS = 2, 1
DEFAULT = timedelta(hours=24)


def answer(ask: Ask, desk: Desk) -> Message:
    """Return up to three stories of the window, or one line when it was quiet; raises UserError."""
    channel = channel_of(ask, desk)
    viewer = viewer_of(channel, desk)
    since, until, words = window(ask, viewer.now, channel.zone, DEFAULT)
    begin = since or viewer.now - DEFAULT
    if not ask.keys.keys() & {"since", "until"} and (last := last_digest(channel, desk)) and last > begin:
        begin, words = last, f"since {viewer.when(last)}"
    news = desk.news(ask.channel_id, begin, until or desk.store.latest(viewer.now), backlog=True)
    about = ask.one("on") or ask.text
    on = meant(about, desk.own_topics(ask.channel_id))
    worded = (
        on if on.own else replace(on, phrases=tuple(filter(None, [plain(about)])))
    )  # what is no topic is found by its words
    told = [each for each in news.quotes if not about or is_about(each, worded)]
    moved = moved_and_split(
        distinct([each for each in news.changes if not about or moved_on(each, on)])[:MOST_MOVED],
        [each for each in news.splits if not about or split_on(each, on)][:MOST_SPLITS],
        viewer.today,
    )
    events = stories(news.publications, told)
    notes = (*unknown_keys(ask), *stands_for(on))
    message = brief(events, viewer, window=words, about=about, notes=notes, moved=moved)
    return quiet(begin, viewer, about=about, notes=notes) if message.empty else message


def last_digest(channel: Channel, desk: Desk) -> datetime | None:
    """Return until when the channel's last digest told the news."""
    last = desk.store.last_delivery(channel.id, DeliveryState.POSTED)
    return last.until if last else None
