"""Positions in the database: changes with both their sides, and splits."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, distinct, func, or_, select, update

from bot.edges.stores import rows
from bot.edges.stores.queries import PUBLISHED, STANDING, carried_to, filed, quotes_with
from bot.edges.stores.schema import article, hidden, quote, quote_topic, speaker, speaker_alias
from bot.edges.stores.schema_model import taken_away
from bot.edges.stores.schema_positions import position_change, split
from bot.edges.stores.splits import every_split, found_splits, split_values
from bot.edges.stores.taken_away import still_away
from bot.ledger import people
from bot.ledger.meant import Meant, moved_on
from bot.model.position import Extent, MoveKind, OutletSentence, PositionChange, Recency, Split
from bot.model.record import Carrier, Quote, Topic
from bot.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.edges.stores.database import Database
    from bot.model.news import Article, Publication
    from bot.model.query import ChangeQuery

MOVED = position_change.c
STANDS = MOVED.withdrawn_at.is_(None)
HAPPENED = func.coalesce(MOVED.after_on, quote.c.said_on, article.c.published_on)  # the day of the later words
INSTANT = timedelta(microseconds=1)


class PositionTables:
    """Keep what moved."""

    database: Database

    def changes(self, query: ChangeQuery) -> tuple[PositionChange, ...]:
        """Answer a query, newest first; what was withdrawn is left out."""
        with self.database.reading() as connection:
            return found_changes(connection, query)

    def change(self, change_id: str, workspace: str = "") -> PositionChange | None:
        """Return one change, also a withdrawn one."""
        query = select(position_change).where(MOVED.id == change_id, *_shown_in(workspace))
        with self.database.reading() as connection:
            return next(iter(_whole(connection, query)), None)

    def changes_of(self, article_id: str, workspace: str = "") -> tuple[PositionChange, ...]:
        """Return the changes that came to light in a revision's page, in the order they were recorded."""
        page = select(article.c.page_id).where(article.c.id == article_id).scalar_subquery()
        query = select(position_change).where(MOVED.page_id == page, STANDS, *_shown_in(workspace))
        with self.database.reading() as connection:
            return _whole(connection, query.order_by(MOVED.recorded_at, MOVED.after_start))

    def split(self, split_id: str) -> Split | None:
        """Return one split, also a withdrawn one."""
        with self.database.reading() as connection:
            return next(iter(every_split(connection, split.c.id == split_id)), None)

    def splits_of(self, article_id: str) -> tuple[Split, ...]:
        """Return the splits that a revision's page reports."""
        page = select(article.c.page_id).where(article.c.id == article_id).scalar_subquery()
        with self.database.reading() as connection:
            return found_splits(connection, split.c.page_id == page)

    def camps(self, speaker: str, limit: int = 3) -> tuple[Split, ...]:
        """Return the newest splits that name a speaker as a member of a camp, by the name that the text gives."""
        named = split.c.members.contains(json.dumps(speaker), autoescape=True)
        with self.database.reading() as connection:
            return found_splits(connection, named)[:limit]

    def compared(self, since: datetime, until: datetime) -> tuple[int, int]:
        """Count the speakers and the topics of the quotes recorded in [since, until)."""
        fresh = (quote.c.recorded_at >= since, quote.c.recorded_at < until, STANDING)
        topics = select(func.count(distinct(quote_topic.c.key))).join(quote, quote_topic.c.quote_id == quote.c.id)
        with self.database.reading() as connection:
            return (
                connection.scalar(select(func.count(distinct(quote.c.speaker_key))).where(*fresh)) or 0,
                connection.scalar(topics.where(*fresh)) or 0,
            )


def found_changes(connection: Connection, query: ChangeQuery) -> tuple[PositionChange, ...]:
    """Return the changes that answer a query, newest first."""
    joined = position_change.join(article, MOVED.article_id == article.c.id)
    joined = joined.outerjoin(quote, quote.c.id == MOVED.after_quote)
    asked = select(position_change).select_from(joined).where(*_conditions(query))
    asked = asked.order_by(*([HAPPENED.desc()] if query.happened else []), MOVED.recorded_at.desc(), MOVED.id)
    if not query.phrases:
        return _whole(connection, asked.limit(query.limit))
    about = Meant(query.topics, query.phrases)  # changes are few, and no search holds the words of their sides
    return tuple(each for each in _whole(connection, asked) if moved_on(each, about))[: query.limit]


