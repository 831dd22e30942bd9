"""Notices of feeds that stopped working: sent once, to who added them, and edited when the feed works again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot import wiring
from bot.config import Settings
from bot.desk import Desk
from bot.edges.platforms.console.draw import draw
from bot.edges.platforms.console.terminal import PLAIN
from bot.errors import NotNow, Unreachable
from bot.jobs import poll
from bot.jobs.notify import notify
from bot.jobs.table import ticks
from bot.model.briefing import Channel, DigestTime
from bot.model.news import Feed, Polling, digest_of
from tests.e2e.room import Room, SetClock
from tests.servers.feedserver import FeedServer

RSS = b"<rss><channel><title>The Gazette</title><item><title>Bridge opens</title></item></channel></rss>"
MORNING = datetime(2026, 3, 13, 8, tzinfo=UTC)


class Scene:
    """A desk whose feeds come from a local server, and a chat."""

    def __init__(self, desk: Desk, room: Room, clock: SetClock, server: FeedServer) -> None:
        """Take them."""
        self.desk, self.room, self.clock, self.server = desk, room, clock, server

    def follow(self, path: str, person: str = "room:ben", name: str = "@ben", *, works: bool = False) -> None:
        """Follow a feed that somebody added."""
        url = self.server.serve(path, RSS if works else b"", status=200 if works else 404)
        feed = Feed(digest_of(url), url, path, path, self.clock.now(), name, person=person)
        self.desk.store.add_feed(feed, Polling(next_at=self.clock.now()))

    def wait(self, hours: float) -> None:
        """Let time pass: due feeds are polled and people told, as the clock would have it."""
        end = self.clock.moment + timedelta(hours=hours)
        while self.clock.moment < end:
            self.clock.moment += timedelta(minutes=30)
            poll.poll_all(self.desk, poll.due(self.desk))
            notify(self.desk)

    def said(self) -> list[str]:
        """Return what was posted."""
        return [draw(message, 88, PLAIN) for _, message in self.room.posts]

    def edits(self) -> list[str]:
        """Return what posts became."""
        return [f"{post.post}: {draw(message, 88, PLAIN)}" for post, message in self.room.edits]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Give a desk with nothing followed."""
    clock, room = SetClock(MORNING), Room()
    with FeedServer() as server:
        settings = Settings(database=str(tmp_path / "t.db"), allow_hosts=(server.address,), zone="UTC")
        with wiring.desk(settings, clock=clock) as opened:
            yield Scene(replace(opened, platforms={"room": room}), room, clock, server)


def test_who_added_a_feed_is_told_once_with_since_reason_tries_and_next_try(scene: Scene) -> None:
    """After 12 hours and 6 tries one message goes to the person who added the feed, with what to press."""
    scene.follow("/good", works=True)
    scene.follow("/dead")
    heard: list[str] = []
    scene.room.to = heard.append
    scene.wait(11)
    assert scene.room.posts == []
    scene.wait(10)
    (said,) = scene.said()
    assert heard == ["room:ben"]
    assert said.startswith("One feed stopped working")
    assert "/dead has failed since Fri 13 Mar 08:30: 127.0.0.1 answered with HTTP 404, " in " ".join(said.split())
    assert " tries. Next try " in " ".join(said.split())
    assert "The digest goes on without it." in said
    assert "Sent once to @ben, who added it · next reminder in 7 days" in said
    for line in ("feeds add http://127.0.0.1:", "feeds try http://127.0.0.1:", "feeds remove http://127.0.0.1:"):
        assert line in said


def test_a_notice_comes_again_after_a_week_only(scene: Scene) -> None:
    """While a feed stays dead its person is reminded once a week."""
    scene.follow("/good", works=True)
    scene.follow("/dead")
    scene.wait(24 * 6)
    assert len(scene.room.posts) == 1
    scene.wait(24 * 3)
    assert len(scene.room.posts) == 2


