"""Find the feeds of a site from any of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.etree
import lxml.html

from bot.edges.web import feeds
from bot.edges.web.feeds import A_PAGE
from bot.edges.web.links import joined
from bot.edges.web.walls import wall
from bot.errors import BadLink, FetchError, Late
from bot.ledger.identity import host
from bot.model.news import FoundFeed

if TYPE_CHECKING:
    from collections.abc import Callable

    BodyOf = Callable[[str], tuple[bytes, str]]

MOST = 5
PATHS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/feeds/posts/default")
TYPES = (*(f"application/{kind}" for kind in ("rss+xml", "atom+xml", "feed+json", "rdf+xml", "xml")), "text/xml")


def at(url: str, body: bytes, content_type: str, body_of: BodyOf) -> tuple[FoundFeed, ...]:
    """Return the feeds at an address: itself, those it names, else the first at a common path; at most 5.

    Raises FetchError where it names feeds and none can be read, or does not answer in time any more.
    """
    try:
        return (_parsed(url, body, content_type),)
    except FetchError as error:
        broken = error  # a feed that cannot be read, if it is no page
    failed: dict[str, FetchError] = {}
    named = [_at(each, body_of, failed) for each in linked(url, body)]
    if found := tuple(filter(None, named)):
        return found
    told = dict(failed)
    for guess in (joined(url, path) for path in PATHS):
        if late := next(
            (each for at, each in failed.items() if isinstance(each, Late) and host(at) == host(url)), None
        ):
            raise late
        if guessed := _at(guess, body_of, failed):
            return (guessed,)
    if told:
        raise next(iter(told.values()))
    if not str(broken).endswith(A_PAGE) and wall(body) == "":
        raise broken
    return ()


def linked(url: str, body: bytes) -> list[str]:
    """Return the addresses of feeds that a page names."""
    try:
        tree = lxml.html.document_fromstring(body)
    except (lxml.etree.LxmlError, ValueError):
        return []
    base = joined(url, next(iter(tree.xpath("//base/@href")), "")) or url
    links = [each for each in tree.xpath("//link[@href]") if "alternate" in (each.get("rel") or "").lower().split()]
    kinds = ((each, (each.get("type") or "").partition(";")[0].strip().lower()) for each in links)
    found = [joined(base, each.get("href")) for each, kind in kinds if kind in TYPES]
    return list(dict.fromkeys(filter(None, found)))[:MOST]


def _at(url: str, body_of: BodyOf, failed: dict[str, FetchError]) -> FoundFeed | None:
    """Return the feed at an address, or None with why: one dead address among several is no news."""
    try:
        return _parsed(url, *body_of(url))
    except FetchError as error:
        failed[url] = error
    except BadLink:
        pass
    return None


def _parsed(url: str, body: bytes, content_type: str) -> FoundFeed:
    parsed = feeds.parse(body, content_type, "", url)
    return FoundFeed(url, parsed.title or url, tuple(each.title for each in parsed.entries[:3] if each.title))
