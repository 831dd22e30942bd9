"""The first message of a channel: once, with the first command about its digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.edges.platforms.discord.bodies import Letter, marked
from bot.edges.platforms.discord.fit import drawn
from bot.edges.platforms.discord.places import NOWHERE, spot
from bot.edges.platforms.kit.first import SETUP, key_of, redrawn, welcomed
from bot.edges.platforms.units import Place
from bot.model.ask import Standing
from bot.model.briefing import Channel

if TYPE_CHECKING:
    from bot.edges.platforms.discord.posting import DiscordPlatform
    from bot.model.ask import Asker
    from bot.ports.store import Store
    from bot.ports.world import Answers, Clock


def welcome(platform: DiscordPlatform, answers: Answers, store: Store, clock: Clock, asker: Asker) -> None:
    """Post a channel's first message, unless it has one, when somebody asks who may set its digest."""
    person = platform.person(asker.channel_id, asker.person)
    barred = person.standing < Standing.MEMBER or "digest" in person.lacks
    if barred or spot(asker.channel_id).guild == NOWHERE:
        return

    def post(key: str) -> str:
        platform.preflight(Channel(asker.channel_id, platform.name, ""))  # before anything is set up
        return platform.sent(Letter(asker.channel_id, key), drawn(answers.line(SETUP, asker), place=Place.POST))

    welcomed(store, clock, asker, post)


def redraw(platform: DiscordPlatform, answers: Answers, store: Store, asker: Asker, pressed: str | None = None) -> None:
    """Bring a channel's first message up to date after a command, or after a button of the message `pressed`."""

    def edit(adder: Asker, post: str) -> None:
        made = drawn(answers.line(SETUP, adder), place=Place.POST)
        letter = Letter(adder.channel_id, key_of(adder.channel_id))
        platform.keep(made, adder.channel_id)
        platform.change(letter, post, marked(made.lead, letter.mark))

    redrawn(platform, store, asker, edit, pressed)
