"""Bytes of a feed to entries: RSS 0.9x-2.0, RDF, Atom, JSON Feed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from io import BytesIO
from statistics import median_low
from typing import TYPE_CHECKING, Any

import feedparser
import lxml.etree

from bot.edges.web import fast, guard, rawfeed
from bot.edges.web.answers import number
from bot.edges.web.dates import moment
from bot.edges.web.links import joined, printable, unwrapped
from bot.edges.web.markup import plain
from bot.edges.web.walls import wall
from bot.errors import Unreadable
from bot.ledger.articles import MOST_TEXT
from bot.ledger.identity import host, site, told_apart
from bot.model.news import Entry, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_ENTRIES = 1_000
MOST_TAGS = 250_000  # parsers take up to 20 s and 100 bytes of memory for each byte of empty ones
MOST_ATTRIBUTES = 1_000  # of one element; the forgiving parser's time grows with their square
LARGEST_BROKEN = 250_000  # bytes; the forgiving parser takes some 15 s a megabyte, the other one does not
LONGEST = 1_000  # characters of a headline or a guid
MOST_NAME = 100  # of an outlet's name
WHOLE_CONTENT, WHOLE_SUMMARY = 400, 900  # characters from which a text counts as the article
A_PAGE = "sent a web page, not a feed."
UTF_8 = {"content-type": "application/xml; charset=utf-8"}
_CUT = re.compile(r"(?i)(…|\.\.\.|\[…\]|\[\.\.\.\]|continue reading.{0,80}|read more.{0,80}|full story.{0,40})\W*$")
_ESCAPED = re.compile(r"(?i)<(?:p|div|br|span|strong|em|b|i|a|img|h[1-6]|ul|ol|figure|blockquote)\b[^<>]*>")
_PAGE = re.compile(r"(?i)<(html|head|body)[\s>]")


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
    name, text = host(url), rawfeed.decoded(body, content_type).lstrip("\ufeff \t\r\n")
    if not text:
        raise Unreadable(f"{name} sent an empty answer.")
    if text.startswith("{"):
        return _json_feed(text, feed_id, url, name)
    if re.match(r"(?i)<!doctype html|<html", text):
        raise _web_page(name, body)
    prolog, document = rawfeed.rooted(text)
    if rawfeed.declares_entities(prolog):
        raise Unreadable(f"{name} sent a feed that declares entities of its own; it is not read, for safety.")
    if document.count("<") > MOST_TAGS and rawfeed.tags(document) > MOST_TAGS:
        raise Unreadable(f"{name} sent a feed with more than {MOST_TAGS:,} tags; it is not read.")
    found = _found(document)
    unreadable = _unreadable(text)
    if not found.entries and not found.get("version"):
        if _PAGE.search(text[:20_000]):
            raise _web_page(name, body)
        raise Unreadable(f"{name} sent something that is no feed: {_complaint(found)}.")
    parsed = _feed(found, feed_id, url)
    return replace(parsed, note=f"{parsed.note} {unreadable}".strip())


def _unreadable(text: str) -> str:
    """Return a sentence on bytes that stand for no character, with the line of the first."""
    first = text.find("\ufffd")
    if first < 0:
        return ""
    number = text.count("\ufffd")
    what = "1 sign" if number == 1 else f"{number} signs"
    return f"{what} could not be read (line {text.count(chr(10), 0, first) + 1})."


def _web_page(name: str, body: bytes) -> Unreadable:
    check = wall(body)
    return Unreadable(f"{name} asks for {check}." if check else f"{name} {A_PAGE}")


def _feed(found: Any, feed_id: str, url: str) -> ParsedFeed:  # noqa: ANN401 - all parsers give dictionaries of anything
    about = found.feed
    base = joined(url, str(about.get("link") or "")) or url
    entries, said = _kept(_entry(item, feed_id, base) for item in _newest(found.entries))
    return ParsedFeed(
        entries=entries,
        title=plain(about.get("title") or "")[:LONGEST],
        homepage=base,
        language=(about.get("language") or "").strip()[:35],
        ttl=_ttl(about),
        note=" ".join(filter(None, (_note(found, len(found.entries)), said))),
        hub=_linked(about, "hub", url),
        topic=_linked(about, "self", url),
    )


def _found(document: str) -> Any:  # noqa: ANN401
    """Return what the parsers find: the fast one in usual feeds, the forgiving one, the fast one where that fails."""
    body = document.encode()
    root, broken = _root(body)
    if root is None:
        document = rawfeed.mended(document)
        body = document.encode()
        root, still = _root(body)
        broken = still or broken
    found = _parsed(root, body, document)
    if broken:
        found |= {"broken": broken}
    return found


def _parsed(root: lxml.etree._Element | None, body: bytes, document: str) -> Any:  # noqa: ANN401
    """Return what the parsers find in a document, whose root is None when it is broken."""
    if root is not None and (usual := fast.usual(root, body)):
        return usual
    if root is not None and any(len(each.attrib) > MOST_ATTRIBUTES for each in root.iter("*")):
        return _nothing("an element with thousands of attributes")
    if root is not None or len(body) <= LARGEST_BROKEN:
        found = _forgiven(rawfeed.unsigned(document).encode())
    else:
        found = _forgiven(rawfeed.unsigned(_recovered(body)).encode())
    if not found.entries:
        found = fast.read(body) or found
    if root is None and rawfeed.breaks_off(document):  # the next poll has the last entry whole
        found |= {"entries": found.entries[:-1], "version": found.get("version") or "broken off"}
    return found


def _recovered(body: bytes) -> str:
    """Return what can be read of a large broken document as a sound one."""
    parser = lxml.etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = lxml.etree.fromstring(body, parser)
    except (lxml.etree.XMLSyntaxError, ValueError):
        return ""
    if root is None or any(len(each.attrib) > MOST_ATTRIBUTES for each in root.iter("*")):
        return ""
    return str(lxml.etree.tostring(root, encoding="unicode"))


def _forgiven(body: bytes) -> Any:  # noqa: ANN401
    try:  # as a file: bytes and strings it takes for the name of one, or for an address
        return feedparser.parse(BytesIO(body), response_headers=UTF_8, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # noqa: BLE001 - some bytes are too much for it, in any way
        return _nothing(error)


def _nothing(why: object) -> Any:  # noqa: ANN401
    return feedparser.FeedParserDict(entries=[], feed=feedparser.FeedParserDict(), bozo_exception=why)


def _linked(about: Any, rel: str, url: str) -> str:  # noqa: ANN401
    """Return the address that a feed names for something, or ''."""
    links = (each for each in about.get("links") or () if rel in str(each.get("rel", "")).split())
    return next((joined(url, str(each.get("href") or "")) for each in links), "")


def _newest(items: Sequence[Any]) -> Sequence[Any]:
    """Return the items, the newest 1,000 where there are more: feeds begin with the newest, or end with them."""
    if len(items) <= MOST_ENTRIES:
        return items
    first, last = ([at for at in map(_at, some) if at] for some in (items[:9], items[-9:]))
    later = first and last and median_low(first) < median_low(last)  # one that is pinned there says nothing
    return items[-MOST_ENTRIES:] if later else items[:MOST_ENTRIES]


def _at(item: Any) -> datetime | None:  # noqa: ANN401
    return _dated(item)[0] or _dated({"published": item.get("date_published")})[0]


def _kept(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], str]:
    """Return the entries that say something, each once, and a sentence on the others."""
    came = list(entries)
    saying = [_trimmed(each) for each in came if each.title or each.text]
    kept, repeated = told_apart(saying)
    silent = len(came) - len(saying)
    said = [
        f"{repeated} of {len(came)} entries repeat another by name and headline or time." if repeated else "",
        f"{silent} of {len(came)} entries have neither a headline nor words." if silent else "",
    ]
    return kept, " ".join(filter(None, said))


def _trimmed(entry: Entry) -> Entry:
    """Return an entry of which nothing is longer than what people and databases bear."""
    if max(map(len, (entry.guid, entry.title))) <= LONGEST and max(len(entry.url), len(entry.text)) <= guard.LONGEST:
        return entry
    return replace(
        entry,
        guid=entry.guid if len(entry.guid) <= LONGEST else digest_of(entry.guid),
        url=entry.url if len(entry.url) <= guard.LONGEST else "",
        title=entry.title[:LONGEST],
        text=entry.text[:MOST_TEXT],
    )


def _root(body: bytes) -> tuple[lxml.etree._Element | None, str]:
    """Return the first element of a well-formed document, else what is wrong first and in which line."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return lxml.etree.fromstring(body, parser), ""
    except (lxml.etree.XMLSyntaxError, ValueError) as error:
        said = str(getattr(error, "msg", "") or "it is broken").partition(", line ")[0]
        return None, f"{printable(said, 100)} (line {getattr(error, 'lineno', 0) or 1})"


