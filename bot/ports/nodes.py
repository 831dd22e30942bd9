"""The door to what keeps several processes apart: who lives, and the ledger's own time; raises StoreError.

Every time that goes in or comes out is aware and UTC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime, timedelta


class NodeStore(Protocol):
    """Keep which processes share the ledger, and its own time; every method raises StoreError."""

    def beat(self, name: str, now: datetime) -> int:
        """Note that a node lives, and return how often the clocks of all nodes were set back."""
        ...

    def dead_nodes(self, now: datetime) -> tuple[str, ...]:
        """Return the nodes that fell silent."""
        ...

    def live_nodes(self, now: datetime) -> tuple[tuple[str, timedelta], ...]:
        """Return the nodes that beat, each with how far its clock is ahead of the database's."""
        ...

    def stamp(self, now: datetime) -> datetime:
        """Return the ledger's time and go on from it: the clock's, or where that went back the smallest step more.

        What is recorded bears this time, so a window that ends with it holds all that came before, whatever clocks do.
        """
        ...

    def latest(self, now: datetime) -> datetime:
        """Return the later of now and of the ledger's time: all that is recorded lies before it."""
        ...

    def probe(self) -> None:
        """Read a row of each large table, so that a damaged one is noticed; raises StoreError."""
        ...

    def newest(self) -> tuple[datetime | None, datetime | None]:
        """Return when a feed was last polled, and when an article was last recorded."""
        ...

    def restored(self) -> tuple[datetime, datetime] | None:
        """Return when a backup was last put back and since when it knows nothing of what was told, if so."""
        ...
