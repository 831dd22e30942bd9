"""What the queries of the stores share: a quote with what stands beside it, and what of it may be seen."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, true

from bot.edges.stores import rows
from bot.edges.stores.schema import article, entry, entry_key, feed, following, hidden, quote, quote_topic, speaker
from bot.model.news import OPENING
from bot.model.query import EntryState
from bot.model.record import Filed, Topic

PUBLISHED = (
    article.c.id.label("article_id"),
    article.c.page_id,
    article.c.feed_id,
    article.c.url,
    article.c.title,
    article.c.outlet,
    article.c.agency,
    article.c.language,
    article.c.completeness,
    article.c.published_at,
    article.c.published_on,
    article.c.fetched_at,
    article.c.engine,
    article.c.gist,
    func.substr(article.c.text, 1, OPENING).label("opening"),
)
LABEL = func.coalesce(speaker.c.name, quote.c.speaker_name).label("speaker_name")  # one person has one
QUOTED = (*(column for column in quote.c if column.name not in {"article_id", "page_id", "speaker_name"}), LABEL)
STANDING = quote.c.gone_at.is_(None)
UNANSWERED = (entry.c.state == EntryState.PENDING.value, entry.c.tries > 0)  # of these the page is tried again


def quotes_with() -> Select[Any]:
    """Return the query for quotes with what stands beside them."""
    joined = quote.join(article, quote.c.article_id == article.c.id)
    return select(*QUOTED, *PUBLISHED).select_from(joined.outerjoin(speaker, quote.c.speaker_key == speaker.c.key))


def shown_in(workspace: str) -> ColumnElement[bool]:
    """Return the condition that nobody's report hides a quote in a workspace."""
    return quote.c.id.not_in(select(hidden.c.quote_id).where(hidden.c.workspace == workspace))


def followed_by(follower: str) -> ColumnElement[bool]:
    """Return the condition that a feed is followed by somebody; all are by ''."""
    if not follower:
        return true()
    return feed.c.id.in_(select(following.c.feed_id).where(following.c.follower == follower))


def carried_to(follower: str) -> ColumnElement[bool]:
    """Return the condition that a follower's feeds carried an article's page, whichever feed it was first read from."""
    if not follower:
        return true()
    read = article.alias()
    carried = select(read.c.id).join(entry, entry.c.article_id == read.c.id)
    carried = carried.join(entry_key, entry_key.c.entry_id == entry.c.id)
    carried = carried.join(following, following.c.feed_id == entry_key.c.feed_id)
    return carried.where(read.c.page_id == article.c.page_id, following.c.follower == follower).exists()


def filed(connection: Connection, query: Select[Any]) -> tuple[Filed, ...]:
    """Return quotes with their topics."""
    found = connection.execute(query).all()
    quotes = [rows.quote(row) for row in found]
    topics: dict[str, list[Topic]] = {}
    for start in range(0, len(quotes), 500):  # SQLite takes a limited number of parameters
        ids = [each.id for each in quotes[start : start + 500]]
        named = select(quote_topic).where(quote_topic.c.quote_id.in_(ids)).order_by(quote_topic.c.place)
        for row in connection.execute(named):
            topics.setdefault(row.quote_id, []).append(Topic(row.key, row.name, row.because))
    return tuple(
        Filed(each, tuple(topics.get(each.id, ())), row.place, row.stance)
        for each, row in zip(quotes, found, strict=True)
    )
