"""The doors to the world: what a job or a command may ask for, and what may be raised.

Every time that goes in or comes out is aware and UTC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime, timedelta

    from bot.model.ask import Asker, Person
    from bot.model.briefing import Channel
    from bot.model.choice import Candidate, Choice, Claimed, Doubt, Foreign, NamedWords, Order, Pair
    from bot.model.correction import Post
    from bot.model.message import Message
    from bot.model.news import ArchivePage, Article, Feed, FeedPage, FoundFeed, Page, Polling
    from bot.model.position import Comparison
    from bot.model.record import Quote


def free() -> None:
    """Let everything pass: the fence where nobody else may post."""


class Clock(Protocol):
    """Tell the time."""

    def now(self) -> datetime:
        """Return the present moment."""
        ...

    def passed(self) -> float:
        """Return seconds that only ever grow, whatever the clock is set to: for how long something rests."""
        ...


class Node(Protocol):
    """Know one of the processes that share a ledger."""

    @property
    def name(self) -> str:
        """Return its stable name, under which it takes up its own claims at once."""
        ...

    def sure(self, since: float | None = None) -> bool:
        """Return whether the others surely take it for alive, now and without a break since a moment (monotonic)."""
        ...


class Limits(Protocol):
    """Keep to what all nodes together may ask of a host or a server, by its name; raises StoreError."""

    def take(self, name: str, places: int, pause: float, lease: float) -> tuple[int, float] | None:
        """Take one of so many places for a lease, and return its number and the seconds until its turn; None: full."""
        ...

    def give(self, name: str, number: int) -> None:
        """Give a place back."""
        ...

    def away(self, name: str) -> tuple[timedelta, str]:
        """Return how long somebody is still left alone, and why."""
        ...

    def keep_away(self, name: str, wait: timedelta, why: str) -> None:
        """Leave somebody alone for a while, and say why."""
        ...


class Fetcher(Protocol):
    """Read addresses on the public web; every method raises BadLink or FetchError."""

    def feed(self, feed: Feed, polling: Polling) -> FeedPage:
        """Ask for a feed, conditionally; an unchanged one has no entries."""
        ...

    def page(self, url: str) -> Page:
        """Return the text of a web page."""
        ...

    def archive(self, url: str, since: datetime | None) -> ArchivePage:
        """Return what a feed, sitemap or list at an address names, without what is surely older than `since`."""
        ...

    def document(self, body: bytes, name: str) -> Page:
        """Return the text of a file that somebody has: a PDF, a saved page, plain text."""
        ...

    def tell(self, url: str, form: Mapping[str, str]) -> None:
        """Post a form and look only whether it was taken."""
        ...

    def discover(self, url: str) -> tuple[FoundFeed, ...]:
        """Return the feeds at an address: itself, those it names, those at common paths; at most 5."""
        ...


class Engine(Protocol):
    """Choose among verified quotes by their numbers; raises EngineError."""

    @property
    def name(self) -> str:
        """Return the name that footers show: "rules", or a model's."""
        ...

    def choose(self, article: Article, quotes: Sequence[Quote]) -> Choice:
        """Return topics, speakers, key quotes and labels by quote ids, and sentences that tell what moved or all."""
        ...

    def compare(self, pairs: Sequence[Pair]) -> Mapping[str, Comparison]:
        """Return how pairs of dated statements compare, by their ids; not comparable where that is not sure."""
        ...

    def doubts(self, claims: Sequence[Claimed]) -> Mapping[str, Doubt]:
        """Return which claims of a change or a split may not be shown, by their ids, and why."""
        ...

    def doubted_names(self, names: Sequence[NamedWords]) -> Mapping[str, Doubt]:
        """Return which quotes may not be shown under their names, by their ids, and why."""
        ...

    def order(self, stories: Sequence[Candidate], topics: Sequence[str]) -> Order:
        """Return an order of the day's stories, the quote that leads each, and what is left out and why."""
        ...

    def translate(self, texts: Sequence[Foreign]) -> Mapping[str, str]:
        """Return translations by ids, of those texts that two answers agree on; raises EngineError for none."""
        ...

    def line(self, words: str) -> str:
        """Return the command line that a question in words stands for, not parsed yet; "" for none."""
        ...


