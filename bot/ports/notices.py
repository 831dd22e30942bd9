"""The door to what people were told of feeds in trouble; every method raises StoreError."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.notice import Follower, Notice


class NoticeStore(Protocol):
    """Keep notices."""

    def followers(self) -> tuple[Follower, ...]:
        """Return who follows which feed."""
        ...

    def notices(self) -> tuple[Notice, ...]:
        """Return the notices of troubles that last, oldest first."""
        ...

    def keep_notice(self, notice: Notice) -> None:
        """Keep a notice; a newer one to the same recipient of the same feed takes its place."""
        ...

    def drop_notice(self, notice: Notice) -> None:
        """Forget a notice: its trouble is over."""
        ...

    def poll_soon(self, feed_id: str, now: datetime) -> None:
        """Make a feed due, also one that was stopped."""
        ...
