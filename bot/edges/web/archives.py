"""What an archive lists: a feed and its earlier pages (RFC 5005), a sitemap or an index of these, plain addresses."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import lxml.etree

from bot.edges.web import feeds, rawfeed
from bot.edges.web.dates import moment
from bot.edges.web.links import joined
from bot.ledger.identity import site
from bot.model.news import ArchivePage, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}
_SITEMAPS = {"urlset", "sitemapindex"}
_GOES_ON = {"prev-archive", "next"}
_ADDRESS = re.compile(r"https?://\S+")


def listed(body: bytes, content_type: str, url: str, since: datetime | None) -> ArchivePage:
    """Return what stands at an archive's address, without what is surely older than `since`; raises Unreadable."""
    text = rawfeed.decoded(body, content_type).lstrip("\ufeff \t\r\n")
    if _ADDRESS.match(text):
        lines = (line.strip() for line in text.splitlines())
        return ArchivePage(tuple(_entry(line) for line in lines if _ADDRESS.fullmatch(line)))
    root = _root(text) if text.startswith("<") else None
    if root is not None and _name(root) in _SITEMAPS:
        return _sitemap(root, url, since)
    parsed = feeds.parse(body, content_type, "", url)
    kept = tuple(_told(each, url) for each in parsed.entries if not _before(each.published_at, since))
    more = _earlier(text, root, url) if kept else ()  # feeds have the newest first: what comes is older still
    return ArchivePage(kept, more, parsed.title)


def addresses(text: str) -> tuple[Entry, ...]:
    """Return the addresses of a list that somebody keeps, one a line; a line of anything else names none."""
    found = (_ADDRESS.search(line) for line in text.splitlines() if not line.lstrip().startswith("#"))
    return tuple(_entry(each[0]) for each in found if each)


def _root(text: str) -> lxml.etree._Element | None:
    """Return a document's first element, by a parser that forgives; None for what is no XML."""
    prolog, document = rawfeed.rooted(text)
    if rawfeed.declares_entities(prolog):
        return None
    try:
        return lxml.etree.fromstring(document.encode("utf-8", "replace"), lxml.etree.XMLParser(recover=True, **_SAFE))
    except (lxml.etree.XMLSyntaxError, ValueError):
        return None


def _name(node: lxml.etree._Element) -> str:
    """Return an element's name in lower case, without its namespace."""
    return re.split("[}:]", str(node.tag))[-1].lower()


def _sitemap(root: lxml.etree._Element, url: str, since: datetime | None) -> ArchivePage:
    """Return the pages of a sitemap, or of an index the sitemaps; what was last touched before `since` is older."""
    entries: list[Entry] = []
    more: list[str] = []
    for node in root:
        said = {_name(each): "".join(each.itertext()).strip() for each in node.iter("*") if not len(each)}
        place = joined(url, said.get("loc", ""))
        touched, published = _moment(said.get("lastmod", "")), _moment(said.get("publication_date", ""))
        if not place or _before(touched, since) or _before(published, since):
            continue
        if _name(node) == "sitemap":
            more.append(place)
        else:
            day = published.date() if published else None
            entry = replace(_entry(place), title=said.get("title", ""), published_at=published, published_on=day)
            entries.append(entry)
    return ArchivePage(tuple(entries), tuple(more))


def _moment(text: str) -> datetime | None:
    """Return a moment, of a day its end: what was touched on a day may have been touched late."""
    at, day = moment(text) if text else (None, None)
    if at and day and len(text) <= len("2026-01-01"):
        return datetime.combine(day, time(23, 59), UTC)
    return at


def _before(at: datetime | None, since: datetime | None) -> bool:
    return at is not None and since is not None and at < since


def _entry(url: str) -> Entry:
    return Entry("", "", url, "", "", whole=False)


def _told(entry: Entry, url: str) -> Entry:
    """Return a feed's entry without words that are another site's article's: its page has these."""
    return entry if site(entry.url) == site(url) else replace(entry, text="", whole=False, own=False)


def _earlier(text: str, root: lxml.etree._Element | None, url: str) -> tuple[str, ...]:
    """Return where a feed goes on: where it says so, or where WordPress keeps earlier pages."""
    if text.startswith("{"):
        place = json.loads(text).get("next_url")
        return (joined(url, place),) if isinstance(place, str) and place else ()
    if root is None:
        return ()
    if named := [joined(url, each.get("href") or "") for each in _links(root)]:
        return tuple(named)
    maker = next((each for each in root.iter("{*}generator") if "wordpress.org" in (each.text or "")), None)
    return (_next_page(url),) if maker is not None else ()


def _links(root: lxml.etree._Element) -> Iterator[lxml.etree._Element]:
    for each in root.iter("{*}link"):
        above = each.getparent()
        if (
            each.get("rel") in _GOES_ON
            and each.get("href")
            and above is not None
            and _name(above) in {"feed", "channel"}
        ):
            yield each


def _next_page(url: str) -> str:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    page = query.get("paged", "1")
    query["paged"] = str(int(page) + 1) if page.isdecimal() else "2"
    return urlunsplit(parts._replace(query=urlencode(query)))
