"""Splits in the database: what is read from their rows, and written."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from bot.edges.stores import rows
from bot.edges.stores.queries import PUBLISHED
from bot.edges.stores.schema import article
from bot.edges.stores.schema_positions import split
from bot.model.position import OutletSentence, Split
from bot.model.record import Carrier, Speaker, SpeakerKind, Topic
from bot.model.text import Span


def found_splits(
    connection: Connection, *conditions: ColumnElement[bool], limit: int | None = None
) -> tuple[Split, ...]:
    """Return the splits that stand and satisfy the conditions, newest first."""
    return every_split(connection, split.c.withdrawn_at.is_(None), *conditions, limit=limit)


def every_split(
    connection: Connection, *conditions: ColumnElement[bool], limit: int | None = None
) -> tuple[Split, ...]:
    """Return the splits that satisfy the conditions, also withdrawn ones, newest first."""
    query = select(split, *_published()).join(article, split.c.article_id == article.c.id)
    asked = query.where(*conditions).order_by(split.c.recorded_at.desc(), split.c.id)
    return tuple(_split(row) for row in connection.execute(asked.limit(limit)))


def _published() -> list[Any]:
    """Return an article's columns but those that a split has too."""
    return [column for column in PUBLISHED if column.name not in {"article_id", "page_id"}]


def _split(row: rows.Found) -> Split:
    members = tuple(Speaker(name, SpeakerKind(kind), role) for name, kind, role in json.loads(row.members))
    sentence = Carrier(Span(row.sentence_start, row.sentence_start + len(row.sentence)), row.sentence)
    return Split(
        id=row.id,
        told=OutletSentence(rows.publication(row), sentence, row.said_on),
        span=Span(row.start, row.end),
        members=members,
        camp=row.camp,
        ground=row.ground,
        topic=Topic(row.topic_key, row.topic_name, row.because) if row.topic_key else None,
        confidence=row.confidence,
        by=row.by,
    )


def split_values(each: Split) -> dict[str, object]:
    """Return a split's row."""
    here, topic = each.told.publication, each.topic
    return {
        "id": each.id,
        "article_id": here.article_id,
        "page_id": here.page_id,
        "camp": each.camp,
        "ground": each.ground,
        "members": json.dumps([[one.name, one.kind.value, one.role] for one in each.members]),
        "topic_key": topic.key if topic else "",
        "topic_name": topic.name if topic else "",
        "because": topic.because if topic else "",
        "start": each.span.start,
        "end": each.span.end,
        "sentence_start": each.told.sentence.span.start,
        "sentence": each.told.sentence.text,
        "said_on": each.told.said_on,
        "confidence": each.confidence,
        "by": each.by,
    }
