"""Why was this not posted? For every entry there is one sentence, from what is kept with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot import wiring
from bot.commands.answering import Answering
from bot.config import Settings
from bot.desk import Desk
from bot.edges.platforms.console.draw import draw
from bot.edges.platforms.console.terminal import PLAIN
from bot.jobs import deliver, poll, record
from bot.model.ask import Asker
from bot.model.briefing import Channel, DigestTime, workspace_of
from bot.model.news import Feed, Polling, digest_of
from bot.model.workspace import Objection
from tests.e2e.room import Room, SetClock
from tests.servers.feedserver import FeedServer

MORNING = datetime(2026, 3, 13, 6, tzinfo=UTC)  # a Friday
HERE = Asker("room:C1", "room:ana", "@ana")
FILLER = (
    "The ferry stops at the end of the month, the harbour office announced, and its crew moves to the island line. "
)
STORY = (
    "The mayor opened the bridge on Friday after two years of work on the river. “{0} will carry us for a hundred "
    f"years,” Mayor Ada Moor said at the ceremony. {FILLER * 9}"
)


class Scene:
    """A desk with one feed, and a channel that asks."""

    def __init__(self, desk: Desk, clock: SetClock, server: FeedServer) -> None:
        """Follow a feed whose first answer has one story."""
        self.desk, self.clock, self.server = desk, clock, server
        self.items: list[str] = []
        self.add("old", STORY.format("It"))
        url = server.url("/feed")
        desk.store.add_feed(Feed(digest_of(url), url, "Gazette", "Gazette", clock.now()), Polling(next_at=clock.now()))
        self.read()

    def add(self, name: str, text: str) -> None:
        """Publish an entry now."""
        date = f"<pubDate>{self.clock.now():%a, %d %b %Y %H:%M:%S +0000}</pubDate>"
        link = f"<link>{self.server.url(f'/{name}')}</link>"
        self.items.append(f"<item><title>Story {name}</title>{link}{date}<description>{text}</description></item>")
        body = f"<rss version='2.0'><channel><title>Gazette</title>{''.join(self.items)}</channel></rss>"
        self.server.serve("/feed", body.encode())

    def read(self) -> None:
        """Poll and read."""
        poll.poll_all(self.desk, self.desk.store.feeds())
        record.record_pending(self.desk)

    def digest(self, *topics: str) -> None:
        """Set a daily digest in the channel, at eight."""
        times = (DigestTime(time(8), frozenset(range(7))),)
        self.desk.store.keep_channel(
            Channel("room:C1", "room", "policy", "UTC", times=times, topics=topics, since=MORNING)
        )

    def why(self, name: str) -> str:
        """Return the answer about an entry."""
        line = f"onrecord check {self.server.url(f'/{name}')}"
        return " ".join(draw(Answering(self.desk).line(line, HERE), 88, PLAIN).split())


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Give a desk with a feed."""
    clock = SetClock(MORNING)
    with FeedServer() as server:
        settings = Settings(database=str(tmp_path / "t.db"), allow_hosts=(server.address,), zone="UTC")
        with wiring.desk(settings, clock=clock) as opened:
            yield Scene(replace(opened, platforms={"room": Room()}), clock, server)


def test_what_came_first_is_no_news(scene: Scene) -> None:
    """The backlog is on the record and not posted."""
    assert scene.why("old").startswith("Not posted: it came with the feed's first answer or was over 30 days old:")


def test_from_no_digest_to_posted(scene: Scene) -> None:
    """The answer follows an entry: no digest, before the digest, in it."""
    scene.add("new", STORY.format("This bridge"))
    scene.read()
    assert scene.why("new").startswith("Not posted: no digest is set in this channel.")
    scene.digest()
    assert "it was read since the last digest and comes up for the next one on Fri 13 Mar 08:00." in scene.why("new")
    scene.clock.moment += timedelta(hours=2, minutes=1)
    deliver.deliver(scene.desk, "room:C1")
    assert scene.why("new").startswith("It was posted here in the digest of Fri 13 Mar 08:01. Story new ")
    assert "Gazette · published Fri 13 Mar 06:00 · read Fri 13 Mar 06:00 · 1 quote" in scene.why("new")


