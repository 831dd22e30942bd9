"""The Discord app: which handler answers what, the same over the gateway and over HTTP."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import discord
import structlog
from discord import app_commands

from bot.edges.platforms.discord.asking import Asking
from bot.edges.platforms.discord.events import Events
from bot.edges.platforms.discord.payloads import Interaction
from bot.edges.platforms.discord.pressing import Pressable, Pressing
from bot.edges.platforms.discord.replies import Replies
from bot.edges.platforms.discord.room import INTENTS, PATIENCE
from bot.edges.platforms.discord.tree import grow
from bot.edges.platforms.kit.typed import AsTyped
from bot.late import LateWrites

if TYPE_CHECKING:
    from bot.edges.platforms.discord.posting import DiscordPlatform
    from bot.ports.store import Store
    from bot.ports.world import Answers, Clock

LISTENERS = 16  # events in hand at the same time
DEAF = {
    4004: "Discord does not accept the bot's token any more. Set ONRECORD_DISCORD_TOKEN anew and start again.",
    4011: "Discord asks for more shards. Start On Record again.",
}
OLDEST = timedelta(minutes=15)  # how long Discord takes answers to an interaction
log = structlog.get_logger()


class Tree(app_commands.CommandTree["Bot"]):
    """Hold the commands."""

    def __init__(self, bot: Bot, asking: Asking) -> None:
        """Add all commands."""
        super().__init__(bot)
        self._asking = asking
        grow(self, asking)

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Say to who asked that it did not work."""
        await self._asking.replies.sorry(interaction, error.__cause__ or error)


class Bot(discord.AutoShardedClient):
    """Hear what happens; each method is named like its event and only passes it on."""

    def __init__(self, asking: Asking, pressing: Pressing, events: Events, pool: ThreadPoolExecutor) -> None:
        """Take the handlers."""
        super().__init__(
            intents=INTENTS,
            max_ratelimit_timeout=PATIENCE,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,  # nothing that people write is kept
            chunk_guilds_at_startup=False,
        )
        self.pressing, self._events, self._pool = pressing, events, pool
        self.tree = Tree(self, asking)
        self.add_dynamic_items(Pressable)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer a form; commands and buttons have ways of their own."""
        if interaction.type is discord.InteractionType.modal_submit:
            await self.pressing.submitted(interaction)

    async def on_message(self, message: discord.Message) -> None:
        """Answer a mention."""
        if not message.author.bot and self.user is not None and self.user in message.mentions:
            await self._threaded(self._events.mentioned, message)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Note the servers that have the bot."""
        await self._threaded(self._events.joined, guild)

    on_guild_join = on_guild_available

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that a server removed the bot."""
        await self._threaded(self._events.removed, guild)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Note that a channel is gone."""
        await self._threaded(self._events.deleted, channel)

    async def on_guild_channel_update(self, _before: object, channel: discord.abc.GuildChannel) -> None:
        """Note that permissions may have changed in a channel."""
        await self._threaded(self._events.opened, channel)

    async def on_guild_role_update(self, _before: object, role: discord.Role) -> None:
        """Note that permissions may have changed in a server."""
        await self._threaded(self._events.permitted, role.guild)

    async def on_member_update(self, _before: object, member: discord.Member) -> None:
        """Note that the bot may have been given a role; of others Discord tells nothing."""
        if self.user is not None and member.id == self.user.id:
            await self._threaded(self._events.permitted, member.guild)

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:  # noqa: ANN401 - the library's
        """Log what nobody foresaw, without what people wrote."""
        log.error("event failed", event=event_method, exc_info=sys.exc_info())

    async def _threaded(self, handle: Callable[[Any], None], what: object) -> None:
        await asyncio.get_running_loop().run_in_executor(self._pool, handle, what)


class DiscordApp:
    """Hold the handlers, and let the bot hear."""

    def __init__(
        self,
        platform: DiscordPlatform,
        answers: Answers,
        store: Store,
        clock: Clock,
        follower: Callable[[str], str] = lambda _channel_id: "",
    ) -> None:
        """Take what answers and what posts; `follower` says whose feeds a channel sees.

        From now on the platform's client hears.
        """
        self._late = LateWrites(3.0)
        answers = AsTyped(answers, store)
        self.platform, self._store, self._clock = platform, store, clock
        self.deaf = ""  # why the gateway was closed for good: nobody is heard any more
        self._pool = ThreadPoolExecutor(LISTENERS, "discord-event")
        self.replies = Replies(platform)
        self.asking = Asking(self.replies, answers, store, clock, follower)
        pressing = Pressing(self.replies, answers, store, clock, self.asking.index)
        events = Events(self.replies, answers, store, clock)
        platform.room.make = lambda: Bot(self.asking, pressing, events, self._pool)

    @property
    def bot(self) -> Bot:
        """Return the client; raises PlatformError when it cannot log in."""
        client = self.platform.room.client
        if not isinstance(client, Bot):
            raise TypeError("the room was opened before the app was made")
        return client

    def close(self) -> None:
        """Take no more requests."""
        self.platform.close()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.replies.close()

    def sync(self) -> int:
        """Tell Discord all commands and return how many; raises PlatformError."""
        self.asking.index.renew()
        bot = self.bot
        return len(self.platform.room.run(lambda _: bot.tree.sync()))

    def heard(self, payload: Any) -> None:  # noqa: ANN401 - JSON
        """Let the client hear an interaction as if the gateway had told it; a repeated or stale one is nothing."""
        number, now = int(payload["id"]), self._clock.now()
        stale = datetime.now(UTC) - discord.utils.snowflake_time(number) > OLDEST
        seen: list[bool] = []  # while the ledger cannot be written, it counts as new
        if not stale:
            self._late.soon(lambda: seen.append(self._store.first(f"interaction:{number}", now)))
        if not stale and next(iter(seen), True):
            bot = self.bot
            bot.loop.call_soon_threadsafe(_hand_in, bot, payload)

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Hold the gateway's connection; discord.py resumes it when it is cut."""
        self.platform.room.start(self._hearing(self.bot))
        yield

    async def _hearing(self, bot: Bot) -> None:
        """Hold the gateway's connection until it is closed for good; what closed it is for the operator to mend."""
        try:
            await bot.connect(reconnect=True)
        except discord.PrivilegedIntentsRequired:
            self.deaf = "Discord refuses the intents that the bot asks for. Start On Record again."
        except discord.ConnectionClosed as error:
            self.deaf = DEAF.get(error.code, f"Discord closed the connection for good ({error.code}). Start again.")
        except (discord.DiscordException, OSError) as error:
            self.deaf = f"The connection to Discord ended ({type(error).__name__}). Start On Record again."
        if self.deaf:
            log.error("gateway lost", reason=self.deaf)


def _hand_in(bot: Bot, payload: Any) -> None:  # noqa: ANN401 - JSON
    bot._connection.parse_interaction_create(payload)  # noqa: SLF001 - discord.py has no public way to hand one in
