"""What a feed says of another site's article is not that article's words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot import wiring
from bot.config import Settings
from bot.desk import Desk
from bot.jobs import poll, record
from bot.model.news import Feed, Polling, digest_of
from bot.model.query import QuoteQuery
from bot.model.record import Filed
from tests.e2e.room import DUE, SetClock
from tests.servers.feedserver import FeedServer

LINK = "http://outlet.example/a1"
SAID = "“We will build both roads before the winter comes,” Finance Minister Ana Kovač said on Friday."
MADE_UP = "“I have taken every penny that the harbour ever earned,” Finance Minister Ana Kovač said on Friday. "
FEED = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>G</title><item>'
    f"<title>{{title}}</title><link>{LINK}</link><guid>g:1:{{host}}</guid>"
    "<pubDate>Fri, 14 Feb 2025 06:00:00 GMT</pubDate>"
    f"<content:encoded>{MADE_UP * 8}</content:encoded></item></channel></rss>"
)


PAGE = f"<meta property='og:site_name' content='The Outlet'><title>Roads</title><h1>Roads</h1><p>{SAID}</p>"


@contextmanager
def newsroom(tmp_path: Path, page: int) -> Iterator[tuple[Desk, FeedServer]]:
    """Hold a desk for which two sites are served, and a page that answers with a status."""
    clock = SetClock()
    clock.moment = DUE
    with FeedServer() as web:
        web.serve("/a1", PAGE.encode(), status=page, content_type="text/html")
        stand_ins = dict.fromkeys(("outlet.example", "gossip.example"), web.address)
        with wiring.desk(Settings(database=str(tmp_path / "l.db")), stand_ins=stand_ins, clock=clock) as desk:
            yield desk, web


def read(desk: Desk, web: FeedServer, host: str, title: str = "Roads") -> list[Filed]:
    """Follow a site's feed, read what is new and return all quotes."""
    url = f"http://{host}/{host}.xml"
    web.serve(f"/{host}.xml", FEED.format(host=host, title=title).encode())
    desk.store.add_feed(Feed(digest_of(url), url, "G", "The Gossip", DUE), Polling(next_at=DUE, seeded=True))
    poll.poll_all(desk, desk.store.feeds())
    record.record_pending(desk)
    return list(desk.store.quotes(QuoteQuery()).quotes)


@pytest.mark.parametrize(
    ("host", "page", "quotes"),
    [
        ("outlet.example", 200, ["taken every penny"]),  # its own site: full-text feeds are taken at their word
        ("gossip.example", 200, ["build both roads"]),
        ("gossip.example", 403, []),
        ("gossip.example", 410, []),
    ],
)
def test_only_a_sites_own_feed_speaks_for_its_articles(tmp_path: Path, host: str, page: int, quotes: list[str]) -> None:
    """Of another site's article the page is read, and where it cannot be, nothing is anybody's words."""
    with newsroom(tmp_path, page) as (desk, web):
        found = read(desk, web, host)
        assert desk.store.pending(DUE + timedelta(days=7)) == ()
    assert len({each.quote.text for each in found}) == len(quotes)
    assert all(words in found[0].quote.text for words in quotes)


def test_another_sites_article_bears_its_own_names(tmp_path: Path) -> None:
    """A feed that points to another site's article gives it neither its outlet nor its headline."""
    with newsroom(tmp_path, 200) as (desk, web):
        (found,) = read(desk, web, "gossip.example", title="Minister resigns")
    assert (found.quote.publication.outlet, found.quote.publication.title) == ("The Outlet", "Roads")


def test_a_feed_that_pointed_first_does_not_silence_the_sites_own(tmp_path: Path) -> None:
    """An article whose page refused us is read from its own site's feed, also when another feed had named it before."""
    with newsroom(tmp_path, 403) as (desk, web):
        assert read(desk, web, "gossip.example") == []
        found = read(desk, web, "outlet.example")
        assert read(desk, web, "gossip.example") == found
    assert "taken every penny" in found[0].quote.text
