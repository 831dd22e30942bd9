"""Bytes of a web page to its text and what it says of itself."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import lxml.etree
import lxml.html

from bot.edges.web.links import joined, printable
from bot.edges.web.markup import plain
from bot.edges.web.walls import wall
from bot.errors import Forbidden, Unreadable
from bot.ledger.identity import host
from bot.model.news import Completeness, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

_WALL = re.compile(
    r"(?i)subscribe to (continue|read)|subscribers only|already a subscriber|log in to (continue|read)|"
    r"register to (continue|read)|to continue reading|this article is for subscribers"
)
MOST_ELEMENTS = 30_000  # several times what news pages have; extraction takes about 0.1 ms for each
SHORT = 600  # characters under which a page counts as a teaser
_CHARSET = re.compile(r"(?i)charset\s*=\s*[\"']?([\w:.-]{2,30})")
_TEXT_CODECS = re.compile(  # never those of Python's codecs that are no encodings of web pages
    r"(?i)utf-?(8|16)(-?[lb]e)?|iso-?8859-\d+|windows-\d+|cp\d+|gb\w+|big5|euc-?\w+|shift[_-]?jis|koi8-?[ru]|tis-?620"
)
_WESTERN = {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii", "windows-1252"}  # as browsers read them
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_page(body: bytes, url: str, content_type: str) -> Page:
    """Return a page's text, paragraphs parted by a blank line; raises Unreadable or Forbidden that says what came."""
    name = host(url)
    kind = content_type.split(";", maxsplit=1)[0].strip().lower()
    if body[:5] == b"%PDF-":
        raise Unreadable(f"{name} sent a PDF; only web pages are read.")
    if kind and not kind.startswith(("text/", "application/xhtml", "application/xml")):
        raise Unreadable(f"{name} sent {printable(kind, 40)}, not a web page.")
    markup = decoded(body, content_type)
    tree = _tree(markup, name)
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise Unreadable(f"{name} sent a page of more than {MOST_ELEMENTS:,} elements, not read.")
    text = _text(markup)
    if check := wall(body, text):
        raise Forbidden(f"{name} asks for {check}.")
    at, on = _dates(tree)
    return Page(
        url=_canonical(tree, url),
        title=_meta(tree, "og:title") or plain(_first(tree, "//h1")) or plain(_first(tree, "//title")),
        text=text,
        outlet=_meta(tree, "og:site_name"),
        language=(tree.get("lang") or "").strip()[:35],
        published_at=at,
        published_on=on,
        completeness=_completeness(tree, text),
    )


def decoded(body: bytes, content_type: str) -> str:
    """Return a page's characters: by the encoding it names if that is true, else UTF-8, else Western European."""
    for mark, codec in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if body.startswith(mark):
            return body.decode(codec, errors="replace")
    declared = _CHARSET.findall(content_type) + _CHARSET.findall(body[:2048].decode("ascii", errors="replace"))
    wanted = ["cp1252" if codec.lower() in _WESTERN else codec for codec in (*declared, "utf-8")]
    for codec in filter(_TEXT_CODECS.fullmatch, wanted):
        try:
            return body.decode(codec)
        except (LookupError, ValueError):
            continue
    return body.decode("cp1252", errors="replace")


def _tree(markup: str, name: str) -> lxml.html.HtmlElement:
    try:
        clean = _DECLARATION.sub("", markup.replace("\x00", ""))
        return lxml.html.document_fromstring(clean if clean.strip() else "<html></html>")
    except (lxml.etree.LxmlError, ValueError) as error:
        raise Unreadable(f"{name} sent a page that cannot be read.") from error


def _text(markup: str) -> str:
    """Return the article in the page; words that the extractor gives twice are given once."""
    import trafilatura  # half a second that a command without pages need not wait

    found = trafilatura.extract(
        markup, include_comments=False, include_tables=False, favor_precision=False, deduplicate=False
    )
    lines = [_CONTROLS.sub("", line).strip() for line in (found or "").split("\n")]
    kept = [line for line in lines if line]
    half = len(kept) // 2
    if half and len(kept) % 2 == 0 and kept[:half] == kept[half:]:  # adbar/trafilatura#660
        kept = kept[:half]
    return "\n\n".join(kept)


def _first(tree: lxml.html.HtmlElement, path: str) -> str:
    found = tree.xpath(path)
    return found[0].text_content() if found else ""


def _meta(tree: lxml.html.HtmlElement, name: str) -> str:
    found = tree.xpath("//meta[@property=$name or @name=$name]/@content", name=name)
    return plain(found[0]).replace("\n", " ") if found else ""


def _canonical(tree: lxml.html.HtmlElement, url: str) -> str:
    """Return the address that the page names as its own, if it is on the same site."""
    found = tree.xpath("//link[@rel='canonical']/@href")
    own = joined(url, found[0]) if found else ""
    return own if own and host(own) == host(url) else url


def _linked_data(tree: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield every object of the page's JSON-LD."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            waiting: list[Any] = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            each = waiting.pop()
            if isinstance(each, list):
                waiting.extend(each)
            elif isinstance(each, dict):
                yield each
                waiting.extend(value for value in each.values() if isinstance(value, list | dict))


def _dates(tree: lxml.html.HtmlElement) -> tuple[datetime | None, date | None]:
    """Return when the page was published: the moment in UTC when it gives a zone, else only the day."""
    said = [each["datePublished"] for each in _linked_data(tree) if isinstance(each.get("datePublished"), str)]
    said += [value for name in ("article:published_time", "date", "dc.date") if (value := _meta(tree, name))]
    said += tree.xpath("//article//time/@datetime") or tree.xpath("//time/@datetime")
    for value in said:
        try:
            moment = datetime.fromisoformat(value.strip())
            return (moment.astimezone(UTC) if moment.tzinfo else None), moment.date()
        except (ValueError, OverflowError):
            continue
    return None, None


def _completeness(tree: lxml.html.HtmlElement, text: str) -> Completeness:
    """Say whether the text is the article, a teaser, or what stands before a paywall."""
    closed = any(str(each.get("isAccessibleForFree", "")).lower() == "false" for each in _linked_data(tree))
    if closed or (len(text) < 4 * SHORT and _WALL.search(tree.text_content()[-20_000:])):
        return Completeness.PAYWALL
    return Completeness.TEASER if len(text) < SHORT else Completeness.WHOLE
