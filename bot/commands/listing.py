"""The quotes that answer a question, listed for programs: behind a cursor that stays where it is while news comes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.commands.looking import by_name, search_for
from bot.commands.who_said import DEFAULT
from bot.desk import Desk
from bot.errors import UserError
from bot.model.ask import Ask
from bot.model.record import Filed

_CURSOR = re.compile(r"(?a:p([1-9]\d{0,17}))")  # the place of a quote in the order of the record


def listed(ask: Ask, desk: Desk, limit: int, cursor: str = "") -> tuple[Sequence[Filed], str | None]:
    """Return the newest quotes behind a cursor, and the cursor behind which older ones lie; raises UserError."""
    query = search_for(by_name(ask, desk.store), desk, DEFAULT).query
    place = _CURSOR.fullmatch(cursor)
    if cursor and place is None:
        raise UserError("That is no cursor. Take `next` of the listing before.")
    sheet = desk.store.sheet(replace(query, limit=limit, before=int(place[1]) if place else 0))
    return sheet.quotes, f"p{sheet.before}" if sheet.before else None
