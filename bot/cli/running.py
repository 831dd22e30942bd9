"""Keep On Record running until a signal says stop."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

from bot import running

if TYPE_CHECKING:
    from collections.abc import Collection
    from types import FrameType

    from bot.desk import Desk


def keep_running(desk: Desk, *, http: str | None, platforms: Collection[str]) -> int:
    """Run until SIGINT or SIGTERM and return the exit code."""
    stop = threading.Event()

    def stopped(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stopped)
    running.run(desk, http=http, stop=stop, platforms=platforms)
    return 0
