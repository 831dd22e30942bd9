from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.edges.clock import SystemClock
from bot.edges.platforms.slack.calls import client
from bot.edges.platforms.slack.pace import Pace
from bot.edges.platforms.slack.posting import SlackPlatform
from bot.edges.stores.sql import SqlStore
from bot.errors import NotNow, PlatformError, RateLimited, Unclear, Unreachable
from bot.model.briefing import Channel
from bot.model.message import Context, Header, Message, Section
from tests.contract.test_platform import telling
from tests.servers.limits import violations
from tests.servers.slack import BOT, FAULTS, LocalSlack

CHANNEL = Channel("slack:T1:C1", "slack", "policy")
DIGEST = Message((Header("Daily briefing"), Section("news")), reply=Message((Context("more"),)))
CALLS = ("chat.postMessage", "conversations.history", "conversations.replies")
POSTS = int(os.environ.get("POSTS", "250"))  # `make crash` has a thousand
TRIES = 40  # ticks until a post is given up here; in three hours there are more


@dataclass
class Post:
    """Hold the platform over a local Slack."""

    slack: LocalSlack
    platform: SlackPlatform

    def parts(self) -> Counter[tuple[str, int]]:
        """Count what stands in the channel, by key and part."""
        payloads = [each["metadata"]["event_payload"] for each in self.slack.posts]
        return Counter((each["slot"], each["part"]) for each in payloads)

    def delivered(self, key: str, channel: Channel = CHANNEL) -> str:
        """Post as the delivering job does, tick by tick, and return what it would write down."""
        tried: datetime | None = None
        for _ in range(TRIES):
            began = SystemClock().now()
            try:
                self.platform.post(channel, DIGEST, key, tried=tried)
            except Unclear as error:
                return f"maybe {error.post}".strip()
            except NotNow as error:
                tried = tried or (began if error.look else None)
                continue
            except PlatformError as error:
                return f"failed {error}"
            return "posted"
        return "put off"


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    """A platform that does not wait, over a local Slack that does not hang for long."""
    store = SqlStore(str(tmp_path / "slack.db"))
    store.migrate()
    with LocalSlack() as slack:
        slack.hang = 0.4
        slack.retry_after = "0"
        one = client("xoxb-1", slack.url)
        vars(one)["timeout"] = 0.4  # slack_sdk wants whole seconds; a socket takes any
        yield Post(slack, SlackPlatform(lambda _: one, store, SystemClock(), pace=Pace(0), settle=0.02))
        assert [each for payload in slack.recorded for each in violations(payload)] == []
    store.close()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("step", ["lead", "both tries", "look", "thread"])
def test_any_fault_at_any_step_shows_one_digest(post: Post, fault: str, step: str) -> None:
    """Whatever goes wrong at whichever call, the digest and its thread stand there once, and nothing else is said."""
    calls = post.slack.faults
    if step == "thread":
        calls["chat.postMessage"].extend(["", fault])
    else:
        calls["chat.postMessage"].extend([fault] * (2 if step == "both tries" else 1))
    if step == "look":
        calls["conversations.history"].append(fault)
    done = post.delivered("slot")
    calls.clear()
    parts = post.parts()
    assert max(parts.values(), default=0) <= 1
    if done == "posted":
        assert parts == {("slot", 1): 1, ("slot", 2): 1}
    else:  # the history could not be read either
        assert done.startswith("maybe")
        assert step == "look"


def test_a_workspace_rests_as_long_as_slack_asks(post: Post) -> None:
    """After “come back in 90 seconds” nothing is sent to that workspace for as long, whatever channel is next."""
    now = [0.0]
    one = post.platform.clients("slack:T1")
    post.platform = SlackPlatform(
        lambda _: one, post.platform._store, SystemClock(), pace=Pace(0, clock=lambda: now[0]), settle=0.02
    )
    post.slack.faults["chat.postMessage"].append("429-long")
    with pytest.raises(RateLimited) as caught:
        post.platform.post(CHANNEL, DIGEST, "slot")
    assert caught.value.after == timedelta(seconds=90)
    asked = len(post.slack.calls)
    now[0] = 89.0
    with pytest.raises(RateLimited, match="1 seconds"):
        post.platform.post(CHANNEL, DIGEST, "slot")
    assert len(post.slack.calls) == asked
    now[0] = 91.0
    assert post.platform.post(CHANNEL, DIGEST, "slot")


