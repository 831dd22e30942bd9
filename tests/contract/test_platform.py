"""What every platform must do, on each of them."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from bot.briefing.blocks import quotation
from bot.edges.clock import SystemClock
from bot.edges.platforms.console.posting import ConsolePlatform
from bot.edges.platforms.discord.posting import DiscordPlatform
from bot.edges.platforms.discord.room import Room
from bot.edges.platforms.slack.calls import client
from bot.edges.platforms.slack.pace import Pace
from bot.edges.platforms.slack.posting import SlackPlatform
from bot.edges.stores.sql import SqlStore
from bot.errors import NotNow, PlatformError
from bot.model.briefing import Channel
from bot.model.correction import Post
from bot.model.message import Actions, Button, Context, Divider, Header, Message, Section
from bot.model.news import Article, Publication, digest_of
from bot.ports.world import Platform
from bot.reading.read import read
from tests.plain import PlainChat, PlainPlatform, served
from tests.servers.discord import ANA, C1, C2, GUILD, TOKEN, LocalDiscord
from tests.servers.discord_limits import as_read, captions, texts
from tests.servers.discord_limits import violations as discord_violations
from tests.servers.limits import violations
from tests.servers.slack import LocalSlack

NOW = datetime(2025, 2, 14, 9, tzinfo=UTC)
TEXT = (
    "Ana Kovač, the finance minister, told reporters she doesn’t believe the plan “is ready for a vote” this year.\n\n"
    "“There are two roads, and both are closed,” Kovač said on Thursday."
)
HOSTILE = "<!channel> @everyone \x1b[31mred\x1b[0m \x1b]0;title\x07 nul\x00 bell\x07 \u202eevil\u202c \x9b2J end"


@dataclass
class Stage:
    """Hold a platform and how to see what it showed."""

    platform: Platform
    shown: Callable[[], str]
    again: Callable[[], Platform]  # the same platform after a restart
    place: str = "slack:T1:C1"  # any name will do on the console
    elsewhere: str = "slack:T1:C2"
    person: str = "slack:T1:UANA"
    store: SqlStore | None = None  # where it writes down what it posted

    @property
    def channel(self) -> Channel:
        """Return where it posts."""
        return Channel(self.place, self.platform.name, "desk", "Europe/Berlin")


@pytest.fixture(params=["console", "slack", "discord", "plain"])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    stages = {"console": on_console, "slack": on_slack, "discord": on_discord, "plain": on_plain}
    yield from stages[request.param](tmp_path)


def on_plain(folder: Path) -> Iterator[Stage]:
    store = SqlStore(str(folder / "plain.db"))
    store.migrate()
    chat = PlainChat()
    with served(chat) as url:
        opened = partial(PlainPlatform, url, store)
        yield Stage(opened(), chat.text, opened, "plain:T1:C1", "plain:T1:C2", "plain:T1:UANA", store)
    store.close()


def on_console(folder: Path) -> Iterator[Stage]:
    out = io.StringIO()
    yield Stage(ConsolePlatform(folder, out), out.getvalue, lambda: ConsolePlatform(folder, out))


def on_slack(folder: Path) -> Iterator[Stage]:
    store = SqlStore(str(folder / "slack.db"))
    store.migrate()
    with LocalSlack() as slack:

        def opened() -> SlackPlatform:
            return SlackPlatform(lambda _: client("xoxb-1", slack.url), store, SystemClock(), pace=Pace(0), settle=0.05)

        yield Stage(opened(), lambda: "\n".join(told(post.get("blocks")) for post in slack.posts), opened, store=store)
        assert [each for payload in slack.recorded for each in violations(payload)] == []
    store.close()


def on_discord(folder: Path) -> Iterator[Stage]:
    store = SqlStore(str(folder / "discord.db"))
    store.migrate()
    with LocalDiscord() as discord, ExitStack() as rooms:

        def opened() -> DiscordPlatform:
            platform = DiscordPlatform(Room(TOKEN, discord.url), store, SystemClock())
            rooms.callback(platform.close)
            return platform

        def shown() -> str:
            return "\n".join(as_read(texts(post)) + captions(post) for post in discord.posts)

        where = (f"discord:{GUILD}:{C1}", f"discord:{GUILD}:{C2}", f"discord:{GUILD}:@{ANA}")
        yield Stage(opened(), shown, opened, *where, store)
        assert [each for body in discord.recorded for each in discord_violations(body)] == []
    store.close()


def told(part: object) -> str:
    """Return every word and address in the blocks of a post."""
    if isinstance(part, list):
        return "".join(map(told, part))
    if isinstance(part, dict):
        end = "" if part.get("type") in {"text", "plain_text"} else "\n"
        return "".join(told(part[name]) for name in ("text", "url", "elements") if name in part) + end
    return str(part or "")


def article(text: str, outlet: str = "The Harbour Post") -> Article:
    page = digest_of("page", text)
    publication = Publication(
        digest_of(page, text),
        page,
        "https://news.example/a?b=1",
        "Two roads",
        outlet,
        NOW,
        published_on=date(2025, 2, 14),
    )
    return Article(publication, text)


def telling(text: str = TEXT, outlet: str = "The Harbour Post") -> Message:
    quotes = [quotation(quote, name_from=0.5) for quote in read(article(text, outlet)).quotes]
    buttons = Actions((Button("Older", "who-said plan page:2", key="o"), Button("Site", url="https://news.example")))
    small = Message((Context("more below"), *quotes))
    return Message(
        (Header("Who said · plan"), Section("A headline", "https://news.example/a"), Divider(), *quotes, buttons),
        reply=small,
    )


def flat(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


def test_a_post_is_found_by_its_key(stage: Stage) -> None:
    """What was posted under a key is found under it, by the name that posting gave, also after a restart."""
    name = stage.platform.post(stage.channel, telling(), "console:desk|2025-02-14|08:00")
    assert stage.platform.find(stage.channel, "console:desk|2025-02-14|08:00", NOW) == name
    assert stage.again().find(stage.channel, "console:desk|2025-02-14|08:00", NOW) == name


def test_a_key_never_posted_is_surely_absent(stage: Stage) -> None:
    """A key that nobody posted is None before and after other posts, in this and in other channels."""
    assert stage.platform.find(stage.channel, "a", NOW) is None
    stage.platform.post(stage.channel, telling(), "a|1")
    assert stage.platform.find(stage.channel, "a", NOW) is None
    assert stage.platform.find(stage.channel, "a-1", NOW) is None
    assert stage.platform.find(Channel(stage.elsewhere, stage.platform.name, "private"), "a|1", NOW) is None


def test_a_key_posted_twice_shows_once(stage: Stage) -> None:
    """A post under a key that was tried before shows nothing and returns the first one's name, also after a restart."""
    first = stage.platform.post(stage.channel, telling(), "key")
    shown = stage.shown()
    assert stage.platform.post(stage.channel, Message((Section("other"),)), "key", tried=NOW) == first
    assert stage.again().post(stage.channel, Message((Section("other"),)), "key", tried=NOW) == first
    assert stage.shown() == shown


