"""Subscriptions at hubs in the database."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.edges.stores.schema import feed
from bot.edges.stores.schema_positions import subscription
from bot.model.push import Subscription

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from bot.edges.stores.database import Database


class PushTables:
    """Keep subscriptions."""

    database: Database

    def subscriptions(self) -> tuple[Subscription, ...]:
        """Return the subscriptions of feeds that are followed."""
        return self._found()

    def subscription(self, token: str) -> Subscription | None:
        """Return the subscription with this token, if its feed is followed."""
        return next(iter(self._found(subscription.c.token == token)), None)

    def keep_subscription(self, kept: Subscription) -> None:
        """Keep a feed's subscription in the place of an earlier one."""
        values = asdict(kept)
        insert = self.database.insert(subscription).values(values)
        with self.database.writing() as connection:
            connection.execute(insert.on_conflict_do_update(index_elements=["feed_id"], set_=values))

    def _found(self, *those: ColumnElement[bool]) -> tuple[Subscription, ...]:
        query = select(subscription).join(feed, feed.c.id == subscription.c.feed_id).where(*those)
        with self.database.reading() as connection:
            return tuple(Subscription(**row._mapping) for row in connection.execute(query))  # noqa: SLF001 - its public name
