"""Keep On Record running until a signal says stop."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from typing import TYPE_CHECKING

from bot import running

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.desk import Desk


def keep_running(desk: Desk, *, http: str | None, platforms: Collection[str]) -> int:
    """Run until SIGINT, SIGTERM or SIGHUP and return the exit code."""
    stop = threading.Event()
    hear(stop)
    running.run(desk, http=http, stop=stop, platforms=platforms)
    return 0


def hear(stop: threading.Event) -> None:
    """Let SIGINT, SIGTERM and SIGHUP set an event, whichever thread the system gives them to.

    Under nohup, which ignores SIGHUP, a closed terminal stops nothing.
    A handler runs in the main thread only, which would sleep on; the byte that Python writes at once wakes another.
    """
    ear, mouth = socket.socketpair()
    mouth.setblocking(False)
    signal.set_wakeup_fd(mouth.fileno())
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, lambda *_: None)

    threading.Thread(target=_listen, args=(ear, mouth, stop), name="signals", daemon=True).start()


def _listen(ear: socket.socket, _mouth: socket.socket, stop: threading.Event) -> None:
    """Set an event at each signal; both ends stay open for as long as one may come."""
    while ear.recv(1):
        stop.set()


def leave(code: int) -> None:
    """End this process at once: a site that keeps a request waiting must not keep the exit waiting.

    What was under way is taken up at the next start, as after a crash.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
