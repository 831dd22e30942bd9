"""A chat with faults and a clock that stands still, for jobs that post."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.errors import Unreachable
from bot.model.ask import Person, Standing
from bot.model.briefing import Channel
from bot.model.correction import Post
from bot.model.message import Message
from bot.ports.world import free

DUE = datetime(2025, 2, 14, 7, tzinfo=UTC)  # Friday, 08:00 in Berlin


class Killed(BaseException):
    """Stand for the end of the process: nothing catches it."""


@dataclass
class Room:
    """Keep posts as a chat does, twice when told twice, and fail where a test says so."""

    name: str = "room"
    posts: list[tuple[str, Message]] = field(default_factory=list)
    before: BaseException | None = None  # raised instead of posting
    before_at: dict[str, BaseException] = field(default_factory=dict)  # the same, by channel
    after: BaseException | None = None  # raised once the post stands
    looking: BaseException | None = None
    edits: list[tuple[Post, Message]] = field(default_factory=list)
    struck: list[tuple[str, str, str]] = field(default_factory=list)
    unsure: BaseException | None = None  # raised where somebody asks whether a channel is open
    shut: dict[str, str] = field(default_factory=dict)  # channels that nobody can post to, and why
    asked: Callable[[str], None] | None = None  # hears of which place somebody's rights are asked
    to: Callable[[str], None] | None = None  # hears where a post goes

    def post(
        self,
        channel: Channel,
        message: Message,
        key: str,
        *,
        tried: datetime | None = None,
        fence: Callable[[], None] = free,
    ) -> str:
        """Keep a post, with the faults asked for."""
        if tried and (post := self.find(channel, key, tried)):
            return post
        if wrong := self.before_at.get(channel.id, self.before):
            raise wrong
        fence()
        self.posts.append((key, message))
        if self.to:
            self.to(channel.id)
        if self.after:
            raise self.after
        return f"{channel.id}/{len(self.posts)}"

    def find(self, channel: Channel, key: str, since: datetime) -> str | None:  # noqa: ARG002
        """Look for a post."""
        if self.looking:
            raise self.looking
        return next((f"{channel.id}/found" for known, _ in self.posts if known == key), None)

    def preflight(self, channel: Channel) -> None:
        """Let a digest be set, unless a test shuts the channel."""
        if self.unsure:
            raise self.unsure
        if channel.id in self.shut:
            raise Unreachable(self.shut[channel.id])

    def mended(self, channel: Channel) -> bool:
        """Return whether a channel is open again."""
        return channel.id not in self.shut

    def amend(self, post: Post, notes: Mapping[str, str]) -> None:
        """Remember what was struck through."""
        self.struck += [(post.post, item, note) for item, note in notes.items()]

    def edit(self, post: Post, message: Message) -> None:
        """Remember what a post became."""
        if self.before:
            raise self.before
        self.edits.append((post, message))

    def reply(self, post: Post, message: Message, key: str, *, tried: datetime | None = None) -> str:  # noqa: ARG002
        """Keep a reply as a post."""
        self.posts.append((key, message))
        return f"post-{len(self.posts)}"

    def person(self, channel_id: str, person: str) -> Person:
        """Let everybody do everything."""
        if self.asked:
            self.asked(channel_id)
        return Person(person, standing=Standing.MANAGER)

    def heal(self) -> None:
        """Let everything work again."""
        self.before = self.after = self.looking = None


@dataclass
class SetClock:
    """Stand still until it is set."""

    moment: datetime = DUE

    def now(self) -> datetime:
        """Return the moment set."""
        return self.moment

    def passed(self) -> float:
        """Return its seconds."""
        return self.moment.timestamp()
