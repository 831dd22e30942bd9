"""Find the feeds of a site from any of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.etree
import lxml.html

from bot.edges.web import feeds
from bot.edges.web.links import joined
from bot.errors import BadLink, FetchError
from bot.model.news import FoundFeed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST = 5
PATHS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/feeds/posts/default")
TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


def at(url: str, body: bytes, content_type: str, body_of: Callable[[str], tuple[bytes, str]]) -> tuple[FoundFeed, ...]:
    """Return the feeds at an address: itself, those it names, else those at common paths; at most 5."""
    itself = _feed(url, body, content_type)
    if itself:
        return (itself,)
    named = _all(linked(url, body), body_of)
    return named or _first((joined(url, path) for path in PATHS), body_of)


def linked(url: str, body: bytes) -> list[str]:
    """Return the addresses of feeds that a page names."""
    try:
        tree = lxml.html.document_fromstring(body)
    except (lxml.etree.LxmlError, ValueError):
        return []
    links = tree.xpath("//link[contains(concat(' ', @rel, ' '), ' alternate ')][@href]")
    found = [joined(url, link.get("href")) for link in links if (link.get("type") or "").lower() in TYPES]
    return list(dict.fromkeys(filter(None, found)))[:MOST]


def _all(urls: Iterable[str], body_of: Callable[[str], tuple[bytes, str]]) -> tuple[FoundFeed, ...]:
    return tuple(feed for url in urls if (feed := _at(url, body_of)))


def _first(urls: Iterable[str], body_of: Callable[[str], tuple[bytes, str]]) -> tuple[FoundFeed, ...]:
    """Return the first feed only, and ask no further: these addresses are guesses."""
    return next(((feed,) for url in urls if (feed := _at(url, body_of))), ())


def _at(url: str, body_of: Callable[[str], tuple[bytes, str]]) -> FoundFeed | None:
    try:
        body, content_type = body_of(url)
    except (FetchError, BadLink):
        return None  # one dead address among several is no news
    return _feed(url, body, content_type)


def _feed(url: str, body: bytes, content_type: str) -> FoundFeed | None:
    try:
        parsed = feeds.parse(body, content_type, "", url)
    except FetchError:
        return None
    return FoundFeed(url, parsed.title or url, tuple(each.title for each in parsed.entries[:3] if each.title))
