"""Lists of feeds as OPML 2.0."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import lxml.etree
from lxml.builder import E

from bot.edges.web import guard
from bot.edges.web.links import printable
from bot.errors import BadLink, BadSetting
from bot.ledger.identity import canonical_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.news import Feed

MOST_BYTES = 5_000_000


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
    """Return the feeds of a list, folders flattened, each address once; raises BadSetting for what is no OPML."""
    if len(body) > MOST_BYTES:
        raise BadSetting(f"The list is larger than {MOST_BYTES / 1e6:g} MB, not read.")
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = lxml.etree.fromstring(body, parser)
    except lxml.etree.XMLSyntaxError as error:
        said = printable((error.msg or "it is broken").partition(", line ")[0], 120)
        raise BadSetting(f"That is no OPML list: {said} (line {error.lineno or 1}).") from error
    if root is None or lxml.etree.QName(root).localname.lower() != "opml":
        raise BadSetting("That is no OPML list: its outermost element is not <opml>.")
    outlines = [_attributes(node) for node in root.iter("{*}outline")]
    return _sorted_out([each for each in outlines if each.get("xmlurl", "").strip()], allowed)


def _attributes(node: lxml.etree._Element) -> dict[str, str]:
    """Return an element's attributes, names in lower case: exporters do not agree on theirs."""
    return {str(name).lower(): str(value) for name, value in node.attrib.items()}


def _sorted_out(nodes: list[dict[str, str]], allowed: Sequence[str]) -> OpmlList:
    feeds: dict[str, Outline] = {}
    bad: list[str] = []
    for node in nodes:
        url = node["xmlurl"].strip()
        try:
            guard.checked(url, allowed)
        except BadLink:
            bad.append(url)
            continue
        title = (node.get("title") or node.get("text") or "").strip()
        feeds.setdefault(canonical_url(url), Outline(url, title, node.get("language", "")))
    return OpmlList(tuple(feeds.values()), tuple(bad), len(nodes) - len(feeds) - len(bad))


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


class OpmlLists:
    """Read and write lists of feeds for the commands."""

    def __init__(self, allowed: Sequence[str] = ()) -> None:
        """Take the host:port pairs that may be in a list although not public."""
        self._allowed = allowed

    def read(self, body: bytes) -> OpmlList:
        """Return the feeds of an OPML list, or of addresses one a line; raises BadSetting."""
        if body.lstrip()[:1] == b"<":
            return read_opml(body, self._allowed)
        lines = body.decode("utf-8", "replace").splitlines()
        return _sorted_out([{"xmlurl": line} for line in lines if line.strip()], self._allowed)

    def write(self, feeds: Sequence[Feed], now: datetime) -> bytes:
        """Return the feeds as a list."""
        return write_opml(feeds, now)
