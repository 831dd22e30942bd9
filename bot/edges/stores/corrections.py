"""What was posted, and what of it is no longer so, in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, or_, select, update

from bot.edges.stores import rows
from bot.edges.stores.queries import filed, quotes_with
from bot.edges.stores.schema import hidden, quote
from bot.edges.stores.schema_positions import correction, position_change, post, post_item
from bot.ledger.edits import edited
from bot.model.briefing import workspace_of
from bot.model.correction import Cause, Correction, Post
from bot.model.news import digest_of

if TYPE_CHECKING:
    from datetime import datetime

    from bot.edges.stores.database import Database
    from bot.model.record import Filed, Quote
    from bot.model.workspace import Objection

GONE = "removed from the article"
HIDDEN = "hidden after a report"
FELL = "withdrawn: what it rests on no longer stands"


class CorrectionTables:
    """Keep what was posted and corrected."""

    database: Database

    def keep_post(self, kept: Post) -> None:
        """Write what was posted; the same post is written anew."""
        values = {
            "channel_id": kept.channel_id,
            "post": kept.post,
            "at": kept.at,
            "thread": kept.thread,
            "content": kept.content,
        }
        insert = self.database.insert(post).values(values)
        anew = insert.on_conflict_do_update(index_elements=["channel_id", "post"], set_={"content": kept.content})
        with self.database.writing() as connection:
            connection.execute(anew)
            for item in kept.items:
                there = {"item": item, "channel_id": kept.channel_id, "post": kept.post}
                connection.execute(self.database.insert(post_item).values(there).on_conflict_do_nothing())

    def posts_showing(self, item: str) -> tuple[Post, ...]:
        """Return the posts that show a quote or a change, oldest first."""
        join = post.join(post_item, (post.c.channel_id == post_item.c.channel_id) & (post.c.post == post_item.c.post))
        query = select(post).select_from(join).where(post_item.c.item == item).order_by(post.c.at, post.c.post)
        with self.database.reading() as connection:
            found = connection.execute(query).all()
        return tuple(Post(row.channel_id, row.post, row.at, (item,), row.content, row.thread) for row in found)

    def pages_shown(self, since: datetime, until: datetime) -> tuple[str, ...]:
        """Return the ids of the pages whose standing words were shown in posts of [since, until)."""
        join = post.join(post_item, (post.c.channel_id == post_item.c.channel_id) & (post.c.post == post_item.c.post))
        shown = select(post_item.c.item).select_from(join).where(post.c.at >= since, post.c.at < until)
        moved = position_change.c
        told = [select(each).where(moved.id.in_(shown)) for each in (moved.before_quote, moved.after_quote)]
        wanted = or_(quote.c.id.in_(shown), *(quote.c.id.in_(each) for each in told))
        query = select(quote.c.page_id).where(wanted, quote.c.gone_at.is_(None)).distinct().order_by(quote.c.page_id)
        with self.database.reading() as connection:
            return tuple(connection.scalars(query))

    def correct(self, corrections: Sequence[Correction]) -> None:
        """Write corrections; one that is known does nothing."""
        with self.database.writing() as connection:
            write(self.database, connection, corrections)

    def corrections(self, workspace: str = "", limit: int = 20) -> tuple[Correction, ...]:
        """Return the newest corrections that count everywhere or in a workspace, newest first."""
        mine = or_(correction.c.workspace == "", correction.c.workspace == workspace)
        query = select(correction).where(mine).order_by(correction.c.at.desc(), correction.c.id).limit(limit)
        with self.database.reading() as connection:
            return tuple(_correction(row) for row in connection.execute(query))

    def corrections_about(self, items: Sequence[str], workspace: str = "") -> tuple[Correction, ...]:
        """Return what holds of quotes and changes, everywhere or in a workspace, oldest first."""
        mine = or_(correction.c.workspace == "", correction.c.workspace == workspace)
        query = select(correction).where(
            correction.c.item.in_(tuple(items)), mine, correction.c.taken_back_at.is_(None)
        )
        with self.database.reading() as connection:
            return tuple(
                _correction(row) for row in connection.execute(query.order_by(correction.c.at, correction.c.id))
            )

    def corrections_open(self) -> tuple[Correction, ...]:
        """Return the corrections whose posts were not all seen to, oldest first."""
        query = select(correction).where(correction.c.settled_at.is_(None)).order_by(correction.c.at, correction.c.id)
        with self.database.reading() as connection:
            return tuple(_correction(row) for row in connection.execute(query))

    def corrections_of(self, shown: Post) -> tuple[Correction, ...]:
        """Return the corrections that hold for a post and were not taken back, oldest first."""
        there = (post_item.c.channel_id == shown.channel_id) & (post_item.c.post == shown.post)
        join = correction.join(post_item, (correction.c.item == post_item.c.item) & there)
        holds = correction.c.taken_back_at.is_(None), correction.c.at >= shown.at
        mine = correction.c.workspace.in_(["", workspace_of(shown.channel_id)])
        query = select(correction).select_from(join).where(mine, *holds).order_by(correction.c.at, correction.c.id)
        with self.database.reading() as connection:
            return tuple(_correction(row) for row in connection.execute(query))

    def corrected(self, correction_id: str, now: datetime) -> None:
        """Note that every post that showed the item says so, or says it no more."""
        settled = update(correction).where(correction.c.id == correction_id).values(settled_at=now)
        with self.database.writing() as connection:
            connection.execute(settled)

    def forget_posts(self, before: datetime) -> None:
        """Remove what was posted before a moment."""
        old = select(post.c.post).where(post.c.at < before, post.c.channel_id == post_item.c.channel_id)
        with self.database.writing() as connection:
            connection.execute(delete(post_item).where(post_item.c.post.in_(old)))
            connection.execute(delete(post).where(post.c.at < before))


def write(database: Database, connection: Connection, corrections: Iterable[Correction]) -> None:
    """Write corrections on a connection; one that is known does nothing."""
    for each in corrections:
        values = asdict(each) | {"cause": each.cause.value, "settled_at": None}
        connection.execute(database.insert(correction).values(values).on_conflict_do_nothing())


def note_corrections(
    database: Database,
    connection: Connection,
    now: datetime,
    gone: Sequence[str],
    withdrawn: Sequence[rows.Found],
    revision: Sequence[Filed] = (),
) -> None:
    """Write a correction for each quote that is gone and each change that fell with it.

    The quotes of the `revision` tell what stands in the place of words that are gone.
    """
    quotes = (each.quote for each in filed(connection, quotes_with().where(quote.c.id.in_(gone)))) if gone else ()
    write(database, connection, [_taken_out(each, now, revision) for each in quotes])
    write(database, connection, [_of_change(row, now) for row in withdrawn])


def note_hidden(database: Database, connection: Connection, made: Objection) -> None:
    """Write a correction, in one workspace, of a quote that is hidden there and of the changes that rest on it."""
    id_, at = made.quote_id, made.at
    quotes = filed(connection, quotes_with().where(quote.c.id == id_))
    moved = position_change.c
    rests = or_(moved.before_quote == id_, moved.after_quote == id_, moved.said_quote == id_)
    changes = connection.execute(select(position_change).where(rests, position_change.c.withdrawn_at.is_(None))).all()
    made_of = [of_quote(each.quote, at, Cause.HIDDEN) for each in quotes] + [_of_change(row, at) for row in changes]
    here = [
        replace(each, id=digest_of(each.id, made.workspace), workspace=made.workspace, said=HIDDEN) for each in made_of
    ]
    write(database, connection, here)


def take_back(connection: Connection, quote_id: str, workspace: str, now: datetime) -> None:
    """Take back what a report corrected in a workspace: the quote, and changes that rest on no other hidden one."""
    moved = position_change.c
    sides = (moved.before_quote, moved.after_quote, moved.said_quote)
    still = select(hidden.c.quote_id).where(hidden.c.workspace == workspace)
    free = [side.not_in(still) for side in sides]
    changes = select(moved.id).where(or_(*(side == quote_id for side in sides)), *free)
    items = or_(correction.c.item == quote_id, correction.c.item.in_(changes))
    mine = (correction.c.workspace == workspace, correction.c.taken_back_at.is_(None), items)
    connection.execute(update(correction).where(*mine).values(taken_back_at=now, settled_at=None))


def take_back_change(connection: Connection, change_id: str, now: datetime) -> None:
    """Take back, everywhere, that a change fell: it stands again."""
    mine = (correction.c.item == change_id, correction.c.workspace == "", correction.c.taken_back_at.is_(None))
    connection.execute(update(correction).where(*mine).values(taken_back_at=now, settled_at=None))


def of_quote(each: Quote, now: datetime, cause: Cause = Cause.GONE) -> Correction:
    """Return the correction of a quote that its page no longer holds, or that was reported."""
    who = each.speaker.name if each.speaker else ""
    id_ = digest_of(cause.value, each.id, now.isoformat())
    return Correction(id_, each.id, cause, now, said=GONE, who=who, url=each.publication.url)


def _taken_out(each: Quote, now: datetime, revision: Sequence[Filed]) -> Correction:
    """Return the correction of a quote whose words are gone, with what stands in their place now if anything does."""
    said = edited(each.text, revision)
    return replace(of_quote(each, now, Cause.EDITED), said=said) if said else of_quote(each, now)


def _of_change(row: rows.Found, now: datetime) -> Correction:
    id_ = digest_of("withdrawn", row.id, now.isoformat())
    return Correction(id_, row.id, Cause.WITHDRAWN, now, said=FELL, who=f"{row.speaker_name} on {row.topic_name}")


def _correction(row: rows.Found) -> Correction:
    known = Correction(row.id, row.item, Cause(row.cause), row.at, row.workspace, row.said, row.who, row.url)
    return replace(known, taken_back_at=row.taken_back_at)
