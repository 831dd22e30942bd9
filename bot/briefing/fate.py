"""Why an entry was posted or not: one verdict, and what is known of the entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.briefing.feeds import name_of, told, trouble
from bot.briefing.layout import MOST_STORIES
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted
from bot.model.briefing import Channel, Delivery
from bot.model.message import Actions, Button, Context, Message, Section
from bot.model.query import EntryFate, EntryState, Followed


@dataclass(frozen=True, slots=True)
class KnownFate:
    """Hold what the ledger knows of an entry and of the channel that asks."""

    fate: EntryFate
    channel: Channel
    feed: Followed | None  # None where it is not followed here
    quotes: int = 0  # that stand and may be shown here
    hidden: int = 0  # that were reported here
    on_topic: int = 0  # of those, about what the channel follows
    read_at: datetime | None = None
    posted: Delivery | None = None
    weighed: bool = False  # whether a digest came since it was read
    next_due: datetime | None = None


def verdict(known: KnownFate, viewer: Viewer) -> str:
    """Return in one sentence why an entry was posted or not."""
    fate = known.fate
    if fate.state is EntryState.PENDING and not fate.article_id:
        again = f" It is tried again {viewer.when(fate.retry_at)}." if fate.tries and fate.retry_at else ""
        why = f"{counted(fate.tries, 'try', 'tries')} failed: {fate.reason}" if fate.tries else "it has just come."
        return f"Not posted: it waits to be read; {why}{again}"
    if fate.state is EntryState.FAILED:
        return f"Not posted: it was given up after {counted(fate.tries, 'try', 'tries')}. {fate.reason}"
    if known.posted and known.posted.posted_at:
        return f"It was posted here in the digest of {viewer.full(known.posted.posted_at)}."
    return f"Not posted: {_left_out(known, viewer)}"


def _left_out(known: KnownFate, viewer: Viewer) -> str:  # noqa: PLR0911 - one for each reason, the first that holds
    """Return why an entry that was read is in no digest of this channel."""
    channel = known.channel
    if not known.quotes:
        if known.hidden:
            return f"{counted(known.hidden, 'quote')} of it was reported as wrong and is hidden here."
        return "it was read and holds no quote that could be verified."
    if known.fate.silent:
        return "it came with the feed's first answer or was over 30 days old: on the record, but no news."
    if known.feed is None:
        return "its feed is not followed here."
    if not channel.times:
        return "no digest is set in this channel."
    if channel.paused:
        return "the digest of this channel is paused."
    if not known.weighed:
        coming = f" on {viewer.full(known.next_due)}" if known.next_due else ""
        return f"it was read since the last digest and comes up for the next one{coming}."
    if channel.topics and not known.on_topic:
        return f"none of its quotes is on this channel's topics ({', '.join(channel.topics)})."
    return f"a digest shows {MOST_STORIES} stories and some more below; others were told by more outlets and people."


def answered(known: KnownFate, viewer: Viewer) -> Message:
    """Return the verdict with what is known of the entry."""
    entry, fate = known.fate.entry, known.fate
    published = f"published {viewer.full(entry.published_at)}" if entry.published_at else "without a date"
    read = f"read {viewer.full(known.read_at)}" if known.read_at else ""
    source = name_of(known.feed.feed) if known.feed else ""
    notes = [dotted(source, published, read, counted(known.quotes, "quote"))]
    if fate.state is EntryState.DONE and fate.reason:
        notes.append(f"Only the feed's own words were read: {fate.reason}")
    if fate.state is EntryState.PENDING and fate.article_id and fate.retry_at:
        again = f"The page is tried again {viewer.when(fate.retry_at)}."
        notes.append(f"Only the feed's own words were read so far: {fate.reason} {again}")
    if known.feed and trouble(known.feed, viewer.now):
        notes.append(f"Its feed is {told(known.feed, viewer)}")
    title = entry.title or entry.url
    return Message((Section(verdict(known, viewer)), Section(title, entry.url), *map(Context, notes)))


def pasted(url: str, quotes: int, read_at: datetime, viewer: Viewer) -> Message:
    """Return what to say of a page that no feed named and somebody pasted."""
    said = "Not posted: no feed named it; somebody had it summarized or filled in. That is on the record, but no news."
    return Message((Section(said, url), Context(dotted(f"read {viewer.full(read_at)}", counted(quotes, "quote")))))


def unknown(url: str, near: Followed | None, viewer: Viewer) -> Message:
    """Return what to say of an address that no feed named: how the feed of its site does, if one is followed."""
    buttons = Actions((Button("Summarize it", f"summarize {url}", key="s"), Button("Feeds", "feeds health", key="f")))
    if near is None:
        said = "Not posted: no followed feed has named this address, and none of its site is followed here."
        return Message((Section(said, url), buttons), empty=True)
    said = f"Not posted: {name_of(near.feed)} has not named this address in its feed, as far as it was read."
    polling = near.polling
    read = f"read {viewer.ago(polling.last_ok_at)}" if polling.last_ok_at else "not read yet"
    how = told(near, viewer) if trouble(near, viewer.now) else f"{read}, next {viewer.when(polling.next_at)}."
    return Message((Section(said, url), Context(f"The feed is {how}"), buttons), empty=True)
