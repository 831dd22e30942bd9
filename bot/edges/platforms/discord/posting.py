"""Discord as a platform: post once, and find out what happened when the answer is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import structlog
from discord.http import Route
from discord.utils import time_snowflake

from bot.briefing.days import weekday
from bot.edges.platforms.discord.bodies import Letter, body, files, marked, marks
from bot.edges.platforms.discord.calls import HAS_THREAD, Refused, called
from bot.edges.platforms.discord.fit import Drawn, Payload, drawn
from bot.edges.platforms.discord.people import People
from bot.edges.platforms.discord.places import Spot, spot
from bot.edges.platforms.discord.preflight import Openings
from bot.edges.platforms.discord.striking import amended, content_of
from bot.edges.platforms.kit.references import references
from bot.edges.platforms.units import Place
from bot.errors import NotNow, PlatformError, StoreError, Unclear, Unreachable
from bot.late import LateWrites
from bot.model.correction import Post
from bot.model.message import File
from bot.model.workspace import Reference
from bot.ports.world import free

if TYPE_CHECKING:
    from bot.edges.platforms.discord.elements import Json
    from bot.edges.platforms.discord.room import Room
    from bot.model.ask import Person
    from bot.model.briefing import Channel
    from bot.model.message import Message
    from bot.ports.store import Store
    from bot.ports.world import Clock

SKEW = timedelta(minutes=5)  # our clock may differ from Discord's
MOST_PAGES = 10  # of a channel's history
PAGE = 100  # messages of it
A_DAY = 1440  # minutes without a word, after which a thread is archived
INVALID = 50035  # a form that Discord does not take
log = structlog.get_logger()


def shown_in(post: str) -> str:
    """Return the name of the reference that holds what a post shows, for who reports a quote of it."""
    return f"shown:{post}"


class DiscordPlatform:
    """Post to Discord's channels, and say who is there."""

    name = "discord"

    def __init__(self, room: Room, store: Store, clock: Clock) -> None:
        """Take the room in which discord.py lives."""
        self.room, self._store, self._clock = room, store, clock
        self.people, self.openings, self._late = People(store), Openings(), LateWrites()
        self._direct: dict[str, str] = {}  # the channels of direct messages

    def close(self) -> None:
        """Close the room."""
        self.room.close()

    def person(self, channel_id: str, person: str) -> Person:
        """Return who somebody is and what they may do here."""
        return self.people.person(channel_id, person)

    def post(
        self,
        channel: Channel,
        message: Message,
        key: str,
        *,
        tried: datetime | None = None,
        fence: Callable[[], None] = free,
    ) -> str:
        """Post a digest and its thread, each once; what an earlier try left is found first."""
        self._require_here(channel.id)
        letter, made = Letter(channel.id, key, fence=fence), drawn(message, place=Place.POST)
        lead = self._look(letter, tried) if tried else ""
        if lead:
            self._keep_post(letter, made.lead, lead)
        else:
            lead = self.sent(letter, made)
        try:
            self._post_below(letter, made.thread, lead, self._named(channel), tried)
        except Unreachable as error:  # “More quotes” shows them to who asks
            log.warning("no thread", channel=channel.id, reason=str(error))
        except (NotNow, Unclear) as error:  # what stands there is found, the rest is posted
            raise NotNow(f"The digest is posted; its thread follows. {error}", look=True) from error
        except PlatformError as error:
            raise Unclear(f"The digest is posted; its thread may be missing. {error}", post=lead) from error
        return lead

    def _post_below(
        self, letter: Letter, payloads: tuple[Payload, ...], lead: str, name: str, tried: datetime | None
    ) -> None:
        if not payloads:
            return
        thread = self.thread(letter, lead, name)
        for part, payload in enumerate(payloads, start=2):
            below = replace(letter, part=part, thread=thread)
            found = self._look(below, tried) if tried else ""
            if found:
                self._keep_post(below, payload, found)
            else:
                self.send(below, payload)

    def thread(self, letter: Letter, post: str, name: str) -> str:
        """Return the thread of a post, begun where it has none; '' where a channel has no threads."""
        route = Route(
            "POST",
            "/channels/{channel_id}/messages/{message_id}/threads",
            channel_id=self._channel(letter.where),
            message_id=post,
        )
        asked: Json = {"name": name[:100], "auto_archive_duration": A_DAY}
        try:
            try:
                made = self._called(route, asked)
            except Unclear:  # a message has one thread: asked again, Discord names the one that is there
                made = self._called(route, asked)
        except Refused as error:
            return post if error.code == HAS_THREAD else ""  # a message's thread has the message's number
        return str(made.get("id") or post)

    def below(self, letter: Letter, post: str, name: str) -> Letter:
        """Return a letter into a message's thread, or where there can be none as a reply; raises PlatformError."""
        try:
            thread = self.thread(letter, post, name)
        except Unreachable:
            thread = ""
        return replace(letter, thread=thread, below="" if thread else post)

    def _named(self, channel: Channel) -> str:
        return f"More · {weekday(self._clock.now().astimezone(ZoneInfo(channel.zone)).date())}"

    def amend(self, post: Post, notes: Mapping[str, str]) -> None:
        """Show what was posted with these items struck through and all else as it was; raises PlatformError."""
        if payload := amended(post.content, notes):
            self.change(Letter(post.channel_id, "", thread=post.thread), post.post, payload)

    def edit(self, post: Post, message: Message) -> None:
        """Put a message in the place of one that was posted; raises PlatformError."""
        made = drawn(message, place=Place.POST)
        self.keep(made, post.channel_id)
        self.change(Letter(post.channel_id, "", thread=post.thread), post.post, made.lead)

    def change(self, letter: Letter, post: str, payload: Payload) -> None:
        """Show something else in a post of ours; raises PlatformError."""
        route = Route(
            "PATCH",
            "/channels/{channel_id}/messages/{message_id}",
            channel_id=self._channel(letter.where),
            message_id=post,
        )
        self._shown(route, letter, payload, {})

    def reply(self, post: Post, message: Message, key: str, *, tried: datetime | None = None) -> str:
        """Post below what was posted; what an earlier try left is found first. Raises PlatformError."""
        letter = Letter(post.channel_id, key, thread=post.thread, below=post.post)
        if tried and (found := self._look(letter, tried)):
            return found
        return self.sent(letter, drawn(message, place=Place.POST))

    def preflight(self, channel: Channel) -> None:
        """Make sure that we may post in a channel; raises Unreachable that says why not."""
        self._require_here(channel.id)
        self.openings.require(spot(channel.id), self.room.client)

    def mended(self, channel: Channel) -> bool:
        """Return whether our token works again; of permissions the gateway tells."""
        if not channel.paused_reason.endswith("(401)"):
            return False
        try:
            return bool(self._called(Route("GET", "/users/@me")))
        except Unreachable:
            return False

    def find(self, channel: Channel, key: str, since: datetime) -> str | None:
        """Return the number of the post with the key, or None when there is surely none; raises Unclear."""
        return self._look(Letter(channel.id, key), since) or None

    def sent(self, letter: Letter, made: Drawn) -> str:
        """Post a message's lead once, with buttons that are kept; raises PlatformError."""
        self.keep(made, letter.channel_id)
        return self.send(letter, made.lead)

    def keep(self, made: Drawn, channel_id: str, person: str = "") -> None:
        """Write down what the buttons of a message stand for."""
        lines = references(made.lines, channel_id, person, self._clock.now())
        if lines:
            self._late.soon(lambda: self._store.keep_references(lines))

    def send(self, letter: Letter, payload: Payload, more: tuple[File, ...] = ()) -> str:
        """Post a payload once, keep what it shows, and return its number; raises PlatformError."""
        made = marked(payload, letter.mark)
        post = self._send(letter, made, more)
        self._keep_post(letter, made, post)
        return post

    def _keep_post(self, letter: Letter, payload: Payload, post: str) -> None:
        """Write down what a post shows, so that it can be corrected there."""
        items = tuple(dict.fromkeys(item for item, _ in payload.shown))
        if not items and not spot(letter.channel_id).person:  # who is written to acts from there as a member
            return
        now = self._clock.now()
        try:
            content = content_of(marked(payload, letter.mark))
            if items:
                self._store.keep_post(Post(letter.channel_id, post, now, items, content, letter.thread))
            self._store.keep_references((Reference(shown_in(post), " ".join(items), letter.channel_id, "", now),))
        except StoreError as error:  # the post is out; it cannot be corrected
            log.warning("post not kept", channel=letter.channel_id, reason=str(error))

    def _send(self, letter: Letter, payload: Payload, files_too: tuple[File, ...]) -> str:
        """Post a payload once; after a lost answer once more, which shows the same post. Raises PlatformError."""
        began = self._clock.now()
        try:
            return self._post(letter, payload, files_too)
        except Unclear:
            log.info("answer lost", channel=letter.channel_id)
        try:  # Discord knows the nonce for some minutes
            return self._post(letter, payload, files_too)
        except Unclear as error:
            if found := self._look(letter, began):
                return found
            raise NotNow("Discord lost the message twice. It is tried again.", look=True) from error

    def _post(self, letter: Letter, payload: Payload, files_too: tuple[File, ...]) -> str:
        route = Route("POST", "/channels/{channel_id}/messages", channel_id=self._channel(letter.where))
        more: Json = {"nonce": letter.nonce, "enforce_nonce": True}
        if letter.below:
            more["message_reference"] = {"message_id": letter.below, "fail_if_not_exists": False}
        letter.fence()
        answer = self._shown(route, letter, payload, more, [*files(payload), *files_too])
        if not isinstance(answer, dict) or not answer.get("id"):
            raise Unclear("Discord's answer does not say what was posted.")
        return str(answer["id"])

    def _shown(
        self, route: Route, letter: Letter, payload: Payload, more: Json, pictures: list[File] | None = None
    ) -> Any:  # noqa: ANN401 - JSON
        """Show a payload, as embeds where components are refused; return Discord's answer. Raises PlatformError."""
        try:
            return self._called(route, body(payload) | more, pictures)
        except Refused as error:
            if error.code != INVALID:
                raise
            log.warning("components refused", channel=letter.channel_id, reason=str(error))
            return self._called(route, body(payload, older=True) | more, pictures)

    def _look(self, letter: Letter, since: datetime) -> str:
        """Return the number of a post known by its marks, '' when surely not there; raises Unclear, NotNow."""
        try:
            me = str(self.room.client.user.id) if self.room.client.user else ""
            for each in self._history(letter, since - SKEW):
                ours = str((each.get("author") or {}).get("id")) == me
                if ours and {letter.nonce, letter.mark} & set(marks(each)):
                    return str(each["id"])
        except (NotNow, Unclear) as error:  # to look again writes nothing
            raise NotNow(f"Whether it was sent is looked up again. {error}", look=True) from error
        except PlatformError as error:
            raise Unclear(f"It may have been sent: the channel's history cannot be read. {error}") from error
        return ""

    def _history(self, letter: Letter, since: datetime) -> Iterator[dict[str, Any]]:
        after = time_snowflake(since) - 1
        for _ in range(MOST_PAGES):
            route = Route(
                "GET",
                f"/channels/{{channel_id}}/messages?limit={PAGE}&after={after}",
                channel_id=self._channel(letter.where),
            )
            page = self._called(route)
            if not isinstance(page, list):
                raise Unclear("Discord's answer could not be read.")
            yield from page
            if len(page) < PAGE:
                return
            after = max(int(each["id"]) for each in page)
        raise Unclear("Too much was written since.")

    def _channel(self, where: Spot) -> str:
        """Return the number of a channel, a person's the one of their direct messages; raises PlatformError."""
        if not where.person:
            return where.thing
        if where.person not in self._direct:
            opened = self._called(Route("POST", "/users/@me/channels"), {"recipient_id": where.person})
            self._direct[where.person] = str(opened["id"])
        return self._direct[where.person]

    def _called(self, route: Route, asked: Json | None = None, pictures: list[File] | None = None) -> Any:  # noqa: ANN401 - JSON
        return self.room.run(lambda client: called(client.http, route, asked, pictures or ()))

    def _require_here(self, channel_id: str) -> None:
        if self._store.workspace(spot(channel_id).workspace).gone_at:
            raise Unreachable("On Record was removed from this server. Invite it anew. (10004)")
