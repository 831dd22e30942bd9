"""Find the feeds of a site from any of its pages."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import lxml.etree
import lxml.html

from bot.edges.web import feeds
from bot.edges.web.links import joined
from bot.errors import BadLink, FetchError, Late
from bot.model.news import FoundFeed

if TYPE_CHECKING:
    from collections.abc import Callable

    BodyOf = Callable[[str], tuple[bytes, str]]

MOST = 5
PATHS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/feeds/posts/default")
TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


def at(url: str, body: bytes, content_type: str, body_of: BodyOf) -> tuple[FoundFeed, ...]:
    """Return the feeds at an address: itself, those it names, else the first at a common path; at most 5.

    Raises FetchError where it names feeds and none can be read, or does not answer in time any more.
    """
    with suppress(FetchError):
        return (_parsed(url, body, content_type),)
    failed: list[FetchError] = []
    named = [_at(each, body_of, failed) for each in linked(url, body)]
    if found := tuple(filter(None, named)):
        return found
    guesses: list[FetchError] = []
    for path in PATHS:
        if late := next((each for each in (*failed, *guesses) if isinstance(each, Late)), None):
            raise late
        if guessed := _at(joined(url, path), body_of, guesses):
            return (guessed,)
    if failed:
        raise failed[0]
    return ()


def linked(url: str, body: bytes) -> list[str]:
    """Return the addresses of feeds that a page names."""
    try:
        tree = lxml.html.document_fromstring(body)
    except (lxml.etree.LxmlError, ValueError):
        return []
    links = tree.xpath("//link[contains(concat(' ', @rel, ' '), ' alternate ')][@href]")
    found = [joined(url, link.get("href")) for link in links if (link.get("type") or "").lower() in TYPES]
    return list(dict.fromkeys(filter(None, found)))[:MOST]


def _at(url: str, body_of: BodyOf, failed: list[FetchError]) -> FoundFeed | None:
    """Return the feed at an address, or None with why: one dead address among several is no news."""
    try:
        return _parsed(url, *body_of(url))
    except FetchError as error:
        failed.append(error)
    except BadLink:
        pass
    return None


def _parsed(url: str, body: bytes, content_type: str) -> FoundFeed:
    parsed = feeds.parse(body, content_type, "", url)
    return FoundFeed(url, parsed.title or url, tuple(each.title for each in parsed.entries[:3] if each.title))
