"""Calls of Discord's REST, and what its errors mean for us."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from typing import Any

import aiohttp
import discord
from discord.http import HTTPClient, Route

from bot.edges.platforms.discord.elements import Json
from bot.errors import NotNow, PlatformError, RateLimited, Unclear, Unreachable
from bot.model.message import File

TIMEOUT = timedelta(seconds=30)  # for an answer with all of discord.py's waiting; a digest's claim holds two minutes
AGAIN = "Then type `/digest resume`."
UNREACHABLE = {
    10003: f"The channel is gone. Choose another one. {AGAIN}",
    10004: "The server is gone, or I was removed from it. Invite me anew.",
    50001: f"I cannot see this channel: the permission “View Channel” is missing. {AGAIN}",
    50007: "That person takes no direct messages from me.",
    50008: f"Nothing can be posted in this kind of channel, such as a forum. Choose a text channel. {AGAIN}",
    50013: f"I may not post here: the permission “Send Messages” is missing. {AGAIN}",
    50083: f"The thread is archived. Open it. {AGAIN}",
}
LOST_TOKEN = "Discord does not accept the bot's token. Check ONRECORD_DISCORD_TOKEN."  # noqa: S105 - a sentence
ANSWERED = 40060  # an interaction that has its answer
HAS_THREAD = 160004  # a message that has its thread


class Refused(PlatformError):
    """Say that Discord refused a call for a reason that the caller may know how to mend; nothing was written."""

    def __init__(self, sentence: str, code: int) -> None:
        """Keep Discord's number of the reason."""
        super().__init__(sentence)
        self.code = code


async def called(http: HTTPClient, route: Route, body: Json | None = None, files: Sequence[File] = ()) -> Any:  # noqa: ANN401 - JSON
    """Return the answer of a call; raises RateLimited, NotNow, Unclear, Unreachable or Refused.

    discord.py waits as long as Discord asks, up to its patience, and repeats what a server's fault (5xx) lost. That
    shows nothing twice: posts bear an enforced nonce, and an interaction takes one answer.
    """
    sent: dict[str, Any] = _with_files(body or {}, files) if files else {} if body is None else {"json": body}
    try:
        async with asyncio.timeout(TIMEOUT.total_seconds()):
            return await http.request(route, **sent)
    except (discord.DiscordException, aiohttp.ClientError, OSError, ValueError) as error:
        raise meaning(error) from error


def _with_files(body: Json, files: Sequence[File]) -> dict[str, Any]:
    """Return a call's body beside files, as discord.py takes both."""
    attached = [discord.File(BytesIO(each.content), filename=each.name) for each in files]
    form: list[dict[str, Any]] = [{"name": "payload_json", "value": json.dumps(body)}]
    for number, (each, file) in enumerate(zip(files, attached, strict=True)):
        part = {"name": f"files[{number}]", "value": file.fp}
        form.append(part | {"filename": each.name, "content_type": each.media_type})
    return {"form": form, "files": attached}


def meaning(error: Exception) -> PlatformError:
    """Return what an error of discord.py's means."""
    if isinstance(error, discord.RateLimited):
        return limited(error.retry_after)
    if isinstance(error, discord.HTTPException):
        return refusal(error)
    if isinstance(error, aiohttp.ClientConnectorError):
        return NotNow("Discord cannot be reached. It is tried again.")
    return Unclear("Discord's answer did not come, or could not be read.")


def refusal(error: discord.HTTPException) -> PlatformError:
    """Return what an answer of Discord's other than yes means."""
    if error.status == 429:
        return limited(float(error.response.headers.get("Retry-After") or 30))
    if error.status >= 500:
        return Unclear("Discord could not say whether the message arrived.")
    if error.status == 401:
        return Unreachable(f"{LOST_TOKEN} (401)")
    if reason := UNREACHABLE.get(error.code):
        return Unreachable(f"{reason} ({error.code})")
    if error.status == 403:
        return Unreachable(f"Discord forbids that here. Look at my permissions. {AGAIN} ({error.code})")
    return Refused(f"Discord refuses that: {error.status}, {error.code}.", error.code)


def limited(after: float) -> RateLimited:
    """Return how long Discord asks to wait."""
    return RateLimited(f"Discord asks us to wait {after:.0f} seconds.", after=timedelta(seconds=after))