def _complaint(found: Any) -> str:  # noqa: ANN401
    said = str(found.get("bozo_exception") or "no entries").splitlines() or ["no entries"]
    return printable(re.sub(r"^<unknown>:\d+:\d+: ", "", said[0]), 100).rstrip(".")


def _note(found: Any, number: int) -> str:  # noqa: ANN401
    said = found.get("broken") or (_complaint(found) if found.get("bozo") else "")
    return _too_many(number) or (f"Not quite well-formed: {said}." if said else "")


def _too_many(number: int) -> str:
    return f"Only the newest {MOST_ENTRIES:,} of {number:,} entries are read." if number > MOST_ENTRIES else ""


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
    title, outlet = plain(str(item.get("title") or "")).replace("\n", " "), _outlet(item, base)
    url = unwrapped(address := joined(base, link))
    return Entry(
        feed_id=feed_id,
        guid=guid,
        url=url,
        own=url == address,
        title=_without(title, outlet, " - "),
        text=_without(text, outlet, " "),
        whole=whole,
        published_at=at,
        published_on=on,
        language=str(item.get("language") or ""),
        outlet=outlet,
    )


def _outlet(item: Any, base: str) -> str:  # noqa: ANN401
    """Return the outlet that an entry names as its source, where that is another site than the feed's."""
    source = item.get("source") or {}
    if isinstance(source, dict) and (name := source.get("title") or source.get("value")):
        at = joined(base, str(source.get("href") or source.get("url") or source.get("link") or ""))
        return "" if at and site(at) == site(base) else plain(str(name)).replace("\n", " ")[:MOST_NAME]
    return plain(str(item.get("news_source") or "")).replace("\n", " ")[:MOST_NAME]


