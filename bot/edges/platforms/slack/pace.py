"""One message a second for each channel and each workspace: what Slack allows."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager


class Pace:
    """Let one post at a time into a channel, and space the posts of channels and workspaces."""

    def __init__(
        self,
        gap: float = 1.0,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Take the seconds between two posts."""
        self._gap, self._clock, self._sleep = gap, clock, sleep
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def turn(self, channel: str, workspace: str) -> AbstractContextManager[None]:
        """Hold the channel's turn while the context lasts, waiting for it first."""
        return self._held(channel, workspace)

    @contextmanager
    def _held(self, channel: str, workspace: str) -> Iterator[None]:
        with self._lock:
            turn = self._turns[channel]
        with turn:
            self._sleep(self._reserved(channel, workspace))
            yield

    def _reserved(self, channel: str, workspace: str) -> float:
        """Take the next free moment of both and return the seconds until then."""
        with self._lock:
            now = self._clock()
            at = max(now, self._next.get(channel, now), self._next.get(workspace, now))
            self._next[channel] = self._next[workspace] = at + self._gap
            return at - now
