from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from bot import wiring
from bot.config import Settings
from bot.desk import Desk
from bot.jobs import record
from bot.jobs.poll import PER_HOST, PollOutcome, due, lanes, poll_all
from bot.jobs.poll import poll as poll_one
from bot.jobs.record import record_pending
from bot.jobs.table import JOBS, Tick, ticks
from bot.model.news import Feed, Polling, digest_of
from bot.model.query import Followed, QuoteQuery
from tests.e2e.room import SetClock
from tests.servers.feedserver import FeedServer

START = datetime(2026, 3, 13, 12, tzinfo=UTC)
STORY = (
    "The mayor opened the bridge on Friday after two years of work on the river. "
    "“It will carry us for a hundred years,” Mayor Ada Moor said at the ceremony. "
    "The ferry stops at the end of the month, the harbour office announced, and its crew moves to the island line. "
) * 2


class Hands(SetClock):
    """Tell the time that a test sets."""

    def __init__(self) -> None:
        """Begin on a Friday at noon."""
        super().__init__(START)


def item(number: int | str, title: str = "", *, text: str = "", at: datetime | None = START) -> str:
    """Return one RSS entry."""
    date = f"<pubDate>{format_datetime(at)}</pubDate>" if at else ""
    return (
        f"<item><title>{title or f'Story {number}'}</title><link>https://gazette.example/{number}</link>"
        f'<guid isPermaLink="false">id-{number}</guid>{date}<description>{text or "A few words."}</description></item>'
    )


def rss(*items: str) -> bytes:
    """Return an RSS feed of these entries."""
    head = "<channel><title>The Gazette</title><link>https://gazette.example/</link>"
    return f'<?xml version="1.0"?><rss version="2.0">{head}{"".join(items)}</channel></rss>'.encode()


@pytest.fixture
def server() -> Iterator[FeedServer]:
    """Serve on a free port."""
    with FeedServer() as running:
        yield running


@pytest.fixture
def clock() -> Hands:
    """Give a clock to set."""
    return Hands()


@pytest.fixture
def desk(server: FeedServer, clock: Hands, tmp_path: Path) -> Iterator[Desk]:
    """Hold a desk over a new ledger that may fetch from the server."""
    settings = Settings(database=str(tmp_path / "t.db"), allow_hosts=(server.address,), fetch_timeout=2.0, zone="UTC")
    with wiring.desk(settings, clock=clock) as opened:
        yield opened


def follow(desk: Desk, url: str, title: str = "") -> None:
    """Follow a feed from now on."""
    now = desk.clock.now()
    desk.store.add_feed(Feed(digest_of(url), url, title, title, now), Polling(next_at=now))


def poll(desk: Desk) -> PollOutcome:
    """Poll the only feed."""
    return poll_one(desk, desk.store.feeds()[0])


def silent(desk: Desk) -> list[bool]:
    """Return whether each waiting entry is silent, by title."""
    waiting = desk.store.pending(desk.clock.now() + timedelta(days=1))
    return [each.silent for each in sorted(waiting, key=lambda each: each.entry.title)]


def test_the_first_fetch_is_silent_and_the_next_is_news(server: FeedServer, desk: Desk) -> None:
    """What a feed holds when it is added is backlog; what comes later is news."""
    follow(desk, server.serve("/feed", rss(item(1), item(2))))
    assert (poll(desk).new, silent(desk)) == (2, [True, True])
    server.serve("/feed", rss(item(1), item(2), item(3)))
    assert (poll(desk).new, silent(desk)) == (1, [True, True, False])


def test_an_old_entry_that_turns_up_late_is_silent(server: FeedServer, desk: Desk) -> None:
    """An entry dated 31 days ago is recorded without being news, one dated 1970 counts as undated and is news."""
    follow(desk, server.serve("/feed", rss(item(0))))
    poll(desk)
    old, epoch = START - timedelta(days=31), datetime(1970, 1, 1, tzinfo=UTC)
    server.serve("/feed", rss(item(0), item(1, at=old), item(2, at=epoch), item(3, at=START + timedelta(days=400))))
    assert poll(desk).new == 3
    waiting = sorted(desk.store.pending(START), key=lambda each: each.entry.title)
    assert [(each.silent, each.entry.published_at) for each in waiting[1:]] == [
        (True, old),
        (False, None),
        (False, None),
    ]
    last = desk.store.feeds()[0].polling.last_entry_at
    assert last == START


