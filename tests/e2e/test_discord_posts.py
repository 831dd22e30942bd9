"""What is posted on Discord: each thing once, whatever happens to the answers."""

from __future__ import annotations

import asyncio
import os
import random
import sys
import threading
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.edges.clock import SystemClock
from bot.edges.platforms.discord.bodies import Letter
from bot.edges.platforms.discord.posting import DiscordPlatform
from bot.edges.platforms.discord.room import Room
from bot.edges.stores.sql import SqlStore
from bot.errors import NotNow, PlatformError, RateLimited, Unclear, Unreachable
from bot.model.briefing import Channel
from bot.model.correction import Post
from bot.model.message import Chart, Header, Message, Section, Series
from tests.servers.discord import C1, CARL, GUILD, TOKEN, LocalDiscord, channel
from tests.servers.discord_limits import as_read, texts, violations
from tests.unit.messages import SENTENCES, every

CHANNEL = Channel(f"discord:{GUILD}:{C1}", "discord", "policy", "Europe/Berlin")
KEY = "discord:81:91|2025-02-14|08:00"
FAULTS = ("lost", "lost-malformed", "lost-500", "reset", "500", "429", "malformed")
POSTS = int(os.environ.get("POSTS", "250"))  # `make crash` has a thousand
TRIES = 40
FILLED = Message((Section("A headline", bold=True),), reply=Message((Section("More of it"),)))
LONG_AGO = datetime(2025, 2, 14, tzinfo=UTC)


@dataclass
class Server:
    """Hold a server and the bot that posts there."""

    discord: LocalDiscord
    store: SqlStore
    platform: DiscordPlatform

    def again(self) -> DiscordPlatform:
        """Return the platform as after a restart."""
        self.platform.close()
        self.platform = DiscordPlatform(Room(TOKEN, self.discord.url), self.store, SystemClock())
        return self.platform

    def read(self, where: str = C1) -> str:
        """Return what stands in a channel."""
        return as_read([text for post in self.discord.by_bot(where) for text in texts(post)])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    store = SqlStore(str(tmp_path / "ledger.db"))
    store.migrate()
    with LocalDiscord() as discord:
        made = Server(discord, store, DiscordPlatform(Room(TOKEN, discord.url), store, SystemClock()))
        yield made
        made.platform.close()
        assert [each for body in discord.recorded for each in violations(body)] == []
    store.close()


def digest(many: int = 5) -> Message:
    return every(SENTENCES["latin"], many)["reports"]


@pytest.mark.parametrize(
    "faults",
    [
        ["lost"],
        ["lost", "lost"],
        ["lost-malformed"],
        ["lost-500"],
        ["429", "429", "429"],
        ["429", "lost", "429"],
        ["reset", "lost"],
        ["500", "lost-500"],
    ],
    ids=" ".join,
)
def test_whatever_happens_to_the_answers_one_post_is_seen(server: Server, faults: list[str]) -> None:
    """After lost answers, storms of 429 and faults of the server one post is seen, under the name that is returned."""
    server.discord.faults["POST messages"] = deque(faults)
    name = server.platform.post(CHANNEL, digest(1), KEY)
    assert [post["id"] for post in server.discord.by_bot()] == [name]
    assert server.platform.find(CHANNEL, KEY, LONG_AGO) == name


def delivered(server: Server, key: str, channel: Channel) -> str:
    """Post as the delivering job does, tick by tick, and return what it would write down."""
    tried: datetime | None = None
    for _ in range(TRIES):
        try:
            server.platform.post(channel, FILLED, key, tried=tried)
        except Unclear as error:
            return f"maybe {error.post}".strip()
        except NotNow as error:
            tried = tried or (LONG_AGO if error.look else None)
            continue
        except PlatformError as error:
            return f"failed {error}"
        return "posted"
    return "put off"


class Hasty:
    """Be asyncio for discord.py, without its pauses before it asks again."""

    def __getattr__(self, name: str) -> object:
        """Return what asyncio has."""
        return getattr(asyncio, name)

    async def sleep(self, _seconds: float) -> None:
        """Let others go first."""
        await asyncio.sleep(0)


