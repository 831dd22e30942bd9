"""The one way from an article to the ledger: read it, file its quotes, compare them with what was said before."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import structlog

from bot.errors import EngineError
from bot.ledger import people
from bot.ledger.changes import moved, reported, sure
from bot.ledger.choosing import accept
from bot.ledger.topics import lexis_of, topics_told
from bot.model.query import Findings
from bot.model.record import NAMED_FROM
from bot.reading.read import read
from bot.reading.splits import SHOWN_FROM as SPLIT_FROM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.desk import Desk
    from bot.model.news import Article
    from bot.model.position import PositionChange
    from bot.model.record import Filed, Speaker
    from bot.reading.read import Reading

_turn = threading.Lock()  # reading is work for one core: more threads of it only make people wait for their answers
_recording = threading.Lock()  # of two articles the second is compared with the first
log = structlog.get_logger()


def recorded(desk: Desk, article: Article, *, silent: bool, entry_id: str = "") -> tuple[Findings, int]:
    """Read an article, record all it holds, and return that with how many quotes are new; raises StoreError."""
    with _turn:
        reading = read(article)
    filed, engine = _chosen(desk, article, reading)
    with _recording:
        found = Findings(
            article,
            filed,
            reading.reports,
            changes=tuple(_moved(desk, article, reading, filed)),
            splits=tuple(each for each in reading.splits if each.confidence >= SPLIT_FROM),
            dropped=reading.dropped,
            engine=engine,
            silent=silent,
        )
        return found, desk.store.record(found, entry_id=entry_id)


def _chosen(desk: Desk, article: Article, reading: Reading) -> tuple[tuple[Filed, ...], str]:
    """Return the quotes with their topics and the engine that chose them: the local one where the other fails."""
    try:
        return accept(reading.quotes, desk.engine.topics(article, reading.quotes)), desk.engine.name
    except EngineError as error:
        log.warning("engine refused", engine=desk.engine.name, reason=str(error))
        return accept(reading.quotes, desk.local.topics(article, reading.quotes)), desk.local.name


def _moved(desk: Desk, article: Article, reading: Reading, filed: tuple[Filed, ...]) -> Iterator[PositionChange]:
    """Yield the positions that moved: as the article reports, and compared with what is on the ledger."""
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
    for each in filed:
        if sure(each.quote) and each.quote.speaker and each.topics:
            yield from moved(each, on_record(each.quote.speaker, each.topics[0].key), desk.engine.compare)