def test_an_unchanged_feed_costs_one_304(server: FeedServer, desk: Desk) -> None:
    """The second poll sends the ETag as given, gets 304 and adds nothing."""
    follow(desk, server.serve("/feed", rss(item(1)), etag=True))
    first, again = poll(desk), poll(desk)
    assert [each.status for each in server.requests] == [200, 304]
    assert (first.new, first.changed, again.new, again.changed) == (1, True, 0, False)


def test_a_feed_that_changes_its_dates_at_every_poll_adds_nothing(server: FeedServer, desk: Desk, clock: Hands) -> None:
    """Dates lie: the same entries with new dates are the same entries."""
    follow(desk, server.serve("/feed", rss(item(1), item(2))))
    poll(desk)
    for hour in range(1, 5):
        clock.moment = START + timedelta(hours=hour)
        server.serve("/feed", rss(item(1, at=clock.moment), item(2, at=clock.moment)))
        outcome = poll(desk)
        assert (outcome.changed, outcome.new) == (True, 0)
    assert desk.store.totals().entries == 2


def test_entries_without_anything_to_know_them_by_are_known_by_their_words(server: FeedServer, desk: Desk) -> None:
    """Without address and guid an entry is known by its headline and text, whatever its date."""
    bare = "<item><title>Bare</title><description>Words.</description>{}</item>"
    follow(desk, server.serve("/feed", rss(bare.format(""))))
    assert poll(desk).new == 1
    server.serve("/feed", rss(bare.format("<pubDate>Fri, 13 Mar 2026 10:00:00 GMT</pubDate>")))
    assert poll(desk).new == 0


def test_a_careless_guid_loses_no_entry(server: FeedServer, desk: Desk) -> None:
    """Entries of different addresses under one guid are all kept."""
    follow(desk, server.serve("/feed", rss(*(item(n).replace(f"id-{n}", "same") for n in range(4)))))
    assert poll(desk).new == 4


def test_tracking_parameters_make_no_new_entry(server: FeedServer, desk: Desk) -> None:
    """The same address with tracking and a new guid is the same entry."""
    follow(desk, server.serve("/feed", rss(item(1))))
    poll(desk)
    changed = item(1).replace("gazette.example/1", "gazette.example/1?utm_source=rss").replace("id-1", "new-id")
    server.serve("/feed", rss(changed))
    assert poll(desk).new == 0


def test_a_permanent_redirect_is_stored_and_a_passing_one_is_not(server: FeedServer, desk: Desk) -> None:
    """After a 301 the next poll goes straight to the new address; after a 302 it does not."""
    follow(desk, server.redirect("/old", "/new", 301))
    server.serve("/new", rss(item(1)))
    poll(desk)
    assert desk.store.feeds()[0].feed.url == server.url("/new")
    server.redirect("/new", "/elsewhere", 302)
    server.serve("/elsewhere", rss(item(2)))
    assert poll(desk).new == 1
    assert desk.store.feeds()[0].feed.url == server.url("/new")
    assert [each.path for each in server.requests] == ["/old", "/new", "/new", "/elsewhere"]


def test_a_redirect_inside_is_an_error_of_that_feed(server: FeedServer, desk: Desk) -> None:
    """A feed that redirects to a private address fails without being followed there."""
    follow(desk, server.redirect("/feed", "http://169.254.169.254/latest"))
    assert poll(desk).error == "That address is not on the public web."
    assert desk.store.feeds()[0].polling.failures == 1


def test_gone_for_good_pauses_with_its_reason(server: FeedServer, desk: Desk, clock: Hands) -> None:
    """After HTTP 410 a feed is due no more, and its reason is kept."""
    follow(desk, server.serve("/feed", b"", status=410))
    poll(desk)
    polling = desk.store.feeds()[0].polling
    assert (polling.paused, polling.reason) == (True, "127.0.0.1 says that this address is gone for good (HTTP 410).")
    clock.moment = START + timedelta(days=30)
    assert due(desk) == ()