class Platform(Protocol):
    """Show messages to people; raises PlatformError."""

    @property
    def name(self) -> str:
        """Return "console", "slack" or "discord"."""
        ...

    def post(
        self,
        channel: Channel,
        message: Message,
        key: str,
        *,
        tried: datetime | None = None,
        fence: Callable[[], None] = free,
    ) -> str:
        """Post under an idempotency key and return the platform's name of the post; Unclear when nobody knows.

        With `tried`, when an earlier try began, what that try left there is found first and only the rest is posted.
        `fence` is called right before each message goes out, and raises NotNow when this node may no longer post.
        NotNow says that surely nothing was posted. Returning says that what it shows is written down, too.
        """
        ...

    def preflight(self, channel: Channel) -> None:
        """Make sure that a digest can be posted in a channel, as far as the platform can tell without posting.

        Raises Unreachable that says what is missing, another PlatformError where that cannot be found out.
        """
        ...

    def mended(self, channel: Channel) -> bool:
        """Return whether what a channel's digest was paused for is surely over; raises PlatformError."""
        ...

    def find(self, channel: Channel, key: str, since: datetime) -> str | None:
        """Return the post with the key made after a moment, or None when there is surely none; else Unclear."""
        ...

    def amend(self, post: Post, notes: Mapping[str, str]) -> None:
        """Show what was posted with these items struck through, each with a note why, and all else as it was posted.

        Doing it twice changes nothing; without notes every correction of the post is taken back.
        """
        ...

    def edit(self, post: Post, message: Message) -> None:
        """Put a message in the place of one that was posted; doing it twice changes nothing."""
        ...

    def reply(self, post: Post, message: Message, key: str, *, tried: datetime | None = None) -> str:
        """Post below what was posted, under an idempotency key, and return the platform's name of it."""
        ...

    def person(self, channel_id: str, person: str) -> Person:
        """Return who somebody is and what they may do; raises PlatformError when that cannot be found out."""
        ...


class Answers(Protocol):
    """Answer people; whatever they type, something comes back and nothing is raised but StoreError."""

    def line(self, line: str, asker: Asker) -> Message:
        """Return the answer to a command line, or why there is none."""
        ...

    def words(self, words: str, asker: Asker, thread: str = "") -> tuple[str, Message]:
        """Return the line that a question in words stands for, and its answer; `thread` names the conversation."""
        ...

    def feed_list(self, content: bytes, asker: Asker) -> Message:
        """Return what a list of feeds that somebody handed over holds, with a button that follows what is new."""
        ...

    def home(self, asker: Asker) -> Message:
        """Return what somebody sees who looks at the bot itself."""
        ...


class Work(Protocol):
    """Do jobs once per id, whatever crashes in between; a job is a name known to wiring."""

    def submit(self, job: str, argument: str, *, key: str) -> None:
        """Queue a job under an idempotency key; a key seen before does nothing, nor a job that waits already."""
        ...

    def start(self) -> None:
        """Begin to work and take up what was left unfinished."""
        ...

    def stop(self, timeout: timedelta) -> None:
        """Finish or leave resumable what is under way, within the time."""
        ...


class ListedFeed(Protocol):
    """Name a feed in a list that somebody else keeps."""

    @property
    def url(self) -> str:
        """Return its address."""
        ...

    @property
    def title(self) -> str:
        """Return its name, or ''."""
        ...

    @property
    def language(self) -> str:
        """Return its language, or ''."""
        ...


class FeedList(Protocol):
    """Hold what a list of feeds named."""

    @property
    def feeds(self) -> Sequence[ListedFeed]:
        """Return the usable feeds, each address once."""
        ...

    @property
    def bad(self) -> Sequence[str]:
        """Return the addresses that are none."""
        ...


class FeedLists(Protocol):
    """Read and write lists of feeds that other readers understand (OPML)."""

    def read(self, body: bytes) -> FeedList:
        """Return what a list names; raises BadSetting for what is no list."""
        ...

    def write(self, feeds: Sequence[Feed], now: datetime) -> bytes:
        """Return the feeds as a list."""
        ...
