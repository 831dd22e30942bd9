"""The daily briefing of a channel."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.briefing.blocks import quotation
from bot.briefing.days import counted, long, moment
from bot.briefing.windows import next_due
from bot.ledger import topics
from bot.ledger.choosing import rank
from bot.ledger.stories import stories
from bot.ledger.variants import grouped
from bot.model.briefing import Channel, Delivery, Digest, Story
from bot.model.message import Actions, Block, Button, Context, Header, Message, Section, Visibility
from bot.model.query import Since
from bot.model.record import Filed

MOST_STORIES = 5
MORE_QUOTES = 3  # further quotes of a story, in the thread
REMEMBERED = 3  # digests in which nothing repeats


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what the last digests told."""

    stories: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()


def told_in(deliveries: Sequence[Delivery]) -> Told:
    """Return what the newest deliveries told, at most three that told anything."""
    recent = [each for each in deliveries if each.stories][:REMEMBERED]
    return Told(
        frozenset(story for each in recent for story in each.stories),
        frozenset(quote for each in recent for quote in each.quotes),
    )


def compose(
    channel: Channel,
    news: Since,
    since: datetime,
    now: datetime,
    *,
    told: Told,
    engine: str,
    name_from: float,
    note: str = "",
) -> Digest:
    """Return the digest of a window: one story an event, those with a quote that can be shown, nothing told twice."""
    wanted = tuple(topics.key(name) for name in channel.topics)
    fresh = [filed for filed in news.quotes if filed.quote.id not in told.quotes and _followed(filed, wanted)]
    events = stories(news.publications, fresh, followed=wanted)
    shown = tuple(story for story in events if any(_showable(filed, name_from) for filed in story.quotes))
    return Digest(
        channel=channel,
        day=now.astimezone(ZoneInfo(channel.zone)).date(),
        since=since,
        until=now,
        stories=shown[: MOST_STORIES * 2],
        articles=len({each.page_id for each in news.publications}),
        feeds=news.feeds,
        failing_feeds=news.failing_feeds,
        dropped=news.dropped,
        engine=engine,
        updated=frozenset(story.id for story in shown if story.id in told.stories),
        next_due=next_due(channel, now),
        note=note,
    )


def _followed(filed: Filed, wanted: Collection[str]) -> bool:
    return not wanted or any(topic.key in wanted for topic in filed.topics)


def _showable(filed: Filed, name_from: float) -> bool:
    """Say whether a digest may show a quote: only with a name that is sure."""
    return filed.quote.speaker is not None and filed.quote.confidence >= name_from


def quotes_told(digest: Digest, name_from: float) -> tuple[Filed, ...]:
    """Return every quote that the digest and its thread show."""
    return tuple(each for story in digest.stories for each in _chosen(story, name_from))


def _chosen(story: Story, name_from: float) -> tuple[Filed, ...]:
    showable = [filed for filed in story.quotes if _showable(filed, name_from)]
    leads = [variant.lead for variant in grouped(showable)]
    return rank(leads, 1 + MORE_QUOTES, name_from=name_from)


def message(digest: Digest, name_from: float) -> Message:
    """Return the digest as one message with one thread: at most five stories with a quote each, the rest below."""
    if not digest.stories:
        return quiet(digest)
    blocks: list[Block] = [Header(f"Daily briefing · {long(digest.day)}"), Context(_counts(digest))]
    for number, story in enumerate(digest.stories[:MOST_STORIES], start=1):
        blocks += _lead(digest, story, number, name_from)
    blocks += [Actions(_buttons()), Context(_footer(digest, name_from))]
    return Message(tuple(blocks), Visibility.CHANNEL, reply=_thread(digest, name_from))


def quiet(digest: Digest) -> Message:
    """Return the one line of an empty day."""
    since = moment(digest.since, digest.channel.zone, digest.until)
    return Message((Section(f"Quiet: no new quotes since {since}."),), Visibility.CHANNEL, empty=True)


def _counts(digest: Digest) -> str:
    since = moment(digest.since, digest.channel.zone, digest.until)
    parts = [
        counted(min(len(digest.stories), MOST_STORIES), "story", "stories"),
        counted(digest.articles, "article"),
        counted(digest.feeds, "feed"),
        f"since {since} ({digest.channel.zone})",
    ]
    return " · ".join([*parts, *([digest.note] if digest.note else [])])


def _lead(digest: Digest, story: Story, number: int, name_from: float) -> list[Block]:
    """Return a story's headline with its one quote."""
    best = _chosen(story, name_from)[0]
    others = _others(story, best)
    tag = " · update" if story.id in digest.updated else ""
    rest = len(story.outlets) - 1
    outlets = story.lead.outlet + (f" +{counted(rest, 'outlet')}" if rest else "")
    articles = counted(len(story.publications), "article")
    title = Section(f"{number}. {story.lead.title}", story.lead.url, bold=True)
    quote = quotation(best.quote, name_from=name_from, today=digest.day, others=[each.quote for each in others])
    return [title, Context(f"{outlets} · {articles}{tag}"), quote]


def _others(story: Story, best: Filed) -> tuple[Filed, ...]:
    """Return the same quote as other outlets have it."""
    return next((each.others for each in grouped([best, *story.quotes]) if each.lead is best), ())


def _thread(digest: Digest, name_from: float) -> Message | None:
    """Return more quotes for the stories above, and the stories that did not fit."""
    blocks: list[Block] = []
    for number, story in enumerate(digest.stories, start=1):
        more = _chosen(story, name_from)[0 if number > MOST_STORIES else 1 :]
        if more:
            blocks.append(Section(f"{number}. {story.lead.title}", story.lead.url, bold=True))
            blocks += [quotation(each.quote, name_from=name_from, today=digest.day) for each in more]
    return Message((Header("More quotes for the stories above"), *blocks), Visibility.CHANNEL) if blocks else None


def _buttons() -> tuple[Button, ...]:
    return (
        Button("Change topics", "digest topics"),
        Button("Pause", "digest pause"),
        Button("History", "digest history"),
    )


def _footer(digest: Digest, name_from: float) -> str:
    zone = digest.channel.zone
    found = counted(len(quotes_told(digest, name_from)), "quote")
    parts = [
        f"{found} found word for word in the linked articles, {counted(digest.dropped, 'candidate')} dropped",
        *([f"{counted(digest.failing_feeds, 'feed')} failing"] if digest.failing_feeds else []),
        f"engine: {digest.engine}",
        *([f"next: {moment(digest.next_due, zone, digest.until)}"] if digest.next_due else []),
    ]
    return " · ".join(parts)