@pytest.mark.parametrize(("readable", "many"), [(True, POSTS), (False, POSTS // 5)])
def test_posts_with_faults_are_never_doubled_nor_lost_in_silence(
    server: Server, readable: bool, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many posts with faults in every second call none shows twice; what is said to be posted is there whole."""
    monkeypatch.setattr("discord.http.asyncio", Hasty())
    server.discord.history_hidden = not readable
    server.discord.retry_after = 0.001
    chance = random.Random(4)
    for name in ("POST messages", "POST threads", "GET messages"):
        drawn = (chance.choice(FAULTS) if chance.random() < 0.5 else "" for _ in range(20_000))
        server.discord.faults[name].extend(drawn)
    rooms = [str(9000 + number) for number in range(50)]
    server.discord.channels |= {room: channel(room, "room") for room in rooms}
    keys = [f"slot {number}" for number in range(many)]
    channels = [Channel(f"discord:{GUILD}:{rooms[number % 50]}", "discord", "room") for number in range(many)]
    with ThreadPoolExecutor(16) as pool:
        outcome = dict(zip(keys, pool.map(partial(delivered, server), keys, channels), strict=True))
    marks_seen = Counter((each["channel_id"], each["components"][0]["id"]) for each in server.discord.posts)
    assert max(marks_seen.values()) == 1
    told = Counter(each.split()[0] for each in outcome.values())
    assert told.keys() <= {"posted", "maybe", "put"}
    assert told["put"] <= max(1, many // 250)
    assert told["maybe"] == 0 or not readable
    leads = {each["components"][0]["id"]: each["id"] for each in server.discord.posts if each["channel_id"] in rooms}
    for (key, each), where in zip(outcome.items(), channels, strict=True):
        lead = leads.get(Letter(where.id, key).mark)
        if each == "posted":
            assert lead
            assert (lead, Letter(where.id, key, 2).mark) in marks_seen
        elif each.startswith("maybe 1"):  # the lead is known to stand
            assert lead
    server.discord.recorded = server.discord.recorded[::40]  # they are alike; each is looked at for limits


@pytest.mark.parametrize("faults", [["lost"], ["reset"], ["lost-malformed"]], ids=" ".join)
def test_a_lost_answer_about_a_thread_loses_nothing_in_it(server: Server, faults: list[str]) -> None:
    """Whether the thread was begun or not, it is one, and all that belongs into it stands there."""
    server.discord.faults["POST threads"] = deque(faults)
    name = server.platform.post(CHANNEL, digest(50), KEY)
    assert [post["id"] for post in server.discord.by_bot()] == [name]
    assert server.discord.channels[name]["type"] == 11
    assert server.discord.by_bot(name)


def test_a_digest_that_cannot_be_looked_up_just_now_is_put_off(server: Server) -> None:
    """When the history does not answer either, it is looked up at the next try: nothing is given up as “maybe”."""
    server.discord.faults["POST messages"] = deque(["reset", "reset"])
    server.discord.faults["GET messages"] = deque(["reset"])
    with pytest.raises(NotNow) as caught:
        server.platform.post(CHANNEL, digest(1), KEY)
    assert caught.value.look
    name = server.platform.post(CHANNEL, digest(1), KEY, tried=LONG_AGO)
    assert [post["id"] for post in server.discord.by_bot()] == [name]


def test_a_thread_that_never_began_follows_at_the_next_try(server: Server) -> None:
    """A digest whose thread was lost twice is put off, and the next try adds what is missing below the same post."""
    server.discord.faults["POST threads"] = deque(["reset", "reset"])
    with pytest.raises(NotNow) as caught:
        server.platform.post(CHANNEL, digest(50), KEY)
    assert caught.value.look
    name = server.platform.post(CHANNEL, digest(50), KEY, tried=LONG_AGO)
    assert [post["id"] for post in server.discord.by_bot()] == [name]
    assert server.discord.by_bot(name)


def test_embeds_without_buttons_are_found_again(server: Server) -> None:
    """A part of a thread that came as embeds is known by its mark when Discord no longer knows the nonce."""
    server.discord.refuse_components = True
    name = server.platform.post(CHANNEL, digest(50), KEY)
    before = len(server.discord.by_bot(name))
    for post in server.discord.posts:
        post.pop("nonce", None)
    assert server.again().post(CHANNEL, digest(50), KEY, tried=LONG_AGO) == name
    assert len(server.discord.by_bot(name)) == before > 0


def test_a_message_that_never_arrived_is_put_off(server: Server) -> None:
    """When Discord loses a post twice and its channel does not hold it, the slot is free for another try."""
    server.discord.faults["POST messages"] = deque(["reset", "reset"])
    with pytest.raises(NotNow) as caught:
        server.platform.post(CHANNEL, digest(1), KEY)
    assert caught.value.look
    assert server.discord.by_bot() == []


def test_a_lost_post_in_a_channel_without_history_is_unclear(server: Server) -> None:
    """Where the history cannot be read, a post that was lost twice is maybe sent; nobody sends it again."""
    server.discord.history_hidden = True
    server.discord.faults["POST messages"] = deque(["lost", "lost"])
    with pytest.raises(Unclear, match="may have been sent"):
        server.platform.post(CHANNEL, digest(1), KEY)
    assert len(server.discord.by_bot()) == 1


def test_a_long_wait_is_left_to_the_next_try(server: Server) -> None:
    """When Discord asks for more than half a minute, the post is put off by that time."""
    server.discord.retry_after = 90
    server.discord.faults["POST messages"] = deque(["429"])
    with pytest.raises(RateLimited) as caught:
        server.platform.post(CHANNEL, digest(1), KEY)
    assert caught.value.after == timedelta(seconds=90)


def test_after_a_crash_what_was_posted_is_found_by_its_number(server: Server) -> None:
    """A later process finds lead and thread by the numbers of their components; only what is missing is posted."""
    name = server.platform.post(CHANNEL, digest(50), KEY)
    before = len(server.discord.posts)
    lost = server.discord.posts.pop()
    platform = server.again()
    assert platform.post(CHANNEL, digest(50), KEY, tried=datetime.now(UTC) - timedelta(hours=1)) == name
    assert len(server.discord.posts) == before
    assert texts(server.discord.posts[-1]) == texts(lost)


def test_what_has_no_room_goes_into_a_thread_with_the_day_in_its_name(server: Server) -> None:
    """The rest of a digest stands in a public thread below it; every quote is in one of both."""
    message = digest(50)
    name = server.platform.post(CHANNEL, message, KEY)
    thread = server.discord.channels[name]
    assert thread["name"].startswith("More · ")
    assert len(server.discord.by_bot()) == 1
    shown = server.read() + server.read(thread["id"])
    assert all(quote.text.rstrip(",") in shown for quote in message.quotes)


def test_without_the_permission_for_threads_the_digest_is_posted(server: Server) -> None:
    """Where no thread may be begun, the digest counts as posted all the same."""
    server.discord.no_threads.add(C1)
    assert server.platform.post(CHANNEL, digest(50), KEY) == server.discord.by_bot()[0]["id"]
    assert len(server.discord.posts) == 1


@pytest.mark.parametrize(("code", "said"), [(50001, "View Channel"), (50013, "Send Messages"), (10003, "gone")])
def test_a_closed_channel_is_unreachable_and_says_why(server: Server, code: int, said: str) -> None:
    """A channel that Discord closes to us is unreachable; the sentence names the permission, and one call was made."""
    server.discord.forbidden[C1] = code
    with pytest.raises(Unreachable, match=said):
        server.platform.post(CHANNEL, digest(1), KEY)
    assert [call[:2] for call in server.discord.calls].count(("POST", f"/channels/{C1}/messages")) == 1


@pytest.mark.parametrize(("code", "said"), [(50001, "View Channel"), (50013, "Send Messages"), (10003, "gone")])
def test_an_edit_pings_nobody_and_says_what_closes_the_channel(server: Server, code: int, said: str) -> None:
    """A notice becomes another without a ping; in a channel that is closed to us the edit says why, like a post."""
    name = server.platform.post(CHANNEL, digest(1), KEY)
    post = Post(CHANNEL.id, name, LONG_AGO, ())
    server.platform.edit(post, Message((Section("@everyone The feed works again."),)))
    server.discord.forbidden[C1] = code
    with pytest.raises(Unreachable, match=said):
        server.platform.edit(post, Message((Section("It does not."),)))
    edits = [asked for method, _, asked in server.discord.calls if method == "PATCH"]
    assert [asked["allowed_mentions"] for asked in edits] == [{"parse": [], "replied_user": False}] * 2
    assert "The feed works again." in server.read()


def test_a_token_that_is_not_accepted_is_named(server: Server) -> None:
    """A wrong token is unreachable, and the token itself is in no sentence."""
    platform = DiscordPlatform(Room("wrong-token", server.discord.url), server.store, SystemClock())
    with pytest.raises(Unreachable, match="ONRECORD_DISCORD_TOKEN") as caught:
        platform.post(CHANNEL, digest(1), KEY)
    assert "wrong-token" not in str(caught.value)
    platform.close()


def test_no_discord_at_all_is_tried_again(server: Server) -> None:
    """Where nothing answers, surely nothing was posted."""
    platform = DiscordPlatform(Room(TOKEN, "http://127.0.0.1:9/api"), server.store, SystemClock())
    with pytest.raises(NotNow):
        platform.post(CHANNEL, digest(1), KEY)
    platform.close()
    server.platform = DiscordPlatform(Room(TOKEN, server.discord.url), server.store, SystemClock())


def test_refused_components_are_sent_as_embeds(server: Server) -> None:
    """Where Discord does not take the components, the same words come as embeds, every quote in them, and once."""
    server.discord.refuse_components = True
    message = digest(3)
    name = server.platform.post(CHANNEL, message, KEY)
    assert all(quote.text.rstrip(",") in server.read() for quote in message.quotes)
    assert server.discord.by_bot()[0]["embeds"]
    assert server.platform.post(CHANNEL, message, KEY) == name
    (post,) = server.store.posts_showing(message.quotes[0].id)
    for _ in range(2):
        server.platform.amend(post, {message.quotes[0].id: "removed from the article, seen gone Thu 14:10"})
    shown = "\n".join(text for each in server.discord.by_bot() for text in texts(each))
    assert (shown.count("~~"), shown.count("removed from the article")) == (2, 1)
    assert all(quote.text.rstrip(",") in server.read() for quote in message.quotes)


def test_a_quote_is_struck_through_where_it_stands(server: Server) -> None:
    """A correction strikes one quote in the lead or the thread; twice is once, and mentions stay off in the edit."""
    message = digest(50)
    name = server.platform.post(CHANNEL, message, KEY)
    for quote, where in ((message.quotes[0], C1), (message.quotes[-1], name)):
        (post,) = server.store.posts_showing(quote.id)
        for _ in range(2):
            server.platform.amend(post, {quote.id: "removed from the article, seen gone Thu 14:10"})
        text = "\n".join(text for each in server.discord.by_bot(where) for text in texts(each))
        assert text.count("~~") == 2
        assert text.count("seen gone Thu 14:10") == 1
    edits = [asked for method, _, asked in server.discord.calls if method == "PATCH"]
    assert len(edits) == 4
    assert all(asked["allowed_mentions"] == {"parse": [], "replied_user": False} for asked in edits)
    assert server.again().find(CHANNEL, KEY, LONG_AGO) == name


def test_a_late_correction_replies_to_the_post(server: Server) -> None:
    """A reply names the post that it corrects, pings nobody, and comes once under its key."""
    message = digest(1)
    server.platform.post(CHANNEL, message, KEY)
    (post,) = server.store.posts_showing(message.quotes[0].id)
    said = Message((Section("The article no longer holds it."),))
    name = server.platform.reply(post, said, "correct:1")
    assert server.platform.reply(post, said, "correct:1", tried=LONG_AGO) == name
    (reply,) = [each for each in server.discord.by_bot() if each["id"] == name]
    assert reply["message_reference"]["message_id"] == post.post


def test_an_alert_goes_to_a_persons_direct_messages(server: Server) -> None:
    """What is posted to a person comes into the channel of their direct messages."""
    name = server.platform.post(Channel(f"discord:{GUILD}:@{CARL}", "discord", "x"), digest(1), "alert:1")
    assert [post["id"] for post in server.discord.by_bot(f"7{CARL}")] == [name]


def test_a_chart_is_a_picture_with_the_numbers_in_words(server: Server) -> None:
    """A chart comes as a PNG in a gallery, with its alternative text, and the same in the older form."""
    chart = Chart("Quotes per week", ("3 Feb", "10 Feb"), (Series("quotes", (1, 4)),), "week of 3 Feb 1, of 10 Feb 4")
    for older in (False, True):
        server.discord.refuse_components = older
        server.platform.post(CHANNEL, Message((Header("x"), chart)), f"chart {older}")
        assert server.discord.files.pop("chart-1.png").startswith(b"\x89PNG")
        assert "week of 3 Feb 1" in str(server.discord.recorded[-1])


def test_without_what_draws_pictures_a_chart_is_text(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where matplotlib is not installed the bars are characters, in both forms, and no file is sent."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    chart = Chart("Quotes per week", ("3 Feb", "10 Feb"), (Series("quotes", (1, 4)),), "week of 3 Feb 1, of 10 Feb 4")
    for older in (False, True):
        server.discord.refuse_components = older
        server.platform.post(CHANNEL, Message((Header("x"), chart)), f"chart {older}")
        assert "▏████" in str(server.discord.by_bot()[-1])
    assert server.discord.files == {}


def test_nothing_is_posted_in_a_server_that_removed_the_bot(server: Server) -> None:
    """A server that the bot was removed from gets nothing, and no call is made."""
    known = server.store.workspace(f"discord:{GUILD}")
    server.store.keep_workspace(replace(known, gone_at=LONG_AGO))
    with pytest.raises(PlatformError, match="removed"):
        server.platform.post(CHANNEL, digest(1), KEY)
    assert server.discord.calls == []


def test_nonces_fit_and_differ() -> None:
    """A nonce has 25 characters, and each part of each key has its own."""
    made = {Letter(CHANNEL.id, key, part).nonce for key in ("", "a", "x" * 5000) for part in (1, 2)}
    assert {len(each) for each in made} == {25}
    assert len(made) == 6


def test_a_closed_room_stays_closed(server: Server) -> None:
    """After closing, a post is put off, and no thread of discord.py's is left."""
    server.platform.post(CHANNEL, digest(1), KEY)
    server.platform.close()
    with pytest.raises(NotNow, match="stopping"):
        server.platform.post(CHANNEL, digest(1), "other")
    assert not [each for each in threading.enumerate() if each.name == "discord"]