def test_a_failing_feed_backs_off_and_recovers(server: FeedServer, desk: Desk, clock: Hands) -> None:
    """Failures are counted from the first, Retry-After is kept to, and one success wipes the slate."""
    follow(desk, server.serve("/feed", b"", status=503, headers={"Retry-After": "7200"}))
    poll(desk)
    polling = desk.store.feeds()[0].polling
    assert polling.next_at >= START + timedelta(hours=2)
    assert (polling.failures, polling.failing_since, polling.seeded) == (1, START, False)
    assert due(desk) == ()
    clock.moment = polling.next_at
    assert len(due(desk)) == 1
    server.serve("/feed", rss(item(1)))
    poll(desk)
    polling = desk.store.feeds()[0].polling
    assert (polling.failures, polling.failing_since, polling.reason) == (0, None, "")


def test_a_feed_gets_its_names_from_its_first_answer(server: FeedServer, desk: Desk) -> None:
    """A feed added by its bare address is called as it calls itself; a given name stays."""
    follow(desk, server.serve("/bare", rss(item(1))))
    follow(desk, server.serve("/named", rss(item(2))), "My paper")
    poll_all(desk, desk.store.feeds())
    feeds = [each.feed for each in desk.store.feeds()]
    assert [(each.title, each.outlet) for each in feeds] == [("The Gazette", "The Gazette"), ("My paper", "My paper")]
    assert feeds[0].homepage == "https://gazette.example/"


def test_one_broken_feed_among_others_stops_nothing(server: FeedServer, desk: Desk) -> None:
    """Every kind of failure is an outcome in words; the healthy feeds are read, and each is reported once."""
    bodies = {
        "/ok1": rss(item("a")),
        "/html": b"<!DOCTYPE html><html></html>",
        "/empty": b"",
        "/bomb": b'<!DOCTYPE l [<!ENTITY a "x">]><rss><channel><item><title>&a;</title></item></channel></rss>',
        "/noise": bytes(range(256)),
        "/ok2": rss(item("b")),
    }
    for path, body in bodies.items():
        follow(desk, server.serve(path, body), path)
    follow(desk, server.url("/missing"), "/missing")
    seen: list[PollOutcome] = []
    outcomes = poll_all(desk, desk.store.feeds(), seen.append)
    assert {each.feed.title: bool(each.error) for each in outcomes} == {
        path: not path.startswith("/ok") for path in (*bodies, "/missing")
    }
    assert [each.feed.title for each in outcomes] == [*bodies, "/missing"]
    assert len(seen) == len(outcomes) == 7
    assert sum(each.new for each in outcomes) == 2
    assert all("\n" not in each.error for each in outcomes)


def test_a_host_is_asked_for_two_feeds_at_once_at_most(server: FeedServer, desk: Desk) -> None:
    """Ten feeds of one host are never fetched by more than two threads together."""
    for number in range(10):
        follow(desk, server.serve(f"/{number}", rss(item(number)), delay=0.05))
    assert sum(each.new for each in poll_all(desk, desk.store.feeds())) == 10
    assert server.busiest == PER_HOST


def test_a_host_with_many_feeds_takes_two_lanes() -> None:
    """Lanes hold every feed once, and one host fills two of them however many feeds it has."""
    urls = [f"https://slow.example/{n}" for n in range(30)] + ["https://a.example/f", "https://b.example/f"]
    followed = [Followed(Feed(url, url, "", "", START), Polling(next_at=START)) for url in urls]
    rows = lanes(followed)
    assert sorted(each.feed.url for row in rows for each in row) == sorted(urls)
    assert [len(row) for row in rows] == [15, 15, 1, 1]


def test_a_crash_in_reading_a_feed_is_that_feeds_failure(server: FeedServer, desk: Desk) -> None:
    """Even a bug in the parser leaves one failing feed, not a dead poll."""

    class Crashing:
        """Fail as no fetcher should."""

        def __getattr__(self, _name: str) -> object:
            raise ZeroDivisionError

    follow(desk, server.serve("/feed", rss(item(1))))
    outcome = poll(replace(desk, fetcher=Crashing()))  # type: ignore[arg-type]
    assert outcome.error == "could not be read (ZeroDivisionError)"
    assert desk.store.feeds()[0].polling.failures == 1


