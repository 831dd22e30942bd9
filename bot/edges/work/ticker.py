"""The clock that ticks: it only submits work, it never does any."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

LATE = 3  # intervals without a tick, after which it is due whatever the clock shows


class Ticker:
    """Call a function every few seconds in a thread, never twice at once, also when the machine's clock is set back."""

    def __init__(self, tick: Callable[[], None], seconds: float) -> None:
        """Take what to call and how often."""
        self._tick, self._seconds = tick, seconds
        self._last, self._busy = time.monotonic(), False
        self._over = threading.Event()
        self._scheduler = BackgroundScheduler(timezone=UTC, executors={"default": ThreadPoolExecutor(1)})
        self._job = self._scheduler.add_job(
            self._ticked, "interval", seconds=seconds, max_instances=1, coalesce=True, misfire_grace_time=None
        )
        self._steady = threading.Thread(target=self._keep_on, name="steady", daemon=True)

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()
        self._steady.start()

    def stop(self) -> None:
        """Stop ticking and wait for a tick that is under way."""
        self._over.set()
        self._scheduler.shutdown(wait=True)

    def _ticked(self) -> None:
        self._busy = True
        try:
            self._tick()
        finally:
            self._last, self._busy = time.monotonic(), False

    def _keep_on(self) -> None:
        """Wake the scheduler, which sleeps until a time of day, when that has moved away."""
        while not self._over.wait(self._seconds):
            if not self._busy and time.monotonic() - self._last > LATE * self._seconds:
                self._last = time.monotonic()
                self._job.modify(next_run_time=datetime.now(UTC))
