"""Feeds and their entries in the database."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, case, delete, false, func, select, update

from bot.edges.stores import rows
from bot.edges.stores.arrival import Arrival
from bot.edges.stores.queries import UNANSWERED, followed_by
from bot.edges.stores.schema import article, entry, entry_key, feed, following, quote, quote_key
from bot.ledger.identity import canonical_url, host
from bot.ledger.words import fold_words
from bot.model.query import EntryFate, EntryState, Pending, Unanswered

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from bot.edges.stores.database import Database
    from bot.model.news import Entry, Feed, Polling
    from bot.model.query import Followed


AT_ONCE = 500  # a database takes a limited number of parameters
SLACK = timedelta(minutes=5)  # clocks of nodes may differ by this


def _due(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a feed is due: its time has come, or it was last polled before a clock was set back."""
    ahead = feed.c.last_try_at > now + SLACK
    return ~feed.c.paused & ((feed.c.next_at <= now) | func.coalesce(ahead, false()))


_SEEDED = select(feed.c.seeded).where(
    feed.c.id == bindparam("polled")
)  # made once: to make one takes longer than to run it
_POLLED = (  # somebody may have renamed its outlet meanwhile
    update(feed)
    .where(feed.c.id == bindparam("polled"))
    .values(named=feed.c.named, outlet=case((feed.c.named != "", feed.c.named), else_=bindparam("found_outlet")))
)


