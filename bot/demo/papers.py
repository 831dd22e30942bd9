"""What the three outlets publish: an RSS feed with whole texts, an Atom feed with teasers and pages, a JSON Feed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from email.utils import format_datetime
from html import escape

from bot.demo import HOSTS
from bot.demo.articles import DemoArticle, articles

HARBOUR, LEDGER, MERIDIAN = HOSTS
FEED_PATHS = {HARBOUR: "/feed.xml", LEDGER: "/atom.xml", MERIDIAN: "/feed.json"}
FEED_TYPES = {HARBOUR: "application/rss+xml", LEDGER: "application/atom+xml", MERIDIAN: "application/feed+json"}


def published(outlet: str, *, corrected: bool) -> list[DemoArticle]:
    """Return an outlet's articles, before or after their corrections."""
    mine = [each for each in articles() if each.outlet == outlet]
    return mine if corrected else [replace(each, text=each.first_text) for each in mine]


def served(host: str, path: str, *, corrected: bool) -> tuple[str, str] | None:
    """Return the content type and body at a path of an outlet's host, or None."""
    outlet = next((name for name, its in HOSTS.items() if its == host), None)
    if outlet is None:
        return None
    mine = published(outlet, corrected=corrected)
    if path == FEED_PATHS[outlet]:
        return FEED_TYPES[outlet], _FEEDS[outlet](mine)
    if path == "/":
        return "text/html", front(outlet, mine)
    if path == "/robots.txt":
        return "text/plain", "User-agent: *\nAllow: /\n"
    found = next((each for each in mine if each.path == path), None)
    return ("text/html", page(found)) if found else None


def rss(mine: Sequence[DemoArticle]) -> str:
    """Return RSS 2.0 with the whole texts."""
    items = "".join(
        f"<item><title>{escape(each.title)}</title><link>{each.url}</link><guid isPermaLink='false'>{each.guid}</guid>"
        f"<pubDate>{format_datetime(each.published)}</pubDate><description>{escape(each.paragraphs[0])}</description>"
        f"<content:encoded>{escape(html(each))}</content:encoded></item>"
        for each in mine
    )
    return (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
        f"<channel><title>{HARBOUR}</title><link>http://{HOSTS[HARBOUR]}/</link><language>en-GB</language>{items}</channel></rss>"
    )


def atom(mine: Sequence[DemoArticle]) -> str:
    """Return Atom with teasers; the articles are pages."""
    entries = "".join(
        f"<entry><title>{escape(each.title)}</title><link href='{each.url}'/><id>{each.guid}</id>"
        f"<published>{each.published.isoformat()}</published><updated>{each.published.isoformat()}</updated>"
        f"<summary>{escape(each.paragraphs[0][:120])}…</summary></entry>"
        for each in mine
    )
    return (
        "<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en-GB'>"
        f"<title>{LEDGER}</title><id>tag:{HOSTS[LEDGER]},2026:feed</id><link href='http://{HOSTS[LEDGER]}/'/>"
        f"<updated>{mine[0].published.isoformat()}</updated>{entries}</feed>"
    )


def json_feed(mine: Sequence[DemoArticle]) -> str:
    """Return a JSON Feed 1.1 with the whole texts."""
    items = [
        {
            "id": each.guid,
            "url": each.url,
            "title": each.title,
            "content_html": html(each),
            "date_published": each.published.isoformat(),
            "authors": [{"name": each.author}],
        }
        for each in mine
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": MERIDIAN,
        "home_page_url": f"http://{HOSTS[MERIDIAN]}/",
        "language": "en-US",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False)


def html(each: DemoArticle) -> str:
    """Return an article's paragraphs as HTML."""
    return "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in each.paragraphs)


def page(each: DemoArticle) -> str:
    """Return an article's page, with all that stands around a text on the web."""
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": each.title,
        "datePublished": each.published.isoformat(),
        "author": {"@type": "Person", "name": each.author},
        "isAccessibleForFree": not each.paywall,
    }
    return (
        "<!doctype html><html lang='en-GB'><head><meta charset='utf-8'>"
        f"<title>{escape(each.title)} | {each.outlet}</title>"
        f"<link rel='canonical' href='{each.url}'><meta property='og:title' content='{escape(each.title)}'>"
        f"<meta property='og:site_name' content='{each.outlet}'>"
        f"<script type='application/ld+json'>{json.dumps(about)}</script></head><body>"
        "<nav><a href='/'>Front page</a> <a href='/politics'>Politics</a> <a href='/sport'>Sport</a></nav>"
        f"<main><article><h1>{escape(each.title)}</h1><p class='byline'>By {each.author}</p>"
        f"{html(each)}</article></main>"
        f"<aside><h2>Most read</h2><ul><li>Ten soups for a cold week</li></ul></aside>"
        f"<footer>© 2026 {each.outlet}. All characters are invented.</footer></body></html>"
    )


def front(outlet: str, mine: Sequence[DemoArticle]) -> str:
    """Return an outlet's front page, which names its feed."""
    links = "".join(f"<li><a href='{each.path}'>{escape(each.title)}</a></li>" for each in mine)
    feed = f"<link rel='alternate' type='{FEED_TYPES[outlet]}' title='{outlet}' href='{FEED_PATHS[outlet]}'>"
    head = f"<!doctype html><html lang='en'><head><title>{outlet}</title>{feed}</head>"
    return f"{head}<body><ul>{links}</ul></body></html>"


_FEEDS = {HARBOUR: rss, LEDGER: atom, MERIDIAN: json_feed}