def _conditions(query: ChangeQuery) -> list[ColumnElement[bool]]:
    """Return what a change must satisfy."""
    conditions = [STANDS, carried_to(query.follower), *_shown_in(query.workspace)]
    if query.speakers:
        keys = select(speaker_alias.c.speaker_key).where(speaker_alias.c.alias.in_(query.speakers))
        conditions.append(or_(MOVED.speaker_key.in_(keys), MOVED.speaker_key.in_(query.speakers)))
    if query.topics and not query.phrases:
        conditions.append(MOVED.topic_key.in_(query.topics))
    conditions += _within(query)
    if query.news:
        conditions += [MOVED.recency == Recency.NEW.value, ~article.c.silent]
    return conditions


def _within(query: ChangeQuery) -> list[ColumnElement[bool]]:
    """Return the conditions of time: of the day that it happened, or of recording."""
    if query.happened:
        first = [query.since.date() <= HAPPENED] if query.since else []
        return [*first, *([(query.until - INSTANT).date() >= HAPPENED] if query.until else [])]
    first = [MOVED.recorded_at >= query.since] if query.since else []
    return [*first, *([MOVED.recorded_at < query.until] if query.until else [])]


def _shown_in(workspace: str) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that nobody's report hides a quote that a change rests on."""
    if not workspace:
        return ()
    there = select(hidden.c.quote_id).where(hidden.c.workspace == workspace)
    return tuple(side.not_in(there) for side in (MOVED.before_quote, MOVED.after_quote, MOVED.said_quote))


def _whole(connection: Connection, query: Select[Any]) -> tuple[PositionChange, ...]:
    """Return changes with both their sides; one whose quote retention has removed is left out."""
    found = connection.execute(query).all()
    ids = {id_ for row in found for id_ in (row.before_quote, row.after_quote, row.said_quote) if id_}
    quotes = {each.quote.id: each.quote for each in filed(connection, quotes_with().where(quote.c.id.in_(ids)))}
    pages = {id_ for row in found for id_ in (row.before_article, row.article_id)}
    query = select(*PUBLISHED).where(article.c.id.in_(pages))
    here = {each.article_id: each for each in map(rows.publication, connection.execute(query))}
    keys = select(speaker.c.key, speaker.c.name).where(speaker.c.key.in_({row.speaker_key for row in found}))
    labels = {row.key: row.name for row in connection.execute(keys)}
    made = (_change(row, quotes, here, labels) for row in found)
    return tuple(each for each in made if each)


def _change(
    row: rows.Found, quotes: dict[str, Quote], here: dict[str, Publication], labels: Mapping[str, str]
) -> PositionChange | None:
    before = _side(row, "before", row.before_article, quotes, here)
    after = _side(row, "after", row.article_id, quotes, here)
    if before is None or after is None:
        return None
    return PositionChange(
        id=row.id,
        speaker=replace(rows.speaker(row), name=labels.get(row.speaker_key, row.speaker_name)),
        topic=Topic(row.topic_key, row.topic_name, row.because),
        kind=MoveKind(row.kind),
        extent=Extent(row.extent),
        before=before,
        after=after,
        reported=row.reported,
        said=quotes.get(row.said_quote),
        in_part=row.in_part,
        reason=row.reason,
        by=row.by,
        recency=Recency(row.recency),
        confidence=row.confidence,
        recorded_at=row.recorded_at,
        withdrawn_at=row.withdrawn_at,
        withdrawn_why=row.withdrawn_why,
    )


def _side(
    row: rows.Found, name: str, article_id: str, quotes: dict[str, Quote], here: dict[str, Publication]
) -> Quote | OutletSentence | None:
    """Return a side of a change: a quote of the ledger, or a sentence of an outlet."""
    id_, start, text, on = (getattr(row, f"{name}_{column}") for column in ("quote", "start", "text", "on"))
    if id_:
        return quotes.get(id_)
    return (
        OutletSentence(here[article_id], Carrier(Span(start, start + len(text)), text), on)
        if article_id in here
        else None
    )


