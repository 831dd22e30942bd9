"""The one way from an article to the ledger: read it, file its quotes, compare them with what was said before."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING

import structlog

from bot.errors import EngineError
from bot.ledger import people
from bot.ledger.changes import candidates, claimed, likeliest, moved, pair_of, reported, sentences_told, sure
from bot.ledger.choosing import accept
from bot.ledger.comparing import compare as compare_by_rules
from bot.ledger.controls import unread
from bot.ledger.identity import host
from bot.ledger.meant import is_about, meant
from bot.ledger.proposed import as_changes, as_splits
from bot.ledger.topics import lexis_of, topics_told
from bot.ledger.voices import reliable
from bot.ledger.words import fold_words
from bot.model.choice import Claimed, TakenAway
from bot.model.position import TAKEN_AWAY, OutletSentence, Split
from bot.model.query import Findings
from bot.model.record import NAMED_FROM
from bot.reading.changes.splits import SHOWN_FROM as SPLIT_FROM
from bot.reading.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.config import Settings
    from bot.desk import Desk
    from bot.ledger.changes import Compare
    from bot.model.briefing import Channel
    from bot.model.choice import Choice, Doubt
    from bot.model.news import Article
    from bot.model.position import Comparison, PositionChange, Statement
    from bot.model.query import Pending
    from bot.model.record import Filed, Speaker, Topic
    from bot.reading.read import Reading
    from bot.reading.speakers.pointing import Encoder
    from bot.reading.speakers.windows import Window

MOST_PAIRS = 4  # of one article, the likeliest
_turn = threading.Lock()  # reading is work for one core: more threads of it only make people wait for their answers
_recording = threading.Lock()  # of two articles the second is compared with the first
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """Hold what an article says and what an engine chose of it: all that needs no ledger."""

    article: Article
    reading: Reading
    filed: tuple[Filed, ...]
    ruled: tuple[Filed, ...]  # with the topics of the rules, under which words are compared
    engine: str
    gist: str
    second: bool = False  # it may be put before a second reader


def recorded(desk: Desk, article: Article, *, silent: bool, asked_in: Channel | None = None) -> tuple[Findings, int]:
    """Read an article, record all it holds, and return that with how many quotes are new; raises StoreError.

    `asked_in` is the channel where somebody asked for just this article.
    """
    return put_on_record(desk, understood(desk, article, silent=silent, asked_in=asked_in), silent=silent)


def understood(desk: Desk, article: Article, *, silent: bool, asked_in: Channel | None = None) -> ReadArticle:
    """Read an article and let an engine choose; articles may be at this at the same time."""
    with _turn:
        reading = read(article, partial(_aside, desk.encoder) if desk.encoder else None)
    return _understood(desk, article, reading, asked_in, silent=silent)


def _aside(encoder: Encoder, asked: Sequence[Window]) -> Sequence[Sequence[Sequence[float]]]:
    """Ask the encoder while other articles are read: it takes the windows of several by turns."""
    _turn.release()
    try:
        return encoder(asked)
    finally:
        _turn.acquire()


def put_on_record(
    desk: Desk, known: ReadArticle, *, silent: bool, entry: Pending | None = None, finished: bool = True
) -> tuple[Findings, int]:
    """Compare an article with what was said before, record it, and count the new quotes; raises StoreError.

    An entry that is not finished stays to be read.
    """
    compare: Compare = _by_rules
    doubts: Mapping[str, Doubt] = {}
    if known.second:  # asks before the lock is held
        compare = _weighed(desk, known)
        doubts = _doubts(desk, known, (*_moved(desk, known, compare), *_split(known)))
    with _recording:
        moves, splits = tuple(_moved(desk, known, compare)), _split(known)
        every: tuple[PositionChange | Split, ...] = (*moves, *splits)
        found = Findings(
            known.article,
            known.filed,
            known.reading.reports,
            changes=tuple(each for each in moves if each.id not in doubts),
            taken_away=tuple(_without(each, doubts, desk.engine.name) for each in every if each.id in doubts),
            splits=tuple(each for each in splits if each.id not in doubts),
            dropped=known.reading.dropped,
            engine=known.engine,
            silent=silent,
            gist=known.gist,
        )
        taken = (entry.id, entry.text_hash) if entry else ("", "")
        return found, desk.store.record(found, entry_id=taken[0], text_hash=taken[1], finished=finished)


def _understood(
    desk: Desk, article: Article, reading: Reading, asked_in: Channel | None, *, silent: bool
) -> ReadArticle:
    """Return an article as an engine read it, or as the rules do with the reason why."""
    rules = desk.local.choose(article, reading.quotes)
    ruled = accept(reading.quotes, rules)
    if (silent and not asked_in) or not goes_out(desk, article, ruled, asked_in):
        second = not (silent or ruled) and bool(reading.changes or reading.splits) and _leaves(desk, article)
        return ReadArticle(article, reading, ruled, ruled, desk.local.name, "", second)
    try:
        choice = desk.engine.choose(article, reading.quotes)
        choice = replace(choice, topics={**rules.topics, **choice.topics})  # where it names none, the rules do
        filed = accept(reading.quotes, choice)
    except EngineError as error:
        log.warning("engine refused", engine=desk.engine.name, reason=str(error))
        return ReadArticle(article, reading, ruled, ruled, f"{desk.local.name} ({error.why})", "")
    spoken = tuple(replace(old, quote=new.quote) for old, new in zip(ruled, filed, strict=True))
    gist = " ".join(" ".join(each.of(article.text).split()) for each in choice.gist)
    reading = _with(article, reading, choice, desk.engine.name)
    return ReadArticle(article, reading, filed, spoken, desk.engine.name, gist, second=True)


def _with(article: Article, reading: Reading, choice: Choice, engine: str) -> Reading:
    """Return a reading with the changes and splits that an engine found beside those of the rules.

    One that takes sure speakers for others is not believed in these either.
    """
    if not reliable(reading.quotes, choice.voices):
        return reading
    changes = as_changes(article, choice.proposals, reading.changes, engine)
    splits = as_splits(article, choice.proposals, reading.splits, engine)
    return replace(reading, changes=(*reading.changes, *changes), splits=(*reading.splits, *splits))


def goes_out(desk: Desk, article: Article, ruled: Sequence[Filed], asked_in: Channel | None = None) -> bool:
    """Say whether an article goes to a language model: from a feed that may, asked for or to be told in a channel."""
    if not ruled or not _leaves(desk, article, asked_in):
        return False
    return asked_in is not None or any(_followed(desk, each, ruled) for each in _told(desk))


def _leaves(desk: Desk, article: Article, asked_in: Channel | None = None) -> bool:
    """Say whether an article may go to a language model: its feed may, and a channel lets a model choose."""
    if desk.engine is desk.local:
        return False
    feed = next((each.feed for each in desk.store.feeds() if each.feed.id == article.feed_id), None)
    outlets = (article.publication.outlet, *((feed.title, feed.outlet) if feed else ()))
    may = may_leave(desk.settings, outlets, (article.publication.url, feed.url if feed else ""))
    return may and (asked_in.model if asked_in else bool(_told(desk)))


def _told(desk: Desk) -> list[Channel]:
    """Return the channels that have a digest and let a model choose."""
    return [each for each in desk.store.channels() if each.model and each.times]


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


def _by_rules(topic: Topic, earlier: Statement, later: Statement) -> Comparison:
    return compare_by_rules(topic.name, earlier, later)


def _weighed(desk: Desk, known: ReadArticle) -> Compare:
    """Return how pairs of this article's quotes and earlier ones compare: as a model says twice, else as the rules do.

    With outlets that stay at home nothing is asked.
    """
    if _at_home(desk):
        return _by_rules
    found = (
        pair
        for each in known.ruled
        if sure(each.quote) and each.quote.speaker and each.topics
        for pair in candidates(each, _on_record(desk, known, each.quote.speaker, each.topics[0].key))
    )
    pairs = [pair_of(*each) for each in likeliest(found, MOST_PAIRS)]
    try:
        told = desk.engine.compare(pairs) if pairs else {}
    except EngineError as error:
        log.warning("nothing compared", engine=desk.engine.name, reason=str(error))
        return _by_rules
    weighed = {(each.earlier, each.later): told[each.id] for each in pairs}

    def compared(topic: Topic, earlier: Statement, later: Statement) -> Comparison:
        return weighed.get((earlier, later)) or _by_rules(topic, earlier, later)

    return compared


def _at_home(desk: Desk) -> bool:
    """Say whether words of some outlets may not be sent."""
    return bool(desk.settings.model_feeds or desk.settings.model_feeds_off)


def _split(known: ReadArticle) -> tuple[Split, ...]:
    return tuple(each for each in known.reading.splits if each.confidence >= SPLIT_FROM)


def _doubts(desk: Desk, known: ReadArticle, moves: Sequence[PositionChange | Split]) -> Mapping[str, Doubt]:
    """Return which changes and splits a model takes away; where outlets stay at home, of this article's words alone.

    What a manager shows anyway is not asked about again.
    """
    here, at_home = known.article.publication.page_id, _at_home(desk)
    anyway = desk.store.shown_anyway([each.id for each in moves])
    told = sentences_told(known.reading.changes, known.reading.splits)
    asked, rest = list[Claimed](), list[Claimed]()
    for each in moves:
        leaves = not at_home or isinstance(each, Split) or each.before.publication.page_id == here
        if each.id not in anyway:
            (asked if leaves else rest).append(claimed(each, known.article.text, told))
    found = dict(desk.engine.doubts(asked)) | unread(rest)
    now = desk.clock.now()
    for doubt in found.values():
        desk.store.count(f"taken away: {doubt.value}", now)
    lost = [_lost(each, found[each.id], desk.engine.name, now) for each in moves if each.id in found]
    desk.store.keep_taken_away(lost)
    return found


def _lost(claim: PositionChange | Split, why: Doubt, engine: str, now: datetime) -> TakenAway:
    if isinstance(claim, Split):
        who, told = ", ".join(each.name for each in claim.members), claim.told
        return TakenAway(claim.id, "split", who, told.sentence.text, told.publication.url, why, engine, now)
    after, here = claim.after, claim.publication
    words = after.sentence.text if isinstance(after, OutletSentence) else after.text
    return TakenAway(claim.id, "change", claim.speaker.name, words, here.url, why, engine, now)


def _without(claim: PositionChange | Split, doubts: Mapping[str, Doubt], engine: str) -> PositionChange | Split:
    if isinstance(claim, Split):
        return claim
    return replace(claim, withdrawn_why=f"{TAKEN_AWAY}{engine}: {doubts[claim.id].value}")


def _on_record(desk: Desk, known: ReadArticle, speaker: Speaker, topic: str) -> tuple[Filed, ...]:
    """Return what other pages have on record of a speaker on a topic."""
    found = desk.store.said_by(people.fold(speaker.name), topic, NAMED_FROM)
    return tuple(each for each in found if each.quote.publication.page_id != known.article.publication.page_id)


def _moved(desk: Desk, known: ReadArticle, compare: Compare) -> Iterator[PositionChange]:
    """Yield the positions that moved: as the article reports, and compared with what is on the ledger."""
    reading, here = known.reading, known.article.publication
    on_record = cache(partial(_on_record, desk, known))  # a long page asks of few people and topics many times
    lexis = lexis_of(known.article.text) if reading.changes else None
    for told in reading.changes:
        topics = topics_told(told, here.title, lexis)
        wanted = () if told.earlier else topics
        earlier = tuple(each for topic in wanted for each in on_record(told.speaker, topic.key))
        change = reported(told, known.filed, earlier, topics)
        if change:
            yield change
    for each in known.ruled:
        if sure(each.quote) and each.quote.speaker and each.topics:
            yield from moved(each, on_record(each.quote.speaker, each.topics[0].key), compare)
