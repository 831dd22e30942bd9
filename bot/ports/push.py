"""The door to subscriptions at hubs; every method raises StoreError."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.model.push import Subscription


class PushStore(Protocol):
    """Keep subscriptions."""

    def subscriptions(self) -> tuple[Subscription, ...]:
        """Return the subscriptions of feeds that are followed."""
        ...

    def subscription(self, token: str) -> Subscription | None:
        """Return the subscription with this token, if its feed is followed."""
        ...

    def keep_subscription(self, kept: Subscription) -> None:
        """Keep a feed's subscription in the place of an earlier one."""
        ...
