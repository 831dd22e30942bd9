"""The beat by which a node shows that it lives, and by which it knows that the others still believe so."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import structlog

from bot.errors import OnRecordError

EVERY = 5.0  # seconds between two beats
SURE = 25.0  # seconds after a beat in which nobody takes a node for dead (stores.nodes.DEAD is 45), with much to spare
log = structlog.get_logger()


class Heart:
    """Beat in a thread of its own, by a clock that nobody sets."""

    def __init__(
        self, name: str, beat: Callable[[], None], *, alone: bool = False, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Take the node's name and what tells the others; one that is `alone` with its ledger is always sure."""
        self.name = name
        self._beat, self._alone, self._now = beat, alone, now
        self._last = float("-inf")  # when the last beat that succeeded began
        self._unbroken = float("-inf")  # since when no beat was missing
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._go, name="heart", daemon=True)
        self.wrong = ""

    def sure(self, since: float | None = None) -> bool:
        """Return whether the others surely take this node for alive, now and without a break since a moment."""
        if self._alone:
            return True
        now = self._now()
        return now - self._last < SURE and self._unbroken <= (now if since is None else since)

    def beat(self) -> None:
        """Beat once; a failing database is logged, and the next beat comes in time."""
        began = self._now()
        try:
            self._beat()
        except OnRecordError as error:
            if not self.wrong:
                log.warning("heart missed a beat", reason=str(error))
            self.wrong = str(error)
            return
        self.wrong = ""
        if began - self._last >= SURE:
            self._unbroken = self._now()
        self._last = began

    def start(self) -> None:
        """Begin to beat."""
        self.beat()
        self._thread.start()

    def stop(self) -> None:
        """Stop beating."""
        self._over.set()
        self._thread.join(2)

    def _go(self) -> None:
        while not self._over.wait(EVERY):
            self.beat()