def test_recovery_edits_the_notice(scene: Scene) -> None:
    """When the feed is read again, the message says so, since when, and nothing new is sent."""
    scene.follow("/good", works=True)
    scene.follow("/dead")
    scene.wait(24)
    scene.server.serve("/dead", RSS)
    scene.wait(24)
    (edit,) = scene.edits()
    assert edit.startswith("room:ben/1: This feed works again")
    assert "/dead works again since " in edit
    assert "It had failed since Fri 13 Mar 08:30." in edit
    assert len(scene.room.posts) == 1
    assert scene.desk.store.notices() == ()
    scene.wait(24)
    assert len(scene.room.edits) == 1


def test_a_feed_that_is_gone_for_good_is_told_at_once(scene: Scene) -> None:
    """HTTP 410 stops the polls; its person hears within the next tick, and trying it again is one press."""
    scene.follow("/good", works=True)
    scene.follow("/gone")
    scene.server.serve("/gone", b"", status=410)
    scene.wait(1)
    (said,) = scene.said()
    assert "gone for good (HTTP 410), 1 try. It is not tried again." in " ".join(said.split())
    scene.server.serve("/gone", RSS)
    gone = next(each.feed.id for each in scene.desk.store.feeds() if each.polling.paused)
    scene.desk.store.poll_soon(gone, scene.clock.now())
    scene.wait(1)
    assert "works again" in scene.edits()[0]


def test_a_short_trouble_is_no_news(scene: Scene) -> None:
    """A feed that fails for some hours and comes back is nobody's business."""
    scene.follow("/flaky")
    scene.wait(8)
    scene.server.serve("/flaky", RSS)
    scene.wait(30)
    assert (scene.room.posts, scene.room.edits) == ([], [])


def test_a_channel_hears_only_when_all_feeds_fail(scene: Scene) -> None:
    """When no feed at all can be read, the channels with a digest are told, not people; that is edited later."""
    scene.desk.store.keep_channel(Channel("room:C1", "room", "policy", times=(DigestTime(time(8), frozenset({0})),)))
    scene.follow("/one")
    scene.follow("/two")
    heard: list[str] = []
    scene.room.to = heard.append
    scene.wait(30)
    assert heard == ["room:C1"]
    assert "No feed could be read since Fri 13 Mar 08:30: all 2 feeds" in scene.said()[0]
    scene.server.serve("/one", RSS)
    scene.wait(24)
    assert scene.edits()[0].startswith("room:C1/1: Feeds are read again")


def test_many_dead_feeds_are_three_messages_a_day(scene: Scene) -> None:
    """Whoever added ten feeds that die together is not told ten times."""
    scene.follow("/good", works=True)
    for number in range(10):
        scene.follow(f"/{number}")
    scene.wait(21)
    assert len(scene.room.posts) == 3


def test_a_notice_that_cannot_be_sent_or_edited_now_is_tried_again(scene: Scene) -> None:
    """A chat that is down for a while gets its notice and its edit later; one that refuses is left alone."""
    scene.follow("/good", works=True)
    scene.follow("/dead")
    scene.room.before = NotNow("down")
    scene.wait(30)
    assert scene.room.posts == []
    scene.room.heal()
    scene.wait(1)
    assert len(scene.room.posts) == 1
    scene.server.serve("/dead", RSS)
    scene.room.before = NotNow("down")
    scene.wait(24)
    assert scene.room.edits == []
    scene.room.before = Unreachable("gone")
    scene.wait(1)
    assert scene.desk.store.notices() == ()


def test_a_removed_feed_is_no_trouble_any_more(scene: Scene) -> None:
    """Removing a dead feed closes its notice."""
    scene.follow("/good", works=True)
    scene.follow("/dead")
    scene.wait(24)
    dead = next(each.feed for each in scene.desk.store.feeds() if each.polling.failures)
    scene.desk.store.remove_feed(dead.id)
    notify(scene.desk)
    assert "not followed any more" in scene.edits()[0]
    assert scene.desk.store.notices() == ()


def test_the_clock_submits_it_every_ten_minutes(scene: Scene) -> None:
    """The job has a key of its own for each ten minutes."""
    keys = {
        t.key for m in range(0, 60, 5) for t in ticks(scene.desk, MORNING + timedelta(minutes=m)) if t.job == "notify"
    }
    assert len(keys) == 6