@dataclass(frozen=True, slots=True)
class Moving:
    """Write what moved on one connection, and withdraw what no longer stands."""

    database: Database
    connection: Connection
    now: datetime
    decided: Mapping[str, str]  # of names, by managers

    def write(self, changes: tuple[PositionChange, ...], splits: tuple[Split, ...], revision: str) -> None:
        """Write the changes and splits of a revision; one that is known stands again, unless it was taken away."""
        again = {"last_seen": revision, "withdrawn_at": None, "withdrawn_why": ""}
        for each in changes:
            insert = self.database.insert(position_change).values(
                self._values(each) | again | {"recorded_at": self.now}
            )
            now = again | {"said_quote": insert.excluded.said_quote}
            untouched = MOVED.id.not_in(still_away())
            self.connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=now, where=untouched))
        for one in splits:
            seen = {"last_seen": revision, "withdrawn_at": None}
            made = self.database.insert(split).values(split_values(one) | seen | {"recorded_at": self.now})
            there = split.c.id.not_in(still_away())
            self.connection.execute(made.on_conflict_do_update(index_elements=["id"], set_=seen, where=there))

    def _values(self, each: PositionChange) -> dict[str, object]:
        return _change_values(each) | {"speaker_key": people.person(each.speaker.name, self.decided)}

    def take_away(self, found: Sequence[PositionChange | Split], revision: str) -> list[rows.Found]:
        """Write what a second reader took away and nobody shows anyway; return the changes that stood until now."""
        away = set(self.connection.scalars(still_away().where(taken_away.c.id.in_([each.id for each in found]))))
        kept = [each for each in found if each.id in away]
        for table in (position_change, split):
            anyway = table.c.id.in_([each.id for each in found if each.id not in away])
            self.connection.execute(update(table).where(anyway).values(last_seen=revision))
        stood = select(position_change).where(STANDS, MOVED.id.in_([each.id for each in kept]))
        fallen = list(self.connection.execute(stood))
        for each in kept:
            now: dict[str, object] = {"last_seen": revision, "withdrawn_at": self.now}
            if isinstance(each, Split):
                table, values = split, split_values(each)
            else:
                table, values = position_change, self._values(each)
                now["withdrawn_why"] = each.withdrawn_why
            made = self.database.insert(table).values(values | now | {"recorded_at": self.now})
            self.connection.execute(made.on_conflict_do_update(index_elements=["id"], set_=now))
        return fallen

    def withdraw(self, here: Article, gone: list[str]) -> list[rows.Found]:
        """Withdraw what a page no longer reports and what rests on quotes that are gone; return those changes.

        What a language model found stands as long as its words do: it may not be asked about each revision.
        """
        page, revision = here.publication.page_id, here.id
        lost = (MOVED.page_id == page) & MOVED.reported & (MOVED.last_seen != revision)
        found = self.connection.execute(select(position_change).where(STANDS, lost))
        unsaid = [row for row in found if not (row.by and row.after_text in here.text)]
        withdrawn = [*self.resting_on(gone), *(row for row in unsaid if not {*_quotes(row)} & {*gone})]
        self._fall(unsaid)
        old = (split.c.page_id == page, split.c.last_seen != revision, split.c.withdrawn_at.is_(None))
        told = self.connection.execute(select(split.c.id, split.c.by, split.c.sentence).where(*old)).all()
        fallen = [row.id for row in told if not (row.by and row.sentence in here.text)]
        self.connection.execute(update(split).where(split.c.id.in_(fallen)).values(withdrawn_at=self.now))
        return withdrawn

    def resting_on(self, quotes: list[str]) -> list[rows.Found]:
        """Withdraw what rests on quotes that no longer stand; return those changes."""
        rests = or_(MOVED.before_quote.in_(quotes), MOVED.after_quote.in_(quotes), MOVED.said_quote.in_(quotes))
        found = list(self.connection.execute(select(position_change).where(STANDS, rests)))
        self._fall(found)
        return found

    def _fall(self, found: Sequence[rows.Found]) -> None:
        values = {"withdrawn_at": self.now, "withdrawn_why": "what it rests on no longer stands"}
        self.connection.execute(update(position_change).where(MOVED.id.in_([row.id for row in found])).values(values))


def _quotes(row: rows.Found) -> tuple[str, str, str]:
    return (row.before_quote, row.after_quote, row.said_quote)


def _change_values(each: PositionChange) -> dict[str, object]:
    """Return a change's row."""
    before, after = each.before, each.after
    return {
        "id": each.id,
        "article_id": after.publication.article_id,
        "page_id": after.publication.page_id,
        "speaker_name": each.speaker.name,
        "speaker_kind": each.speaker.kind.value,
        "role": each.speaker.role,
        "topic_key": each.topic.key,
        "topic_name": each.topic.name,
        "because": each.topic.because,
        "kind": each.kind.value,
        "extent": each.extent.value,
        "in_part": each.in_part,
        "reported": each.reported,
        "recency": each.recency.value,
        "reason": each.reason,
        "by": each.by,
        "confidence": each.confidence,
        "before_article": before.publication.article_id,
        "said_quote": each.said.id if each.said else "",
        **_side_values("before", before),
        **_side_values("after", after),
    }


def _side_values(name: str, side: Quote | OutletSentence) -> dict[str, object]:
    told = side if isinstance(side, OutletSentence) else None
    return {
        f"{name}_quote": "" if isinstance(side, OutletSentence) else side.id,
        f"{name}_start": told.sentence.span.start if told else 0,
        f"{name}_text": told.sentence.text if told else "",
        f"{name}_on": told.said_on if told else None,
    }
