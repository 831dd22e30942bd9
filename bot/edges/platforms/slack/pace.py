"""One message a second for each channel and each workspace, and none while Slack wants to be left alone."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import RateLimited

if TYPE_CHECKING:
    from bot.ports.world import Limits


class Pace:
    """Let one post at a time into a channel, and space the posts of channels and workspaces."""

    def __init__(
        self,
        gap: float = 1.0,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        shared: Limits | None = None,
    ) -> None:
        """Take the seconds between two posts; what is `shared` holds for all nodes together."""
        self._shared = shared
        self._rests: dict[str, float] = {}
        self._gap, self._clock, self._sleep = gap, clock, sleep
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def turn(self, channel: str, workspace: str) -> AbstractContextManager[None]:
        """Hold the channel's turn while the context lasts, waiting for it first."""
        return self._held(channel, workspace)

    def rest(self, workspace: str, wait: timedelta) -> None:
        """Leave a workspace alone for as long as Slack asks."""
        with self._lock:
            self._rests[workspace] = max(self._rests.get(workspace, 0.0), self._clock() + wait.total_seconds())
        if self._shared:
            self._shared.keep_away(workspace, wait, "Slack asks us to wait")

    def require_awake(self, workspace: str) -> None:
        """Make sure that Slack's wait for a workspace is over; raises RateLimited."""
        with self._lock:
            left = timedelta(seconds=max(0.0, self._rests.get(workspace, 0.0) - self._clock()))
        if self._shared:
            left = max(left, self._shared.away(workspace)[0])
        if left:
            raise RateLimited(f"Slack asks us to wait {left.total_seconds():.0f} seconds.", after=left)

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
