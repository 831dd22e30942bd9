"""Be a polite guest of every host: few requests at once, a pause between them, and away when it asks for that."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from bot.errors import FetchError
from bot.ledger.identity import host as name_of

PER_HOST = 2  # requests to one host at once
PATIENCE = 60.0  # seconds for which somebody waits for a place
MOST_HOSTS = 2_000  # that are remembered


@dataclass(slots=True)
class _Host:
    places: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(PER_HOST))
    guests: int = 0  # there or waiting
    free_at: float = 0.0  # when the next request may begin
    away_until: float = 0.0
    why: str = ""  # it is left alone until then


class Hosts:
    """Let at most two requests go to one host at a time, each a while after the one before."""

    def __init__(
        self,
        pause: float,
        own: Iterable[str] = (),
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        patience: float = PATIENCE,
    ) -> None:
        """Take the seconds between the beginnings of two requests to one host, and the operator's own hosts.

        Those have nobody to be spared: no pause is made there.
        """
        self._pause, self._own, self._clock, self._sleep = pause, frozenset(own), clock, sleep
        self._patience, self._lock = patience, threading.Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def visiting(self, url: str, pause: float = 0.0) -> Iterator[None]:
        """Wait for a place at the address's host and for the time between two requests, ours or a longer one.

        Raises FetchError for a host that is so slow that no place comes free for a minute: others wait behind us.
        """
        with self._lock:
            host = self._host(url)
            host.guests += 1
        try:
            if not host.places.acquire(timeout=self._patience):
                raise FetchError(f"{name_of(url)} is slow; other requests to it are still under way.")
            try:
                if urlsplit(url).netloc.lower() not in self._own:
                    self._sleep(self._turn(host, max(self._pause, pause)))
                yield
            finally:
                host.places.release()
        finally:
            with self._lock:
                host.guests -= 1

    def away(self, url: str) -> tuple[timedelta, str]:
        """Return how long the address's host is still left alone, and why."""
        with self._lock:
            host = self._host(url)
            return timedelta(seconds=max(0.0, host.away_until - self._clock())), host.why

    def leave(self, url: str, wait: timedelta, why: str) -> None:
        """Leave a host alone for a while: “asks us to come back later”."""
        with self._lock:
            host = self._host(url)
            host.away_until, host.why = self._clock() + wait.total_seconds(), why

    def _turn(self, host: _Host, pause: float) -> float:
        """Take the next free moment at a host and return the seconds until it."""
        with self._lock:
            now = self._clock()
            begins = max(now, host.free_at)
            host.free_at = begins + pause
            return begins - now

    def _host(self, url: str) -> _Host:
        """Return what is known of a host; beyond so many, those are forgotten of which nothing matters any more."""
        if len(self._hosts) >= MOST_HOSTS:
            now = self._clock()
            kept = {k: h for k, h in self._hosts.items() if h.guests or max(h.free_at, h.away_until) > now}
            self._hosts = kept
        return self._hosts.setdefault(urlsplit(url).netloc.lower(), _Host())
