"""What somebody was shown lately, so that sharing it shows the same and costs nothing."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.model.ask import Asker
    from bot.model.message import Message

MOST = 300  # answers remembered by one process; what is older, or was shown by another, is asked anew


class Remembered:
    """Remember the newest answers."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: OrderedDict[tuple[str, str, str], Message] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, line: str, asker: Asker, message: Message) -> Message:
        """Remember and return the answer to a line that somebody was shown."""
        if line and not message.empty and not message.file:
            with self._lock:
                self._known[line, asker.channel_id, asker.person] = message
                self._known.move_to_end((line, asker.channel_id, asker.person))
                while len(self._known) > MOST:
                    self._known.popitem(last=False)
        return message

    def of(self, line: str, asker: Asker, again: Callable[[], Message]) -> Message:
        """Return what somebody was shown for a line, else what it is answered `again`."""
        with self._lock:
            known = self._known.get((line, asker.channel_id, asker.person))
        return known or again()
