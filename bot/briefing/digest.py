"""The daily briefing of a channel."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.briefing.blocks import passage
from bot.briefing.brief import tellers
from bot.briefing.channel import TOPICS
from bot.briefing.days import long, moment
from bot.briefing.engines import engines_of, in_short, without_model
from bot.briefing.layout import MOST_MOVED, MOST_SPLITS, MOST_STORIES, Item, items, showable
from bot.briefing.moves import distinct, moved_and_split
from bot.briefing.standfirst import standfirst
from bot.briefing.translating import translated
from bot.briefing.wording import counted, dotted
from bot.due.digests import next_due
from bot.ledger.events import story_of
from bot.ledger.meant import Meant, is_about, meant, moved_on, split_on
from bot.ledger.stories import stories
from bot.ledger.variants import same
from bot.ledger.weight import HEAVY, NEWS
from bot.ledger.words import findable, plain
from bot.model.briefing import Channel, Delivery, Digest, Story
from bot.model.message import Actions, Block, Button, Context, Divider, Header, Message, Section, Visibility
from bot.model.position import PositionChange, Split
from bot.model.query import Since
from bot.model.record import NAMED_FROM, Filed
from bot.model.workspace import OwnTopic

FEWEST = 3  # stories below which a digest tells of what can wait, too
MOST_ALSO = 3  # headlines without a quote
MOST_OFFERED = 30  # stories among which a second reader chooses
THREAD = "thread"  # between the ids of what a digest and what its thread told
REMEMBERED = 3  # digests in which nothing repeats

DAY = timedelta(days=1)
REMEMBERED_DAYS = timedelta(days=3)  # how far back an event is known again


@dataclass(frozen=True, slots=True)
class AlreadyTold:
    """Hold what the last digests told."""

    stories: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()


def told_in(deliveries: Sequence[Delivery]) -> AlreadyTold:
    """Return what the newest deliveries told, at most three that told anything."""
    recent = [each for each in deliveries if each.stories and not each.slot.week][:REMEMBERED]
    return AlreadyTold(
        frozenset(story for each in recent for story in each.stories),
        frozenset(quote for each in recent for quote in each.quotes),
    )


def compose(
    channel: Channel,
    news: Since,
    since: datetime,
    now: datetime,
    *,
    told: AlreadyTold,
    engine: str,
    name_from: float = NAMED_FROM,
    note: str = "",
    earlier: Since | None = None,
    own: Sequence[OwnTopic] = (),
) -> Digest:
    """Return the digest of a window: one story an event, with a quote that can be shown or told by several, none twice.

    With the news of the days before as `earlier`, an event that was told is known again although other pages tell it
    now, and so are the same words at another outlet. `own` are the topics that the channel's workspace made.
    """
    if not channel.model:
        news = without_model(news)
    wanted = tuple(meant(name, own) for name in channel.topics)
    before = [filed for filed in earlier.quotes if filed.quote.id in told.quotes] if earlier else []
    silent = {each.story for each in channel.mutes if each.until > now} - {""}
    again = frozenset(each.quote.id for each in news.quotes if _repeats(each, told, before))
    found = _events(channel, news, earlier, wanted, again)
    events = tuple(each for each in found if not _muted(each, silent))
    shown = told_stories(events, name_from)
    return Digest(
        channel=channel,
        day=now.astimezone(ZoneInfo(channel.zone)).date(),
        since=since,
        until=now,
        stories=shown,
        articles=len({each.page_id for each in news.publications}),
        outlets=len({each.outlet for each in news.publications}),
        failing_feeds=news.failing_feeds,
        also=others(events, shown),
        events=len(events),
        unread=news.unread,
        candidates=events[:MOST_OFFERED],
        engine=engines_of(news.publications, engine),
        moved=distinct([each for each in sorted(news.changes, key=_appeared) if _to_tell(each, wanted, told)]),
        splits=tuple(each for each in sorted(news.splits, key=_appeared) if _to_tell(each, wanted, told)),
        updated=_updated(events[:MOST_OFFERED], told, before),
        next_due=next_due(channel, now),
        note=note,
    )


def _events(
    channel: Channel,
    news: Since,
    earlier: Since | None,
    wanted: Sequence[Meant],
    again: Collection[str],
) -> Iterator[Story]:
    """Yield the events that bring a channel something: quotes not told `again`, or news of its topics without."""
    fresh = [filed for filed in news.quotes if filed.quote.id not in again and _followed(filed, wanted)]
    known = {each.page_id for each in earlier.publications} if earlier else frozenset[str]()
    fed = {filed.quote.publication.page_id for filed in fresh}
    old = {filed.quote.publication.page_id for filed in news.quotes if filed.quote.id in again}
    for each in stories(
        [one for one in news.publications if one.page_id not in known or one.page_id in fed],  # else read again
        fresh,
        followed=[key for one in wanted for key in one.keys],
        earlier=earlier.publications if earlier else (),
    ):
        new = old.isdisjoint(one.page_id for one in each.publications)
        if each.quotes or (new and _tells(each, channel.topics, wanted)):
            yield each


def _muted(story: Story, silent: Collection[str]) -> bool:
    """Say whether a story is muted, under the id that it has or had before other pages joined it."""
    pages = (*(each.page_id for each in story.publications), *story.earlier)
    return bool(silent) and (story.id in silent or any(story_of(each) in silent for each in pages))


def told_stories(events: Sequence[Story], name_from: float) -> tuple[Story, ...]:
    """Return the stories that a digest and its thread can show; what can wait only where there is little news."""
    told = [each for each in events if _worth_telling(each, name_from)]
    news = [each for each in told if not each.waits]
    waiting = [each for each in told if each.waits]
    return tuple((news + waiting[: max(0, FEWEST - len(news))])[: MOST_STORIES * 2])


def others(events: Sequence[Story], shown: Sequence[Story]) -> tuple[Story, ...]:
    """Return what nobody is quoted on and is in the news: told by several outlets, or of weight.

    Headlines of single outlets do not stand alone, without a story that has more to say.
    """
    found = (each for each in events if each not in shown and not (each.quotes or each.waits))
    wide = (each for each in found if len(each.independent) > 1 or (shown and each.weight >= NEWS))
    return tuple(islice(wide, MOST_ALSO))


def _appeared(found: PositionChange | Split) -> tuple[datetime, str]:
    """Return what orders changes and splits, whichever was read first: when their article appeared."""
    here = found.told.publication if isinstance(found, Split) else found.publication
    return here.published_at or here.fetched_at, found.id


def _to_tell(found: PositionChange | Split, wanted: Sequence[Meant], told: AlreadyTold) -> bool:
    """Say whether a change or split is on a topic that the channel follows and was not told before."""
    if found.id in told.quotes or not wanted:
        return found.id not in told.quotes
    return any(split_on(found, each) if isinstance(found, Split) else moved_on(found, each) for each in wanted)


def _repeats(filed: Filed, told: AlreadyTold, before: Sequence[Filed]) -> bool:
    """Say whether a quote was told before, on its page or on another."""
    return filed.quote.id in told.quotes or any(same(filed.quote, each.quote) for each in before)


def _updated(shown: Sequence[Story], told: AlreadyTold, before: Sequence[Filed]) -> frozenset[str]:
    """Return the ids of the stories whose event was told before."""
    old = {each.quote.publication.page_id for each in before}
    again = {story.id for story in shown if story.id in told.stories or old & set(story.earlier)}
    return frozenset(again)


def _followed(filed: Filed, wanted: Sequence[Meant]) -> bool:
    return not wanted or any(is_about(filed, each) for each in wanted)


def _tells(story: Story, topics: Sequence[str], wanted: Sequence[Meant]) -> bool:
    """Say whether an event that nobody is quoted on is about what a channel follows, by its headlines and openings."""
    texts = [f" {findable((each.title, each.opening))} " for each in story.publications]
    phrases = {*map(plain, topics), *(phrase for each in wanted for phrase in each.phrases)}
    return not topics or any(f" {phrase} " in text for text in texts for phrase in phrases if phrase)


def _worth_telling(story: Story, name_from: float) -> bool:
    """Say whether a story has words to show: a quote, or a first sentence where it is told widely or weighs much."""
    if showable(story, name_from):
        return True
    return (len(story.independent) > 1 or story.weight >= HEAVY) and bool(standfirst(story.lead))


def told_by(digest: Digest, name_from: float = NAMED_FROM) -> tuple[str, ...]:
    """Return the ids of all that the digest tells: quotes, after a mark those of its thread, changes and splits."""
    shown = items(digest, name_from)
    above = [one.quote.id for each in shown for passage in each.above for one in passage.quotes]
    below = [passage.lead.quote.id for each in shown for passage in each.below]
    moves = [*(each.change.id for each in digest.moved), *(each.id for each in digest.splits)]
    return (*above, THREAD, *below, *moves)


def message(digest: Digest, name_from: float = NAMED_FROM, *, why: str = "digest why") -> Message:
    """Return the digest as one message with one thread: at most five stories, the rest below.

    `why` is the line that tells why these stories.
    """
    if not (digest.stories or digest.moved or digest.splits or digest.also):
        return quiet(digest)
    shown = items(digest, name_from)
    front = [each for each in shown if each.front]
    name = "Weekly review" if digest.week else "Daily briefing"
    blocks: list[Block] = [Header(f"{name} · {long(digest.day)}", _counts(digest, len(front)))]
    for each in front:
        blocks += [Divider(), *_story(digest, each, name_from)]
    blocks += moved_and_split(digest.moved[:MOST_MOVED], digest.splits[:MOST_SPLITS], digest.day)
    blocks += _also(digest)
    thread = _thread(digest, shown, name_from)
    blocks += [Actions(_buttons(_more(shown), why, threaded=thread is not None)), Context(_footer(digest))]
    return translated(Message(tuple(blocks), Visibility.CHANNEL, reply=thread), digest.translations)


def quiet(digest: Digest) -> Message:
    """Return the one line of an empty day."""
    since = moment(digest.since, digest.channel.zone, digest.until)
    read = f" {counted(digest.articles, 'article')} read." if digest.articles else ""
    said = dotted(f"Quiet: no new quotes since {since}.{read}", _unread(digest))
    return Message((Section(said),), Visibility.CHANNEL, empty=True)


def _counts(digest: Digest, here: int) -> str:
    since = moment(digest.since, digest.channel.zone, digest.until)
    of = f"{here} of {counted(digest.events, 'story', 'stories')}" if digest.events > here else ""
    return dotted(
        of or counted(here, "story", "stories"),
        counted(digest.articles, "article"),
        counted(digest.outlets, "outlet"),
        f"since {since}",
        f"{counted(len(digest.moved), 'position')} moved" if digest.moved else "",
        digest.note,
    )


def _story(digest: Digest, item: Item, name_from: float) -> list[Block]:
    """Return a story's headline, who tells it, its first sentence and its quotes; a source of two comes once."""
    story = item.story
    note = dotted(tellers(story), "update" if story.id in digest.updated else "")
    title = Section(f"{item.number}. {story.lead.title}", story.lead.url, bold=True, note=note, body=item.opening)
    shown = [passage(each, name_from=name_from, today=digest.day, fresh=_fresh(digest)) for each in item.above]
    urls = [each.url for each in shown]
    feet = [replace(each, foot="", url="") if each.url in urls[at:] else each for at, each in enumerate(shown, start=1)]
    return [title, *in_short(story.lead), *feet]


