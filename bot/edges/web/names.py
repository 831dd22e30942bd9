"""Names to addresses, within the deadline of the request that asks."""

from __future__ import annotations

import queue
import socket
import threading

import httpcore2
import idna

from bot.edges.web.deadline import left

AT_ONCE = 32  # look-ups; one that hangs keeps its place until the system gives it up
_places = threading.BoundedSemaphore(AT_ONCE)

Found = tuple[str, ...] | OSError | UnicodeError


def looked_up(host: str, port: int, timeout: float | None = None) -> tuple[str, ...]:
    """Return the addresses of a host, each once; raises OSError or UnicodeError for none, ConnectTimeout when late.

    The system's look-up cannot be told to hurry, so it has a thread that is left behind when time is over.
    """
    if not _places.acquire(timeout=left(timeout, httpcore2.ConnectTimeout)):
        raise httpcore2.ConnectTimeout
    answers: queue.SimpleQueue[Found] = queue.SimpleQueue()
    threading.Thread(target=_look_up, args=(host, port, answers), name="names", daemon=True).start()
    try:
        found = answers.get(timeout=left(timeout, httpcore2.ConnectTimeout))
    except queue.Empty:
        raise httpcore2.ConnectTimeout from None
    if isinstance(found, tuple):
        return found
    raise found


def spelled(host: str) -> str:
    """Return a host as it is asked for: by IDNA 2008, as browsers do it; raises UnicodeError for what is no name."""
    if host.isascii():
        host.encode("idna")  # no part is too long or empty
        return host
    return idna.encode(host, uts46=True, transitional=False).decode("ascii")


def _look_up(host: str, port: int, answers: queue.SimpleQueue[Found]) -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        answers.put(tuple(dict.fromkeys(str(each[4][0]) for each in found)))
    except (OSError, UnicodeError) as error:
        answers.put(error)
    finally:
        _places.release()
