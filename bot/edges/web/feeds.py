"""Bytes of a feed to entries: RSS 0.9x-2.0, RDF, Atom, JSON Feed."""

from __future__ import annotations

import calendar
import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import fastfeedparser
import feedparser
import lxml.etree
from feedparser.datetimes import _parse_date

from bot.edges.web.links import host, joined, printable
from bot.edges.web.markup import plain
from bot.edges.web.walls import wall
from bot.errors import Unreadable
from bot.model.news import Entry

MOST_ENTRIES = 1_000
LARGEST_BROKEN = 250_000  # bytes; the forgiving parser takes some 15 s a megabyte, the other one does not
WHOLE_CONTENT, WHOLE_SUMMARY = 400, 900  # characters from which a text counts as the article
_CUT = re.compile(r"(?i)(…|\.\.\.|\[…\]|\[\.\.\.\]|continue reading.{0,80}|read more.{0,80}|full story.{0,40})\W*$")
_PAGE = re.compile(rb"(?i)<(html|head|body|title)[\s>]")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']([^\"']{1,40})")
_TWICE = re.compile(rb"\xc3[\x82-\xb4]\xc2[\x80-\xbf]")  # UTF-8 that was taken for Latin-1 and encoded anew
_UTF_8 = re.compile(r"(?i)charset\s*=\s*[\"']?utf-?8\b")
_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_HTML = "alternate", "text/html"  # what a link to a page says of itself, if it says anything
_MEDIA = "{http://search.yahoo.com/mrss/}"
_READ = {  # what both parsers read alike, where an entry says it once
    **{name: name for name in ("title", "link", "description", "published", "updated")},
    **{f"{_ATOM}{name}": name for name in ("title", "link", "id", "published", "updated", "content")},
    "guid": "id",
    "pubDate": "published",
    f"{_ATOM}summary": "description",
    f"{_DC}date": "updated",
    f"{_MEDIA}title": "title",
    f"{_MEDIA}description": "description",
    "{http://purl.org/rss/1.0/modules/content/}encoded": "content",
}
_ELSEWHERE = frozenset(  # names under which feedparser knows such things in other vocabularies, too
    "title link guid id description summary subtitle tagline abstract body content encoded fullitem language "
    "pubdate published updated issued created modified lastbuilddate date".split()
)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """Hold what a feed's bytes say."""

    entries: tuple[Entry, ...]
    title: str = ""
    homepage: str = ""
    language: str = ""
    ttl: timedelta | None = None
    note: str = ""
    hub: str = ""  # WebSub
    topic: str = ""


def parse(body: bytes, content_type: str, feed_id: str, url: str) -> ParsedFeed:
    """Return the entries of a feed, at most 1,000; raises Unreadable that says what came instead of a feed."""
    name = host(url)
    head = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        raise Unreadable(f"{name} sent an empty answer.")
    if head.startswith(b"{"):
        return _json_feed(body, feed_id, url, name)
    if re.match(rb"(?i)<!doctype html|<html", head):
        raise _web_page(name, body)
    if _ENTITY.search(body):
        raise Unreadable(f"{name} sent a feed that declares entities of its own; it is not read, for safety.")
    return _xml_feed(body, content_type, feed_id, url, name)


def _web_page(name: str, body: bytes) -> Unreadable:
    check = wall(body)
    return Unreadable(f"{name} asks for {check}." if check else f"{name} sent a web page, not a feed.")