def _fresh(digest: Digest) -> date:
    """Return the first day whose news needs no date: a day before the digest, or where its window begins."""
    first = max(digest.since, digest.until - DAY)
    return first.astimezone(ZoneInfo(digest.channel.zone)).date()


def _also(digest: Digest) -> list[Block]:
    """Return the headlines of what several outlets tell and nobody is quoted on yet."""
    if not digest.also:
        return []
    lines = [Section(f"{each.lead.title} ({tellers(each)})", each.lead.url) for each in digest.also]
    return [Divider(), Section("Also in the news, nobody quoted yet", bold=True), *lines]


def _thread(digest: Digest, shown: Sequence[Item], name_from: float) -> Message | None:
    """Return more quotes for the stories above, and the stories that did not fit."""
    blocks: list[Block] = []
    for each in shown:
        if each.below or not each.front:
            opening = "" if each.below else each.opening
            blocks.append(
                Section(f"{each.number}. {each.story.lead.title}", each.story.lead.url, bold=True, body=opening)
            )
            blocks += [passage(one, name_from=name_from, today=digest.day, fresh=_fresh(digest)) for one in each.below]
    beyond = moved_and_split(digest.moved[MOST_MOVED:], digest.splits[MOST_SPLITS:], digest.day)
    if not (blocks or beyond):
        return None
    return Message(
        (Header("More quotes and stories" if blocks else "More that moved"), *blocks, *beyond), Visibility.CHANNEL
    )


