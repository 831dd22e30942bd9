"""How answers reach people: as the interaction's own answer, in place where a page is turned, else deferred."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

import structlog
from discord.http import Route

from bot.edges.platforms.discord.bodies import EPHEMERAL, Letter, body, files, handed, note
from bot.edges.platforms.discord.calls import ANSWERED, Refused, called
from bot.edges.platforms.discord.elements import Json
from bot.edges.platforms.discord.fit import Drawn, Payload, drawn
from bot.edges.platforms.discord.payloads import Interaction, asker_of
from bot.edges.platforms.discord.places import NOWHERE, spot
from bot.edges.platforms.discord.posting import INVALID
from bot.edges.platforms.kit.hands import Hands
from bot.edges.platforms.kit.seen import Remembered
from bot.edges.platforms.units import Place
from bot.errors import OnRecordError, PlatformError, StoreError, Unclear
from bot.model.message import File, Message

if TYPE_CHECKING:
    from bot.edges.platforms.discord.posting import DiscordPlatform
    from bot.model.ask import Asker

READY = 1.5  # seconds that an answer may take to be the first one; Discord waits for three
MOST_LATER = 4  # messages after the first; who installed the bot for themselves gets five
SAY, LATER, UPDATE_LATER, UPDATE, OPEN = 4, 5, 6, 7, 9  # kinds of first answers
FAILED = "That did not work, and it is not your fault. Try again."
Found = TypeVar("Found")
log = structlog.get_logger()


class Replies:
    """Bring answers to those who asked; its coroutines run in discord.py's loop, the work in other threads."""

    def __init__(self, platform: DiscordPlatform) -> None:
        """Take the platform that posts."""
        self.platform = platform
        self._hands, self.seen = Hands(), Remembered()

    def close(self) -> None:
        """Take no more work."""
        self._hands.close()

    def known(self, asked: Interaction) -> Asker:
        """Return who asks, and remember what they may do here."""
        asker = asker_of(asked)
        self.platform.people.seen(asker, asked.user, asked.permissions, str(asked.locale))
        self.platform.openings.seen(asker.channel_id, asked)
        return asker

    def behind(self, work: Callable[[], None]) -> None:
        """Do something that nobody waits for."""
        self._hands.wait(work)

    async def later(self, work: Callable[[], None]) -> None:
        """Do something in another thread; a failure of the platform is logged."""
        try:
            await asyncio.to_thread(work)
        except PlatformError as error:
            log.warning("not posted", reason=str(error))

    async def soon(
        self, asked: Interaction, asker: Asker, line: str, work: Callable[[], Message], *, update: bool = False
    ) -> Message:
        """Answer at once when the work is done in time, else say that an answer will come; return the answer."""
        future = asyncio.wrap_future(self._hands.submit(line, lambda: self._answered(work, asker, line)))
        done, _ = await asyncio.wait({future}, timeout=READY)
        if not done:
            await self.wait_for(asked, update=update)
        message, made = await future
        await self.show(asked, made.lead, update=update)
        await self._rest(asked, asker, message, made)
        return message

    async def worked(self, line: str, work: Callable[[], Found]) -> Found:
        """Return what work for a line comes to, done in another thread."""
        return await asyncio.wrap_future(self._hands.submit(line, work))

    async def bring(self, asked: Interaction, asker: Asker, line: str, message: Message, *, first: bool) -> None:
        """Show an answer that is ready to who asked: as the first one, or below it."""
        made = (await asyncio.to_thread(self._answered, lambda: message, asker, line))[1]
        if first:
            await self.show(asked, made.lead)
        else:
            await self._follow(asked, made.lead)
        await self._rest(asked, asker, message, made)

    async def wait_for(self, asked: Interaction, *, update: bool = False) -> None:
        """Say that an answer will come; only the asker will see it."""
        if not asked.extras.get("begun"):
            await self._begin(
                asked, {"type": UPDATE_LATER} if update else {"type": LATER, "data": {"flags": EPHEMERAL}}
            )

    async def show(self, asked: Interaction, payload: Payload, *, update: bool = False, public: bool = False) -> None:
        """Show the first answer, in place of the message that was pressed where `update`."""

        async def send(*, older: bool) -> None:
            shown = body(payload, hidden=not (public or update), older=older)
            if update:
                shown.setdefault("attachments", [])  # the pictures of the page before go
            if asked.extras.get("begun"):
                await self._original(asked, shown, files(payload))
            else:
                await self._begin(asked, {"type": UPDATE if update else SAY, "data": shown}, files(payload))

        await self._either_form(send)

    async def sorry(self, asked: Interaction, error: BaseException) -> None:
        """Say to who asked that it did not work, in our own words where they are known."""
        log.error("answer failed", exc_info=error)
        await self.show(asked, note(str(error) if isinstance(error, OnRecordError) else FAILED))

    async def open(self, asked: Interaction, modal: Json) -> None:
        """Open a form."""
        await self._begin(asked, {"type": OPEN, "data": modal})

    async def done(self, asked: Interaction) -> None:
        """Say nothing, which Discord has to be told."""
        await self.wait_for(asked, update=True)

    async def _rest(self, asked: Interaction, asker: Asker, message: Message, made: Drawn) -> None:
        """Show what did not fit, hand over the file, and tell the channel of a change."""
        for payload in made.thread[:MOST_LATER]:
            await self._follow(asked, payload)
        if message.file:
            await self._follow(asked, handed(message.file), (message.file,))
        if message.notice:
            await self._notice(asked, asker, message)

    async def _notice(self, asked: Interaction, asker: Asker, message: Message) -> None:
        """Let the channel whose setting was changed know of it: one line with its author."""
        where = message.notice_to or asker.channel_id
        if where == asker.channel_id and spot(where).guild != NOWHERE:
            await self._follow(asked, note(message.notice), public=True)
        elif spot(where).guild != NOWHERE:
            await self.later(lambda: self.tell(where, message.notice))

    def tell(self, channel_id: str, said: str) -> None:
        """Post one line into a channel; raises PlatformError."""
        self.platform.send(Letter(channel_id, f"notice:{uuid4().hex}"), note(said))

    def in_thread(self, asker: Asker, letter: Letter, message: Message, line: str) -> str:
        """Post an answer for all to see, each part once, and return where it begins; raises PlatformError."""
        made = drawn(message, place=Place.PUBLIC, line=line)
        self.platform.keep(made, asker.channel_id, asker.person)
        post = self.platform.send(letter, made.lead)
        for part, payload in enumerate(made.thread, start=2):
            self.platform.send(replace(letter, part=part, below=""), payload)
        return f"{letter.thread or spot(asker.channel_id).thing}/{post}"

    def _answered(self, work: Callable[[], Message], asker: Asker, line: str) -> tuple[Message, Drawn]:
        message = self.seen.keep(line, asker, work())
        made = drawn(message, place=Place.PRIVATE, line=line)
        self.keep(made, asker)
        return message, made

    def keep(self, made: Drawn, asker: Asker) -> None:
        """Write down what the buttons of an answer stand for."""
        try:
            self.platform.keep(made, asker.channel_id, asker.person)
        except StoreError as error:  # an answer whose buttons are dead is better than none
            log.warning("buttons not kept", reason=str(error))

    async def _begin(self, asked: Interaction, answer: Json, pictures: list[File] | None = None) -> None:
        """Give an interaction its first answer; it takes one, so after a lost one the same is sent again."""
        route = Route(
            "POST",
            "/interactions/{webhook_id}/{webhook_token}/callback",
            webhook_id=asked.id,
            webhook_token=asked.token,
        )
        try:
            await self._called(asked, route, answer, pictures)
        except Unclear:
            await self._called(asked, route, answer, pictures)
        asked.extras["begun"] = True

    async def _original(self, asked: Interaction, shown: Json, pictures: list[File]) -> None:
        route = Route(
            "PATCH",
            "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
            webhook_id=asked.application_id,
            webhook_token=asked.token,
        )
        try:
            await self._called(asked, route, shown, pictures)
        except Unclear:  # shown twice it is shown once
            await self._called(asked, route, shown, pictures)

    async def _follow(
        self, asked: Interaction, payload: Payload, more: tuple[File, ...] = (), *, public: bool = False
    ) -> None:
        route = Route(
            "POST",
            "/webhooks/{webhook_id}/{webhook_token}",
            webhook_id=asked.application_id,
            webhook_token=asked.token,
        )

        async def send(*, older: bool) -> None:
            await self._called(asked, route, body(payload, hidden=not public, older=older), [*files(payload), *more])

        await self._either_form(send)

    async def _either_form(self, send: Callable[..., Awaitable[None]]) -> None:
        """Send in Discord's newer form, in the older where that is refused; a failure is logged."""
        try:
            try:
                await send(older=False)
            except Refused as error:
                if error.code != INVALID:
                    raise
                await send(older=True)
        except PlatformError as error:
            log.warning("answer not shown", reason=str(error))

    async def _called(self, asked: Interaction, route: Route, shown: Json, pictures: list[File] | None) -> None:
        try:
            await called(asked.client.http, route, shown, pictures or ())
        except Refused as error:
            if error.code != ANSWERED:  # an answer that was lost on its way back had arrived
                raise
