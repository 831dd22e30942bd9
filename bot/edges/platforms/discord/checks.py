"""Look at the token before anything starts, and say how people get the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from discord.http import Route
from discord.utils import oauth_url

from bot.edges.platforms.discord.people import POSTING
from bot.errors import BadSetting, NotYet, PlatformError, Unreachable

if TYPE_CHECKING:
    from bot.edges.platforms.discord.app import DiscordApp

log = structlog.get_logger()


def greeting(app: DiscordApp) -> tuple[str, ...]:
    """Return the lines that say who the bot is and how it is invited, once Discord knows its commands.

    Raises BadSetting that says what is wrong, and never the token; NotYet where Discord does not answer.
    """
    try:
        bot = app.bot
        commands = app.sync()
    except Unreachable as error:
        raise BadSetting(f"{error} It stands at discord.com/developers, “Bot”, “Reset Token”.") from error
    except PlatformError as error:
        log.info("discord did not answer", reason=str(error))
        place = f"What answers at {Route.BASE} is not Discord, or nothing does."
        raise NotYet(f"{place} Look at the network, and at discord_api_url if you set it.") from error
    client_id = bot.application_id or 0
    server = oauth_url(client_id, permissions=POSTING, scopes=("bot", "applications.commands"))
    person = oauth_url(client_id, scopes=("applications.commands",))
    return (
        f"Discord: as {bot.user}, {commands} commands.",
        f"Invite it to a server: {server}",
        f"Or have it for yourself: {person}&integration_type=1",
    )


def public_key(app: DiscordApp) -> str:
    """Return the key with which Discord signs requests, in hexadecimal."""
    application = app.bot.application
    if application is None:
        raise BadSetting("Discord did not say which application this is. Start again.")
    return application.verify_key
