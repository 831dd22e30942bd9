"""Write what may be late: nobody who only wants to read waits for a ledger that cannot be written just now."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from queue import Full, Queue

import structlog

from bot.errors import StoreError

PATIENCE = 1.0  # seconds that an answer waits for what it has to write
AGAIN = 2.0  # seconds between two tries
TRIES = 150  # then it is let go: five minutes
MOST = 1_000  # writes that wait
log = structlog.get_logger()


class LateWrites:
    """Do small writes in order in a thread of its own, each again until it succeeds."""

    def __init__(self, patience: float = PATIENCE) -> None:
        """Take how long to wait for a write before going on without it, in seconds."""
        self._patience = patience
        self._waiting: Queue[tuple[Callable[[], object], threading.Event]] = Queue(MOST)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def soon(self, write: Callable[[], object]) -> bool:
        """Begin a write, and return whether it was done within the patience; else it is done later."""
        done = threading.Event()
        try:
            self._waiting.put_nowait((write, done))
        except Full:
            log.warning("write dropped", reason="too many wait for the ledger")
            return False
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._go, name="late", daemon=True)
                self._thread.start()
        return done.wait(self._patience)

    def _go(self) -> None:
        while True:
            write, done = self._waiting.get()
            _insisted(write)
            done.set()


def _insisted(write: Callable[[], object]) -> None:
    """Write, again and again while the ledger cannot be written."""
    for _ in range(TRIES):
        try:
            write()
        except StoreError as error:
            reason = str(error)
            time.sleep(AGAIN)
        except Exception:
            log.exception("late write failed")
            return
        else:
            return
    log.warning("write given up", reason=reason)