@pytest.mark.parametrize("readable", [True, False])
def test_posts_with_faults_are_never_doubled_nor_lost_in_silence(post: Post, readable: bool) -> None:
    """Of many posts with faults in every second call none shows twice; what is said to be posted is there whole."""
    if not readable:
        post.slack.scopes.remove("channels:history")
    chance = random.Random(4)
    choose: Callable[[], str] = lambda: chance.choice(FAULTS) if chance.random() < 0.5 else ""  # noqa: E731
    for name in CALLS:
        post.slack.faults[name].extend(choose() for _ in range(20_000))
    rooms = [f"C{number}" for number in range(100, 150)]
    post.slack.channels |= {room: {"id": room, "name": room, "members": {BOT}} for room in rooms}
    keys = [f"slot {number}" for number in range(POSTS)]
    channels = [Channel(f"slack:T1:{rooms[number % 50]}", "slack", "room") for number in range(POSTS)]
    with ThreadPoolExecutor(32) as pool:
        outcome = dict(zip(keys, pool.map(post.delivered, keys, channels), strict=True))
    parts = post.parts()
    assert max(parts.values()) == 1
    told = Counter(each.split()[0] for each in outcome.values())
    assert told.keys() <= {"posted", "maybe", "put"}
    assert told["put"] <= max(1, POSTS // 250)
    assert told["maybe"] == 0 or not readable
    for key, each in outcome.items():
        if each == "posted":
            assert (parts[key, 1], parts[key, 2]) == (1, 1)
        elif each == "put off":
            assert parts[key, 1] == 0 or readable
        elif each.startswith("maybe 1"):  # the lead is known to stand
            assert parts[key, 1] == 1


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("not_in_channel", Unreachable),
        ("channel_not_found", Unreachable),
        ("is_archived", Unreachable),
        ("account_inactive", Unreachable),
        ("token_revoked", Unreachable),
        ("invalid_auth", Unreachable),
        ("missing_scope", Unreachable),
        ("restricted_action", Unreachable),
        ("ratelimited", RateLimited),
        ("fatal_error", NotNow),
        ("invalid_arguments", PlatformError),
    ],
)
def test_each_refusal_has_its_effect(post: Post, code: str, kind: type[PlatformError]) -> None:
    """Slack's words for why not become our errors: pause with what to do, wait, look, or fail."""
    post.slack.refuse = lambda method, _asked: code if method == "chat.postMessage" else ""
    with pytest.raises(kind) as caught:
        post.platform.post(CHANNEL, telling(), "key")
    if kind is Unreachable:
        assert f"({code})" in str(caught.value)
    assert post.slack.by_bot() == []


def test_a_long_wait_is_left_to_the_next_tick(post: Post) -> None:
    """A Retry-After of more than half a minute is not waited for inside a job."""
    post.slack.faults["chat.postMessage"].append("429-long")
    with pytest.raises(RateLimited) as caught:
        post.platform.post(CHANNEL, telling(), "key")
    assert caught.value.after == timedelta(seconds=90)


def test_nobody_there_is_surely_not_posted(post: Post, tmp_path: Path) -> None:
    """When nothing listens at Slack's address nothing was posted, and the slot is free for another try."""
    store = SqlStore(str(tmp_path / "slack.db"))
    dead = SlackPlatform(lambda _: client("xoxb-1", "http://127.0.0.1:9/api/"), store, SystemClock(), pace=Pace(0))
    with pytest.raises(NotNow) as caught:
        dead.post(CHANNEL, telling(), "key")
    assert not caught.value.look
    assert post.slack.by_bot() == []


@pytest.mark.parametrize("code", ["msg_blocks_too_long", "msg_too_long"])
def test_a_message_that_slack_finds_too_long_is_split(post: Post, code: str) -> None:
    """What Slack finds too long goes out in smaller parts: every quote is in the post or its thread."""
    post.slack.refuse = lambda method, asked: (
        code if method == "chat.postMessage" and len(str(asked.get("blocks"))) > 3000 else ""
    )
    message = telling()
    post.platform.post(CHANNEL, message, "key")
    text = "\n".join(each["text"] for each in post.slack.by_bot())
    for quote in message.quotes:
        assert quote.text.rstrip(",") in text
    assert all(len(str(each.get("blocks"))) <= 3000 for each in post.slack.by_bot())


def test_blocks_that_slack_does_not_take_are_left_to_the_text(post: Post) -> None:
    """When Slack refuses the blocks the whole message comes as text."""
    post.slack.refuse = lambda method, asked: (
        "invalid_blocks" if method == "chat.postMessage" and asked.get("blocks") else ""
    )
    message = Message(telling().blocks)
    post.platform.post(CHANNEL, message, "key")
    assert all(quote.text.rstrip(",") in post.slack.by_bot()[0]["text"] for quote in message.quotes)


def test_posts_are_spaced() -> None:
    """One post a second into a channel and a workspace, whoever asks; other workspaces do not wait."""
    waited: list[float] = []
    pace = Pace(1.0, clock=lambda: 100.0, sleep=waited.append)
    for channel, workspace in (("C1", "T1"), ("C1", "T1"), ("C2", "T1"), ("C3", "T2")):
        with pace.turn(channel, workspace):
            pass
    assert waited == [0.0, 1.0, 2.0, 0.0]
