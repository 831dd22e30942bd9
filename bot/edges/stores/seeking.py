"""Which quotes answer a query: an index is walked from the newest on, and left when there are enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    TextClause,
    column,
    exists,
    literal,
    or_,
    select,
    table,
    true,
    union,
)

from bot.edges.stores import search
from bot.edges.stores.ledger import first_seq
from bot.edges.stores.queries import STANDING, shown_in
from bot.edges.stores.schema import quote, quote_key
from bot.ledger.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.edges.stores.database import Database
    from bot.model.query import QuoteQuery

Condition = ColumnElement[bool] | TextClause


def newest(database: Database, query: QuoteQuery, most: int) -> Select[Any]:
    """Return the query for the sequence numbers of the newest quotes that answer, at most so many, newest first.

    What is rarest leads: words, then a speaker, a topic, an outlet; each of its keys is walked by itself, and whatever
    else is asked is looked up for each quote on the way.
    """
    walks = [walk.limit(most) for walk in _walks(database, query)]
    if len(walks) == 1:
        return walks[0]
    each = [select(one.subquery().c.seq) for one in walks]
    found = union(*each).subquery()
    return select(found.c.seq).order_by(found.c.seq.desc()).limit(most)


def _walks(database: Database, query: QuoteQuery) -> Iterator[Select[Any]]:
    """Yield a walk for each key of what leads."""
    speakers, outlets = [f"s:{name}" for name in query.speakers], [f"o:{fold_words(each)}" for each in query.outlets]
    topics = [f"t:{key}" for key in query.topics]
    about = _about(database, query, topics)
    if query.words:
        yield _by_words(database, query.words, _rest(query, _any_of(speakers), about, _any_of(outlets)))
    elif speakers:
        yield from (_by_key(key, _rest(query, about, _any_of(outlets))) for key in speakers)
    elif topics or query.phrases:
        yield from (_by_key(key, _rest(query, _any_of(outlets))) for key in topics)
        yield from (_by_words(database, each, _rest(query, _any_of(outlets)), phrase=True) for each in query.phrases)
    elif outlets:
        yield from (_by_key(key, _rest(query)) for key in outlets)
    else:
        yield select(quote.c.seq).where(*_rest(query)).order_by(quote.c.seq.desc())


def _by_key(key: str, rest: Iterable[Condition]) -> Select[Any]:
    joined = quote_key.join(quote, quote.c.seq == quote_key.c.seq)
    return (
        select(quote_key.c.seq)
        .select_from(joined)
        .where(quote_key.c.key == key, *rest)
        .order_by(quote_key.c.seq.desc())
    )


def _by_words(database: Database, words: str, rest: Iterable[Condition], *, phrase: bool = False) -> Select[Any]:
    """Return the walk through the quotes that hold words; SQLite's index gives them by number."""
    place = column("rowid" if database.sqlite else "seq", BigInteger)
    texts = table("quote_text", place)
    joined = texts.join(quote, quote.c.seq == place)
    found = select(place.label("seq")).select_from(joined)
    return found.where(search.matching(database, words, phrase=phrase), *rest).order_by(place.desc())


def _rest(query: QuoteQuery, *more: Condition) -> list[Condition]:
    """Return what else a quote must satisfy on the way."""
    found = [STANDING, *more]
    if query.workspace:
        found.append(shown_in(query.workspace))
    if query.speakers:
        found.append(quote.c.confidence >= query.confidence_from)
    if query.since:
        found.append(quote.c.seq >= first_seq(query.since))
    if query.until:
        found.append(quote.c.seq < first_seq(query.until))
    return found


def _any_of(keys: list[str]) -> Condition:
    """Return the condition that a quote has one of these keys; true where there are none."""
    if not keys:
        return true()
    mine = quote_key.alias()
    return exists(select(literal(1)).where(mine.c.key.in_(keys), mine.c.seq == quote.c.seq))


def _about(database: Database, query: QuoteQuery, topics: list[str]) -> Condition:
    """Return the condition that a quote is on a topic or holds a phrase; true where neither is asked."""
    if not query.phrases:
        return _any_of(topics)
    phrases = search.having_any(database, query.phrases)
    return or_(_any_of(topics), phrases) if topics else phrases
