"""The first message of a channel: once, when the bot is invited, or with the first command that it may answer there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.edges.platforms.kit.first import SETUP, redrawn, welcomed
from bot.edges.platforms.slack.calls import called
from bot.edges.platforms.slack.fit import drawn
from bot.edges.platforms.slack.places import spot
from bot.edges.platforms.slack.posting import Letter
from bot.edges.platforms.units import Place
from bot.model.briefing import Channel

if TYPE_CHECKING:
    from bot.edges.platforms.slack.posting import SlackPlatform
    from bot.model.ask import Asker
    from bot.ports.store import Store
    from bot.ports.world import Answers, Clock


def welcome(platform: SlackPlatform, answers: Answers, store: Store, clock: Clock, asker: Asker) -> None:
    """Post a channel's first message, unless it has one; where the bot is not a member nothing happens."""
    if spot(asker.channel_id).thing[:1] in {"D", "U", "W"}:
        return

    def post(key: str) -> str:
        platform.preflight(Channel(asker.channel_id, platform.name, ""))  # before anything is set up
        return platform.fitted(Letter(asker.channel_id, key), answers.line(SETUP, asker), Place.POST)[1]

    welcomed(store, clock, asker, post)


def redraw(platform: SlackPlatform, answers: Answers, store: Store, asker: Asker, pressed: str | None = None) -> None:
    """Bring a channel's first message up to date after a command, or after a button of the message `pressed`."""

    def edit(adder: Asker, post: str) -> None:
        made = drawn(answers.line(SETUP, adder), place=Place.POST)
        platform.keep(made, adder.channel_id)
        where = spot(adder.channel_id)
        client = platform.clients(where.workspace)
        called(
            lambda: client.chat_update(channel=where.thing, ts=post, text=made.lead.text, blocks=list(made.lead.blocks))
        )

    redrawn(platform, store, asker, edit, pressed)
