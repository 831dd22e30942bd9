"""Lists of feeds as OPML 2.0."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import lxml.etree
from lxml.builder import E

from bot.edges.web import answers, guard, rawfeed
from bot.edges.web.links import printable
from bot.errors import BadLink, BadSetting, Unreadable
from bot.ledger.identity import canonical_url, web

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.news import Feed

MOST_BYTES = 5_000_000
MOST_SHOWN = 80  # characters of what cannot be used
LISTS = {"opml", "html", "dl", "body"}  # bookmarks of browsers name feeds, too
_SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}
_DECLARATION = re.compile(r"^<\?xml[^>]*\?>")
_ADDRESS = re.compile(r"(?i)((?:(?:feed|rss):)?(?:https?|feed)://[^\s\"'<>,;|]{3,})")
_TITLE = re.compile(r'[,\t;]"?([^",\t;]{1,200})|"~([^"]{1,200})"')


@dataclass(frozen=True, slots=True)
class Outline:
    """Name a feed in a list."""

    url: str
    title: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class OpmlList:
    """Hold the usable feeds of a list, and the addresses that are none."""

    feeds: tuple[Outline, ...]
    bad: tuple[str, ...] = ()
    doubled: int = 0


def read_opml(body: bytes, allowed: Sequence[str] = ()) -> OpmlList:
    """Return the feeds of a list, folders flattened, each address once; raises BadSetting for what is no OPML.

    Where it is broken the rest is read, and the line is named.
    """
    text = rawfeed.mended(rawfeed.decoded(body, "").lstrip("\ufeff \t\r\n"))
    root, broken = _root(_DECLARATION.sub("", text).encode())
    kind = "" if root is None else _kind(root)
    if root is None or kind not in LISTS:
        raise BadSetting(f"That is no list of feeds: {broken or 'its outermost element is not <opml>'}.")
    named = _naming(root)
    if not named and broken:  # browsers read what no XML parser does: marks within marks
        from lxml.html import HTMLParser, document_fromstring

        named = _naming(document_fromstring(text.encode(), HTMLParser(encoding="utf-8")))
    if not named and (broken or kind != "opml"):
        raise BadSetting(f"That is no list of feeds: {broken or 'its outermost element is not <opml>'}.")
    if not named and next(root.iter("{*}outline"), None) is not None:
        raise BadSetting("That is no list of feeds: nothing in it has the address of one (xmlUrl).")
    return _sorted_out(named, allowed, (broken,) if broken else ())


def _naming(root: lxml.etree._Element) -> list[dict[str, str]]:
    """Return the attributes of each element that names a feed."""
    nodes = [_attributes(node) for node in root.iter("*")]
    for each in nodes:
        if each.get("type", "").lower() in {"rss", "atom", "feed"}:
            each.setdefault("xmlurl", each.get("url", ""))
    return [each for each in nodes if each.get("xmlurl", "").strip() or each.get("feedurl", "").strip()]


def _root(body: bytes) -> tuple[lxml.etree._Element | None, str]:
    """Return a document's first element, and what is wrong with it first and in which line, if anything is."""
    strict = lxml.etree.XMLParser(**_SAFE)
    try:
        return lxml.etree.fromstring(body, strict), ""
    except (lxml.etree.XMLSyntaxError, ValueError) as error:
        what = printable((getattr(error, "msg", "") or "it is broken").partition(", line ")[0], 120)
        said = f"{what} (line {getattr(error, 'lineno', 0) or 1})"
    try:
        return lxml.etree.fromstring(body, lxml.etree.XMLParser(recover=True, **_SAFE)), said
    except (lxml.etree.XMLSyntaxError, ValueError):
        return None, said


def _kind(root: lxml.etree._Element) -> str:
    """Return an element's name in lower case, without its namespace or a prefix that nothing declares."""
    return re.split("[}:]", str(root.tag))[-1].lower()  # QName refuses what the recovering parser lets through


def _attributes(node: lxml.etree._Element) -> dict[str, str]:
    """Return an element's attributes, names in lower case: exporters do not agree on theirs."""
    return {str(name).lower(): str(value) for name, value in node.attrib.items()}


def _sorted_out(nodes: list[dict[str, str]], allowed: Sequence[str], broken: tuple[str, ...] = ()) -> OpmlList:
    feeds: dict[str, Outline] = {}
    bad: list[str] = []
    for node in nodes:
        url = web(node.get("xmlurl") or node.get("feedurl") or "")
        try:
            guard.checked(url, allowed)
        except BadLink:
            bad.append(printable(url, MOST_SHOWN))
            continue
        title = (node.get("title") or node.get("text") or "").strip()
        feeds.setdefault(canonical_url(url), Outline(url, title, node.get("language", "")))
    return OpmlList(tuple(feeds.values()), (*bad, *broken), len(nodes) - len(feeds) - len(bad))


