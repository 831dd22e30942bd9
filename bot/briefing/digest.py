"""The daily briefing of a channel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.briefing.blocks import passage
from bot.briefing.brief import tellers
from bot.briefing.channel import TOPICS
from bot.briefing.days import long, moment
from bot.briefing.engines import engines_of, in_short, without_model
from bot.briefing.moves import differing, distinct, moved
from bot.briefing.wording import counted, dotted
from bot.due.digests import next_due
from bot.ledger.choosing import best
from bot.ledger.meant import Meant, is_about, meant, moved_on, split_on
from bot.ledger.passages import Passage, passages
from bot.ledger.stories import stories
from bot.ledger.variants import same
from bot.model.briefing import Channel, Delivery, Digest, Moved, Story
from bot.model.message import Actions, Block, Button, Context, Divider, Header, Message, Section, Visibility
from bot.model.position import PositionChange, Split
from bot.model.query import Since
from bot.model.record import NAMED_FROM, Filed
from bot.model.workspace import OwnTopic

MOST_STORIES = 5
MOST_IN_THREAD = 8  # stories, quotes and what moved down, in the thread: as many as one reply holds on every platform
MOST_MOVED, MOST_SPLITS = 2, 1  # in the message; further ones in the thread
MORE_QUOTES = 2  # of a story, in the thread
REMEMBERED = 3  # digests in which nothing repeats

REMEMBERED_DAYS = timedelta(days=3)  # how far back an event is known again


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
    name_from: float = NAMED_FROM,
    note: str = "",
    earlier: Since | None = None,
    own: Sequence[OwnTopic] = (),
) -> Digest:
    """Return the digest of a window: one story an event, those with a quote that can be shown, nothing told twice.

    With the news of the days before as `earlier`, an event that was told is known again although other pages tell it
    now, and so are the same words at another outlet. `own` are the topics that the channel's workspace made.
    """
    if not channel.model:
        news = without_model(news)
    wanted = tuple(meant(name, own) for name in channel.topics)
    before = [filed for filed in earlier.quotes if filed.quote.id in told.quotes] if earlier else []
    fresh = [filed for filed in news.quotes if _followed(filed, wanted) and not _repeats(filed, told, before)]
    events = stories(
        news.publications,
        fresh,
        followed=[key for each in wanted for key in each.keys],
        earlier=earlier.publications if earlier else (),
    )
    showable = (story for story in events if any(_showable(filed, name_from) for filed in story.quotes))
    shown = tuple(islice(showable, MOST_STORIES * 2))
    return Digest(
        channel=channel,
        day=now.astimezone(ZoneInfo(channel.zone)).date(),
        since=since,
        until=now,
        stories=shown,
        articles=len({each.page_id for each in news.publications}),
        feeds=news.feeds,
        failing_feeds=news.failing_feeds,
        dropped=news.dropped,
        engine=engines_of(news.publications, engine),
        moved=distinct([each for each in sorted(news.changes, key=_appeared) if _to_tell(each, wanted, told)]),
        splits=tuple(each for each in sorted(news.splits, key=_appeared) if _to_tell(each, wanted, told)),
        updated=_updated(shown, told, before),
        next_due=next_due(channel, now),
        note=note,
    )


def _appeared(found: PositionChange | Split) -> tuple[datetime, str]:
    """Return what orders changes and splits, whichever was read first: when their article appeared."""
    here = found.told.publication if isinstance(found, Split) else found.publication
    return here.published_at or here.fetched_at, found.id


def _to_tell(found: PositionChange | Split, wanted: Sequence[Meant], told: Told) -> bool:
    """Say whether a change or split is on a topic that the channel follows and was not told before."""
    if found.id in told.quotes or not wanted:
        return found.id not in told.quotes
    return any(split_on(found, each) if isinstance(found, Split) else moved_on(found, each) for each in wanted)


def _repeats(filed: Filed, told: Told, before: Sequence[Filed]) -> bool:
    """Say whether a quote was told before, on its page or on another."""
    return filed.quote.id in told.quotes or any(same(filed.quote, each.quote) for each in before)


def _updated(shown: Sequence[Story], told: Told, before: Sequence[Filed]) -> frozenset[str]:
    """Return the ids of the stories whose event was told before."""
    old = {each.quote.publication.page_id for each in before}
    again = {story.id for story in shown if story.id in told.stories or old & set(story.earlier)}
    return frozenset(again)


def _followed(filed: Filed, wanted: Sequence[Meant]) -> bool:
    return not wanted or any(is_about(filed, each) for each in wanted)


def _showable(filed: Filed, name_from: float) -> bool:
    """Say whether a digest may show a quote: only with a name that is sure."""
    return filed.quote.speaker is not None and filed.quote.confidence >= name_from


def quotes_told(digest: Digest, name_from: float = NAMED_FROM) -> tuple[Filed, ...]:
    """Return every quote that the digest and its thread show, those of the thread last."""
    leads = tuple(_chosen(story, name_from)[0].lead for story in digest.stories[:MOST_STORIES])
    return leads + tuple(each.lead for _, _, more in _further(digest, name_from) for each in more)


def told_by(digest: Digest, name_from: float = NAMED_FROM) -> tuple[str, ...]:
    """Return the ids of all that the digest and its thread tell: quotes, changes and splits."""
    quotes = tuple(filed.quote.id for filed in quotes_told(digest, name_from))
    return quotes + tuple(each.change.id for each in digest.moved) + tuple(each.id for each in digest.splits)


def _chosen(story: Story, name_from: float) -> tuple[Passage, ...]:
    """Return a story's best passages, the one for the message first; no two repeat a sentence."""
    showable = [filed for filed in story.quotes if _showable(filed, name_from)]
    return best(passages(showable), 1 + MORE_QUOTES, name_from=name_from)


