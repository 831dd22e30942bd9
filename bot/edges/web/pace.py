"""Be a polite guest of every host: few requests at once, a pause between them, and away when it asks for that."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.errors import FetchError
from bot.ledger.identity import host as name_of

if TYPE_CHECKING:
    from bot.ports.world import Limits

PER_HOST = 2  # requests to one host at once
PATIENCE = 60.0  # seconds for which somebody waits for a place
MOST_HOSTS = 2_000  # that are remembered
LEASE = 150.0  # seconds after which a place is free of which a node never said that it left it; no answer takes longer
LOOK = 0.25  # seconds between two looks for a place that other nodes hold


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
        shared: Limits | None = None,
    ) -> None:
        """Take the seconds between the beginnings of two requests to one host, and the operator's own hosts.

        Those have nobody to be spared: no pause is made there. What is `shared` holds for all nodes together.
        """
        self._shared = shared
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
                raise _slow(url)
            try:
                with self._turn(host, url, max(self._pause, pause)) as wait:
                    if wait > 0:  # a sleep of nothing gives the core away
                        self._sleep(wait)
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
            here = timedelta(seconds=max(0.0, host.away_until - self._clock())), host.why
        return max(here, self._shared.away(_name(url))) if self._shared else here

    def leave(self, url: str, wait: timedelta, why: str) -> None:
        """Leave a host alone for a while: “asks us to come back later”."""
        with self._lock:
            host = self._host(url)
            host.away_until, host.why = self._clock() + wait.total_seconds(), why
        if self._shared:
            self._shared.keep_away(_name(url), wait, why)

    @contextmanager
    def _turn(self, host: _Host, url: str, pause: float) -> Iterator[float]:
        """Take the next free moment at a host, of all nodes, and give the seconds until it."""
        if _name(url) in self._own:
            yield 0.0
        elif self._shared is None:
            with self._lock:
                now = self._clock()
                begins = max(now, host.free_at)
                host.free_at = begins + pause
            yield begins - now
        else:
            number, wait = self._taken(self._shared, url, pause)
            try:
                yield wait
            finally:
                self._shared.give(_name(url), number)

    def _taken(self, shared: Limits, url: str, pause: float) -> tuple[int, float]:
        """Return a place among all nodes and the seconds until its turn."""
        until = self._clock() + self._patience
        while (found := shared.take(_name(url), PER_HOST, pause, LEASE)) is None:
            if self._clock() > until:
                raise _slow(url)
            self._sleep(LOOK)
        return found

    def _host(self, url: str) -> _Host:
        """Return what is known of a host; beyond so many, those are forgotten of which nothing matters any more."""
        if len(self._hosts) >= MOST_HOSTS:
            now = self._clock()
            kept = {k: h for k, h in self._hosts.items() if h.guests or max(h.free_at, h.away_until) > now}
            self._hosts = kept
        return self._hosts.setdefault(_name(url), _Host())


def _name(url: str) -> str:
    """Return what a host is remembered by, with its port."""
    return urlsplit(url).netloc.lower()


def _slow(url: str) -> FetchError:
    return FetchError(f"{name_of(url)} is slow; other requests to it are still under way.")
