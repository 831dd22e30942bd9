"""What happens in servers: mentions, invitations, removals, channels that open and close."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import discord
import structlog

from bot.briefing.summary import there_already
from bot.edges.platforms.discord.bodies import Letter, handed
from bot.edges.platforms.discord.payloads import place_of, thread_of, without_mention
from bot.edges.platforms.discord.people import SENDING, lacking, named, person_id
from bot.edges.platforms.discord.places import Spot, address
from bot.edges.platforms.kit.answered import answered, remember
from bot.errors import PlatformError
from bot.late import LateWrites
from bot.model.ask import Asker
from bot.model.message import Message, Section

if TYPE_CHECKING:
    from bot.edges.platforms.discord.replies import Replies
    from bot.ports.store import Store
    from bot.ports.world import Answers, Clock

BACK = ("(10004)", "(50001)", "(50013)")  # reasons that an invitation or a granted permission ends
LONGEST = 80  # characters of a thread's name
log = structlog.get_logger()


class Events:
    """Handle events, each once however often the gateway tells it; all of it in threads other than discord.py's."""

    def __init__(self, replies: Replies, answers: Answers, store: Store, clock: Clock) -> None:
        """Take what answers and what brings the answers."""
        self._replies, self._answers, self._store, self._clock = replies, answers, store, clock
        self._late = LateWrites(3.0)

    def mentioned(self, message: discord.Message) -> None:
        """Answer a mention in its thread."""
        seen: list[bool] = []  # while the ledger cannot be written, it counts as new
        self._late.soon(lambda: seen.append(self._store.first(f"event:{message.id}", self._clock.now())))
        if not next(iter(seen), True):
            return
        asker = self._asker(message)
        letter = Letter(asker.channel_id, f"answer:{message.id}", thread=thread_of(message.channel))
        words = without_mention(message.content)
        line, answer = self._answers.words(words, asker, f"thread:{asker.channel_id}:{letter.thread or message.id}")
        known = answered(self._store, asker, answer.links, partial(address, asker.channel_id))
        if answer.links and len(known) == len(answer.links):
            answer = there_already(known, self._clock.now())
        try:
            if not letter.thread:
                letter = self._replies.platform.below(letter, str(message.id), f"On Record · {line or words}"[:LONGEST])
            post = self._replies.in_thread(asker, letter, answer, line)
            remember(self._store, asker, answer.links, post, self._clock.now())
            if answer.notice:
                self._replies.tell(answer.notice_to or asker.channel_id, answer.notice)
            if answer.file:
                self._hand_over(asker, letter, answer)
        except PlatformError as error:
            log.warning("answer not posted", channel=asker.channel_id, reason=str(error))

    def _hand_over(self, asker: Asker, letter: Letter, answer: Message) -> None:
        """Send a file to who asked, by direct message, and say so."""
        platform, file = self._replies.platform, answer.file
        if file is None:
            return
        said = "The file is in your direct messages with me."
        try:
            platform.send(Letter(asker.person, f"file:{letter.key}"), handed(file), (file,))
        except PlatformError as error:
            said = f"The file could not be sent. {error}"
        self._replies.in_thread(asker, replace(letter, key=f"said:{letter.key}"), Message((Section(said),)), "")

    def _asker(self, message: discord.Message) -> Asker:
        """Return who wrote where, and remember what they may do there."""
        guild, channel = message.guild.id if message.guild else None, message.channel
        place, name = place_of(guild, channel, channel.id)
        asker = Asker(place.id, person_id(guild, message.author.id), named(message.author), name)
        if isinstance(message.author, discord.Member) and isinstance(
            channel, discord.abc.GuildChannel | discord.Thread
        ):
            granted = channel.permissions_for(message.author)
            self._replies.platform.people.seen(asker, message.author, granted)
        return asker

    def joined(self, guild: discord.Guild) -> None:
        """Remember that a server has the bot, and post there again where it had been removed."""
        known = self._store.workspace(Spot(str(guild.id), "").workspace)
        if known.gone_at or known.name != guild.name:
            self._store.keep_workspace(replace(known, name=guild.name, gone_at=None))
        self.permitted(guild)

    def removed(self, guild: discord.Guild) -> None:
        """Post nothing more in a server that removed us; what is known stays until retention ends."""
        known = self._store.workspace(Spot(str(guild.id), "").workspace)
        self._store.keep_workspace(replace(known, gone_at=self._clock.now()))

    def deleted(self, channel: discord.abc.GuildChannel) -> None:
        """Pause the digest of a channel that was deleted; its settings stay."""
        known = self._store.channel(Spot(str(channel.guild.id), str(channel.id)).id)
        if known and known.times and not known.paused:
            reason = "The channel was deleted. (10003)"
            self._store.keep_channel(replace(known, paused=True, paused_until=None, paused_reason=reason))

    def permitted(self, guild: discord.Guild) -> None:
        """Let digests go on wherever the bot may post now: permissions may have changed while it was away."""
        for channel in guild.channels:
            self.opened(channel)

    def opened(self, channel: discord.abc.GuildChannel) -> None:
        """Let a digest go on that was paused for want of a permission, once that is granted."""
        known = self._store.channel(Spot(str(channel.guild.id), str(channel.id)).id)
        shut = known is not None and known.paused and known.paused_until is None and known.paused_reason.endswith(BACK)
        if known and shut and not lacking(channel.permissions_for(channel.guild.me), SENDING):
            self._store.keep_channel(replace(known, paused=False, paused_reason="", since=self._clock.now()))
