"""The door to what people leaf through: quotes sheet by sheet, outlets, what was read around a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.model.news import Publication
    from bot.model.position import Split
    from bot.model.query import KnownOutlet, QuoteQuery, Sheet


class BrowsingStore(Protocol):
    """Give what is read a sheet at a time; every method raises StoreError."""

    def sheet(self, query: QuoteQuery) -> Sheet:
        """Return the newest quotes that answer a query, without counting the rest, and where the older ones begin."""
        ...

    def outlets(self) -> tuple[str, ...]:
        """Return all outlets that have quotes, busiest first."""
        ...

    def outlet(self, name: str) -> KnownOutlet | None:
        """Return what is known of an outlet, whose name is compared without case and marks."""
        ...

    def topic_called(self, key: str) -> str:
        """Return the name of a topic, '' where there is none of that key."""
        ...

    def topic_voices(self, key: str, confidence_from: float) -> tuple[tuple[str, int], ...]:
        """Return who is surely quoted most on a topic, and how often, of its newest quotes."""
        ...

    def outlet_voices(self, outlet: str, confidence_from: float) -> tuple[tuple[str, int], ...]:
        """Return whom an outlet surely quotes most, and how often, of its newest quotes."""
        ...

    def read_around(self, page_id: str, each_way: int = 150) -> tuple[Publication, ...]:
        """Return what was read last before a page, the page, and what was read first after it; nothing without it."""
        ...

    def splits(self, topic: str = "", limit: int = 50) -> tuple[Split, ...]:
        """Return the newest splits, of everything or on a topic."""
        ...
