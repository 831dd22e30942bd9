"""Notices of feeds in trouble in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from bot.edges.stores.schema import feed, following
from bot.edges.stores.schema_positions import notice
from bot.model.notice import Follower, Notice

if TYPE_CHECKING:
    from datetime import datetime

    from bot.edges.stores.database import Database


class NoticeTables:
    """Keep notices."""

    database: Database

    def followers(self) -> tuple[Follower, ...]:
        """Return who follows which feed."""
        with self.database.reading() as connection:
            found = connection.execute(select(following).order_by(following.c.feed_id, following.c.follower)).all()
        return tuple(Follower(row.feed_id, row.follower, row.person, row.added_by) for row in found)

    def notices(self) -> tuple[Notice, ...]:
        """Return the notices of troubles that last, oldest first."""
        with self.database.reading() as connection:
            found = connection.execute(select(notice).order_by(notice.c.sent_at, notice.c.feed_id)).all()
        return tuple(Notice(row.feed_id, row.recipient, row.post, row.sent_at, row.since) for row in found)

    def keep_notice(self, sent: Notice) -> None:
        """Keep a notice; a newer one to the same recipient of the same feed takes its place."""
        newer = {"post": sent.post, "sent_at": sent.sent_at, "since": sent.since}
        insert = self.database.insert(notice).values(feed_id=sent.feed_id, recipient=sent.recipient, **newer)
        with self.database.writing() as connection:
            connection.execute(insert.on_conflict_do_update(index_elements=["feed_id", "recipient"], set_=newer))

    def drop_notice(self, sent: Notice) -> None:
        """Forget a notice: its trouble is over."""
        mine = (notice.c.feed_id == sent.feed_id, notice.c.recipient == sent.recipient)
        with self.database.writing() as connection:
            connection.execute(delete(notice).where(*mine))

    def poll_soon(self, feed_id: str, now: datetime) -> None:
        """Make a feed due, also one that was stopped."""
        with self.database.writing() as connection:
            connection.execute(update(feed).where(feed.c.id == feed_id).values(next_at=now, paused=False))