class FeedTables:
    """Keep feeds and their entries."""

    database: Database

    def add_feed(self, new: Feed, polling: Polling, follower: str = "") -> bool:
        """Follow a feed; False when its address is followed already."""
        with self.database.writing() as connection:
            known = connection.scalar(select(feed.c.id).where(feed.c.url == new.url))  # a moved feed has another id
            if known is None:
                last = connection.scalar(select(func.coalesce(func.max(feed.c.added), 0))) or 0
                values = rows.feed_values(new, polling) | {"added": last + 1}
                connection.execute(self.database.insert(feed).values(values).on_conflict_do_nothing())
            row = {"follower": follower, "feed_id": known or new.id, "added_at": new.added_at}
            row |= {"added_by": new.added_by, "person": new.person}
            follow = self.database.insert(following).values(row).on_conflict_do_nothing()
            added = connection.scalar(follow.returning(following.c.feed_id))
            return added is not None and (bool(follower) or known is None)

    def feeds(self, follower: str = "") -> tuple[Followed, ...]:
        """Return all feeds, or a follower's, in the order they were added."""
        query = select(feed).order_by(feed.c.added)
        if follower:
            theirs = ("added_at", "added_by", "person")
            own = (following.c.feed_id == feed.c.id) & (following.c.follower == follower)
            mine = [*(each for each in feed.c if each.name not in theirs), *(following.c[name] for name in theirs)]
            query = select(*mine).join(following, own).order_by(following.c.added_at, feed.c.added)
        with self.database.reading() as connection:
            per_feed = select(entry.c.feed_id, func.count()).group_by(entry.c.feed_id)
            counts = {row[0]: row[1] for row in connection.execute(per_feed)}
            return tuple(rows.followed(row, counts.get(row.id, 0)) for row in connection.execute(query))

    def feeds_due(self, now: datetime, limit: int = 2_000) -> tuple[Followed, ...]:
        """Return unpaused feeds whose next poll is due, the longest due first."""
        query = select(feed).where(_due(now)).order_by(feed.c.next_at).limit(limit)
        with self.database.reading() as connection:
            return tuple(rows.followed(row) for row in connection.execute(query))

    def feed_due(self, feed_id: str, now: datetime) -> Followed | None:
        """Return a feed when its next poll is due."""
        with self.database.reading() as connection:
            row = connection.execute(select(feed).where(feed.c.id == feed_id, _due(now))).first()
        return None if row is None else rows.followed(row)

    def remove_feed(self, feed_id: str, follower: str = "") -> bool:
        """Stop following, or with a follower end that one's; quotes, articles and entries stay."""
        with self.database.writing() as connection:
            others = select(following.c.feed_id).where(following.c.feed_id == feed_id)
            if follower:
                mine = (following.c.feed_id == feed_id, following.c.follower == follower)
                if not connection.execute(delete(following).where(*mine)).rowcount:
                    return False
                if connection.scalar(others.limit(1)):
                    return True
            return bool(connection.execute(delete(feed).where(feed.c.id == feed_id)).rowcount)

    def keep_poll(
        self, polled: Feed, polling: Polling, entries: Sequence[tuple[tuple[str, ...], Entry]], *, now: datetime
    ) -> int:
        """Keep a poll's outcome in one transaction and return how many entries are new."""
        with self.database.writing() as connection:
            seeded = connection.scalar(_SEEDED, {"polled": polled.id})
            if seeded is None:  # removed while it was being fetched
                return 0
            values = rows.feed_values(polled, polling)
            values |= {"polled": polled.id, "found_outlet": values.pop("outlet")}
            del values["named"]
            connection.execute(_POLLED, values)
            return Arrival(self.database, connection, polled.id, now, not seeded).keep(entries)

    def rename(self, feed_ids: Sequence[str], before: Sequence[str], name: str) -> int:
        """Call the outlet of feeds by a name, also on their articles that bear one of the names before."""
        theirs = (article.c.feed_id.in_(feed_ids), article.c.outlet.in_(before))
        with self.database.writing() as connection:
            connection.execute(update(feed).where(feed.c.id.in_(feed_ids)).values(named=name, outlet=name))
            told = select(quote.c.seq).join(article, quote.c.article_id == article.c.id).where(*theirs)
            seqs = connection.scalars(told).all()
            for start in range(0, len(seqs), AT_ONCE):
                self._named_anew(connection, seqs[start : start + AT_ONCE], before, name)
            return connection.execute(update(article).where(*theirs).values(outlet=name)).rowcount

    def _named_anew(self, connection: Connection, seqs: Sequence[int], before: Sequence[str], name: str) -> None:
        """Let quotes be found by their outlet's new name."""
        old = [f"o:{fold_words(each)}" for each in before]
        connection.execute(delete(quote_key).where(quote_key.c.seq.in_(seqs), quote_key.c.key.in_(old)))
        keys = [{"key": f"o:{fold_words(name)}", "seq": seq} for seq in seqs]
        connection.execute(self.database.insert(quote_key).on_conflict_do_nothing(), keys)

    def pending(self, now: datetime, *, feed_id: str = "", limit: int = 500) -> tuple[Pending, ...]:
        """Return entries to be read whose retry time has come, oldest first."""
        ahead = (entry.c.tries == 0) & (entry.c.retry_at > now + SLACK)  # it came before the clock was set back
        query = select(entry).where(entry.c.state == EntryState.PENDING.value, (entry.c.retry_at <= now) | ahead)
        if feed_id:
            query = query.where(entry.c.feed_id == feed_id)
        with self.database.reading() as connection:
            found = connection.execute(query.order_by(entry.c.retry_at, entry.c.id).limit(limit))
            return tuple(Pending(row.id, rows.entry(row), row.tries, row.silent, row.text_hash) for row in found)

    def unread(self, since: datetime, until: datetime) -> tuple[tuple[str, datetime], ...]:
        """Return the feeds of which entries are to be read since a time in [since, until], each with the latest."""
        waits = (entry.c.state == EntryState.PENDING.value) & entry.c.retry_at.between(since, until)
        query = select(entry.c.feed_id, func.max(entry.c.retry_at)).where(waits).group_by(entry.c.feed_id)
        with self.database.reading() as connection:
            return tuple((feed_id, latest) for feed_id, latest in connection.execute(query.order_by(entry.c.feed_id)))

    def entry_failed(self, entry_id: str, reason: str, *, retry_at: datetime | None) -> None:
        """Count a failed try with its reason; without a retry time the entry is given up."""
        values: dict[str, object] = {"tries": entry.c.tries + 1, "reason": reason}
        values |= {"retry_at": retry_at} if retry_at else {"state": EntryState.FAILED.value}
        with self.database.writing() as connection:
            connection.execute(update(entry).where(entry.c.id == entry_id).values(values))

    def put_off(self, entry_ids: Sequence[str], until: datetime) -> None:
        """Let entries wait until a moment; that is no failed try."""
        mine = (entry.c.state == EntryState.PENDING.value, entry.c.retry_at < until)
        with self.database.writing() as connection:
            for entry_id in entry_ids:
                connection.execute(update(entry).where(entry.c.id == entry_id, *mine).values(retry_at=until))

    def entry_noted(self, entry_id: str, reason: str) -> None:
        """Keep why an entry that was read was read from its feed's own words only."""
        with self.database.writing() as connection:
            connection.execute(update(entry).where(entry.c.id == entry_id).values(reason=reason))

    def unanswered(self, follower: str = "") -> tuple[Unanswered, ...]:
        """Return the hosts whose pages did not answer yet, those of most articles first."""
        query = select(entry.c.url, entry.c.reason).join(feed, feed.c.id == entry.c.feed_id)
        query = query.where(*UNANSWERED, followed_by(follower)).order_by(entry.c.retry_at)
        reasons: dict[str, list[str]] = {}
        with self.database.reading() as connection:
            for url, reason in connection.execute(query):
                reasons.setdefault(host(url), []).append(reason)
        found = (Unanswered(name, len(each), each[-1]) for name, each in reasons.items())
        return tuple(sorted(found, key=lambda each: (-each.articles, each.host)))

    def fate(self, url: str) -> EntryFate | None:
        """Return what became of the entry at an address (compared as canonical URL), its own site's first."""
        key = f"url:{canonical_url(url)}"
        query = select(entry).join(entry_key, entry_key.c.entry_id == entry.c.id).where(entry_key.c.key == key)
        with self.database.reading() as connection:
            found = connection.execute(query.order_by(entry.c.own.desc(), entry.c.id).limit(20)).all()
        here = [row for row in found if key == f"url:{canonical_url(row.url)}"]  # not what another feed led there
        if not found:
            return None
        row = (here or found)[0]
        state = EntryState(row.state)
        return EntryFate(
            row.id,
            rows.entry(row),
            state,
            row.reason,
            row.tries,
            row.article_id,
            silent=row.silent,
            retry_at=row.retry_at,
        )