def _without(text: str, outlet: str, mark: str) -> str:
    """Return a headline or text of an aggregator without the outlet's name that it adds at the end."""
    return text.removesuffix(f"{mark}{outlet}").rstrip() if outlet else text


def _text_of(content: str, summary: str) -> tuple[str, bool]:
    """Return the entry's text and whether it is the article.

    Whole is a full-content element of at least 400 characters, or a summary of at least 900, that does not end in
    “…”, “[...]”, “Continue reading” or “Read more”.
    """
    long, short = _words(content), _words(summary)
    text, least = (long, WHOLE_CONTENT) if len(long) >= len(short) and long else (short, WHOLE_SUMMARY)
    return text, len(text) >= least and not _CUT.search(text[-160:])


def _words(markup: str) -> str:
    """Return the text of a piece of HTML, also of one that was escaped once more than it should be."""
    text = plain(markup)
    return plain(text) if _ESCAPED.match(text) else text


def _dated(item: Any) -> tuple[datetime | None, date | None]:  # noqa: ANN401
    """Return the moment of publication in UTC, and the day in the zone that the feed gave."""
    for name in ("published", "updated", "created", "date"):
        raw = dict.get(item, name)  # feedparser's own get() warns, and takes one name for another
        if raw and (found := moment(str(raw)))[0]:
            return found
    return None, None


def _json_feed(text: str, feed_id: str, url: str, name: str) -> ParsedFeed:
    """Return the entries of a JSON Feed (version 1 or 1.1)."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{name} sent broken JSON.") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise Unreadable(f"{name} sent JSON that is no JSON Feed.")
    base = joined(url, _string(feed, "home_page_url")) or url
    items = [item for item in feed["items"] if isinstance(item, dict)]
    entries, said = _kept(_json_entry(item, feed_id, base) for item in _newest(items))
    return ParsedFeed(
        entries,
        plain(_string(feed, "title"))[:LONGEST],
        base,
        _string(feed, "language")[:35],
        note=" ".join(filter(None, (_too_many(len(items)), said))),
    )


def _json_entry(item: dict[str, Any], feed_id: str, base: str) -> Entry:
    content = _string(item, "content_html") or _string(item, "content_text")
    text, whole = _text_of(content, _string(item, "summary"))
    at, on = _dated({"published": _string(item, "date_published"), "updated": _string(item, "date_modified")})
    link = _string(item, "url") or _string(item, "external_url")
    return Entry(
        feed_id=feed_id,
        guid=str(item.get("id") or ""),
        url=unwrapped(joined(base, link)),
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
