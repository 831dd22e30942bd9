"""brief: one screen of what named people said since the last digest."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.briefing.brief import brief, quiet
from bot.briefing.digest import MOST_MOVED, MOST_SPLITS, moved_and_split
from bot.briefing.moves import distinct
from bot.commands.looking import unknown_keys
from bot.commands.period import window
from bot.commands.place import channel_of, viewer_of
from bot.desk import Desk
from bot.ledger import topics
from bot.ledger.stories import stories
from bot.ledger.words import fold_words
from bot.model.ask import Ask
from bot.model.briefing import Channel, DeliveryState
from bot.model.message import Message
from bot.model.record import Filed

DEFAULT = timedelta(hours=24)


def answer(ask: Ask, desk: Desk) -> Message:
    """Return up to three stories of the window, or one line when it was quiet; raises UserError."""
    channel = channel_of(ask, desk)
    viewer = viewer_of(channel, desk)
    since, until, words = window(ask, viewer.now, channel.zone, DEFAULT)
    begin = since or viewer.now - DEFAULT
    if not ask.keys.keys() & {"since", "until"} and (last := last_digest(channel, desk)) and last > begin:
        begin, words = last, f"since {viewer.when(last)}"
    news = desk.news(ask.channel_id, begin, until or viewer.now)
    about = ask.one("on") or ask.text
    told = [each for each in news.quotes if is_about(each, about)]
    key = topics.key(about)
    moved = moved_and_split(
        distinct([each for each in news.changes if not about or each.topic.key == key])[:MOST_MOVED],
        [each for each in news.splits if not about or (each.topic and each.topic.key == key)][:MOST_SPLITS],
        viewer.today,
    )
    events = stories(news.publications, told)
    message = brief(events, viewer, window=words, about=about, notes=unknown_keys(ask), moved=moved)
    return quiet(begin, viewer, about=about, notes=unknown_keys(ask)) if message.empty else message


def last_digest(channel: Channel, desk: Desk) -> datetime | None:
    """Return until when the channel's last digest told the news."""
    last = desk.store.last_delivery(channel.id, DeliveryState.POSTED)
    return last.until if last else None


def is_about(filed: Filed, about: str) -> bool:
    """Say whether a quote has this topic, or the words stand in it, around it or in its headline."""
    if not about or topics.key(about) in {topic.key for topic in filed.topics}:
        return True
    quote = filed.quote
    lead = quote.lead_in.text if quote.lead_in else ""
    text = fold_words(f"{quote.text} {quote.carrier.text} {lead} {quote.publication.title}")
    return f" {fold_words(about)} " in f" {text} "