def test_every_quote_is_shown_whole_and_with_its_carrier(stage: Stage) -> None:
    """Each quote of a post and its thread appears word for word, a part-quote inside the sentence that carries it."""
    message = telling()
    assert len(message.quotes) == 4
    stage.platform.post(stage.channel, message, "key")
    shown = flat(stage.shown())
    assert shown.count("she doesn’t believe the plan “is ready for a vote” this year.") == 2
    assert shown.count("There are two roads, and both are closed") == 2
    assert "Ana Kovač, the finance minister" in shown


def test_every_block_is_shown(stage: Stage) -> None:
    """Header, section with its address, context and buttons all reach the reader."""
    stage.platform.post(stage.channel, telling(), "key")
    shown = flat(stage.shown())
    for part in (
        "Who said · plan",
        "A headline",
        "https://news.example/a",
        "more below",
        "Older",
    ):
        assert part in shown


def test_hostile_text_is_harmless(stage: Stage) -> None:
    """Escapes, control characters and overrides from feeds, names and titles never reach the terminal."""
    text = f"“We {HOSTILE} shall not pay for this road,” said Ana Kovač, the {HOSTILE} minister."
    quotes = telling(text, HOSTILE)
    message = Message(
        (Header(HOSTILE), Section(HOSTILE, f"https://x.example/{HOSTILE}"), Context(HOSTILE), *quotes.blocks)
    )
    stage.platform.post(stage.channel, message, HOSTILE)
    shown = stage.shown()
    bad = {each for each in shown if unicodedata.category(each) in {"Cc", "Cs"} and each != "\n"}
    assert bad == set()
    assert not re.search("[\u202a-\u202e\u2066\u2067\u200e\u200f]", shown)
    assert "shall not pay for this road" in flat(shown)


