"""The door to feeds and their entries; every method raises StoreError.

Every time that goes in or comes out is aware and UTC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.model.news import Entry, Feed, Polling
    from bot.model.query import EntryFate, Followed, Pending, Unanswered


class FeedStore(Protocol):
    """Keep feeds and their entries; every method raises StoreError."""

    def add_feed(self, feed: Feed, polling: Polling, follower: str = "") -> bool:
        """Follow a feed; False when its address is followed already.

        A follower is a workspace with feeds of its own; a feed that several follow is polled once.
        """
        ...

    def feeds(self, follower: str = "") -> tuple[Followed, ...]:
        """Return all feeds, or a follower's, in the order they were added."""
        ...

    def feeds_due(self, now: datetime, limit: int = 2_000) -> tuple[Followed, ...]:
        """Return unpaused feeds whose next poll is due, the longest due first.

        Due is also one that was polled in the future: the clock was set back since.
        """
        ...

    def feed_due(self, feed_id: str, now: datetime) -> Followed | None:
        """Return a feed when its next poll is due."""
        ...

    def remove_feed(self, feed_id: str, follower: str = "") -> bool:
        """Stop following, for all or for a follower; quotes, articles and entries stay."""
        ...

    def rename(self, feed_ids: Sequence[str], before: Sequence[str], name: str) -> int:
        """Call the outlet of feeds by a name, also on their articles that bear one of the names before.

        Returns on how many articles.
        """
        ...

    def keep_poll(
        self, feed: Feed, polling: Polling, entries: Sequence[tuple[tuple[str, ...], Entry]], *, now: datetime
    ) -> int:
        """Keep a poll's outcome in one transaction and return how many entries are new.

        Each entry comes with its identity keys ("url:…", "guid:…", "text:…"); it is new when none of them was seen in
        this feed, nor its "url:" key in any feed. A known entry whose own whole text changed becomes pending again, as
        a revision; a changed date is nothing. Entries are silent when the feed's stored polling was not seeded yet.
        The feed's own row is updated too (title, address after a permanent redirect).
        """
        ...

    def pending(self, now: datetime, *, feed_id: str = "", limit: int = 500) -> tuple[Pending, ...]:
        """Return entries to be read whose retry time has come, oldest first."""
        ...

    def unread(self, since: datetime, until: datetime) -> tuple[tuple[str, datetime], ...]:
        """Return the feeds of which entries are to be read since a time in [since, until], each with the latest."""
        ...

    def entry_failed(self, entry_id: str, reason: str, *, retry_at: datetime | None) -> None:
        """Count a failed try with its reason; without a retry time the entry is given up."""
        ...

    def put_off(self, entry_ids: Sequence[str], until: datetime) -> None:
        """Let entries wait until a moment; that is no failed try."""
        ...

    def entry_noted(self, entry_id: str, reason: str) -> None:
        """Keep why an entry that was read was read from its feed's own words only."""
        ...

    def unanswered(self, follower: str = "") -> tuple[Unanswered, ...]:
        """Return the hosts whose pages did not answer yet, of all feeds or a follower's; most articles first."""
        ...

    def fate(self, url: str) -> EntryFate | None:
        """Return what became of the entry at an address (compared as canonical URL), its own site's first."""
        ...
