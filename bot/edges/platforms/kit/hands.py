"""Who does the work behind an answer: few for what the ledger knows, others for what waits for other sites."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import structlog

if TYPE_CHECKING:
    from collections.abc import Callable

log = structlog.get_logger()
Found = TypeVar("Found")
QUICK = 2  # at a time: they share one interpreter, and more would only make acknowledgements wait
SLOW = 32  # at a time, waiting for other sites
WAITING = frozenset({"summarize", "feeds"})  # commands that ask other sites
PATIENT = 64  # at a time, waiting for an answer to bring it
BUSY = 2 * QUICK  # answers under way from which one more is surely not ready at once


class Hands:
    """Do work in threads, and say whether there is much of it."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._quick, self._slow = ThreadPoolExecutor(QUICK, "answer"), ThreadPoolExecutor(SLOW, "fetch")
        self._waiting = ThreadPoolExecutor(PATIENT, "later")
        self._lock, self._under_way = threading.Lock(), 0

    @property
    def busy(self) -> bool:
        """Return whether a new answer will have to wait for others."""
        return self._under_way >= BUSY

    def submit(self, line: str, work: Callable[[], Found]) -> Future[Found]:
        """Begin the work for a command line."""
        if WAITING & set(line.replace("-", " ").split()[:3]):  # also “or-feeds” and “onrecord feeds”
            return self._slow.submit(work)
        with self._lock:
            self._under_way += 1
        future = self._quick.submit(work)
        future.add_done_callback(self._done)
        return future

    def wait(self, bring: Callable[[], None]) -> None:
        """Bring an answer later; who asked is not kept waiting for it."""
        self._waiting.submit(_told, bring)

    def close(self) -> None:
        """Take no more work."""
        for pool in (self._quick, self._slow, self._waiting):
            pool.shutdown(wait=False, cancel_futures=True)

    def _done(self, _future: Future[Found]) -> None:
        with self._lock:
            self._under_way -= 1


def _told(bring: Callable[[], None]) -> None:
    """Do something whose failure nobody waits to hear: it is logged."""
    try:
        bring()
    except Exception:
        log.exception("answer not brought")
