"""export: quotes as a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.briefing.export import MOST, exported
from bot.commands.looking import Whom, search_for
from bot.commands.permission import DAY, require_member, require_room
from bot.commands.who_said import asked_back
from bot.desk import Desk
from bot.model.ask import Ask
from bot.model.message import Message

DEFAULT = timedelta(days=30)


def answer(ask: Ask, desk: Desk) -> Message:
    """Return a file of the newest quotes that match; raises UserError."""
    require_member(ask, desk, "export quotes")
    try:
        search = search_for(ask, desk, DEFAULT)
    except Whom as whom:
        return asked_back(whom, ask, desk)
    require_room(ask, desk, "export", most=5, within=DAY)
    page = desk.store.quotes(replace(search.query, limit=MOST))
    name = " ".join([ask.text, *ask.keys.get("by", ())])
    return exported(
        page.quotes,
        ask.one("as"),
        total=page.total,
        name=name,
        about=f"{name} · {search.window}",
        name_from=desk.settings.name_from,
    )
