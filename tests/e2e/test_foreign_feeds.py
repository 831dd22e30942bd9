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
from bot.ledger.articles import page_article
from bot.model.news import Feed, Polling, digest_of
from bot.model.query import QuoteQuery
from bot.model.record import Filed
from bot.recording import recorded
from tests.e2e.room import DUE, SetClock
from tests.servers.feedserver import FeedServer

SITES = [f"{name}.example" for name in ("outlet", "gossip", "pointer", "service")]
SITES += ["eve.wordpress.com", "ada.wordpress.com"]
LINK = "http://outlet.example/a1"
SAID = "“We will build both roads before the winter comes,” Finance Minister Ana Kovač said on Friday."
MADE_UP = "“I have taken every penny that the harbour ever earned,” Finance Minister Ana Kovač said on Friday. "
FEED = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>G</title><item>'
    f"<title>{{title}}</title><link>{{link}}</link><guid>g:1:{{host}}</guid>"
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
        stand_ins = dict.fromkeys(SITES, web.address)
        with wiring.desk(Settings(database=str(tmp_path / "l.db")), stand_ins=stand_ins, clock=clock) as desk:
            yield desk, web


def read(desk: Desk, web: FeedServer, host: str, title: str = "Roads", link: str = LINK) -> list[Filed]:
    """Follow a site's feed, read what is new and return all quotes."""
    url = f"http://{host}/{host}.xml"
    web.serve(f"/{host}.xml", FEED.format(host=host, title=title, link=link).encode())
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


@pytest.mark.parametrize("page", [200, 403])
def test_a_feed_that_pointed_first_does_not_silence_the_sites_own(tmp_path: Path, page: int) -> None:
    """An article that another site's feed named before is read from its own site's feed all the same, and once."""
    with newsroom(tmp_path, page) as (desk, web):
        read(desk, web, "gossip.example")
        found = read(desk, web, "outlet.example")
        assert read(desk, web, "gossip.example") == found
    assert any("taken every penny" in each.quote.text for each in found)


def test_a_stranger_cannot_claim_an_address(tmp_path: Path) -> None:
    """A feed that gives its old entry another site's address keeps nobody from naming that address."""
    with newsroom(tmp_path, 200) as (desk, web):
        own = "http://gossip.example/mine"
        web.serve("/mine", b"<p>Nothing was said here.</p>", content_type="text/html")
        read(desk, web, "gossip.example", link=own)
        read(desk, web, "gossip.example")  # the same guid, now at the outlet's address
        assert LINK in {each.quote.publication.url for each in read(desk, web, "pointer.example")}
        assert len(read(desk, web, "outlet.example")) > 1


def test_a_strangers_changing_words_cost_its_victim_nothing(tmp_path: Path) -> None:
    """However often another site's feed changes what it says, the page is asked for once."""
    with newsroom(tmp_path, 200) as (desk, web):
        for number in range(4):
            read(desk, web, "gossip.example", title=f"Roads {number}")
        assert [each.path for each in web.requests].count("/a1") == 1


def test_where_a_page_leads_is_where_its_words_are(tmp_path: Path) -> None:
    """A page that sends on to another site does not lend its address, and a page without a headline gets none."""
    with newsroom(tmp_path, 200) as (desk, web):
        web.redirect("/go", "http://gossip.example/a2", 302)
        web.serve("/a2", f"<article><p>{SAID}</p><p>{SAID}</p></article>".encode(), content_type="text/html")
        (found,) = read(desk, web, "pointer.example", title="Minister resigns", link="http://outlet.example/go")
    here = found.quote.publication
    assert (here.url, here.outlet) == ("http://gossip.example/a2", "gossip.example")
    assert "resigns" not in here.title


def test_a_feed_that_its_site_sent_on_still_speaks_for_it(tmp_path: Path) -> None:
    """After a site moved its feed for good to a service of another name, that feed speaks for the site."""
    with newsroom(tmp_path, 403) as (desk, web):
        web.redirect("/outlet.example.xml", "http://service.example/fb.xml", 301)
        url = "http://outlet.example/outlet.example.xml"
        desk.store.add_feed(Feed(digest_of(url), url, "G", "G", DUE), Polling(next_at=DUE, seeded=True))
        for number in (1, 2):
            body = FEED.format(host=str(number), title="Roads", link=f"http://outlet.example/{number}")
            web.serve("/fb.xml", body.encode())
            web.serve(f"/{number}", b"", status=403)
            poll.poll_all(desk, desk.store.feeds())
            record.record_pending(desk)
        quotes = desk.store.quotes(QuoteQuery()).quotes
        assert desk.store.feeds()[0].feed.url == "http://service.example/fb.xml"
    assert {each.quote.publication.url for each in quotes} == {f"http://outlet.example/{number}" for number in (1, 2)}


def test_one_address_below_a_shared_name_does_not_speak_for_another(tmp_path: Path) -> None:
    """Where many people write below one name, each has a site of their own."""
    with newsroom(tmp_path, 200) as (desk, web):
        (found,) = read(desk, web, "eve.wordpress.com", link="http://ada.wordpress.com/a1")
    assert "build both roads" in found.quote.text


