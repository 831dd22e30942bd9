"""Leave a failing endpoint alone for a while, so that it slows nobody."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.edges.engines.faults import PATIENCE

if TYPE_CHECKING:
    from bot.ports.world import Limits

REST = timedelta(minutes=5)
NEVER = float("-inf")


class Breaker:
    """Remember until when an endpoint is left alone, and why; threads share it, and nodes what they know of it.

    Time is in seconds that nobody sets (`Clock.passed`): a clock that is set wakes no server too early, nor too late.
    """

    def __init__(self, server: str = "", limits: Limits | None = None) -> None:
        """Begin with trust; take the server's address and what nodes share."""
        self._lock = threading.Lock()
        self._faults, self._until, self._why = 0, NEVER, ""
        self._server, self._limits = server, limits

    def resting(self, now: float) -> str:
        """Return why the endpoint is left alone just now, or nothing."""
        with self._lock:
            if now < self._until:
                return self._why
        left, why = self._limits.away(self._server) if self._limits else (timedelta(0), "")
        return why if left else ""

    def worked(self) -> None:
        """Note an answer."""
        with self._lock:
            self._faults = 0

    def failed(self, now: float, why: str, rest: timedelta | None = None, patience: int = PATIENCE) -> None:
        """Note a fault; with a rest the endpoint is left alone at once, else after a few in a row."""
        with self._lock:
            self._faults += 1
            if rest is None and self._faults < patience:
                return
            self._until, self._why = max(self._until, now + (rest or REST).total_seconds()), why
            self._faults = patience - 1  # after the rest one fault is enough
            left = timedelta(seconds=self._until - now)
        if self._limits:
            self._limits.keep_away(self._server, left, why)
