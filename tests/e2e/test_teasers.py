"""A page that does not answer holds nothing back: what the feed says counts at once, the page when it comes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import wiring
from bot.briefing.blocks import plain
from bot.briefing.feeds import health, pages_silent
from bot.briefing.viewer import Viewer
from bot.cli.polling import away
from bot.config import Settings
from bot.desk import Desk
from bot.jobs.poll import poll as poll_one
from bot.jobs.record import record_pending
from bot.model.news import Feed, Polling, digest_of
from bot.model.query import Unanswered
from tests.e2e.test_polling import START, Hands
from tests.servers.feedserver import FeedServer

SAID = "“The harbour will stay open all winter,” harbour master Tom Reed said on Monday."
MORE = "“Nobody will pay a toll for it this year,” Reed said."


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
    """Hold a desk that follows one feed of teasers, whose pages do not answer."""
    settings = Settings(database=str(tmp_path / "t.db"), allow_hosts=(server.address,), fetch_timeout=2.0, zone="UTC")
    with wiring.desk(settings, clock=clock) as opened:
        server.serve("/robots.txt", b"User-agent: *\nAllow: /\n", content_type="text/plain")
        pages = [server.serve(f"/2026/harbour-story-{n}", b"", status=503) for n in (1, 2)]
        items = "".join(
            f"<item><title>Harbour stays open, part {n}</title><link>{page}</link><guid>{page}</guid>"
            f"<description>{SAID if n == 1 else 'A quiet day at the pier.'}</description></item>"
            for n, page in enumerate(pages, start=1)
        )
        head = "<channel><title>The Gazette</title>"
        url = server.serve("/feed", f'<rss version="2.0">{head}{items}</channel></rss>'.encode())
        feed = Feed(digest_of(url), url, "The Gazette", "The Gazette", START)
        opened.store.add_feed(feed, Polling(next_at=START, seeded=True))
        poll_one(opened, opened.store.feeds()[0])
        yield opened


def quoted(desk: Desk, url: str) -> list[str]:
    """Return the words on record of the article at an address, and what is known of its entry."""
    fate = desk.store.fate(url)
    assert fate is not None
    return [each.quote.text for each in desk.store.quotes_of(fate.article_id)]


def test_a_teaser_counts_at_once_and_its_page_when_it_comes(server: FeedServer, desk: Desk, clock: Hands) -> None:
    """Words of a teaser are on record though the page fails; the page's words join them, and none is there twice."""
    url = server.url("/2026/harbour-story-1")
    first = record_pending(desk)
    assert sum(each.quotes for each in first) == 1
    assert all("503" in each.error for each in first)
    assert quoted(desk, url) == ["The harbour will stay open all winter,"]
    fate = desk.store.fate(url)
    assert fate is not None
    assert (fate.state.value, fate.tries) == ("pending", 1)
    page = f"<html><body><article><h1>Harbour stays open</h1><p>{SAID}</p><p>{MORE}</p></article></body></html>"
    server.serve("/2026/harbour-story-1", page.encode(), content_type="text/html")
    clock.moment += timedelta(hours=1)
    assert sum(each.quotes for each in record_pending(desk)) == 1
    assert quoted(desk, url) == ["The harbour will stay open all winter,", "Nobody will pay a toll for it this year,"]
    assert [each.articles for each in desk.store.unanswered()] == [1]


def test_what_was_not_read_is_counted_everywhere(desk: Desk) -> None:
    """Pages that do not answer are counted by host in health, status, metrics, the digest's window, poll and run."""
    outcomes = record_pending(desk)
    (found,) = desk.store.unanswered()
    assert (found.host, found.articles) == ("127.0.0.1", 2)
    assert desk.store.totals().unanswered == 2
    now = desk.clock.now()
    assert desk.store.news(now - timedelta(days=1), now + timedelta(days=1)).unread == 2
    said = plain(health(desk.store.feeds(), Viewer(now), desk.store.unanswered()))
    assert "127.0.0.1: 2 articles read only as the feed has it." in said
    assert [*away(outcomes)] == ["127.0.0.1: 2 articles read only as the feed has it. " + outcomes[0].error]
    assert pages_silent(desk.store.unanswered()).startswith("Pages of 127.0.0.1 do not answer: 2 articles")


def test_run_says_it_in_one_sentence() -> None:
    """Of many sites three are named, and how many more there are."""
    found = [Unanswered(f"{n}.example", 10 - n, "late") for n in range(5)]
    said = pages_silent(found)
    assert said.startswith("Pages of 0.example · 1.example · 2.example and 2 more sites do not answer: 40 articles")
    assert pages_silent(()) == ""
