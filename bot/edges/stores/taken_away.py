"""What a language model took away, in the database, and what of it is shown anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, func, select, update

from bot.edges.stores.corrections import take_back_change
from bot.edges.stores.nodes import stamped
from bot.edges.stores.schema import article, quote
from bot.edges.stores.schema_model import taken_away
from bot.edges.stores.schema_positions import position_change, split
from bot.model.choice import Doubt, TakenAway
from bot.model.record import NAMED_FROM

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from bot.edges.stores import rows
    from bot.edges.stores.database import Database

AWAY = taken_away.c.shown_at.is_(None)


def still_away() -> Select[Any]:
    """Return the query for the ids of what was taken away and is not shown anyway."""
    return select(taken_away.c.id).where(AWAY)


class TakenAwayTables:
    """Keep what a second reader took away, and what managers show all the same."""

    database: Database

    def keep_taken_away(self, lost: Sequence[TakenAway]) -> None:
        """Write what was taken away; a quote loses its name everywhere, unless it is shown anyway."""
        with self.database.writing() as connection:
            for each in lost:
                row = {name: getattr(each, name) for name in ("id", "what", "who", "words", "url", "engine", "at")}
                sure = select(quote.c.confidence).where(quote.c.id == each.id).scalar_subquery()
                made = self.database.insert(taken_away).values(row | {"why": each.why.value, "confidence": sure})
                connection.execute(made.on_conflict_do_nothing(index_elements=["id"]))
            names = [each.id for each in lost if each.what == "name"]
            nameless = update(quote).where(quote.c.id.in_(names), quote.c.id.in_(still_away()))
            connection.execute(nameless.values(confidence=0.0))

    def lost(self, limit: int = 50) -> tuple[TakenAway, ...]:
        """Return the newest of what a second reader took away, without what is shown anyway."""
        query = select(taken_away).where(AWAY).order_by(taken_away.c.at.desc(), taken_away.c.id).limit(limit)
        with self.database.reading() as connection:
            return tuple(map(_taken, connection.execute(query)))

    def shown_anyway(self, ids: Collection[str]) -> frozenset[str]:
        """Return which of these ids a manager shows although they were taken away."""
        query = select(taken_away.c.id).where(taken_away.c.id.in_(ids), taken_away.c.shown_at.is_not(None))
        with self.database.reading() as connection:
            return frozenset(connection.scalars(query))

    def show_anyway(self, id_: str, by: str, now: datetime) -> TakenAway | None:
        """Show what was taken away, as news of now, and return it; None where there is none or its words are gone."""
        with self.database.writing() as connection:
            row = connection.execute(select(taken_away).where(taken_away.c.id == id_, AWAY)).first()
            if row is None or not _shown(self.database, connection, row, now):
                return None
            mine = update(taken_away).where(taken_away.c.id == id_)
            connection.execute(mine.values(shown_at=now, shown_by=by))
            return _taken(row)


def _taken(row: rows.Found) -> TakenAway:
    return TakenAway(row.id, row.what, row.who, row.words, row.url, Doubt(row.why), row.engine, row.at)


def _shown(database: Database, connection: Connection, row: rows.Found, now: datetime) -> bool:
    """Let a name, a change or a split stand again; False where its words no longer do."""
    if row.what == "name":
        mine = update(quote).where(quote.c.id == row.id, quote.c.gone_at.is_(None))
        sure = NAMED_FROM if row.confidence is None else row.confidence
        return bool(connection.execute(mine.values(confidence=sure)).rowcount)
    table = split if row.what == "split" else position_change
    found = connection.execute(select(table).where(table.c.id == row.id)).first()
    if found is None or not (_split_stands if table is split else _change_stands)(connection, found):
        return False
    again = {"withdrawn_at": None, "recorded_at": stamped(database, connection, now)}
    why = {} if table is split else {"withdrawn_why": ""}
    connection.execute(update(table).where(table.c.id == row.id).values(again | why))
    take_back_change(connection, row.id, now)
    return True


def _split_stands(connection: Connection, found: rows.Found) -> bool:
    return _holds(connection, found.article_id, found.sentence)


def _change_stands(connection: Connection, found: rows.Found) -> bool:
    """Say whether both sides of a change still stand: its quotes, and the sentences that outlets tell it with."""
    quotes = {id_ for id_ in (found.before_quote, found.after_quote, found.said_quote) if id_}
    kept = select(func.count()).where(quote.c.id.in_(quotes), quote.c.gone_at.is_(None))
    told = ((found.before_article, found.before_text), (found.article_id, found.after_text))
    return connection.scalar(kept) == len(quotes) and all(_holds(connection, *each) for each in told)


def _holds(connection: Connection, article_id: str, words: str) -> bool:
    """Say whether the newest revision that was read like an article's holds words, where its text is kept."""
    first, newest = article.alias(), article.alias()
    alike = [newest.c[name] == first.c[name] for name in ("page_id", "feed_id", "completeness")]
    text = select(newest.c.text).join(first, first.c.id == article_id).where(*alike)
    found = connection.scalar(text.order_by(newest.c.revision.desc()).limit(1))
    return not found or words in found
