"""The one way from an article to the ledger: read it, file its quotes, compare them with what was said before."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from bot.errors import EngineError
from bot.ledger import people
from bot.ledger.changes import claimed, moved, reported, sure
from bot.ledger.choosing import accept
from bot.ledger.identity import host
from bot.ledger.meant import is_about, meant
from bot.ledger.topics import lexis_of, topics_told
from bot.ledger.words import fold_words
from bot.model.position import TAKEN_AWAY
from bot.model.query import Findings
from bot.model.record import NAMED_FROM
from bot.reading.changes.splits import SHOWN_FROM as SPLIT_FROM
from bot.reading.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.config import Settings
    from bot.desk import Desk
    from bot.ledger.changes import Compare
    from bot.model.briefing import Channel
    from bot.model.choice import Doubt
    from bot.model.news import Article
    from bot.model.position import Comparison, PositionChange, Statement
    from bot.model.query import Pending
    from bot.model.record import Filed, Speaker, Topic
    from bot.reading.read import Reading

_turn = threading.Lock()  # reading is work for one core: more threads of it only make people wait for their answers
_recording = threading.Lock()  # of two articles the second is compared with the first
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Understood:
    """Hold what an article says and what an engine chose of it: all that needs no ledger."""

    article: Article
    reading: Reading
    filed: tuple[Filed, ...]
    ruled: tuple[Filed, ...]  # with the topics of the rules, under which words are compared
    engine: str
    gist: str


def recorded(desk: Desk, article: Article, *, silent: bool, asked_in: Channel | None = None) -> tuple[Findings, int]:
    """Read an article, record all it holds, and return that with how many quotes are new; raises StoreError.

    `asked_in` is the channel where somebody asked for just this article.
    """
    return put_on_record(desk, understood(desk, article, silent=silent, asked_in=asked_in), silent=silent)


def understood(desk: Desk, article: Article, *, silent: bool, asked_in: Channel | None = None) -> Understood:
    """Read an article and let an engine choose; articles may be at this at the same time."""
    with _turn:
        reading = read(article, desk.encoder)
    return Understood(article, reading, *_chosen(desk, article, reading, asked_in, silent=silent))


def put_on_record(
    desk: Desk, known: Understood, *, silent: bool, entry: Pending | None = None, finished: bool = True
) -> tuple[Findings, int]:
    """Compare an article with what was said before, record it, and count the new quotes; raises StoreError.

    An entry that is not finished stays to be read.
    """
    compare: Compare = desk.local.compare
    doubts: Mapping[str, Doubt] = {}
    if desk.engine is not desk.local and known.engine == desk.engine.name:
        compare = agreed = _Agreed(desk)
        doubts = _doubts(desk, known, tuple(_moved(desk, known, compare)))  # asks before the lock is held
        agreed.deaf = True  # under it, it remembers
    with _recording:
        moves = tuple(_moved(desk, known, compare))
        found = Findings(
            known.article,
            known.filed,
            known.reading.reports,
            changes=tuple(each for each in moves if each.id not in doubts),
            taken_away=tuple(_without(each, doubts[each.id], known.engine) for each in moves if each.id in doubts),
            splits=tuple(each for each in known.reading.splits if each.confidence >= SPLIT_FROM),
            dropped=known.reading.dropped,
            engine=known.engine,
            silent=silent,
            gist=known.gist,
        )
        taken = (entry.id, entry.text_hash) if entry else ("", "")
        return found, desk.store.record(found, entry_id=taken[0], text_hash=taken[1], finished=finished)


def _chosen(
    desk: Desk, article: Article, reading: Reading, asked_in: Channel | None, *, silent: bool
) -> tuple[tuple[Filed, ...], tuple[Filed, ...], str, str]:
    """Return the quotes as an engine chose them and as rules do, its name, and its gist."""
    rules = desk.local.choose(article, reading.quotes)
    ruled = accept(reading.quotes, rules)
    if (silent and not asked_in) or not goes_out(desk, article, ruled, asked_in):
        return ruled, ruled, desk.local.name, ""
    try:
        choice = desk.engine.choose(article, reading.quotes)
        choice = replace(choice, topics={**rules.topics, **choice.topics})  # where it names none, the rules do
        filed = accept(reading.quotes, choice)
    except EngineError as error:
        log.warning("engine refused", engine=desk.engine.name, reason=str(error))
        return ruled, ruled, f"{desk.local.name} ({error.why})", ""
    spoken = tuple(replace(old, quote=new.quote) for old, new in zip(ruled, filed, strict=True))
    return filed, spoken, desk.engine.name, " ".join(choice.gist)


def goes_out(desk: Desk, article: Article, ruled: Sequence[Filed], asked_in: Channel | None = None) -> bool:
    """Say whether an article goes to a language model: from a feed that may, asked for or to be told in a channel."""
    if desk.engine is desk.local or not ruled:
        return False
    feed = next((each.feed for each in desk.store.feeds() if each.feed.id == article.feed_id), None)
    outlets = (article.publication.outlet, *((feed.title, feed.outlet) if feed else ()))
    if not may_leave(desk.settings, outlets, (article.publication.url, feed.url if feed else "")):
        return False
    if asked_in:
        return asked_in.model
    told = [each for each in desk.store.channels() if each.model and each.times]
    return any(_followed(desk, each, ruled) for each in told)


def may_leave(settings: Settings, outlets: Sequence[str], urls: Sequence[str]) -> bool:
    """Say whether words of an outlet at some addresses may be sent to a language model, by what the settings name."""
    names, hosts = {fold_words(each) for each in outlets}, [host(each) for each in urls if each]

    def named(listed: Sequence[str]) -> bool:
        sites = [site for each in listed if (site := host(each if "//" in each else f"//{each.strip()}").strip("*. "))]
        there = any(of == site or ("." in site and of.endswith(f".{site}")) for of in hosts for site in sites)
        return there or bool(names & {fold_words(each) for each in listed})

    return not named(settings.model_feeds_off) and (not settings.model_feeds or named(settings.model_feeds))


def _followed(desk: Desk, channel: Channel, ruled: Sequence[Filed]) -> bool:
    wanted = [meant(name, desk.own_topics(channel.id)) for name in channel.topics]
    return not wanted or any(is_about(filed, each) for filed in ruled for each in wanted)


class _Agreed:
    """Compare two statements with the model's agreement, each pair once: by the rules where the engine fails.

    With outlets that stay at home, or once `deaf`, nothing is asked any more: the rules decide alone.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[tuple[Topic, Statement, Statement], Comparison] = {}
        self.deaf = bool(desk.settings.model_feeds or desk.settings.model_feeds_off)

    def __call__(self, topic: Topic, earlier: Statement, later: Statement) -> Comparison:
        """Return how they compare."""
        pair = (topic, earlier, later)
        if pair not in self._known:
            self._known[pair] = self._found(*pair)
        return self._known[pair]

    def _found(self, topic: Topic, earlier: Statement, later: Statement) -> Comparison:
        if not self.deaf:
            try:
                return self._desk.engine.compare(topic, earlier, later)
            except EngineError:
                pass
        return self._desk.local.compare(topic, earlier, later)