def test_other_topics_leave_an_entry_out(scene: Scene) -> None:
    """A channel that follows topics is told that none of the quotes is on them."""
    scene.add("new", STORY.format("This bridge"))
    scene.read()
    scene.digest("nato")
    scene.clock.moment += timedelta(hours=2, minutes=1)
    deliver.deliver(scene.desk, "room:C1")
    assert "none of its quotes is on this channel's topics (nato)." in scene.why("new")


def test_an_entry_without_quotes_says_so(scene: Scene) -> None:
    """What holds no quote cannot be posted."""
    scene.add("dry", FILLER * 10)
    scene.read()
    assert "it was read and holds no quote that could be verified." in scene.why("dry")


def test_a_page_that_was_not_read_shows_its_reason(scene: Scene) -> None:
    """A teaser whose page asks robots to stay away keeps that reason, and so does one that waits or is given up."""
    scene.server.serve("/robots.txt", b"User-agent: *\nDisallow: /closed\n")
    scene.add("closed", "A few words.")
    scene.add("busy", "A few words.")
    scene.server.serve("/busy", b"", status=500)
    scene.read()
    said = scene.why("closed")
    assert "Only the feed's own words were read: 127.0.0.1 asks programs not to read that page (robots.txt)." in said
    again = "127.0.0.1 answered with HTTP 500. The page is tried again Fri 06:10."
    assert f"Only the feed's own words were read so far: {again}" in scene.why("busy")


def test_a_wait_that_the_site_asks_for_is_kept(scene: Scene) -> None:
    """A page behind a Retry-After of two hours is tried again after two hours, not after ten minutes."""
    scene.add("later", "A few words.")
    scene.server.serve("/later", b"", status=429, headers={"Retry-After": "7200"})
    scene.read()
    said = scene.why("later")
    assert "The page is tried again Fri 08:00." in said or "The page is tried again Fri 07:59." in said


def test_a_reported_quote_is_the_reason(scene: Scene) -> None:
    """What a manager hid here is not posted here."""
    scene.add("wrong", STORY.format("This bridge"))
    scene.read()
    fate = scene.desk.store.fate(scene.server.url("/wrong"))
    assert fate is not None
    for each in scene.desk.store.quotes_of(fate.article_id):
        scene.desk.store.object(
            Objection(each.quote.id, workspace_of("room:C1"), "room:ana", "@ana", True, "quote", MORNING)
        )
    assert "of it was reported as wrong and is hidden here." in scene.why("wrong")


def test_an_address_that_no_feed_named(scene: Scene) -> None:
    """An unknown address of a followed site says how that feed does; of another site, that none is followed."""
    assert "Gazette has not named this address in its feed, as far as it was read. " in scene.why("nothing")
    elsewhere = Answering(scene.desk).line("onrecord check https://other.example/a", HERE)
    assert "none of its site is followed here" in draw(elsewhere, 200, PLAIN)
    scene.server.serve("/feed", b"", status=404)
    scene.read()
    assert "The feed is failing since Fri 06:00. 127.0.0.1 answered with HTTP 404, 1 try." in scene.why("nothing")


def test_a_pasted_page_is_no_news(scene: Scene) -> None:
    """What somebody had summarized is on the record and in no digest."""
    page = f"<html><body><article><h1>Pasted</h1><p>{STORY.format('It')}</p></article></body></html>"
    url = scene.server.serve("/pasted", page.encode(), content_type="text/html")
    Answering(scene.desk).line(f"summarize {url}", HERE)
    assert "no feed named it; somebody had it summarized or filled in." in scene.why("pasted")


def test_a_checked_link_has_its_quotations_compared_with_other_pages(scene: Scene) -> None:
    """A page's quotations are compared with what others printed, never with itself; nothing is recorded."""
    scene.add("first", STORY.format("This bridge"))
    scene.read()
    before = scene.desk.store.totals()
    altered = STORY.format("This road")
    page = f"<html><body><article><h1>Elsewhere</h1><p>{altered}</p></article></body></html>"
    scene.server.serve("/copied", page.encode(), content_type="text/html")
    said = scene.why("copied")
    assert "Altered" in said
    assert "“bridge” became “road”" in said
    assert scene.desk.store.totals() == before
    assert "Word for word" not in scene.why("first")
