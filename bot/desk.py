"""The ports that a job or a command may reach for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.config import Settings
    from bot.ports import Clock, Engine, FeedLists, Fetcher, Platform, Store


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