def test_names_from_right_to_left_are_isolated(stage: Stage) -> None:
    """A name in Hebrew or Arabic stands between isolates, so that the rest of its line keeps its order."""
    stage.platform.post(
        stage.channel,
        Message((*telling("“We are open to every offer,” said Mayor דוד כהן.", "الصحيفة").blocks,)),
        "key",
    )
    shown = stage.shown()
    assert shown.count("\u2068") == shown.count("\u2069")
    assert "We are open to every offer" in flat(shown)


@pytest.mark.parametrize("key", ["../../etc/passwd", "a/b", "", ".", "x" * 5000, "ключ", "\x00", "CON"])
def test_any_key_is_a_good_key(stage: Stage, key: str) -> None:
    """A key that is no file name, or far too long for one, is kept and found like any other."""
    name = stage.platform.post(stage.channel, telling(), key)
    assert stage.platform.find(stage.channel, key, NOW) == name


@pytest.mark.parametrize("person", [False, True])
def test_a_post_becomes_another(stage: Stage, person: bool) -> None:
    """A post is edited in its place, in a channel and in somebody's own conversation; twice is once."""
    channel = replace(stage.channel, id=stage.person) if person else stage.channel
    name = stage.platform.post(channel, telling(), "key")
    edited = Message((Section("The feed works again."),))
    for _ in range(2):
        stage.again().edit(Post(channel.id, name, NOW, ()), edited)
    assert stage.shown().count("The feed works again.") == 1
    if stage.platform.name != "console":  # the console's file is what counts; its screen keeps what was printed
        assert "Two roads" not in stage.shown()


def test_a_post_that_is_gone_is_not_edited(stage: Stage) -> None:
    """What somebody deleted cannot become another: the error is for good, and nothing is shown in its place."""
    stage.platform.post(stage.channel, telling(), "key")
    with pytest.raises(PlatformError) as caught:
        stage.platform.edit(Post(stage.channel.id, "404", NOW, ()), Message((Section("The feed works again."),)))
    assert not isinstance(caught.value, NotNow)
    assert "The feed works again." not in stage.shown()


def test_a_correction_is_shown_and_taken_back(stage: Stage) -> None:
    """Several quotes are corrected in their post, however often; without notes the post is what it was."""
    message = telling()
    name = stage.platform.post(stage.channel, message, "key")
    item, other = message.quotes[0].id, message.quotes[1].id
    kept = stage.store.posts_showing(item) if stage.store else ()
    post = next((each for each in kept if each.post == name), Post(stage.channel.id, name, NOW, (item,)))
    before = stage.shown()
    for _ in range(2):
        stage.again().amend(post, {item: "removed from the article", other: "reported"})
    assert stage.shown().count("removed from the article") == 1
    assert stage.shown().count("reported") - before.count("reported") == 1
    stage.platform.amend(post, {other: "reported"})
    if stage.platform.name == "console":  # its file is what counts; its screen keeps what was printed
        assert "taken back: Correction: removed from the article" in flat(stage.shown())
    else:
        assert "removed from the article" not in stage.shown()
        stage.platform.amend(post, {})
        assert stage.shown() == before


def test_a_channel_that_is_open_is_open(stage: Stage) -> None:
    """Where a digest can be posted nothing stands in the way of setting one."""
    stage.platform.preflight(stage.channel)
    assert not stage.platform.mended(replace(stage.channel, paused=True, paused_reason="holiday"))


@pytest.mark.parametrize("faults", [["500"], ["lost"], ["lost", "lost"], ["429"], ["500", "500", "500"]])
def test_a_fourth_platform_posts_once_whatever_goes_wrong(tmp_path: Path, faults: list[str]) -> None:
    """A plain chat with faults shows a message once and says truly whether it is there: the port asks for no more."""
    store, chat = SqlStore(str(tmp_path / "plain.db")), PlainChat()
    store.migrate()
    with served(chat) as url:
        platform, channel = PlainPlatform(url, store), Channel("plain:T1:C1", "plain", "desk")
        chat.faults = list(faults)
        tried = None
        for _ in range(4):
            try:
                platform.post(channel, telling(), "key", tried=tried)
                break
            except NotNow as error:
                tried = NOW if error.look else None
        assert len(chat.messages) == 1
        assert platform.find(channel, "key", NOW) == chat.messages[0]["id"]
    store.close()
