"""Bytes of a web page to its text and what it says of itself."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import lxml.etree
import lxml.html

from bot.edges.web.beside import cleared
from bot.edges.web.encodings import codec, mostly_utf_8
from bot.edges.web.links import joined, printable
from bot.edges.web.markup import plain, visible
from bot.edges.web.metadata import linked_data, own_data, published
from bot.edges.web.pdf import read_pdf
from bot.edges.web.rawfeed import CHARSET
from bot.edges.web.walls import wall
from bot.errors import Forbidden, Unreadable
from bot.ledger.identity import canonical_url, host, site
from bot.ledger.words import fold_words
from bot.model.news import Completeness, Page

if TYPE_CHECKING:
    from typing import Any

_WALL = re.compile(
    r"(?i)subscribe to (continue|read)|subscribers only|already a subscriber|log in to (continue|read)|"
    r"register to (continue|read)|to continue reading|this article is for subscribers"
)
_REFRESH = re.compile(r"(?is)\s*(\d{1,3})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?(\S.*?)\s*")
MOST_OF_A_DOOR = 100_000  # bytes of a page that only sends on
AT_ONCE = 5  # seconds
MOST_ELEMENTS = 30_000  # several times what news pages have; extraction takes about 0.1 ms for each
PDF = b"%PDF-"  # how one begins
_QUOTES = re.compile(r"[\"“”„«»‘]")
_MARKUP = re.compile(r"(?i)<(?:html|body|p|div|br|!doctype)\b")
SHORT = 600  # characters under which a page counts as a teaser
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_page(body: bytes, url: str, content_type: str) -> Page:
    """Return a page's text, paragraphs parted by a blank line; raises Unreadable or Forbidden that says what came."""
    name = host(url)
    kind = content_type.split(";", maxsplit=1)[0].strip().lower()
    if body.startswith(PDF):
        return read_pdf(body, url, name)
    if kind and not kind.startswith(("text/", "application/xhtml", "application/xml")):
        raise Unreadable(f"{name} sent {printable(kind, 40)}, not a web page.")
    markup = decoded(body, content_type)
    if kind == "text/plain" and not _MARKUP.search(markup):
        return Page(url, "", _CONTROLS.sub("", markup))
    tree = _tree(markup, name)
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise Unreadable(f"{name} sent a page of more than {MOST_ELEMENTS:,} elements, not read.")
    text = _text(cleared(_tree(markup, name)))
    if check := wall(body, text):
        raise Forbidden(f"{name} asks for {check}.")
    url, title = _canonical(tree, url), _title(tree)
    text = _below(title, text)
    own = own_data(tree, url, title)
    at, on = published(tree, own, url)
    return Page(
        url=url,
        title=title,
        text=text,
        outlet=_meta(tree, "og:site_name"),
        language=(tree.get("lang") or "").strip()[:35],
        published_at=at,
        published_on=on,
        completeness=_completeness(tree, text, own),
    )


def read_file(body: bytes, name: str) -> Page:
    """Return a file's text: of a PDF, of a saved page, else as it stands; raises Unreadable."""
    if body.startswith(PDF):
        return read_pdf(body, "", name)
    if name.lower().endswith((".html", ".htm", ".xhtml")):
        return replace(read_page(body, f"https://{name}", "text/html"), url="", completeness=Completeness.WHOLE)
    return Page("", name, decoded(body, ""))


def sends_on(body: bytes, url: str) -> str:
    """Return where a page that does nothing else sends its reader at once (meta refresh), or ''."""
    if len(body) > MOST_OF_A_DOOR or b"refresh" not in body[:MOST_OF_A_DOOR].lower():
        return ""
    try:
        tree = lxml.html.document_fromstring(body)
    except (lxml.etree.LxmlError, ValueError):
        return ""
    if len(str(tree.text_content())) > SHORT:
        return ""
    for each in tree.iter("meta"):
        said = _REFRESH.fullmatch(each.get("content") or "")
        if (each.get("http-equiv") or "").lower() == "refresh" and said and int(said[1]) <= AT_ONCE:
            place = joined(url, said[2].strip("'\" "))
            return place if canonical_url(place) != canonical_url(url) else ""
    return ""


def _below(title: str, text: str) -> str:
    """Return the text without a headline that quotes: nobody says it, and what it quotes stands below."""
    first, _, rest = text.partition("\n\n")
    quotes = title and _QUOTES.search(first) and fold_words(first) == fold_words(title)
    return rest if quotes and rest else text


def _title(tree: lxml.html.HtmlElement) -> str:
    return _meta(tree, "og:title") or plain(_first(tree, "//h1")) or plain(_first(tree, "//title"))


def decoded(body: bytes, content_type: str) -> str:
    """Return a page's characters: by the encoding it names if that is true, else UTF-8, else Western European."""
    for mark, wide in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if body.startswith(mark):
            return body.decode(wide, errors="replace")
    declared = CHARSET.findall(content_type) + CHARSET.findall(body[:2048].decode("ascii", errors="replace"))
    for named in filter(None, map(codec, (*declared, "utf-8"))):
        try:
            return body.decode(named)
        except ValueError:
            continue
    return mostly_utf_8(body) or body.decode("cp1252", errors="replace")


def _tree(markup: str, name: str) -> lxml.html.HtmlElement:
    try:
        clean = _DECLARATION.sub("", markup.replace("\x00", ""))
        return lxml.html.document_fromstring(clean if clean.strip() else "<html></html>")
    except (lxml.etree.LxmlError, ValueError) as error:
        raise Unreadable(f"{name} sent a page that cannot be read.") from error


def _text(tree: lxml.html.HtmlElement) -> str:
    """Return the article in the page; words that the extractor gives twice are given once."""
    import trafilatura  # half a second that a command without pages need not wait

    markup = lxml.html.tostring(tree, encoding="unicode")  # it reads trees less well than what they are written from
    found = trafilatura.extract(
        markup, include_comments=False, include_tables=False, favor_precision=False, deduplicate=False
    )
    found = visible(found or "")
    lines = [_CONTROLS.sub("", line).strip() for line in found.split("\n")]
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
    return own if own and (host(own) == host(url) or site(own) == site(url)) else url


def _completeness(tree: lxml.html.HtmlElement, text: str, own: list[dict[str, Any]]) -> Completeness:
    """Say whether the text is the article, a teaser, or what stands before a paywall."""
    closed = any(str(each.get("isAccessibleForFree", "")).lower() == "false" for each in own or linked_data(tree))
    if closed or (len(text) < 4 * SHORT and _WALL.search(tree.text_content()[-20_000:])):
        return Completeness.PAYWALL
    return Completeness.TEASER if len(text) < SHORT else Completeness.WHOLE
