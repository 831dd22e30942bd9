"""The first message of a channel: once, when the bot is invited, or with the first command that it may answer there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.edges.platforms.slack.calls import called
from bot.edges.platforms.slack.fit import drawn
from bot.edges.platforms.slack.places import spot
from bot.edges.platforms.slack.posting import Letter
from bot.edges.platforms.units import Place
from bot.errors import PlatformError
from bot.model.workspace import FIRST_MESSAGE, Reference

if TYPE_CHECKING:
    from bot.edges.platforms.slack.posting import SlackPlatform
    from bot.model.ask import Asker
    from bot.ports.store import Store
    from bot.ports.world import Answers, Clock

SETUP = "digest setup"
log = structlog.get_logger()


def welcome(platform: SlackPlatform, answers: Answers, store: Store, clock: Clock, asker: Asker) -> None:
    """Post a channel's first message, unless it has one; where the bot is not a member nothing happens."""
    if spot(asker.channel_id).thing[:1] in {"D", "U", "W"} or store.reference(_name(asker.channel_id)):
        return
    key = f"welcome:{asker.channel_id}"
    if not store.first(key, clock.now()):
        return
    try:
        _, post = platform.fitted(Letter(asker.channel_id, key), answers.line(SETUP, asker), Place.POST)
    except PlatformError as error:
        log.info("no first message", channel=asker.channel_id, reason=str(error))
        store.forget_first(key)
        return
    store.keep_references((Reference(_name(asker.channel_id), post, asker.channel_id, asker.person, clock.now()),))


def redraw(platform: SlackPlatform, answers: Answers, store: Store, asker: Asker, post: str) -> None:
    """Bring a channel's first message up to date after one of its buttons did something."""
    known = store.reference(_name(asker.channel_id))
    if known is None or known.line != post:
        return
    made = drawn(answers.line(SETUP, _adder(platform, known, asker)), place=Place.POST)
    platform.keep(made, asker.channel_id)
    where = spot(asker.channel_id)
    client = platform.clients(where.workspace)
    try:
        called(
            lambda: client.chat_update(channel=where.thing, ts=post, text=made.lead.text, blocks=list(made.lead.blocks))
        )
    except PlatformError as error:
        log.info("first message not redrawn", channel=asker.channel_id, reason=str(error))


def _adder(platform: SlackPlatform, known: Reference, asker: Asker) -> Asker:
    """Return who added the bot, as the first message says, whoever pressed its button."""
    try:
        return replace(asker, person=known.person, name=platform.person(asker.channel_id, known.person).name)
    except PlatformError:
        return asker


def _name(channel_id: str) -> str:
    return f"{FIRST_MESSAGE}{channel_id}"
