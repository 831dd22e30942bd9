"""What a feed says of another site's article is not that article's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import wiring
from bot.config import Settings
from bot.jobs import poll, record
from bot.model.news import Feed, Polling, digest_of
from bot.model.query import QuoteQuery
from tests.e2e.room import DUE, SetClock
from tests.servers.feedserver import FeedServer

LINK = "http://outlet.example/a1"
SAID = "“We will build both roads before the winter comes,” Finance Minister Ana Kovač said on Friday."
MADE_UP = "“I have taken every penny that the harbour ever earned,” Finance Minister Ana Kovač said on Friday. "
FEED = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>G</title><item>'
    f"<title>Roads</title><link>{LINK}</link><guid>g:1:{{host}}</guid><pubDate>Fri, 14 Feb 2025 06:00:00 GMT</pubDate>"
    f"<content:encoded>{MADE_UP * 8}</content:encoded></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("host", "page", "quotes"),
    [
        ("outlet.example", 200, ["taken every penny"]),  # its own site: full-text feeds are taken at their word
        ("gossip.example", 200, ["build both roads"]),
        ("gossip.example", 403, []),
    ],
)
def test_only_a_sites_own_feed_speaks_for_its_articles(tmp_path: Path, host: str, page: int, quotes: list[str]) -> None:
    """Of another site's article the page is read, and where it cannot be, nothing is anybody's words."""
    clock = SetClock()
    clock.moment = DUE
    with FeedServer() as web:
        web.serve("/feed", FEED.format(host=host).encode())
        web.serve("/a1", f"<h1>Roads</h1><p>{SAID}</p>".encode(), status=page, content_type="text/html")
        stand_ins = dict.fromkeys(("outlet.example", "gossip.example"), web.address)
        with wiring.desk(Settings(database=str(tmp_path / "l.db")), stand_ins=stand_ins, clock=clock) as desk:
            url = f"http://{host}/feed"
            desk.store.add_feed(Feed(digest_of(url), url, "G", "G", DUE), Polling(next_at=DUE, seeded=True))
            poll.poll_all(desk, desk.store.feeds())
            record.record_pending(desk)
            found = desk.store.quotes(QuoteQuery()).quotes
    assert len({each.quote.text for each in found}) == len(quotes)
    assert all(words in found[0].quote.text for words in quotes)
