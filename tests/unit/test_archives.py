"""What an archive's address lists."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bot.edges.web.archives import addresses, listed
from bot.errors import Unreadable
from bot.model.news import ArchivePage

HERE = "https://press.example/feed/"
SINCE = datetime(2026, 3, 1, tzinfo=UTC)
URLSET = '<?xml version="1.0"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
ITEM = "<item><title>{0}</title><link>https://press.example/{0}</link><pubDate>{1}</pubDate></item>"


def of(text: str, url: str = HERE, since: datetime | None = SINCE) -> ArchivePage:
    return listed(text.encode(), "", url, since)


def urls(found: ArchivePage) -> list[str]:
    return [each.url.removeprefix("https://press.example/") for each in found.entries]


def test_a_sitemap_lists_pages_touched_since() -> None:
    """What was last touched before the day is older; the day itself counts to its end; a news sitemap has its dates."""
    rows = ("a", "2026-02-28"), ("b", "2026-03-01"), ("c", ""), ("d", "2026-03-05T10:00:00+01:00"), ("e", "nonsense")
    body = "".join(f"<url><loc> /{name} </loc><lastmod>{day}</lastmod></url>" for name, day in rows)
    assert urls(of(f"{URLSET}{body}</urlset>")) == ["b", "c", "d", "e"]
    day = "<news:publication_date>2026-03-04T08:00:00Z</news:publication_date>"
    news = f"<news:news>{day}<news:title>T</news:title></news:news>"
    [entry] = of(f"{URLSET}<url><loc>https://press.example/n</loc>{news}</url></urlset>").entries
    assert (entry.title, entry.published_at) == ("T", datetime(2026, 3, 4, 8, tzinfo=UTC))
    assert urls(of(f"{URLSET}{body}</urlset>", since=None)) == ["a", "b", "c", "d", "e"]


def test_a_damaged_sitemap_gives_what_can_be_read() -> None:
    """One bare & costs its own entry at most; a document that ends early gives what came; own entities are refused."""
    damaged = f"{URLSET}<url><loc>/a</loc></url><url><loc>/b?x=1&y=2</loc></url><url><loc>/c</loc></url>"
    assert {"a", "c"} <= set(urls(of(damaged)))
    with pytest.raises(Unreadable):
        of(f'<?xml version="1.0"?><!DOCTYPE u [<!ENTITY e "x">]>{URLSET[22:]}<url><loc>/&e;</loc></url></urlset>')


def test_an_index_leads_to_its_sitemaps() -> None:
    """An index lists no pages but the sitemaps that were touched since."""
    old = "<sitemap><loc>/old.xml</loc><lastmod>2025-12-31</lastmod></sitemap>"
    index = f"<sitemapindex>{old}<sitemap><loc>/new.xml.gz</loc></sitemap></sitemapindex>"
    assert of(index) == ArchivePage((), ("https://press.example/new.xml.gz",))


def feed(*days: str, more: str = "") -> str:
    items = "".join(ITEM.format(f"s{number}", day) for number, day in enumerate(days))
    head = f"<title>Press</title><link>https://press.example/</link>{more}"
    return f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{head}{items}</channel></rss>'


NEW, OLD = "Mon, 02 Mar 2026 08:00:00 GMT", "Mon, 02 Feb 2026 08:00:00 GMT"


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ('<atom:link rel="prev-archive" href="2025.xml"/>', "https://press.example/feed/2025.xml"),
        ('<atom:link rel="next" href="https://press.example/feed?page=2"/>', "https://press.example/feed?page=2"),
        ("<generator>https://wordpress.org/?v=6.5</generator>", "https://press.example/feed/?paged=2"),
        ('<atom:link rel="self" href="/feed"/>', ""),
    ],
)
def test_a_feed_goes_on_where_it_says_so(more: str, where: str) -> None:
    """Archived and paged feeds name their earlier pages, WordPress counts them; a feed with nothing new ends."""
    found = of(feed(NEW, OLD, more=more))
    assert urls(found) == ["s0"]
    assert found.more == ((where,) if where else ())
    assert of(feed(OLD, OLD, more=more)) == ArchivePage((), (), "Press")


def test_later_pages_of_wordpress_and_json_feeds_go_on() -> None:
    """The third page follows the second; a JSON feed names its next address."""
    wordpress = feed(NEW, more="<generator>https://wordpress.org/?v=6</generator>")
    assert of(wordpress, f"{HERE}?paged=2").more == (f"{HERE}?paged=3",)
    items = [{"id": "1", "url": "https://press.example/j", "title": "J", "date_published": "2026-03-02T08:00:00Z"}]
    body = {"version": "https://jsonfeed.org/version/1.1", "title": "P", "items": items, "next_url": "/feed?p=2"}
    assert of(json.dumps(body)).more == ("https://press.example/feed?p=2",)


def test_another_sites_words_in_a_feed_are_left_to_its_page() -> None:
    """A feed's text of an article elsewhere is not kept; of one of its own it is."""
    words = "<p>We will repair the bridge before the winter, she said again and again.</p>" * 12
    content = f"<content:encoded><![CDATA[{words}]]></content:encoded>"
    one = f"<item><title>A</title><link>https://press.example/a</link><pubDate>{NEW}</pubDate>{content}</item>"
    two = one.replace("press.example/a", "other.example/b").replace(">A<", ">B<")
    body = f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>P</title>{one}{two}</channel></rss>'
    mine, theirs = of(body).entries
    assert (mine.whole, theirs.whole, theirs.text, theirs.own) == (True, False, "", False)


def test_lists_of_addresses() -> None:
    """A text on the web and a file name pages one a line; other lines name none."""
    assert urls(of("https://press.example/a\nhttps://press.example/b\n\nno address\n")) == ["a", "b"]
    assert [each.url for each in addresses("# https://x.example\n- https://a.example/1 (a note)\nnothing\n")] == [
        "https://a.example/1"
    ]


def test_a_page_is_no_archive() -> None:
    """A web page is refused in words."""
    with pytest.raises(Unreadable, match="sent a web page, not a feed"):
        of("<!doctype html><html><body>hello</body></html>")
