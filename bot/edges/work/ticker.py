"""The clock that ticks: it only submits work, it never does any."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler


class Ticker:
    """Call a function every few seconds in a thread, never twice at once."""

    def __init__(self, tick: Callable[[], None], seconds: float) -> None:
        """Take what to call and how often."""
        self._scheduler = BackgroundScheduler(timezone=UTC, executors={"default": ThreadPoolExecutor(1)})
        self._scheduler.add_job(tick, "interval", seconds=seconds, max_instances=1, coalesce=True)

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop ticking and wait for a tick that is under way."""
        self._scheduler.shutdown(wait=True)