def _further(digest: Digest, name_from: float) -> Iterator[tuple[int, Story, tuple[Passage, ...]]]:
    """Yield the stories of the thread with their quotes: more of those above, and one of each that did not fit."""
    pushing = len(digest.moved[:MOST_MOVED]) + len(digest.splits[:MOST_SPLITS])  # each may move a story down
    left = max(0, MOST_IN_THREAD - pushing - max(0, len(digest.stories) - MOST_STORIES))
    for number, story in enumerate(digest.stories, start=1):
        chosen = _chosen(story, name_from)
        more = chosen[:1] if number > MOST_STORIES else chosen[1 : 1 + left]
        left -= len(more) if number <= MOST_STORIES else 0
        if more:
            yield number, story, more


def message(digest: Digest, name_from: float = NAMED_FROM) -> Message:
    """Return the digest as one message with one thread: at most five stories with a quote each, the rest below."""
    if not (digest.stories or digest.moved or digest.splits):
        return quiet(digest)
    blocks: list[Block] = [Header(f"Daily briefing · {long(digest.day)}"), Context(_counts(digest))]
    for number, story in enumerate(digest.stories[:MOST_STORIES], start=1):
        blocks += _lead(digest, story, number, name_from)
    blocks += moved_and_split(digest.moved[:MOST_MOVED], digest.splits[:MOST_SPLITS], digest.day)
    thread = _thread(digest, name_from)
    blocks += [Actions(_buttons(more=thread is not None)), Context(_footer(digest))]
    return Message(tuple(blocks), Visibility.CHANNEL, reply=thread)


def moved_and_split(changes: Sequence[Moved], splits: Sequence[Split], today: date) -> list[Block]:
    """Return the sections “Positions that moved” and “Split inside one camp”, each only where there is something."""
    blocks: list[Block] = [Divider()] if changes or splits else []
    if changes:
        blocks.append(Section(f"Positions that moved · {len(changes)}", bold=True))
        blocks += [moved(each.change, today, also=each.also) for each in changes]
    if splits:
        blocks.append(Section(f"Split inside one camp · {len(splits)}", bold=True))
        blocks += [differing(each, today) for each in splits]
    return blocks


def quiet(digest: Digest) -> Message:
    """Return the one line of an empty day."""
    since = moment(digest.since, digest.channel.zone, digest.until)
    return Message((Section(f"Quiet: no new quotes since {since}."),), Visibility.CHANNEL, empty=True)


def _counts(digest: Digest) -> str:
    since = moment(digest.since, digest.channel.zone, digest.until)
    return dotted(
        counted(min(len(digest.stories), MOST_STORIES), "story", "stories"),
        counted(digest.articles, "article"),
        counted(digest.feeds, "feed"),
        f"since {since} ({digest.channel.zone})",
        digest.note,
    )


def _lead(digest: Digest, story: Story, number: int, name_from: float) -> list[Block]:
    """Return a story's headline with its one quote."""
    lead = _chosen(story, name_from)[0]
    tag = "update" if story.id in digest.updated else ""
    told_by = dotted(tag, tellers(story))
    title = Section(f"{number}. {story.lead.title}", story.lead.url, bold=True, note=told_by)
    return [title, *in_short(story.lead), passage(lead, name_from=name_from, today=digest.day)]


def _thread(digest: Digest, name_from: float) -> Message | None:
    """Return more quotes for the stories above, and the stories that did not fit."""
    blocks: list[Block] = []
    for number, story, more in _further(digest, name_from):
        blocks.append(Section(f"{number}. {story.lead.title}", story.lead.url, bold=True))
        blocks += [passage(each, name_from=name_from, today=digest.day) for each in more]
    beyond = moved_and_split(digest.moved[MOST_MOVED:], digest.splits[MOST_SPLITS:], digest.day)
    if not (blocks or beyond):
        return None
    title = "More quotes for the stories above" if blocks else "More for the stories above"
    return Message((Header(title), *blocks, *beyond), Visibility.CHANNEL)


def _buttons(*, more: bool) -> tuple[Button, ...]:
    return (
        *((Button("More quotes", "digest more", key="m"),) if more else ()),
        Button("Change topics", "digest topics", key="t", ask=TOPICS),
        Button("Report a mistake", "report", key="r"),
        Button("Pause", "digest pause", key="p", confirm="No digest comes here until somebody resumes it."),
    )


def _footer(digest: Digest) -> str:
    found = counted(sum(len(story.quotes) for story in digest.stories), "quote")
    return dotted(
        f"{found} found word for word in the linked articles, {counted(digest.dropped, 'candidate')} dropped",
        f"{counted(digest.failing_feeds, 'feed')} failing" if digest.failing_feeds else "",
        f"engine: {digest.engine}",
        f"next: {moment(digest.next_due, digest.channel.zone, digest.until)}" if digest.next_due else "",
    )
