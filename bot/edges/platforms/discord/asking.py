"""What people type and choose: slash commands, what their options offer, menus on messages."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import discord

from bot.briefing.summary import there_already
from bot.edges.platforms.discord.bodies import Letter, note
from bot.edges.platforms.discord.payloads import Interaction, asker_of, links_in, thread_of
from bot.edges.platforms.discord.people import named
from bot.edges.platforms.discord.places import address
from bot.edges.platforms.discord.preflight import with_lacks
from bot.edges.platforms.discord.welcome import redraw, welcome
from bot.edges.platforms.kit.answered import answered, remember
from bot.edges.platforms.kit.foreign import checkable, clean
from bot.edges.platforms.kit.index import Index
from bot.edges.platforms.kit.options import Offered, Option, line_of
from bot.errors import PlatformError, Unclear
from bot.model.message import Message

if TYPE_CHECKING:
    from bot.edges.platforms.discord.replies import Replies
    from bot.model.ask import Asker
    from bot.ports.store import Store
    from bot.ports.world import Answers, Clock

Given: TypeAlias = str | discord.Attachment | discord.Role | discord.Member | discord.User
MOST_BYTES = 5_000_000  # of a list of feeds
SETTING = re.compile(r"digest (?:at|topics .|start|off)|feeds (?:add|bundle .|remove)")  # the first message shows it
POSTING = re.compile(r"digest (?:at|now|start|resume|setup)\b|watch .*\bin:here\b")


def words_of(given: Given) -> str:
    """Return what an option's value says in a line: of a person or a role the id, and behind a bar the name."""
    if isinstance(given, discord.Role):
        return f"&{given.id}|{clean(given.name).replace('|', ' ')}"
    if isinstance(given, discord.Member | discord.User):
        return f"@{given.id}|{named(given).replace('|', ' ')}"
    return given if isinstance(given, str) else ""


class Asking:
    """Answer slash commands and menus."""

    def __init__(
        self, replies: Replies, answers: Answers, store: Store, clock: Clock, follower: Callable[[str], str]
    ) -> None:
        """Take what answers and what brings the answers; `follower` says whose feeds a channel sees."""
        self.replies, self._answers, self._store, self._clock = replies, answers, store, clock
        self.index = Index(store, clock, follower)

    async def command(self, asked: Interaction, offered: Offered, values: dict[str, Given]) -> None:
        """Answer a slash command."""
        asker = self.replies.known(asked)
        file = next((each for each in values.values() if isinstance(each, discord.Attachment)), None)
        if file is not None:
            await self._imported(asked, asker, file)
            return
        line = line_of(offered, {name: words_of(each) for name, each in values.items()})
        await self.replies.soon(asked, asker, line, lambda: lacks_told(self._answers.line(line, asker), line, asked))
        if SETTING.match(line) and asked.guild_id:
            await self.replies.later(partial(redraw, self.replies.platform, self._answers, self._store, asker))
        if line.startswith("digest ") and asked.guild_id:
            await self.replies.later(
                lambda: welcome(self.replies.platform, self._answers, self._store, self._clock, asker)
            )

    async def _imported(self, asked: Interaction, asker: Asker, file: discord.Attachment) -> None:
        """Look at a list of feeds that was handed over, and offer to add what is new."""
        if file.size > MOST_BYTES:
            await self.replies.show(asked, note("Larger than 5 MB, not read."))
            return
        await self.replies.wait_for(asked)
        try:
            content = await file.read()
        except (discord.DiscordException, OSError):
            await self.replies.show(asked, note("The file could not be fetched from Discord."))
            return
        await self.replies.soon(asked, asker, "feeds import", lambda: self._answers.feed_list(content, asker))

    async def offers(self, asked: Interaction, option: Option, typed: str) -> list[str]:
        """Return what an option offers for what was typed so far."""
        speaker = str(getattr(asked.namespace, "speaker", "") or "") if option.name == "topic" else ""
        return await asyncio.to_thread(self.index.found, option.offers, typed, asker_of(asked), speaker)

    async def summarize(self, asked: Interaction, message: discord.Message) -> None:
        """Summarize the links of a message in one post of its thread; what stands there already is shown."""
        asker, links = self.replies.known(asked), links_in(message)
        if not links:
            await self.replies.show(asked, note("There is no link in that message."))
            return
        await self.replies.wait_for(asked)
        known = await asyncio.to_thread(answered, self._store, asker, links, partial(address, asker.channel_id))
        if known:
            await self.replies.bring(asked, asker, "", there_already(known, self._clock.now()), first=True)
        fresh = [each for each in links if each not in {old.link for old in known}]
        if not fresh:
            return
        line = " ".join(["summarize", *fresh])
        answer = await self.replies.worked(line, partial(self._answers.line, line, asker))
        public = asked.is_guild_integration() and not answer.private
        if not (public and await asyncio.to_thread(self._in_thread, asked, asker, str(message.id), answer, line)):
            await self.replies.bring(asked, asker, line, answer, first=not known)
        elif not known:
            await self.replies.show(asked, note("It is in the thread below that message."))

    def _in_thread(self, asked: Interaction, asker: Asker, post: str, answer: Message, line: str) -> bool:
        """Post an answer below a message, and say whether that may be done here."""
        platform = self.replies.platform
        letter = Letter(asker.channel_id, f"summary:{post}:{line}:{asked.id}", thread=thread_of(asked.channel))
        try:
            letter = letter if letter.thread else platform.below(letter, post, "On Record · links")
            told = self.replies.in_thread(asker, letter, answer, line)
        except Unclear:
            return True  # it may be there: a second one would be worse
        except PlatformError:
            return False
        remember(self._store, asker, answer.links, told, self._clock.now())
        return True

    async def check(self, asked: Interaction, message: discord.Message) -> None:
        """Check every quotation of a message, or its words where nothing in it is quoted."""
        asker, words = self.replies.known(asked), checkable(message.content)
        if not words.strip('" '):
            await self.replies.show(asked, note("There are no words in that message."))
            return
        line = f"onrecord check {words}"
        await self.replies.soon(asked, asker, line, lambda: self._answers.line(line, asker))


def lacks_told(message: Message, line: str, asked: Interaction) -> Message:
    """Return an answer with what we lack here, where the line is about posting."""
    return with_lacks(message, asked) if POSTING.match(line) else message
