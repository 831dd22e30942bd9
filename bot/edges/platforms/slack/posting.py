"""Slack as a platform: post once, and find out what happened when the answer is lost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog

from bot.edges.platforms.kit.references import references
from bot.edges.platforms.kit.typed import as_typed
from bot.edges.platforms.slack.calls import TOO_LONG, Refused, called
from bot.edges.platforms.slack.charts import TEXT, Charts, Pictures
from bot.edges.platforms.slack.fit import Drawn, Payload, drawn
from bot.edges.platforms.slack.pace import Pace
from bot.edges.platforms.slack.people import People
from bot.edges.platforms.slack.places import spot
from bot.edges.platforms.slack.preflight import MENDS, require_postable
from bot.edges.platforms.slack.striking import amended, content_of, items_in
from bot.edges.platforms.units import Place
from bot.errors import NotNow, PlatformError, RateLimited, StoreError, Unclear, Unreachable
from bot.late import LateWrites
from bot.model.correction import Post
from bot.model.news import digest_of
from bot.model.workspace import Reference
from bot.ports.world import free

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.model.ask import Person
    from bot.model.briefing import Channel
    from bot.model.message import Message
    from bot.ports.store import Store
    from bot.ports.world import Clock

EVENT = "onrecord_digest"  # the type of the metadata by which a post is known again
CONVERSATION = "dm:"  # before a person's id: the name of the reference that holds where Slack posts to them
SKEW = timedelta(minutes=5)  # our clock may differ from Slack's
MOST_PAGES = 10  # of a channel's history
ROOMS = (1.0, 0.5, 0.25)  # parts of Slack's room to try when it finds a message too long
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Letter:
    """Hold one post that is under way: where, in which thread, and how it is known again."""

    channel_id: str
    key: str
    part: int = 1
    thread: str = ""
    fence: Callable[[], None] = free  # raises NotNow where this node may no longer post

    @property
    def metadata(self) -> dict[str, Any]:
        """Return what Slack keeps with the post for us."""
        return {
            "event_type": EVENT,
            "event_payload": {"slot": self.key, "delivery_id": digest_of(self.key)[:12], "part": self.part},
        }


class SlackPlatform:
    """Post to Slack's channels and look up who is there."""

    name = "slack"

    def __init__(
        self,
        clients: Callable[[str], WebClient],
        store: Store,
        clock: Clock,
        *,
        pace: Pace | None = None,
        settle: float = 5.0,
    ) -> None:
        """Take the client of each workspace; `settle` is how long a lost post may take to show, in seconds."""
        self.clients, self._store, self._clock = clients, store, clock
        self._pace, self._settle = pace or Pace(), settle
        self._people, self._late = People(clients, store, clock), LateWrites()
        self.charts = Charts(clients, store)

    def person(self, channel_id: str, person: str) -> Person:
        """Return who somebody is and what they may do here; raises PlatformError."""
        return self._people.person(channel_id, person)

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
        message = self._typed(channel.id, message)
        letter = Letter(channel.id, key, fence=fence)
        made, lead = drawn(message, place=Place.POST), self._look(letter, tried) if tried else ""
        if lead:
            self._keep_post(letter, made.lead, lead)
        else:
            made, lead = self.fitted(letter, message, Place.POST)
        try:
            for part, payload in enumerate(made.thread, start=2):
                below = replace(letter, part=part, thread=lead)
                found = self._look(below, tried) if tried else ""
                if found:
                    self._keep_post(below, payload, found)
                else:
                    self.send(below, payload)
        except NotNow as error:  # what stands there is found, the rest is posted
            raise NotNow(f"The digest is posted; its thread follows. {error}", look=True) from error
        except PlatformError as error:
            raise Unclear(f"The digest is posted; its thread may be missing. {error}", post=lead) from error
        return lead

    def amend(self, post: Post, notes: Mapping[str, str]) -> None:
        """Show what was posted with these items struck through and all else as it was; raises PlatformError."""
        if post.content:
            self._update(post, amended(post.content, notes))

    def edit(self, post: Post, message: Message) -> None:
        """Put a message in the place of one that was posted; raises PlatformError."""
        made = drawn(self._typed(post.channel_id, message), place=Place.POST)
        self.keep(made, post.channel_id)
        self._update(post, made.lead)

    def _update(self, post: Post, payload: Payload) -> None:
        where = spot(post.channel_id)
        client = self.clients(where.workspace)
        place = self._store.reference(f"{CONVERSATION}{post.channel_id}")
        channel, blocks = place.line if place else where.thing, list(payload.blocks)
        with self._pace.turn(post.channel_id, where.workspace):
            call = partial(client.chat_update, channel=channel, ts=post.post, text=payload.text, blocks=blocks)
            self._called(where.workspace, call)

    def reply(self, post: Post, message: Message, key: str, *, tried: datetime | None = None) -> str:
        """Post below what was posted; what an earlier try left is found first. Raises PlatformError."""
        letter = Letter(post.channel_id, key, thread=post.thread or post.post)
        if tried and (found := self._look(letter, tried)):
            return found
        return self.send(letter, drawn(self._typed(post.channel_id, message), place=Place.POST).lead)

    def _typed(self, channel_id: str, message: Message) -> Message:
        """Return a message with the commands that its workspace has."""
        return as_typed(message, self._store.workspace(spot(channel_id).workspace).commands)

    def preflight(self, channel: Channel) -> None:
        """Make sure that we are in a channel and may post there; raises Unreachable that says why not."""
        self._require_here(channel.id)
        where = spot(channel.id)
        require_postable(self.clients(where.workspace), where.thing)

    def mended(self, channel: Channel) -> bool:
        """Return whether we are in a channel again, it was opened again, or our token works again."""
        if not channel.paused_reason.endswith(MENDS):
            return False
        try:
            self.preflight(channel)
        except Unreachable:
            return False
        return True

    def _called(self, workspace: str, call: Callable[[], Any]) -> dict[str, Any]:
        """Return the answer of a call, none while Slack wants to be left alone; raises PlatformError."""
        self._pace.require_awake(workspace)
        try:
            return called(call)
        except RateLimited as error:
            self._pace.rest(workspace, error.after)
            raise

    def find(self, channel: Channel, key: str, since: datetime) -> str | None:
        """Return the timestamp of the post with the key, or None when there is surely none; raises Unclear."""
        return self._look(Letter(channel.id, key), since) or None

    def fitted(self, letter: Letter, message: Message, place: Place, line: str = "") -> tuple[Drawn, str]:
        """Send a message's lead, with less in it each time that Slack finds it too long; return both.

        Charts that Slack does not draw become pictures or text; other blocks that it does not take are left to the
        text, which says the same. Raises PlatformError.
        """
        workspace = spot(letter.channel_id).workspace

        def sent(pictures: Pictures | None) -> tuple[Drawn, str]:
            return self._sent(letter, partial(drawn, message, place=place, line=line, pictures=pictures))

        try:
            return sent(self.charts.first(message, workspace))
        except Refused as error:
            _require_mendable(error, letter)
        for pictures in self.charts.simpler(message, workspace):
            try:
                done = sent(pictures)
            except Refused as error:
                _require_mendable(error, letter)
            else:
                self.charts.remember(workspace)
                return done
        made = drawn(message, place=place, line=line, pictures=TEXT)
        return made, self.send(letter, replace(made.lead, blocks=()))

    def _sent(self, letter: Letter, draw: Callable[..., Drawn]) -> tuple[Drawn, str]:
        """Send a lead in the most room that Slack has for it; raises PlatformError."""
        room, *less = ROOMS
        while True:
            made = draw(room=room)
            self.keep(made, letter.channel_id)
            try:
                return made, self.send(letter, made.lead)
            except Refused as error:
                if error.code not in TOO_LONG or not less:
                    raise
                room = less.pop(0)

    def send(self, letter: Letter, payload: Payload) -> str:
        """Post a payload once, keep what it shows, and return its timestamp; raises PlatformError."""
        post = self._send(letter, payload)
        self._keep_post(letter, payload, post)
        return post

    def _keep_post(self, letter: Letter, payload: Payload, post: str) -> None:
        """Write down what a post shows, so that it can be corrected there."""
        items = items_in(payload.blocks)
        if not items:
            return
        try:
            kept = Post(letter.channel_id, post, self._clock.now(), items, content_of(payload), letter.thread)
            self._store.keep_post(kept)
        except StoreError as error:  # the post is out; it cannot be corrected
            log.warning("post not kept", channel=letter.channel_id, reason=str(error))

    def _send(self, letter: Letter, payload: Payload) -> str:
        """Post a payload once; a lost answer is settled by looking. Raises PlatformError."""
        began = self._clock.now()
        where = spot(letter.channel_id)
        with self._pace.turn(letter.channel_id, where.workspace):
            try:
                return self._post(letter, payload)
            except Unclear:
                time.sleep(self._settle)
                if found := self._look(letter, began):
                    return found
            try:  # surely not there: the one more try
                return self._post(letter, payload)
            except Unclear as error:
                time.sleep(self._settle)
                if found := self._look(letter, began):
                    return found
                raise NotNow("Slack lost the message twice. It is tried again.", look=True) from error

    def keep(self, made: Drawn, channel_id: str, person: str = "") -> None:
        """Write down what the buttons of a message stand for."""
        lines = references(made.lines, channel_id, person, self._clock.now())
        if lines:
            self._late.soon(lambda: self._store.keep_references(lines))

    def _post(self, letter: Letter, payload: Payload) -> str:
        where = spot(letter.channel_id)
        client = self.clients(where.workspace)
        letter.fence()
        answer = self._called(
            where.workspace,
            lambda: client.chat_postMessage(
                channel=where.thing,
                text=payload.text,
                blocks=list(payload.blocks) or None,
                thread_ts=letter.thread or None,
                metadata=letter.metadata,
                unfurl_links=False,
                unfurl_media=False,
            ),
        )
        if not answer.get("ts"):
            raise Unclear("Slack's answer does not say what was posted.")
        if (place := str(answer.get("channel") or where.thing)) != where.thing:
            self._keep_place(letter.channel_id, place)
        return str(answer["ts"])

    def _keep_place(self, person: str, place: str) -> None:
        """Write down in which conversation Slack posts to a person: posts are edited there."""
        try:
            kept = Reference(f"{CONVERSATION}{person}", place, person, "", self._clock.now())
            self._store.keep_references((kept,))
        except StoreError as error:  # the post is out; it cannot be edited
            log.warning("conversation not kept", person=person, reason=str(error))

    def _look(self, letter: Letter, since: datetime) -> str:
        """Return the timestamp of a post known by its metadata, '' when surely not there; raises Unclear, NotNow."""
        try:
            for each in self._history(letter, since - SKEW):
                kept = each.get("metadata") or {}
                payload = kept.get("event_payload") or {}
                if kept.get("event_type") == EVENT and (payload.get("slot"), payload.get("part")) == (
                    letter.key,
                    letter.part,
                ):
                    return str(each["ts"])
        except (NotNow, Unclear) as error:  # to look again writes nothing
            raise NotNow(f"Whether it was sent is looked up again. {error}", look=True) from error
        except PlatformError as error:
            raise Unclear(f"It may have been sent: the channel's history cannot be read. {error}") from error
        return ""

    def _history(self, letter: Letter, since: datetime) -> Iterator[dict[str, Any]]:
        where = spot(letter.channel_id)
        client = self.clients(where.workspace)
        bounds: dict[str, Any] = {"channel": where.thing, "oldest": f"{since.timestamp():.6f}", "limit": 100}
        cursor = ""
        for _ in range(MOST_PAGES):
            asked: dict[str, Any] = {**bounds, "include_all_metadata": True, **({"cursor": cursor} if cursor else {})}
            if letter.thread:
                call = partial(client.conversations_replies, ts=letter.thread, **asked)
            else:
                call = partial(client.conversations_history, **asked)
            answer = self._called(where.workspace, call)
            yield from answer.get("messages") or []
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return
        raise Unclear("Too much was written since.")

    def _require_here(self, channel_id: str) -> None:
        if self._store.workspace(spot(channel_id).workspace).gone_at:
            raise Unreachable("On Record was removed from this workspace. Install it anew. (account_inactive)")


def _require_mendable(error: Refused, letter: Letter) -> None:
    """Raise an error again unless fewer or simpler blocks may help."""
    if error.code not in {"invalid_blocks", *TOO_LONG}:
        raise error
    log.warning("blocks refused", channel=letter.channel_id, code=error.code)
