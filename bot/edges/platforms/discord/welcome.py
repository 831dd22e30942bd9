"""The first message of a channel: once, with the first command about its digest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.edges.platforms.discord.bodies import Letter, marked
from bot.edges.platforms.discord.fit import drawn
from bot.edges.platforms.discord.places import NOWHERE, spot
from bot.edges.platforms.units import Place
from bot.errors import PlatformError
from bot.model.ask import Standing
from bot.model.workspace import FIRST_MESSAGE, Reference

if TYPE_CHECKING:
    from bot.edges.platforms.discord.posting import DiscordPlatform
    from bot.model.ask import Asker
    from bot.ports.store import Store
    from bot.ports.world import Answers, Clock

SETUP = "digest setup"
log = structlog.get_logger()


def welcome(platform: DiscordPlatform, answers: Answers, store: Store, clock: Clock, asker: Asker) -> None:
    """Post a channel's first message, unless it has one, when somebody asks who may set its digest."""
    person = platform.person(asker.channel_id, asker.person)
    barred = person.standing < Standing.MEMBER or "digest" in person.lacks
    if barred or spot(asker.channel_id).guild == NOWHERE or store.reference(_name(asker.channel_id)):
        return
    key = f"welcome:{asker.channel_id}"
    if not store.first(key, clock.now()):
        return
    try:
        post = platform.sent(Letter(asker.channel_id, key), drawn(answers.line(SETUP, asker), place=Place.POST))
    except PlatformError as error:
        log.info("no first message", channel=asker.channel_id, reason=str(error))
        store.forget_first(key)
        return
    store.keep_references((Reference(_name(asker.channel_id), post, asker.channel_id, asker.person, clock.now()),))


def redraw(platform: DiscordPlatform, answers: Answers, store: Store, asker: Asker, post: str) -> None:
    """Bring a channel's first message up to date after one of its buttons did something."""
    known = store.reference(_name(asker.channel_id))
    if known is None or known.line != post:
        return
    adder = replace(asker, person=known.person, name=platform.person(asker.channel_id, known.person).name)
    made = drawn(answers.line(SETUP, adder), place=Place.POST)
    platform.keep(made, asker.channel_id)
    letter = Letter(asker.channel_id, f"welcome:{asker.channel_id}")
    try:
        platform.edit(letter, post, marked(made.lead, letter.mark))
    except PlatformError as error:
        log.info("first message not redrawn", channel=asker.channel_id, reason=str(error))


def _name(channel_id: str) -> str:
    return f"{FIRST_MESSAGE}{channel_id}"
