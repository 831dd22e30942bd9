"""The door to what managers decided of names; every method raises StoreError."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.model.record import Naming


class NamingStore(Protocol):
    """Keep which names are one person and which are not."""

    def namings(self, limit: int = 20) -> tuple[Naming, ...]:
        """Return what is decided of names, newest first."""
        ...

    def decide(self, made: Naming) -> int:
        """Decide of a name and file its quotes under the person; return how many quotes changed hands."""
        ...

    def undo(self, naming_id: str) -> int | None:
        """Take a decision back and return how many quotes changed hands, or None where there is none of that id."""
        ...

    def spellings(self, person: str, newest: int | None = None) -> tuple[tuple[str, int], ...]:
        """Return the names under which a person is quoted, each with how often, the most frequent first.

        With a number, those of so many of the newest quotes.
        """
        ...
