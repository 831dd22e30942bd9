"""onrecord taken: what a language model took away before anybody saw it, and showing it anyway."""

from __future__ import annotations

from dataclasses import replace

from bot.briefing import taken_away as told
from bot.commands.permission import noticed, require_decider
from bot.commands.place import channel_of, viewer_of
from bot.desk import Desk
from bot.errors import NotFound, UnknownCommand
from bot.model.ask import Ask
from bot.model.briefing import workspace_of
from bot.model.choice import TakenAway
from bot.model.message import Message

MOST = 5  # claims that are shown


def taken_away(rest: str, ask: Ask, desk: Desk) -> Message:
    """Return the newest claims that were taken away, or show one anyway; raises NotAllowed, NotFound."""
    name, _, id_ = rest.partition(" ")
    if name.casefold() not in {"", "show"}:
        raise UnknownCommand("Type onrecord taken.", suggestions=("onrecord taken",))
    require_decider(ask, desk, "decide on what a language model took away")
    if name:
        return shown(id_.strip(), ask, desk)
    lost = desk.store.lost(MOST)
    known = {each.id: found for each in lost if (found := _known(each, ask, desk))}
    viewer = viewer_of(channel_of(ask, desk), desk)
    return replace(told.listing(lost, known, viewer), private=True)


def shown(id_: str, ask: Ask, desk: Desk) -> Message:
    """Show a claim that was taken away, for good; raises NotFound."""
    now = desk.clock.now()
    each = desk.store.show_anyway(id_, ask.name or ask.person or "console", now)
    if each is None:
        raise NotFound(
            "Nothing with that id is taken away, or the article no longer has its words. onrecord taken lists the rest."
        )
    desk.store.count("shown anyway", now)
    message = told.shown(each, _known(each, ask, desk), viewer_of(channel_of(ask, desk), desk))
    return noticed(message, ask, desk, f"had a {each.what} shown anyway: {each.who}")


def _known(each: TakenAway, ask: Ask, desk: Desk) -> told.Known | None:
    """Return the claim as the ledger has it."""
    if each.what == "change":
        return desk.store.change(each.id, workspace_of(ask.channel_id))
    if each.what == "split":
        return desk.store.split(each.id)
    found = desk.store.quote(each.id)
    return found.quote if found else None