def _doubts(desk: Desk, known: Understood, moves: Sequence[PositionChange]) -> Mapping[str, Doubt]:
    """Return which changes a language model takes away; where outlets stay at home, only of this article's words."""
    at_home = bool(desk.settings.model_feeds or desk.settings.model_feeds_off)
    here = known.article.publication.page_id
    asked = [each for each in moves if not at_home or each.before.publication.page_id == here]
    try:
        found = desk.engine.doubts([claimed(each, known.article.text) for each in asked])
    except EngineError as error:
        log.warning("no second reader", engine=desk.engine.name, reason=str(error))
        return {}
    for doubt in found.values():
        desk.store.count(f"taken away: {doubt.value}", desk.clock.now())
    return found


def _without(change: PositionChange, doubt: Doubt, engine: str) -> PositionChange:
    return replace(change, withdrawn_why=f"{TAKEN_AWAY}{engine}: {doubt.value}")


def _moved(desk: Desk, known: Understood, compare: Compare) -> Iterator[PositionChange]:
    """Yield the positions that moved: as the article reports, and compared with what is on the ledger."""
    article, reading, filed = known.article, known.reading, known.filed
    here = article.publication

    def on_record(speaker: Speaker, topic: str) -> tuple[Filed, ...]:
        found = desk.store.said_by(people.fold(speaker.name), topic, NAMED_FROM)
        return tuple(each for each in found if each.quote.publication.page_id != here.page_id)

    lexis = lexis_of(article.text) if reading.changes else None
    for told in reading.changes:
        topics = topics_told(told, here.title, lexis)
        wanted = () if told.earlier else topics
        earlier = tuple(each for topic in wanted for each in on_record(told.speaker, topic.key))
        change = reported(told, filed, earlier, topics)
        if change:
            yield change
    for each in known.ruled:
        if sure(each.quote) and each.quote.speaker and each.topics:
            yield from moved(each, on_record(each.quote.speaker, each.topics[0].key), compare)
