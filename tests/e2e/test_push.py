"""WebSub: a feed that names a hub is polled when the hub says so, and rarely otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from starlette.applications import Starlette

from bot import wiring
from bot.config import Settings
from bot.desk import Desk
from bot.edges.site.app import Server
from bot.edges.site.push import push_of
from bot.jobs import poll, push
from bot.jobs.table import ticks
from bot.model.news import Feed, Polling, digest_of
from tests.e2e.room import DUE, SetClock
from tests.servers.feedserver import FeedServer
from tests.servers.hub import Hub

FEED = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>G</title>
<atom:link rel="hub" href="http://{hub}/"/><atom:link rel="self" href="http://{own}/feed"/>{items}</channel></rss>"""


class Scene:
    """A desk that follows a feed with a hub, reached from outside at a public address."""

    def __init__(self, desk: Desk, clock: SetClock, feeds: FeedServer, hub: Hub) -> None:
        """Follow the feed and poll it once."""
        self.desk, self.clock, self.feeds, self.hub = desk, clock, feeds, hub
        self.publish()
        url = feeds.url("/feed")
        desk.store.add_feed(Feed(digest_of(url), url, "G", "G", DUE), Polling(next_at=DUE))
        self.polled()

    def publish(self, *titles: str) -> None:
        """Serve the feed with these entries."""
        items = "".join(f"<item><title>{each}</title></item>" for each in titles)
        self.feeds.serve("/feed", FEED.format(hub=self.hub.address, own=self.feeds.address, items=items).encode())

    def polled(self) -> int:
        """Poll what is due and return how many entries are new."""
        return sum(each.new for each in poll.poll_all(self.desk, poll.due(self.desk)))


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Give a desk with its HTTP server."""
    clock = SetClock()
    with FeedServer() as feeds, Hub() as hub:
        holder: list[Desk] = []

        def late(what: object, *arguments: object) -> object:
            return what(holder[0], *arguments)  # type: ignore[operator]

        routes = push_of(push.PATH, *(partial(late, each) for each in (push.confirmed, push.secret_of, push.pushed)))  # type: ignore[arg-type]
        server = Server(Starlette(routes=[routes]), "127.0.0.1:0")
        server.start()
        settings = Settings(
            database=str(tmp_path / "t.db"),
            allow_hosts=(feeds.address, hub.address),
            public_url=f"http://127.0.0.1:{server.port}/",
        )
        with wiring.desk(settings, clock=clock) as opened:
            holder.append(opened)
            yield Scene(opened, clock, feeds, hub)
        server.stop()


def test_a_hub_is_asked_checked_and_believed_when_it_signs(scene: Scene) -> None:
    """The hub's promise makes polls rare; its signed word makes the feed due at once, and the feed itself is read."""
    push.subscribe(scene.desk)
    assert scene.hub.echoed == [True]
    assert scene.hub.asked[0]["hub.topic"] == scene.feeds.url("/feed")
    (kept,) = scene.desk.store.subscriptions()
    assert kept.until == DUE + timedelta(days=5)
    scene.clock.moment += timedelta(days=1)
    scene.polled()
    waits = scene.desk.store.feeds()[0].polling.interval
    assert waits == timedelta(hours=4)
    scene.publish("Bridge opens")
    assert scene.polled() == 0  # not due
    for _ in range(3):  # said again it is polled once
        assert scene.hub.send(b"<what the hub says is not read>") == 202
    assert scene.polled() == 0  # it was a moment ago
    scene.clock.moment += timedelta(minutes=1)
    assert scene.polled() == 1


def test_a_hub_does_not_wake_a_feed_that_fails(scene: Scene) -> None:
    """A feed that is stopped or fails is tried again when its server said, whatever a hub says."""
    push.subscribe(scene.desk)
    scene.feeds.serve("/feed", b"", status=410)
    scene.clock.moment += timedelta(days=1)
    scene.polled()
    assert scene.hub.send(b"x") == 202
    scene.clock.moment += timedelta(minutes=1)
    assert poll.due(scene.desk) == ()


@pytest.mark.parametrize("method", ["sha1", "sha512"])
def test_every_signature_of_the_standard_is_known(scene: Scene, method: str) -> None:
    """A hub may sign with any of the standard's methods."""
    push.subscribe(scene.desk)
    scene.publish("Bridge opens")
    scene.hub.send(b"x", method=method)
    scene.clock.moment += timedelta(minutes=1)
    assert scene.polled() == 1


def test_a_wrong_signature_changes_nothing(scene: Scene) -> None:
    """Whoever does not know the secret is thanked and not believed."""
    push.subscribe(scene.desk)
    scene.publish("Bridge opens")
    assert scene.hub.send(b"x", key="guessed") == 202
    assert scene.hub.send(b"x", key="") == 202
    scene.clock.moment += timedelta(minutes=1)  # a signed word would be heard by now
    assert scene.polled() == 0


@pytest.mark.parametrize(
    ("token", "mode", "topic"), [("", "subscribe", ""), (None, "subscribe", "http://other.example/"), (None, "x", "")]
)
def test_what_was_not_asked_for_is_not_confirmed(scene: Scene, token: str | None, mode: str, topic: str) -> None:
    """Another token, topic or mode than ours gets a 404, so nobody can subscribe us to anything."""
    (kept,) = scene.desk.store.subscriptions()
    query = urlencode({"hub.mode": mode, "hub.topic": topic or kept.topic, "hub.challenge": "c"})
    place = f"{scene.desk.settings.public_url.rstrip('/')}{push.PATH}{kept.token if token is None else 'guess'}"
    with pytest.raises(HTTPError) as caught:
        urlopen(f"{place}?{query}", timeout=5)  # noqa: S310 - our own server
    assert caught.value.code == 404
    assert scene.desk.store.subscriptions()[0].until is None


def test_a_promise_is_renewed_before_it_ends(scene: Scene) -> None:
    """A hub is asked once, again a day before its promise ends, and a silent one every six hours."""
    push.subscribe(scene.desk)
    push.subscribe(scene.desk)
    scene.clock.moment += timedelta(days=3)
    push.subscribe(scene.desk)
    assert len(scene.hub.asked) == 1
    scene.clock.moment += timedelta(days=1, minutes=1)
    push.subscribe(scene.desk)
    assert len(scene.hub.asked) == 2


def test_a_hub_inside_is_not_asked(scene: Scene) -> None:
    """A feed cannot make us post to a private address."""
    with FeedServer() as inner:
        scene.hub.address = inner.address
        scene.publish("x")
        scene.clock.moment += timedelta(days=1)
        scene.polled()
        push.subscribe(scene.desk)
        assert scene.desk.store.subscriptions()[0].hub == f"http://{inner.address}/"
        assert inner.requests == ()


def test_a_removed_feed_is_gone_for_the_hub(scene: Scene) -> None:
    """A hub that goes on sending for a feed nobody follows is told to stop."""
    push.subscribe(scene.desk)
    scene.desk.store.remove_feed(scene.desk.store.feeds()[0].feed.id)
    with pytest.raises(HTTPError) as caught:
        scene.hub.send(b"x")
    assert caught.value.code == 410


def test_the_clock_asks_hubs_only_with_a_public_address(scene: Scene) -> None:
    """Without `public_url` no hub is asked."""
    assert "subscribe" in {tick.job for tick in ticks(scene.desk, DUE)}
    object.__setattr__(scene.desk, "settings", Settings(database=scene.desk.settings.database))
    assert "subscribe" not in {tick.job for tick in ticks(scene.desk, DUE)}
