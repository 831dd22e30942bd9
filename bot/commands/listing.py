"""The quotes that answer a question, listed for programs: behind a cursor that stays where it is while news comes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.commands.looking import by_name, search_for
from bot.commands.who_said import DEFAULT
from bot.desk import Desk
from bot.errors import UserError
from bot.model.ask import Ask
from bot.model.query import QuoteQuery
from bot.model.record import Quote

_CURSOR = re.compile(r"(?a:(\d{1,11})\.(\d{1,6}))")
SECOND = timedelta(seconds=1)  # quotes are in order by the second of their publication


def listed(ask: Ask, desk: Desk, limit: int, cursor: str = "") -> tuple[list[Quote], str | None]:
    """Return the newest quotes behind a cursor, and the cursor behind which older ones lie; raises UserError."""
    query = behind(search_for(by_name(ask, desk.store), desk, DEFAULT).query, cursor)
    found = [each.quote for each in desk.store.quotes(replace(query, limit=limit + 1)).quotes]
    return found[:limit], beyond(found[:limit], query) if len(found) > limit else None


def behind(query: QuoteQuery, cursor: str) -> QuoteQuery:
    """Return a query for what lies behind a cursor: a second, and how many quotes of it were listed before."""
    if not cursor:
        return query
    place = _CURSOR.fullmatch(cursor)
    if place is None:
        raise UserError("That is no cursor. Take `next` of the listing before.")
    return replace(query, until=datetime.fromtimestamp(int(place[1]), UTC) + SECOND, offset=int(place[2]))


def beyond(shown: Sequence[Quote], query: QuoteQuery) -> str:
    """Return the cursor behind the last of what is shown."""
    last = second(shown[-1])
    alike = sum(1 for each in shown if second(each) == last)
    before = query.offset if query.until == datetime.fromtimestamp(last, UTC) + SECOND else 0
    return f"{last}.{alike + before}"


def second(quote: Quote) -> int:
    """Return the second by which a quote stands in the order of the record."""
    source = quote.publication
    return int((source.published_at or source.fetched_at).timestamp())