def read_lines(text: str, allowed: Sequence[str] = ()) -> OpmlList:
    """Return the feeds of a list with an address in each line, as other programs keep them; raises BadSetting.

    Newsboat's tags and names, columns parted by commas or tabs, and lines that begin with # are known.
    """
    named, bad = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith(("#", "query:", '"query:')):
            continue
        if found := _ADDRESS.search(line):
            title = _TITLE.search(line, found.end())
            url = found[1].removesuffix(")") if line[: found.start()].endswith("](") else found[1]
            named.append({"xmlurl": url, "title": (title[1] or title[2]) if title else ""})
        else:
            bad.append(f"line {number}: {printable(line, MOST_SHOWN)}")
    read = _sorted_out(named, allowed)
    if not read.feeds:
        raise BadSetting("That is no list of feeds: there is no address of the web in it.")
    return OpmlList(read.feeds, (*read.bad, *bad), read.doubled)


def read_json(text: str, allowed: Sequence[str] = ()) -> OpmlList:
    """Return the feeds of a list in JSON, wherever an object names the address of one; raises BadSetting."""
    try:
        waiting: list[Any] = [json.loads(text)]
    except (ValueError, RecursionError) as error:
        raise BadSetting("That is no list of feeds: its JSON is broken.") from error
    named = []
    while waiting:
        each = waiting.pop(0)
        within = each if isinstance(each, list) else each.values() if isinstance(each, dict) else ()
        waiting[:0] = [inner for inner in within if isinstance(each, list) or not isinstance(inner, str)]
        if isinstance(each, str) and _ADDRESS.fullmatch(each.strip()):
            named.append({"xmlurl": each.strip()})
        if isinstance(each, dict):
            said = {str(name).lower().replace("_", ""): value for name, value in each.items() if isinstance(value, str)}
            if url := said.get("feedurl") or said.get("xmlurl"):
                named.append({"xmlurl": url, "title": said.get("title", "")})
    if not named:
        raise BadSetting("That is no list of feeds: nothing in it is the address of one (feed_url).")
    return _sorted_out(named, allowed)


def write_opml(feeds: Sequence[Feed], now: datetime) -> bytes:
    """Return the feeds as an OPML 2.0 list."""
    outlines = [
        E.outline(
            type="rss",
            text=clean(f.title or f.url),
            title=clean(f.title or f.url),
            xmlUrl=clean(f.url),
            htmlUrl=clean(f.homepage),
        )
        for f in feeds
    ]
    created = now.strftime("%a, %d %b %Y %H:%M:%S +0000")
    tree = E.opml(E.head(E.title("On Record: feeds"), E.dateCreated(created)), E.body(*outlines), version="2.0")
    return bytes(lxml.etree.tostring(tree, xml_declaration=True, encoding="utf-8", pretty_print=True))


def clean(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return "".join(
        c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff")
    )


def _unzipped(body: bytes) -> bytes:
    """Return the list in a zip archive, as some programs export theirs; anything else as it is."""
    if not body.startswith(b"PK\x03\x04"):
        return body
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            names = [each for each in archive.namelist() if each.lower().endswith((".opml", ".xml"))]
            lists = [each for each in names if each.lower().endswith(".opml")] or names
            with archive.open(lists[0]) as packed:
                read = packed.read(MOST_BYTES + 1)
    except (
        zipfile.BadZipFile,
        IndexError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        OSError,
        zlib.error,
    ) as error:
        raise BadSetting("That is no list of feeds: it is an archive without one.") from error
    if len(read) > MOST_BYTES:
        raise BadSetting(f"The list is larger than {MOST_BYTES / 1e6:g} MB, not read.")
    return read


class OpmlLists:
    """Read and write lists of feeds for the commands."""

    def __init__(self, allowed: Sequence[str] = ()) -> None:
        """Take the host:port pairs that may be in a list although not public."""
        self._allowed = allowed

    def read(self, body: bytes) -> OpmlList:
        """Return the feeds of a list: OPML, JSON, or addresses one a line, packed or not; raises BadSetting."""
        if len(body) > MOST_BYTES:
            raise BadSetting(f"The list is larger than {MOST_BYTES / 1e6:g} MB, not read.")
        try:
            text = rawfeed.decoded(_unzipped(answers.opened(body, MOST_BYTES, "The file")), "")
            text = text.lstrip("\ufeff \t\r\n")
        except Unreadable as error:
            raise BadSetting(str(error)) from error
        if text.startswith("<"):
            return read_opml(text.encode(), self._allowed)
        return read_json(text, self._allowed) if text[:1] in {"[", "{"} else read_lines(text, self._allowed)

    def write(self, feeds: Sequence[Feed], now: datetime) -> bytes:
        """Return the feeds as a list."""
        return write_opml(feeds, now)
