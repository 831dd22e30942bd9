"""onrecord settings: who may change digests and feeds."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace

from bot.briefing import objections as told
from bot.commands.permission import noticed, require_manager
from bot.desk import Desk
from bot.errors import NotFound, PlatformError, UserError
from bot.model.ask import Ask, Standing
from bot.model.briefing import workspace_of
from bot.model.message import Message
from bot.model.workspace import Appointee, Workspace

MOST_MANAGERS = 20  # who are named; a role is one
_WHO = re.compile(r"(?P<id>[@&]?\w{1,40})(?:\|(?P<name>[^|]{0,100}))?")


def settings(rest: str, ask: Ask, desk: Desk) -> Message:
    """Return the workspace's settings, or change who may change what; raises UserError.

    `policy members|managers`; `add` and `remove` with the platform's id of a person or a role, and `|` its name.
    """
    require_manager(ask, desk, "see or change the settings")
    workspace = _with_names(desk.store.workspace(workspace_of(ask.channel_id)), ask, desk)
    name, _, value = rest.partition(" ")
    if not name:
        kept = desk.settings
        days = {"keep_quotes": kept.keep_quotes_days, "keep_texts": kept.keep_texts_days}
        return told.settings(workspace, engine=desk.engine.name, **days)
    policies = {"members": Standing.MEMBER, "managers": Standing.MANAGER}
    if name == "policy" and value in policies:
        changed, did = replace(workspace, policy=policies[value]), f"let {value} change digests and feeds"
    elif name in {"add", "remove"} and (typed := _WHO.fullmatch(value)):
        changed, did = _named(
            workspace, name, Appointee(f"{workspace.id}:{typed['id']}", (typed["name"] or "").strip())
        )
    else:
        raise UserError(
            "Type onrecord settings policy members, or policy managers; "
            "onrecord settings add and a member ID to name who else may manage, remove to take that back."
        )
    desk.store.keep_workspace(changed)
    return noticed(settings("", ask, desk), ask, desk, did)


def _with_names(workspace: Workspace, ask: Ask, desk: Desk) -> Workspace:
    """Return a workspace whose managers have the names that the platform knows."""
    platform = desk.platforms[ask.channel_id.split(":")[0]]
    with suppress(PlatformError):  # then ids are shown
        found = (
            each if each.name else replace(each, name=platform.person(ask.channel_id, each.id).name)
            for each in workspace.managers
        )
        return replace(workspace, managers=tuple(found))
    return workspace


def _named(workspace: Workspace, what: str, who: Appointee) -> tuple[Workspace, str]:
    """Return a workspace with somebody named or no longer named, and what was done; raises UserError."""
    known = next((each for each in workspace.managers if each.id == who.id), None)
    others = tuple(each for each in workspace.managers if each is not known)
    if what == "remove":
        if not known:
            raise NotFound(f"{who.title} is not named here.")
        return replace(workspace, managers=others), f"no longer lets {known.title} manage digests"
    if len(others) >= MOST_MANAGERS:
        raise UserError(f"{MOST_MANAGERS} are named already, the most there can be. Name a role, or remove somebody.")
    return replace(workspace, managers=(*others, who)), f"let {who.title} manage digests"
