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
    from collections.abc import Callable, Iterable, Iterator

    from bot.edges.stores.database import Database
    from bot.model.query import QuoteQuery

Condition = ColumnElement[bool] | TextClause
Number = ColumnElement[int]  # of a quote, in the table that is walked


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
    topics, by_key = [f"t:{key}" for key in query.topics], quote_key.c.seq
    if query.words:
        yield _by_words(
            database,
            query,
            query.words,
            lambda seq: (_any_of(speakers, seq), _about(database, query, topics, seq), _any_of(outlets, seq)),
        )
    elif speakers:
        rest = (_about(database, query, topics, by_key), _any_of(outlets, by_key))
        yield from (_by_key(query, key, *rest) for key in speakers)
    elif topics or query.phrases:
        yield from (_by_key(query, key, _any_of(outlets, by_key)) for key in topics)
        for each in query.phrases:
            yield _by_words(database, query, each, lambda seq: (_any_of(outlets, seq),), phrase=True)
    elif outlets:
        yield from (_by_key(query, key) for key in outlets)
    else:
        yield select(quote.c.seq).where(*_rest(query, quote.c.seq)).order_by(quote.c.seq.desc())


def _by_key(query: QuoteQuery, key: str, *more: Condition) -> Select[Any]:
    """Return the walk through the quotes that have a key."""
    seq = quote_key.c.seq
    found = select(seq).select_from(quote_key.join(quote, quote.c.seq == seq))
    return found.where(quote_key.c.key == key, *more, *_rest(query, seq)).order_by(seq.desc())


def _by_words(
    database: Database,
    query: QuoteQuery,
    words: str,
    more: Callable[[Number], Iterable[Condition]],
    *,
    phrase: bool = False,
) -> Select[Any]:
    """Return the walk through the quotes that hold words; SQLite's index gives them by number."""
    seq = column("rowid" if database.sqlite else "seq", BigInteger)
    texts = table("quote_text", seq)
    found = select(seq.label("seq")).select_from(texts.join(quote, quote.c.seq == seq))
    matching = search.matching(database, words, phrase=phrase)
    return found.where(matching, *more(seq), *_rest(query, seq)).order_by(seq.desc())


def _rest(query: QuoteQuery, seq: Number) -> Iterator[Condition]:
    """Yield what else a quote must satisfy on the way; `seq` is the walk's own number, so that times bound the walk."""
    if query.since:
        yield seq >= first_seq(query.since)
    if query.until:
        yield seq < first_seq(query.until)
    if query.before:
        yield seq < query.before
    yield STANDING
    if query.speakers:
        yield quote.c.confidence >= query.confidence_from
    if query.workspace:
        yield shown_in(query.workspace)


def _any_of(keys: list[str], seq: Number) -> Condition:
    """Return the condition that a quote has one of these keys; true where there are none."""
    if not keys:
        return true()
    mine = quote_key.alias()
    return exists(select(literal(1)).where(mine.c.key.in_(keys), mine.c.seq == seq))


def _about(database: Database, query: QuoteQuery, topics: list[str], seq: Number) -> Condition:
    """Return the condition that a quote is on a topic or holds a phrase; true where neither is asked."""
    if not query.phrases:
        return _any_of(topics, seq)
    phrases = search.having_any(database, query.phrases)
    return or_(_any_of(topics, seq), phrases) if topics else phrases