def test_what_a_feed_corrects_while_it_is_read_is_read_next(tmp_path: Path) -> None:
    """Words that change while an entry is under way are not lost."""
    with newsroom(tmp_path, 200) as (desk, web):
        url = "http://outlet.example/outlet.example.xml"
        web.serve("/outlet.example.xml", FEED.format(host="outlet", title="Roads", link=LINK).encode())
        desk.store.add_feed(Feed(digest_of(url), url, "G", "G", DUE), Polling(next_at=DUE, seeded=True))
        poll.poll_all(desk, desk.store.feeds())
        (taken,) = desk.store.pending(DUE)
        web.serve(
            "/outlet.example.xml",
            FEED.replace("every penny", "no penny").format(host="outlet", title="Roads", link=LINK).encode(),
        )
        poll.poll_all(desk, desk.store.feeds())
        record.prepared(desk, taken, desk.store.feeds()[0].feed)()
        record.record_pending(desk)
        found = desk.store.quotes(QuoteQuery()).quotes
    assert {"no penny" in each.quote.text for each in found} == {True}


def test_a_correction_is_seen_whatever_was_read_in_between(tmp_path: Path) -> None:
    """Words that a feed took back are gone though somebody had the page summarized after they were read."""
    with newsroom(tmp_path, 200) as (desk, web):
        told = read(desk, web, "outlet.example")
        recorded(desk, page_article(desk.fetcher.page(LINK), DUE), silent=True)  # as somebody pasted it
        feed = FEED.format(host="outlet.example", title="Roads", link=LINK)
        web.serve("/outlet.example.xml", feed.replace("taken every penny", "paid every penny").encode())
        poll.poll_all(desk, desk.store.feeds())
        record.record_pending(desk)
        lost = [each.quote for each in told if "taken every penny" in each.quote.text]
        assert lost
        assert all(desk.store.gone(each.id) for each in lost)
        kept = desk.store.quotes(QuoteQuery()).quotes
        assert any("build both roads" in each.quote.text for each in kept)  # of the page, which lost nothing


def test_a_page_behind_a_paywall_today_takes_no_words_back(tmp_path: Path) -> None:
    """What a reader may not see any more was said all the same."""
    with newsroom(tmp_path, 200) as (desk, web):
        (told,) = read(desk, web, "gossip.example")
        walled = "<p>Roads will be built.</p><div class='paywall'>Subscribe to continue reading.</div>"
        paid = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
        web.serve("/a1", f"{paid}{walled}".encode(), content_type="text/html")
        recorded(desk, page_article(desk.fetcher.page(LINK), DUE), silent=True)  # as somebody pasted it
        assert desk.store.gone(told.quote.id) is None


def test_news_is_told_though_its_own_feed_was_read_silently_first(tmp_path: Path) -> None:
    """Another site's feed had the article as news; its own feed, added since, is read first, for its backlog."""
    with newsroom(tmp_path, 200) as (desk, web):
        for host, seeded in (("gossip.example", True), ("outlet.example", False)):
            url = f"http://{host}/{host}.xml"
            web.serve(f"/{host}.xml", FEED.format(host=host, title="Roads", link=LINK).encode())
            desk.store.add_feed(Feed(digest_of(url), url, host, host, DUE), Polling(next_at=DUE, seeded=seeded))
        poll.poll_all(desk, desk.store.feeds())
        for host in ("outlet.example", "gossip.example"):
            record.record_pending(desk, digest_of(f"http://{host}/{host}.xml"))
        assert desk.store.news(DUE - timedelta(days=1), DUE + timedelta(days=1)).quotes


def test_the_whole_text_of_a_site_takes_the_place_of_its_teaser(tmp_path: Path) -> None:
    """Of two feeds of one site the one with teasers came first, and the page refuses us: the other one is read."""
    with newsroom(tmp_path, 403) as (desk, web):
        teaser = FEED.replace(MADE_UP * 8, "A few words.").format(host="teaser", title="Roads", link=LINK)
        web.serve("/teaser.xml", teaser.encode())
        url = "http://outlet.example/teaser.xml"
        desk.store.add_feed(Feed(digest_of(url), url, "T", "T", DUE), Polling(next_at=DUE, seeded=True))
        poll.poll_all(desk, desk.store.feeds())
        record.record_pending(desk)
        assert desk.store.quotes(QuoteQuery()).quotes == ()
        found = read(desk, web, "outlet.example")
        assert any("taken every penny" in each.quote.text for each in found)


def test_who_sends_us_to_anothers_feed_does_not_name_its_outlet(tmp_path: Path) -> None:
    """A feed that moved for good to another site's is read there, but under that site's name."""
    with newsroom(tmp_path, 200) as (desk, web):
        web.serve("/real.xml", FEED.format(host="outlet", title="Roads", link=LINK).encode())
        web.redirect("/gossip.example.xml", "http://outlet.example/real.xml", 301)
        url = "http://gossip.example/gossip.example.xml"
        desk.store.add_feed(
            Feed(digest_of(url), url, "Liar Times", "Liar Times", DUE), Polling(next_at=DUE, seeded=True)
        )
        for _ in range(2):
            poll.poll_all(desk, desk.store.feeds())
            record.record_pending(desk)
        found = desk.store.quotes(QuoteQuery()).quotes
    assert found
    assert "Liar Times" not in {each.quote.publication.outlet for each in found}


def test_what_became_of_an_address_is_told_of_its_own_entry(tmp_path: Path) -> None:
    """A stranger's old entry that was given the address is not what is told of it."""
    with newsroom(tmp_path, 200) as (desk, web):
        web.serve("/mine", b"<p>Nothing was said here.</p>", content_type="text/html")
        read(desk, web, "gossip.example", link="http://gossip.example/mine")
        read(desk, web, "gossip.example")
        read(desk, web, "outlet.example")
        fate = desk.store.fate(LINK)
    assert fate
    assert fate.entry.url == LINK
