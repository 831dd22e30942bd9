"""The news of a window: what a digest is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from bot.edges.stores import rows
from bot.edges.stores.positions import found_changes
from bot.edges.stores.queries import (
    PUBLISHED,
    STANDING,
    UNANSWERED,
    carried_to,
    filed,
    followed_by,
    quotes_with,
    shown_in,
)
from bot.edges.stores.schema import article, entry, feed, quote
from bot.edges.stores.schema_positions import split
from bot.edges.stores.splits import found_splits
from bot.model.query import ChangeQuery, Since

if TYPE_CHECKING:
    from datetime import datetime

    from bot.edges.stores.database import Database

MOST_MOVED = 50


class NewsTables:
    """Return the news."""

    database: Database

    def news(
        self, since: datetime, until: datetime, workspace: str = "", follower: str = "", *, backlog: bool = False
    ) -> Since:
        """Return what was recorded in [since, until), by time of recording; with `backlog` what was published then."""
        theirs = carried_to(follower)
        then = (article.c.published_at >= since) & (article.c.published_at < until)
        loud = or_(~article.c.silent, then) if backlog else ~article.c.silent
        window = (article.c.recorded_at >= since, article.c.recorded_at < until, loud, theirs)
        fresh = (
            quote.c.recorded_at >= since,
            quote.c.recorded_at < until,
            loud,
            STANDING,
            shown_in(workspace),
            theirs,
        )
        mine = select(feed.c.id).where(followed_by(follower))
        unread = (*UNANSWERED, ~entry.c.silent, entry.c.feed_id.in_(mine))
        with self.database.reading() as connection:
            read = connection.execute(select(*PUBLISHED).where(*window).order_by(article.c.recorded_at))
            return Since(
                publications=tuple(rows.publication(row) for row in read),
                quotes=filed(connection, quotes_with().where(*fresh).order_by(quote.c.seq, quote.c.start)),
                dropped=connection.scalar(select(func.coalesce(func.sum(article.c.dropped), 0)).where(*window)) or 0,
                feeds=connection.scalar(select(func.count(feed.c.id)).where(followed_by(follower))) or 0,
                unread=connection.scalar(select(func.count(entry.c.id)).where(*unread)) or 0,
                failing_feeds=connection.scalar(
                    select(func.count(feed.c.id)).where(feed.c.failures > 0, followed_by(follower))
                )
                or 0,
                changes=found_changes(
                    connection,
                    ChangeQuery(
                        since=since, until=until, news=True, workspace=workspace, follower=follower, limit=MOST_MOVED
                    ),
                ),
                splits=found_splits(
                    connection, split.c.recorded_at >= since, split.c.recorded_at < until, ~article.c.silent, theirs
                ),
            )
