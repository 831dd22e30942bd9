"""Pages whose words were posted are looked at again: a silent edit is seen, told apart from a wall, and corrected."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot import wiring
from bot.briefing.corrections import note
from bot.briefing.viewer import Viewer
from bot.config import Settings
from bot.desk import Desk
from bot.jobs import poll, record
from bot.jobs.again import look_again
from bot.model.correction import Cause, Post
from bot.model.news import Feed, Polling, digest_of
from bot.model.query import QuoteQuery
from tests.e2e.room import DUE, SetClock
from tests.servers.feedserver import FeedServer

URL = "http://post.example/feed.xml"
FEED = (
    "<rss version='2.0'><channel><title>Post</title><item><title>Bridge</title><link>http://post.example/a</link>"
    "<guid>1</guid><pubDate>Fri, 14 Feb 2025 06:00:00 GMT</pubDate><description>Bridge.</description></item>"
    "</channel></rss>"
)
SAID = "“We will repair the old bridge before the winter,” Ana Kovač, the minister, told members on Friday."
REST = (
    "The bridge was closed in January after a lorry had damaged two of its pillars. Engineers have looked at it since. "
    "The city pays for half of the work and the state for the other half, as both had agreed before the election."
)
PAGE = (
    "<html><head><title>Bridge</title></head><body><article><h1>Bridge</h1><p>{0}</p><p>{1}</p></article></body></html>"
)
TWO_HOURS, A_DAY = timedelta(hours=2, minutes=5), timedelta(hours=24, minutes=5)


class Newsroom:
    """Hold a desk that read one article, whose quote was posted, and the site that may edit it."""

    def __init__(self, desk: Desk, web: FeedServer, clock: SetClock) -> None:
        self.desk, self.web, self.clock = desk, web, clock
        self.shows(PAGE.format(SAID, REST))
        web.serve("/feed.xml", FEED.encode())
        desk.store.add_feed(Feed(digest_of(URL), URL, "Post", "Post", DUE), Polling(next_at=DUE, seeded=True))
        poll.poll_all(desk, desk.store.feeds())
        record.record_pending(desk)
        [self.quote] = [each.quote for each in desk.store.quotes(QuoteQuery()).quotes]
        desk.store.keep_post(Post("slack:T1:C1", "1", clock.now(), (self.quote.id,)))

    def shows(self, page: str, status: int = 200) -> None:
        """Let the article's page say something else."""
        self.web.serve("/a", page.encode(), status=status, content_type="text/html")

    def asked(self) -> int:
        """Return how often the article's page was asked for."""
        return sum(each.path == "/a" for each in self.web.requests)

    def after(self, later: timedelta) -> None:
        """Let time pass since the post, and the job run."""
        self.clock.moment = DUE + later
        look_again(self.desk)


@pytest.fixture(name="room")
def _room(tmp_path: Path) -> Iterator[Newsroom]:
    with opened(tmp_path) as found:
        yield found


@contextmanager
def opened(tmp_path: Path) -> Iterator[Newsroom]:
    clock = SetClock()
    clock.moment = DUE
    with FeedServer() as web:
        settings = Settings(database=str(tmp_path / "l.db"))
        with wiring.desk(settings, stand_ins={"post.example": web.address}, clock=clock) as desk:
            yield Newsroom(desk, web, clock)


def test_a_page_is_looked_at_after_two_hours_and_a_day(room: Newsroom) -> None:
    """Nothing is asked before two hours; then once, after a day once more, and an unchanged page changes nothing."""
    counts = []
    for later in (timedelta(hours=1), TWO_HOURS, TWO_HOURS * 2, A_DAY, A_DAY * 2):
        room.after(later)
        counts.append(room.asked())
    assert counts == [1, 2, 2, 3, 3]
    assert room.desk.store.corrections_open() == ()
    assert room.desk.store.totals().articles == 1


def test_a_silent_edit_is_corrected_with_the_difference(room: Newsroom) -> None:
    """Words that were changed are gone from the record, and the correction says what the article has now."""
    room.shows(PAGE.format(SAID.replace("will repair", "may repair"), REST))
    room.after(TWO_HOURS)
    [found] = room.desk.store.corrections_open()
    assert (found.item, found.cause) == (room.quote.id, Cause.EDITED)
    told = note(found, Viewer(room.clock.now(), "UTC"))
    assert "“will” became “may”. It now reads “We may repair the old bridge before the winter,”, seen " in told
    assert room.desk.store.news(DUE - A_DAY, DUE + A_DAY).quotes == ()  # the new words are no news of a digest


def test_words_that_were_taken_out_are_said_to_be_gone(room: Newsroom) -> None:
    """An edit that leaves the words out has nothing to show in their place."""
    room.shows(PAGE.format("The minister told members on Friday what she plans for it.", REST))
    room.after(A_DAY)
    assert [each.cause for each in room.desk.store.corrections_open()] == [Cause.GONE]


@pytest.mark.parametrize("other", ["Please enable JavaScript and cookies to continue to this site.", "Subscribe now."])
def test_a_wall_is_no_edit(room: Newsroom, other: str) -> None:
    """A page that shares few words with what was read corrects nothing."""
    room.shows(PAGE.format(other, ""))
    room.after(TWO_HOURS)
    assert room.desk.store.corrections_open() == ()
    assert room.desk.store.gone(room.quote.id) is None


def test_a_page_that_does_not_answer_is_asked_again(room: Newsroom) -> None:
    """After a server's fault the page is asked for in the next round; one that refuses is not."""
    room.shows("busy", 500)
    room.after(TWO_HOURS)
    room.shows(PAGE.format(SAID.replace("will", "may"), REST))
    room.after(TWO_HOURS + timedelta(minutes=10))
    assert len(room.desk.store.corrections_open()) == 1
    room.shows("no", 403)
    before = room.asked()
    room.after(A_DAY)
    room.after(A_DAY + timedelta(minutes=10))
    assert room.asked() <= before + 1


def test_a_page_that_was_not_read_is_no_edit_of_the_feeds_words(tmp_path: Path) -> None:
    """Where the page did not answer the feed's words stand; the page, there at last, takes none of them back."""
    clock = SetClock()
    clock.moment = DUE
    with FeedServer() as web:
        web.serve("/a", b"no", status=403, content_type="text/html")
        web.serve("/feed.xml", FEED.replace("Bridge.</desc", f"{REST} {SAID}</desc").encode())
        settings = Settings(database=str(tmp_path / "l.db"))
        with wiring.desk(settings, stand_ins={"post.example": web.address}, clock=clock) as desk:
            desk.store.add_feed(Feed(digest_of(URL), URL, "Post", "Post", DUE), Polling(next_at=DUE, seeded=True))
            poll.poll_all(desk, desk.store.feeds())
            record.record_pending(desk)
            [found] = desk.store.quotes(QuoteQuery()).quotes
            desk.store.keep_post(Post("slack:T1:C1", "1", clock.now(), (found.quote.id,)))
            web.serve("/a", PAGE.format(REST, "").encode(), content_type="text/html")
            clock.moment = DUE + TWO_HOURS
            look_again(desk)
            assert desk.store.corrections_open() == ()
