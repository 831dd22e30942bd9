"""Clocks: the machine's, and one set to another day for the demo."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class SystemClock:
    """Tell this machine's time."""

    def now(self) -> datetime:
        """Return the present moment, UTC."""
        return datetime.now(UTC)

    def passed(self) -> float:
        """Return seconds that nobody sets."""
        return time.monotonic()


class ShiftedClock:
    """Start at a given moment and run on from there."""

    def __init__(self, start: datetime) -> None:
        """Take the moment (aware, UTC) that it shall be now."""
        self._start = start
        self._zero = time.monotonic()

    def forward_to(self, moment: datetime) -> None:
        """Go on from a later moment; an earlier one changes nothing, time never runs back."""
        self._start += max(timedelta(0), moment - self.now())

    def now(self) -> datetime:
        """Return the start plus the time that has passed since."""
        return self._start + timedelta(seconds=time.monotonic() - self._zero)

    def passed(self) -> float:
        """Return seconds that nobody sets, whatever day it shall be."""
        return time.monotonic()