def test_a_feed_removed_meanwhile_is_not_brought_back(server: FeedServer, desk: Desk) -> None:
    """The answer for a feed that was removed while it was asked for is dropped."""
    follow(desk, server.serve("/feed", rss(item(1))))
    followed = desk.store.feeds()[0]
    desk.store.remove_feed(followed.feed.id)
    assert poll_one(desk, followed).new == 0
    assert desk.store.feeds() == ()


def test_the_clock_has_a_feed_polled_and_then_read(server: FeedServer, desk: Desk, clock: Hands) -> None:
    """What a poll brought is due to be read under one key, until it was; what was left behind is due for a sweep."""
    follow(desk, server.serve("/feed", rss(item(1, "Bridge opens", text=STORY * 2))))

    def due(job: str) -> list[Tick]:
        return [each for each in ticks(desk, clock.now()) if each.job == job]

    assert due("read") == []
    for each in due("poll"):
        JOBS[each.job](desk, each.argument)
    (before,) = due("read")
    clock.moment += timedelta(seconds=30)
    (read,) = due("read")
    assert read == before
    assert due("record") == []
    clock.moment += timedelta(minutes=10)
    assert (due("read"), len(due("record"))) == ([], 1)
    JOBS[read.job](desk, read.argument)
    assert due("record") == []
    assert desk.store.quotes(QuoteQuery(words="hundred years", limit=50)).quotes


def test_two_jobs_never_read_one_entry_at_a_time(server: FeedServer, desk: Desk) -> None:
    """While a slow page is awaited, a sweep leaves its entry alone: the page is asked for once."""
    page = server.serve("/story", b"<html><body><p>" + STORY.encode() + b"</p></body></html>", delay=0.5)
    server.serve("/robots.txt", b"")
    follow(desk, server.serve("/feed", rss(item(1)).replace(b"https://gazette.example/1", page.encode())))
    poll(desk)
    with ThreadPoolExecutor(2) as two:
        first, second = [two.submit(record_pending, desk) for _ in range(2)]
    assert sorted(len(each.result()) for each in (first, second)) == [0, 1]
    assert [each.path for each in server.requests].count("/story") == 1


def test_a_slow_feed_takes_its_turn_and_no_more(
    server: FeedServer, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job that has read for long enough leaves the rest to a later one, which is due at once and reads it."""
    monkeypatch.setattr(record, "TURN", 0.4)
    pages = [server.serve(f"/{n}", b"<p>" + STORY.encode() + b"</p>", delay=0.3) for n in range(12)]
    items = (item(n).replace(f"https://gazette.example/{n}", page) for n, page in enumerate(pages))
    follow(desk, server.serve("/feed", rss(*items)))
    poll(desk)
    first = record_pending(desk, bounded=True)
    assert 0 < len(first) < 12
    assert [tick.job for tick in ticks(desk, desk.clock.now()) if tick.job == "read"] == ["read"]
    assert len(record_pending(desk)) == 12 - len(first)
    assert desk.store.pending(desk.clock.now()) == ()


def test_from_feed_to_record(server: FeedServer, desk: Desk) -> None:
    """A polled article's quote is on the record word for word, once, however often the feed is polled."""
    follow(desk, server.serve("/feed", rss(item(1, "Bridge opens", text=STORY * 2))))
    for _ in range(3):
        poll(desk)
        record_pending(desk)
    quotes = desk.store.quotes(QuoteQuery(words="hundred years", limit=50)).quotes
    assert quotes
    assert {each.quote.text.strip("“”,") for each in quotes} == {"It will carry us for a hundred years"}
    assert desk.store.totals().entries == 1


def test_a_feed_that_waits_over_the_turn_of_the_hour_is_polled_once(
    server: FeedServer, desk: Desk, clock: Hands
) -> None:
    """A poll that was queued before the hour and is asked for again after it finds that it is done."""
    follow(desk, server.serve("/feed", rss(item(1))))
    waiting: list[Tick] = []
    for moment in (timedelta(minutes=59, seconds=59), timedelta(hours=1, seconds=1)):
        clock.moment = START + moment
        waiting += [each for each in ticks(desk, clock.moment) if each.job == "poll"]
    assert len({each.key for each in waiting}) == 2
    for each in waiting:
        JOBS[each.job](desk, each.argument)
    assert [each.path for each in server.requests] == ["/feed"]
