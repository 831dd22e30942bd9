"""onrecord check <address>: why an entry was posted or not."""

from __future__ import annotations

from bot.briefing import fate as told
from bot.commands.links import spelled
from bot.commands.place import channel_of, viewer_of
from bot.desk import Desk
from bot.due.digests import next_due
from bot.ledger.identity import page_id, site
from bot.ledger.meant import is_about, meant
from bot.model.ask import Ask
from bot.model.briefing import Channel, Delivery, DeliveryState, workspace_of
from bot.model.message import Message
from bot.model.query import EntryFate, Followed

LOOKED_AT = 100  # deliveries, newest first


def is_address(words: str) -> bool:
    """Say whether words are an address, with or without its scheme, and not words to look for."""
    host, slash, _ = words.partition("/")
    return len(words.split()) == 1 and ("://" in words or bool(slash and "." in host.strip(".")))


def why(typed: str, ask: Ask, desk: Desk) -> Message:
    """Return why the entry at an address was posted in this channel or not; raises BadLink."""
    url = spelled(typed)[0]
    channel = channel_of(ask, desk)
    viewer = viewer_of(channel, desk)
    mine = desk.store.feeds(desk.follower(ask.channel_id))
    found = desk.store.fate(url)
    if found:
        return told.answered(known(found, channel, mine, desk), viewer)
    if page := desk.store.page(page_id(url, "", "")):
        quotes = desk.store.quotes_of(page.id, workspace_of(channel.id))
        return told.pasted(url, len(quotes), page.publication.fetched_at, viewer)
    return told.unknown(url, near(url, mine), viewer)


def known(found: EntryFate, channel: Channel, mine: tuple[Followed, ...], desk: Desk) -> told.KnownFate:
    """Return what the ledger knows of an entry and of the channel that asks."""
    feed = next((each for each in mine if each.feed.id == found.entry.feed_id), None)
    article = desk.store.article(found.article_id) if found.article_id else None
    if article is None:
        return told.KnownFate(found, channel, feed)
    shown = desk.store.quotes_of(article.id, workspace_of(channel.id))
    wanted = [meant(name, desk.own_topics(channel.id)) for name in channel.topics]
    read_at = article.publication.fetched_at
    past = [each for each in desk.store.deliveries(channel.id, LOOKED_AT) if each.state in SETTLED]
    return told.KnownFate(
        found,
        channel,
        feed,
        quotes=len(shown),
        hidden=len(desk.store.quotes_of(article.id)) - len(shown),
        on_topic=sum(any(is_about(each, about) for about in wanted) for each in shown),
        read_at=read_at,
        posted=posted({each.quote.id for each in shown}, past),
        weighed=any(each.until > read_at for each in past),
        next_due=next_due(channel, desk.clock.now()),
    )


SETTLED = {DeliveryState.POSTED, DeliveryState.EMPTY, DeliveryState.MAYBE}


def posted(quotes: set[str], past: list[Delivery]) -> Delivery | None:
    """Return the digest that showed one of these quotes."""
    return next((each for each in past if quotes & set(each.quotes)), None)


def near(url: str, mine: tuple[Followed, ...]) -> Followed | None:
    """Return a followed feed of the address's site, one that is in trouble first."""
    here = site(url)
    theirs = [each for each in mine if here in {site(each.feed.url), site(each.feed.homepage)}]
    return min(theirs, key=lambda each: not each.polling.failures, default=None)