def number(text: str) -> int:
    """Return a whole number as servers write it, or 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else 0


def _xml_feed(body: bytes, content_type: str, feed_id: str, url: str, name: str) -> ParsedFeed:
    found = _found(body, content_type)
    if not found.entries and not found.get("version"):
        if _PAGE.search(body[:20_000]):
            raise _web_page(name, body)
        raise Unreadable(f"{name} sent something that is no feed: {_complaint(found)}.")
    about = found.feed
    base = joined(url, str(about.get("link") or "")) or url
    return ParsedFeed(
        entries=_told_apart([_entry(item, feed_id, base) for item in found.entries[:MOST_ENTRIES]]),
        title=plain(about.get("title") or ""),
        homepage=base,
        language=(about.get("language") or "").strip()[:35],
        ttl=_ttl(about),
        note=_note(found, len(found.entries)),
        hub=_linked(about, "hub", url),
        topic=_linked(about, "self", url),
    )


def _found(body: bytes, content_type: str) -> Any:  # noqa: ANN401 - all parsers give dictionaries of anything
    """Return what the parsers find: the fast one in usual feeds, the forgiving one, the fast one where that fails."""
    root = _root(body)
    if root is not None and _in_utf_8(body, content_type) and (usual := _usual(root, body)):
        return usual
    if len(body) > LARGEST_BROKEN and root is None:
        return _fast(body) or feedparser.FeedParserDict(entries=[], bozo_exception="large and broken")
    headers = {"content-type": content_type} if content_type else {}
    try:
        found = feedparser.parse(body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # noqa: BLE001 - some bytes are too much for it, in any way
        found = feedparser.FeedParserDict(entries=[], bozo_exception=error)
    return found if found.entries else _fast(body) or found


def _usual(root: lxml.etree._Element, body: bytes) -> Any:  # noqa: ANN401
    """Return what fastfeedparser finds in RSS and Atom whose entries are usual, each with a page and words; else None.

    It takes a tenth of feedparser's time. Ids and dates are taken from the elements: as they stand there, like
    feedparser's, so that an entry stays the same whoever read it.
    """
    about = root if root.tag == f"{_ATOM}feed" else root.find("channel") if root.tag == "rss" else None
    if about is None or about.find(f"{_DC}language") is not None or root.getroottree().docinfo.doctype:
        return None
    said = [_said(each) for each in about.iterchildren("item", f"{_ATOM}entry")]
    found = _fast(body) if all(said) else None
    if not found or len(found.entries) != len(said):
        return None
    for entry, own in zip(found.entries, said, strict=True):
        words = own.get("description") or own.get("content")
        if not entry.get("title") or entry.get("link") != own["link"] or bool(entry.get("description")) != bool(words):
            return None
        entry |= {name: own.get(name) for name in ("id", "published", "updated")}
        if "content" not in own:  # else a summary stands in for it
            entry["content"] = []
    found.feed["language"] = about.findtext("language") or root.get(_LANG) or ""
    found.feed["ttl"] = about.findtext("ttl")
    found.feed["links"] = [each.attrib for each in about.iterchildren(f"{_ATOM}link")]
    return found


def _said(item: lxml.etree._Element) -> dict[str, str]:
    """Return what an entry says, or {} if it says a thing twice, with markup inside, or in another vocabulary too."""
    said: dict[str, str] = {}
    for each in item.iterchildren("*"):
        name = _READ.get(each.tag, "")
        if each.tag == f"{_ATOM}link" and (each.get("rel", _HTML[0]), each.get("type", _HTML[1])) != _HTML:
            continue
        if name in said or (name and len(each)) or not (name or _ELSEWHERE.isdisjoint(_names(each))):
            return {}
        if name:
            said[name] = (each.text or each.get("href") or "").strip()
    film = not {"description", "content"} & said.keys() and item.find(f".//{_MEDIA}description") is not None
    return said if said.get("link", "").startswith(("http://", "https://")) and not film else {}


def _names(element: lxml.etree._Element) -> set[str]:
    """Return the names in an element, but not those of pictures: their captions are not the entry's words."""
    return {each.tag.rpartition("}")[2].lower() for each in element.iter("{*}*") if not each.tag.startswith(_MEDIA)}


