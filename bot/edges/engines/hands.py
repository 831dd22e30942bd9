"""How many requests go to a model's server at once: from this process, and from all nodes together."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Self

from bot.errors import EngineError

if TYPE_CHECKING:
    from types import TracebackType

    from bot.ports.world import Limits

LOOK = 0.25  # seconds between two looks for a place that other nodes hold
SPARE = 30.0  # seconds beyond a request's own, after which the place of a node that died is free


class RequestSlots:
    """Hold one of so many places at a server while the context lasts; threads share it."""

    def __init__(self, number: int, server: str, timeout: float, limits: Limits | None = None) -> None:
        """Take how many there are, the server's address, how long a request may take, and what nodes share."""
        self._here = threading.BoundedSemaphore(number)
        self._number, self._server, self._timeout, self._limits = number, server, timeout, limits
        self._mine = threading.local()

    def __enter__(self) -> Self:
        """Wait for a place; raises EngineError where other nodes hold all of them for long."""
        self._here.acquire()
        try:
            self._mine.place = self._place()
        except BaseException:
            self._here.release()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Give the place back."""
        try:
            if self._limits:
                self._limits.give(self._server, self._mine.place)
        finally:
            self._here.release()

    def _place(self) -> int:
        until = time.monotonic() + self._timeout
        while self._limits:
            if found := self._limits.take(self._server, self._number, 0.0, 2 * self._timeout + SPARE):
                return found[0]
            if time.monotonic() > until:
                raise EngineError("Other nodes keep the model busy.", why="asked elsewhere")
            time.sleep(LOOK)
        return 0
