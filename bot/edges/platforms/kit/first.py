"""A channel's first message, on every platform: posted once, and brought up to date by its buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.errors import PlatformError
from bot.model.workspace import FIRST_MESSAGE, Reference

if TYPE_CHECKING:
    from bot.model.ask import Asker
    from bot.ports.store import Store
    from bot.ports.world import Clock, Platform

SETUP = "digest setup"
log = structlog.get_logger()


def welcomed(store: Store, clock: Clock, asker: Asker, post: Callable[[str], str]) -> None:
    """Post a channel's first message, unless it has one; `post` sends it under a key and returns its id."""
    if store.reference(_name(asker.channel_id)):
        return
    key = key_of(asker.channel_id)
    if not store.first(key, clock.now()):
        return
    try:
        sent = post(key)
    except PlatformError as error:
        log.info("no first message", channel=asker.channel_id, reason=str(error))
        store.forget_first(key)
        return
    store.keep_references((Reference(_name(asker.channel_id), sent, asker.channel_id, asker.person, clock.now()),))


def redrawn(
    platform: Platform, store: Store, asker: Asker, edit: Callable[[Asker, str], None], post: str | None = None
) -> None:
    """Bring a channel's first message up to date: `edit` shows it anew for who added us.

    With `post` only where that is the message whose button was pressed.
    """
    known = store.reference(_name(asker.channel_id))
    if known is None or post not in {None, known.line}:
        return
    try:
        edit(_adder(platform, known, asker), known.line)
    except PlatformError as error:
        log.info("first message not redrawn", channel=asker.channel_id, reason=str(error))


def key_of(channel_id: str) -> str:
    """Return the key under which a channel's first message is posted."""
    return f"welcome:{channel_id}"


def _adder(platform: Platform, known: Reference, asker: Asker) -> Asker:
    """Return who added the bot, as the first message says, whoever pressed its button."""
    try:
        return replace(asker, person=known.person, name=platform.person(asker.channel_id, known.person).name)
    except PlatformError:
        return asker


def _name(channel_id: str) -> str:
    return f"{FIRST_MESSAGE}{channel_id}"
