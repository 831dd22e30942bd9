"""The ports that a job or a command may reach for, and the one way from an article to its findings."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.errors import EngineError
from bot.ledger.choosing import accept
from bot.model.briefing import workspace_of
from bot.model.query import Findings, Since
from bot.reading.read import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.config import Settings
    from bot.model.news import Article
    from bot.ports.store import Store
    from bot.ports.world import Clock, Engine, FeedLists, Fetcher, Platform

_turn = threading.Lock()  # reading is work for one core: more threads of it only make people wait for their answers
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Desk:
    """Hold every port; wiring builds it, functions take it."""

    settings: Settings
    clock: Clock
    store: Store
    fetcher: Fetcher
    engine: Engine  # the configured one
    local: Engine  # the rules, to fall back on
    platforms: Mapping[str, Platform]
    lists: FeedLists
    separate: bool = False  # each workspace follows feeds of its own

    def follower(self, channel_id: str) -> str:
        """Return whose feeds a channel's are: its workspace's, '' where all share them."""
        chat = self.separate and not channel_id.startswith("console")
        return workspace_of(channel_id) if chat else ""

    def news(self, channel_id: str, since: datetime, until: datetime) -> Since:
        """Return what was recorded in [since, until) from a channel's feeds, without what is hidden there."""
        return self.store.news(since, until, workspace_of(channel_id), self.follower(channel_id))


def findings(desk: Desk, article: Article, *, silent: bool) -> Findings:
    """Return what an article holds: verified quotes with topics, the local engine's where the other fails."""
    with _turn:
        reading = read(article)
    try:
        filed = accept(reading.quotes, desk.engine.topics(article, reading.quotes))
        name = desk.engine.name
    except EngineError as error:
        log.warning("engine refused", engine=desk.engine.name, reason=str(error))
        filed = accept(reading.quotes, desk.local.topics(article, reading.quotes))
        name = desk.local.name
    return Findings(article, filed, reading.reports, reading.dropped, name, silent)