def _in_utf_8(body: bytes, content_type: str) -> bool:
    """Say whether nothing names another encoding, and nothing was encoded twice: feedparser repairs that."""
    declared = _DECLARED.match(body.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in {b"utf-8", b"utf8"}:
        return False
    return ("charset" not in content_type.lower() or bool(_UTF_8.search(content_type))) and not _TWICE.search(body)


def _linked(about: Any, rel: str, url: str) -> str:  # noqa: ANN401
    """Return the address that a feed names for something, or ''."""
    links = (each for each in about.get("links") or () if rel in str(each.get("rel", "")).split())
    return next((joined(url, str(each.get("href") or "")) for each in links), "")


def _told_apart(entries: list[Entry]) -> tuple[Entry, ...]:
    """Return the entries that say something, without those guids that stand for several addresses at once."""
    addresses: dict[str, set[str]] = {}
    for each in entries:
        addresses.setdefault(each.guid, set()).add(each.url)
    return tuple(
        replace(each, guid="") if len(addresses[each.guid]) > 1 else each for each in entries if each.title or each.text
    )


def _root(body: bytes) -> lxml.etree._Element | None:
    """Return the first element of a well-formed document."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return lxml.etree.fromstring(body, parser)
    except (lxml.etree.XMLSyntaxError, ValueError):
        return None


def _fast(body: bytes) -> Any:  # noqa: ANN401 - both parsers give dictionaries of anything
    """Return what fastfeedparser finds, in feedparser's shape, or None."""
    try:
        found = fastfeedparser.parse(body)
    except Exception:  # noqa: BLE001 - a second opinion may fail in any way; the first one's answer stands
        return None
    if not found.entries:
        return None
    return feedparser.FeedParserDict(entries=found.entries, feed=dict(found.feed), version="other", bozo=False)


def _complaint(found: Any) -> str:  # noqa: ANN401
    said = str(found.get("bozo_exception") or "no entries").splitlines() or ["no entries"]
    return printable(re.sub(r"^<unknown>:\d+:\d+: ", "", said[0]), 100).rstrip(".")


def _note(found: Any, number: int) -> str:  # noqa: ANN401
    if number > MOST_ENTRIES:
        return f"Only the newest {MOST_ENTRIES:,} of {number:,} entries are read."
    return f"Not quite well-formed: {_complaint(found)}." if found.get("bozo") else ""


def _ttl(about: Any) -> timedelta | None:  # noqa: ANN401
    minutes = number(str(about.get("ttl") or "").strip())
    return timedelta(minutes=min(minutes, 10_080)) if minutes else None


def _entry(item: Any, feed_id: str, base: str) -> Entry:  # noqa: ANN401
    """Return one entry of RSS, RDF or Atom."""
    content = max((str(part.get("value") or "") for part in item.get("content") or ()), key=len, default="")
    summary = str(item.get("summary") or item.get("description") or "")
    text, whole = _text_of(content, summary)
    at, on = _dated(item)
    link = str(item.get("link") or "")
    guid = str(item.get("id") or "")
    if not link and guid.startswith(("http://", "https://")):
        link = guid
    return Entry(
        feed_id=feed_id,
        guid=guid,
        url=joined(base, link),
        title=plain(str(item.get("title") or "")).replace("\n", " "),
        text=text,
        whole=whole,
        published_at=at,
        published_on=on,
        language=str(item.get("language") or ""),
    )


def _text_of(content: str, summary: str) -> tuple[str, bool]:
    """Return the entry's text and whether it is the article.

    Whole is a full-content element of at least 400 characters, or a summary of at least 900, that does not end in
    “…”, “[...]”, “Continue reading” or “Read more”.
    """
    long, short = plain(content), plain(summary)
    text, least = (long, WHOLE_CONTENT) if len(long) >= len(short) and long else (short, WHOLE_SUMMARY)
    return text, len(text) >= least and not _CUT.search(text[-160:])


def _dated(item: Any) -> tuple[datetime | None, date | None]:  # noqa: ANN401
    """Return the moment of publication in UTC, and the day in the zone that the feed gave."""
    for name in ("published", "updated", "created", "date"):
        raw = dict.get(item, name)  # feedparser's own get() warns, and takes one name for another
        if raw:
            parsed = dict.get(item, f"{name}_parsed") or _parsed(str(raw))
            if parsed:
                return _moment(parsed, str(raw))
    return None, None


def _parsed(raw: str) -> Any:  # noqa: ANN401
    try:
        return _parse_date(raw)
    except (ValueError, TypeError, OverflowError):
        return None


def _moment(parsed: Any, raw: str) -> tuple[datetime | None, date | None]:  # noqa: ANN401
    try:
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
        return moment, (moment + _offset(raw)).date()
    except (ValueError, OverflowError, OSError):
        return None, None


def _offset(raw: str) -> timedelta:
    """Return the zone's offset that a date ends with: `+02:00`, `-0500`, `EST`."""
    named = re.search(r"\b([ECMP])([SD])T\s*$", raw)
    if named:
        return timedelta(hours=(named[2] == "D") - 5 - "ECMP".index(named[1]))
    found = re.search(r"([+-])(\d{2}):?(\d{2})\s*$", raw)
    if not found or int(found[2]) > 14:
        return timedelta(0)
    offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return -offset if found[1] == "-" else offset


def _json_feed(body: bytes, feed_id: str, url: str, name: str) -> ParsedFeed:
    """Return the entries of a JSON Feed (version 1 or 1.1)."""
    try:
        feed = json.loads(body.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{name} sent broken JSON.") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise Unreadable(f"{name} sent JSON that is no JSON Feed.")
    base = joined(url, _string(feed, "home_page_url")) or url
    items = [item for item in feed["items"][:MOST_ENTRIES] if isinstance(item, dict)]
    entries = _told_apart([_json_entry(item, feed_id, base) for item in items])
    return ParsedFeed(entries, plain(_string(feed, "title")), base, _string(feed, "language")[:35])


def _json_entry(item: dict[str, Any], feed_id: str, base: str) -> Entry:
    content = _string(item, "content_html") or _string(item, "content_text")
    text, whole = _text_of(content, _string(item, "summary"))
    at, on = _dated({"published": _string(item, "date_published"), "updated": _string(item, "date_modified")})
    link = _string(item, "url") or _string(item, "external_url")
    return Entry(
        feed_id=feed_id,
        guid=str(item.get("id") or ""),
        url=joined(base, link),
        title=plain(_string(item, "title")).replace("\n", " "),
        text=text,
        whole=whole,
        published_at=at,
        published_on=on,
        language=_string(item, "language")[:35],
    )


def _string(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""
