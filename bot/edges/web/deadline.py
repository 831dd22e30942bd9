"""A deadline over a whole request: a server that drips single bytes does not outlast it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import httpcore2

if TYPE_CHECKING:
    import ssl

_UNTIL: ContextVar[float | None] = ContextVar("until", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let every connect, read and write of this thread end within so many seconds, all of them together."""
    token = _UNTIL.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _UNTIL.reset(token)


def left(most: float | None, late: type[httpcore2.TimeoutException]) -> float | None:
    """Return the seconds that are left, at most so many; raises the given error when there are none."""
    until = _UNTIL.get()
    if until is None:
        return most
    rest = until - time.monotonic()
    if rest <= 0:
        raise late
    return rest if most is None else min(most, rest)


class TimedStream(httpcore2.NetworkStream):
    """Pass bytes on until the deadline of the request that asks for them."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        """Wrap an open connection."""
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next bytes; raises ReadTimeout when the time is over."""
        return self._stream.read(max_bytes, left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes; raises WriteTimeout when the time is over."""
        self._stream.write(buffer, left(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        """Hang up."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """Return the encrypted connection, under the same deadline."""
        rest = left(timeout, httpcore2.ConnectTimeout)
        return TimedStream(self._stream.start_tls(ssl_context, server_hostname, rest))

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - the library's signature
        """Return what the library knows of the connection."""
        return self._stream.get_extra_info(info)


class TimedBackend(httpcore2.SyncBackend):
    """Dial within the deadline, and keep to it afterwards."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Return a connection; raises ConnectTimeout when the time is over, ConnectError where nobody answers."""
        rest = left(timeout, httpcore2.ConnectTimeout)
        return TimedStream(super().connect_tcp(host, port, rest, local_address, socket_options))
