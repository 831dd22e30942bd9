"""Leave a failing endpoint alone for a while, so that it slows nobody."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

from bot.edges.engines.faults import PATIENCE

REST = timedelta(minutes=5)
NEVER = datetime.min.replace(tzinfo=UTC)


class Breaker:
    """Remember until when an endpoint is left alone, and why; threads share it."""

    def __init__(self) -> None:
        """Begin with trust."""
        self._lock = threading.Lock()
        self._faults, self._until, self._why = 0, NEVER, ""

    def resting(self, now: datetime) -> str:
        """Return why the endpoint is left alone just now, or nothing."""
        with self._lock:
            return self._why if now < self._until else ""

    def worked(self) -> None:
        """Note an answer."""
        with self._lock:
            self._faults = 0

    def failed(self, now: datetime, why: str, rest: timedelta | None = None, patience: int = PATIENCE) -> None:
        """Note a fault; with a rest the endpoint is left alone at once, else after a few in a row."""
        with self._lock:
            self._faults += 1
            if rest is not None or self._faults >= patience:
                self._until, self._why = max(self._until, now + (rest or REST)), why
                self._faults = patience - 1  # after the rest one fault is enough
