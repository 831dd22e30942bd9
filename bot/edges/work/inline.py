"""Work at once, in the caller's thread: for one-shot commands and tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta


class InlineWork:
    """Do each job when it is submitted; keys are remembered as long as this object lives."""

    def __init__(self, run: Callable[[str, str], None]) -> None:
        """Take what does a job by its name and argument."""
        self._run = run
        self._done: set[str] = set()

    def submit(self, job: str, argument: str, *, key: str) -> None:
        """Do the job now, unless its key was seen before."""
        if key not in self._done:
            self._done.add(key)
            self._run(job, argument)

    def start(self) -> None:
        """Begin: there is nothing to begin."""

    def stop(self, timeout: timedelta) -> None:
        """Stop: nothing is ever under way."""
