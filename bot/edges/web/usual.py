"""Read the usual feeds fast: well-formed RSS 2.0 and Atom in UTF-8 whose entries hold plain elements.

Most feeds are such. Whatever is not quite usual is left to feedparser, which takes some ten times as long. Where both
read a feed they agree, but for what feedparser takes for the article's words or markup: captions of pictures, and tags
that the text only shows (`&lt;name&gt;`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import lxml.etree

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_RSS_NAMES: Final = {
    "title": "title",
    "link": "link",
    "guid": "id",
    "description": "summary",
    "pubDate": "published",
    f"{_DC}date": "updated",
    _CONTENT: "content",
}
_ATOM_NAMES: Final = {f"{_ATOM}{n}": n for n in ("title", "id", "summary", "published", "updated", "content")}
_CHANNEL_NAMES: Final = {"title", "link", "language", "ttl"}
# Local names under which other vocabularies say what is read here: feedparser knows which of them counts.
_ELSEWHERE: Final = frozenset(
    "title link guid id identifier description summary subtitle tagline encoded body abstract fullitem "
    "pubdate published updated created issued modified lastbuilddate date language".split()
)
_PLAIN_TYPES: Final = {"", "text", "html", "text/plain", "text/html"}
_PAGES: Final = {"text/html", "application/xhtml+xml"}
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']([^\"']{1,40})")
_UTF_8 = re.compile(r"(?i)charset\s*=\s*[\"']?utf-?8\b")
_MEDIA: Final = "{http://search.yahoo.com/mrss/}"
_TWICE = re.compile(r"(?i)&(amp|#0*38|#x0*26);#?\w+;")  # escaped more than once
_SHOWN = re.compile(r"(?i)&(lt|#0*60|#x0*3c);")  # a tag that is shown, if there are tags that are none
_TAG = re.compile(r"</?[a-zA-Z]")
_MOJIBAKE = re.compile("[\x80-\x9f]|[\xc2-\xf4][\xa0-\xbf]")

Item = dict[str, Any]


class _Unusual(ValueError):
    """Leave a feed to feedparser."""


def read(body: bytes, content_type: str) -> Item | None:
    """Return a feed in feedparser's shape, or None for one that is not usual."""
    declared = _DECLARED.match(body.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in {b"utf-8", b"utf8"}:
        return None
    if "charset" in content_type.lower() and not _UTF_8.search(content_type):
        return None
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, encoding="utf-8")
    try:
        root = lxml.etree.fromstring(body, parser)
        found = _rss(root) if root.tag == "rss" else _atom(root) if root.tag == f"{_ATOM}feed" else None
        return None if found and b"xml:base" in body and not _absolute(found) else found
    except (lxml.etree.XMLSyntaxError, ValueError):
        return None


def _absolute(found: Item) -> bool:
    """Say whether every address is whole, so that it does not matter what it would be joined to."""
    links = [each.get("link", "") for each in (found["feed"], *found["entries"])]
    return all(not link or link.startswith(("http://", "https://")) for link in links)


def _rss(root: lxml.etree._Element) -> Item:
    if [each.tag for each in root] != ["channel"]:
        raise _Unusual("not one channel")
    feed: Item = {"language": root.get(_LANG) or "", "links": []}
    for each in _elements(root[0]):
        if each.tag in _CHANNEL_NAMES:
            feed[each.tag] = _words(each)
        elif each.tag == f"{_ATOM}link" and each.get("rel", "alternate") != "alternate":
            feed["links"].append(dict(each.attrib))
        elif each.tag in {f"{_ATOM}link", f"{_DC}language", f"{_DC}title"}:
            raise _Unusual(each.tag)
    return {"feed": feed, "entries": [_rss_item(each) for each in root[0].iterchildren("item")], "version": "rss20"}


def _rss_item(item: lxml.etree._Element) -> Item:
    found = _found(item, _RSS_NAMES)
    guid = item.find("guid")
    if guid is not None and "link" not in found and guid.get("isPermaLink", "true") == "true":
        found["link"] = found["id"]
    return found


def _atom(root: lxml.etree._Element) -> Item:
    links = [dict(each.attrib) for each in root.iterchildren(f"{_ATOM}link")]
    feed: Item = {"language": root.get(_LANG) or "", "links": links, "link": _alternate(links)}
    titles = [_words(each) for each in root.iterchildren(f"{_ATOM}title")]
    feed["title"] = titles[-1] if titles else ""
    return {"feed": feed, "entries": [_atom_entry(each) for each in root.iterchildren(f"{_ATOM}entry")], "version": "a"}


def _atom_entry(entry: lxml.etree._Element) -> Item:
    found = _found(entry, _ATOM_NAMES)
    found["link"] = _alternate([each.attrib for each in entry.iterchildren(f"{_ATOM}link")]) or found.get("id", "")
    return found


def _found(item: lxml.etree._Element, names: Mapping[str, str]) -> Item:
    """Return what an entry's own elements say; raises for one that says a thing twice, or in other vocabularies too."""
    found: Item = {}
    media = not any(item.find(tag) is not None for tag, name in names.items() if name in {"summary", "content"})
    if media and item.tag != "item" and len(about := list(item.iter(f"{_MEDIA}description"))) == 1:
        found["summary"], media = _words(about[0]), False  # a film has no other words
    own = [*names, f"{_ATOM}link"] if item.tag != "item" else names
    for each in _elements(item):
        name = names.get(each.tag)
        if name is None:
            if each.tag not in own and any(_told_elsewhere(inner, media) for inner in each.iter()):
                raise _Unusual(each.tag)
        elif name in found or each.get("type", "") not in _PLAIN_TYPES or each.get("src"):
            raise _Unusual(each.tag)
        else:
            found[name] = [{"value": _words(each)}] if name == "content" else _words(each)
    return found


def _elements(parent: lxml.etree._Element) -> Iterator[lxml.etree._Element]:
    """Yield the elements of an element: no comments, no instructions."""
    return (each for each in parent if isinstance(each.tag, str))


def _told_elsewhere(element: lxml.etree._Element, media: bool) -> bool:
    """Say whether an element may say what is read here in another vocabulary; `media` is where pictures' may."""
    tag = element.tag
    if not isinstance(tag, str) or (not media and tag.startswith(_MEDIA)):
        return False
    return tag.rpartition("}")[2].lower() in _ELSEWHERE


def _words(element: lxml.etree._Element) -> str:
    """Return an element's text; raises for markup inside it, and for text that was encoded or escaped twice."""
    text = (element.text or "").strip()
    escaped_twice = _TWICE.search(text) or (_SHOWN.search(text) and not _TAG.search(text))
    if len(element) or escaped_twice or _MOJIBAKE.search(text):
        raise _Unusual(element.tag)
    return text


def _alternate(links: list[Any]) -> str:
    """Return the address of the page that a list of links names; raises for one that leads nowhere."""
    pages = (each for each in links if each.get("rel", "alternate") == "alternate")
    hrefs = [each.get("href", "") for each in pages if each.get("type", "text/html") in _PAGES]
    if not all(href.strip() for href in hrefs):
        raise _Unusual("link")
    return str(hrefs[-1]).strip() if hrefs else ""
