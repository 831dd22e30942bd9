"""report: say that a quote is wrong."""

from __future__ import annotations

from bot.briefing import objections as told
from bot.commands.permission import require_member
from bot.desk import Desk
from bot.errors import NotFound, UserError
from bot.model.ask import Ask, Standing
from bot.model.briefing import workspace_of
from bot.model.message import Message
from bot.model.workspace import Objection

LONGEST = 1_000  # characters of a reason


def answer(ask: Ask, desk: Desk) -> Message:
    """File a report of a quote by its id and say what follows; raises UserError."""
    quote_id, _, words = ask.text.partition(" ")
    if not quote_id or not words:
        raise UserError(f"Which quote, and why? Example: report <quote id> speaker. Reasons: {told.reasons()}.")
    if desk.store.quote(quote_id) is None:
        raise NotFound(f"There is no quote “{quote_id[:40]}” in the ledger.")
    person = require_member(ask, desk, "report quotes")
    key, _, note = words.partition(" ")
    reason = f"{dict(told.REASONS)[key]}. {note}".strip() if key in dict(told.REASONS) else words
    made = Objection(
        quote_id,
        workspace_of(ask.channel_id),
        ask.person,
        ask.name or person.name or ask.person,
        person.standing is Standing.MANAGER,
        reason[:LONGEST],
        desk.clock.now(),
    )
    return told.filed(hidden=desk.store.object(made))
