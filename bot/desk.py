"""The ports that a job or a command may reach for."""

from __future__ import annotations

import threading
from collections import defaultdict
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.late import LateWrites
from bot.model.ask import PUBLIC
from bot.model.briefing import workspace_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.config import Settings
    from bot.model.query import Since
    from bot.model.workspace import OwnTopic
    from bot.ports.store import Store
    from bot.ports.world import Clock, Engine, FeedLists, Fetcher, Node, Platform
    from bot.reading.speakers.pointing import Encoder


class Turns:
    """Let one thread of this process at a time be at a thing."""

    def __init__(self) -> None:
        """Begin with nobody anywhere."""
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._lock = threading.Lock()

    def of(self, thing: str) -> AbstractContextManager[object]:
        """Hold the turn at a thing while the context lasts, waiting for it first."""
        with self._lock:
            return self._locks[thing]


@dataclass(frozen=True, slots=True)
class Only:
    """Be the only process that posts: nobody takes over from it."""

    name: str = "local"

    def sure(self, since: float | None = None) -> bool:  # noqa: ARG002
        """Return True."""
        return True


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
    encoder: Encoder | None = None  # points at speakers; without it the rules read alone
    separate: bool = False  # each workspace follows feeds of its own
    node: Node = field(default_factory=Only)
    turns: Turns = field(default_factory=Turns)
    late: LateWrites = field(default_factory=LateWrites)

    def follower(self, channel_id: str) -> str:
        """Return whose feeds a channel's are: its workspace's, '' where all share them."""
        chat = self.separate and not channel_id.startswith(("console", PUBLIC))
        return workspace_of(channel_id) if chat else ""

    def news(self, channel_id: str, since: datetime, until: datetime, *, backlog: bool = False) -> Since:
        """Return what was recorded in [since, until) from a channel's feeds, without what is hidden there.

        With `backlog` also what was published then and came with a feed's first fetch.
        """
        return self.store.news(since, until, workspace_of(channel_id), self.follower(channel_id), backlog=backlog)

    def own_topics(self, channel_id: str) -> tuple[OwnTopic, ...]:
        """Return the topics that a channel's workspace made for itself; no other workspace has them."""
        return self.store.workspace(workspace_of(channel_id)).topics
