"""The one asynchronous room: discord.py and its loop in a thread of their own, which opens when somebody needs it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as TooLate
from contextlib import suppress
from typing import Any, TypeVar

import aiohttp
import discord
from discord.http import Route

from bot.edges.platforms.discord.calls import LOST_TOKEN, TIMEOUT, meaning
from bot.errors import NotNow, Unclear, Unreachable

Found = TypeVar("Found")
PATIENCE = 30.0  # seconds that a call waits when Discord asks for it, the least that discord.py takes
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody speaks here
INTENTS = discord.Intents(guilds=True, guild_messages=True)  # none of them privileged


def plain_client() -> discord.AutoShardedClient:
    """Return a client that posts and hears nothing."""
    return discord.AutoShardedClient(intents=INTENTS, max_ratelimit_timeout=PATIENCE)


class Room:
    """Hold discord.py's loop."""

    def __init__(self, token: str, api_url: str, make: Callable[[], discord.AutoShardedClient] = plain_client) -> None:
        """Take the bot's token and Discord's address; `make` builds the client, who hears what happens."""
        Route.BASE = api_url.rstrip("/")  # the one way that discord.py has for another address
        self._token, self.make = token, make
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._client: discord.AutoShardedClient | None = None
        self._over = False

    @property
    def client(self) -> discord.AutoShardedClient:
        """Return the client, logged in; raises PlatformError."""
        with self._lock:
            if self._client is None or self._client.is_closed():  # closed by a fault that ends the gateway
                self._client = self._wait(self._login, TIMEOUT.total_seconds())
            return self._client

    def run(self, work: Callable[[discord.AutoShardedClient], Coroutine[Any, Any, Found]]) -> Found:
        """Do something in the room and return what came of it; raises PlatformError."""
        client = self.client
        return self._wait(lambda: work(client), 4 * TIMEOUT.total_seconds())

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin something in the room that goes on by itself."""
        asyncio.run_coroutine_threadsafe(work, self._opened())

    def close(self) -> None:
        """Close connections and end the thread; the room stays closed, whoever still knocks."""
        self._over = True
        with self._lock:
            loop, client, self._loop, self._client = self._loop, self._client, None, None
        if loop is None:
            return
        with suppress(TooLate, CancelledError, OSError):  # the thread ends all the same
            asyncio.run_coroutine_threadsafe(_ended(client), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        if self._thread:
            self._thread.join(5)
        if not loop.is_running():
            loop.close()

    async def _login(self) -> discord.AutoShardedClient:
        client = self.make()
        try:
            async with asyncio.timeout(TIMEOUT.total_seconds()):
                await client.login(self._token)
        except discord.LoginFailure as error:
            await client.close()
            raise Unreachable(f"{LOST_TOKEN} (401)") from error
        except (discord.DiscordException, aiohttp.ClientError, OSError, ValueError, LookupError, TypeError) as error:
            await client.close()
            wrong = meaning(error)
            raise wrong if isinstance(wrong, NotNow) else NotNow(f"Discord cannot be reached. {wrong}") from error
        return client

    def _wait(self, work: Callable[[], Coroutine[Any, Any, Found]], seconds: float) -> Found:
        loop = self._opened()
        future = asyncio.run_coroutine_threadsafe(work(), loop)
        try:
            return future.result(seconds)
        except (TooLate, CancelledError) as error:
            future.cancel()
            raise Unclear("Discord's answer did not come.") from error
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            raise meaning(error) from error

    def _opened(self) -> asyncio.AbstractEventLoop:
        if self._over:
            raise NotNow("On Record is stopping. It is tried again at the next start.")
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._loop.run_forever, name="discord", daemon=True)
            self._thread.start()
        return self._loop


async def _ended(client: discord.AutoShardedClient | None) -> None:
    """Close the client and let nothing run on."""
    if client is not None:
        await client.close()
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for each in left:
        each.cancel()
    await asyncio.gather(*left, return_exceptions=True)