def _more(shown: Sequence[Item]) -> str:
    """Return what the thread holds, for a button: “More · 2 stories, 7 quotes”."""
    quotes = sum(len(each.below) for each in shown)
    stories = sum(not each.front for each in shown)
    held = (counted(stories, "story", "stories") if stories else "", counted(quotes, "quote") if quotes else "")
    return dotted("More", ", ".join(filter(None, held)))


def _buttons(more: str, why: str, *, threaded: bool) -> tuple[Button, ...]:
    return (
        *((Button(more, "digest more", key="m", primary=True),) if threaded else ()),
        Button("Why these", why, key="y"),
        Button("Change topics", "digest topics", key="t", ask=TOPICS),
        Button("Report", "report", key="r"),
        Button("Pause", "digest pause", key="p", confirm="No digest comes here until somebody resumes it."),
    )


def _unread(digest: Digest) -> str:
    articles = counted(digest.unread, "article")
    return f"{articles} not read yet (page did not answer)" if digest.unread else ""


def _footer(digest: Digest) -> str:
    return dotted(
        _unread(digest),
        f"{counted(digest.failing_feeds, 'feed')} failing" if digest.failing_feeds else "",
        f"engine: {digest.engine}",
        f"order: {digest.order}" if digest.order else "",
        f"next {moment(digest.next_due, digest.channel.zone, digest.until)}" if digest.next_due else "",
    )
