"""Take fastfeedparser's answer where it is known to be feedparser's, or where feedparser has none."""

from __future__ import annotations

import re
from typing import Any

import fastfeedparser
import feedparser
import lxml.etree

_BASE = re.compile(rb"[\s:]base\s*=")  # feedparser joins ids to it
_TWICE = re.compile(
    rb"\xc3[\x82-\xb4]\xc2[\x80-\xbf]"
)  # UTF-8 that was taken for Latin-1 and encoded anew; feedparser repairs it
_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_HTML = "alternate", "text/html"  # what a link to a page says of itself, if it says anything
_MEDIA = "{http://search.yahoo.com/mrss/}"
_READ = {  # what both parsers read alike, where an entry says it once
    "item": {
        **{name: name for name in ("title", "link", "description", "published", "updated")},
        "guid": "id",
        "pubDate": "published",
        f"{_DC}date": "updated",
        f"{_MEDIA}title": "title",
        f"{_MEDIA}description": "description",
        "{http://purl.org/rss/1.0/modules/content/}encoded": "content",
    },
    f"{_ATOM}entry": {
        **{f"{_ATOM}{name}": name for name in ("title", "link", "id", "published", "updated", "content")},
        f"{_ATOM}summary": "description",
    },
}
_ELSEWHERE = frozenset(  # names under which feedparser knows such things in other vocabularies, too
    "title link guid id description summary subtitle tagline abstract body content encoded fullitem language "
    "pubdate published updated issued created modified lastbuilddate date".split()
)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(body: bytes) -> Any:  # noqa: ANN401 - both parsers give dictionaries of anything
    """Return what fastfeedparser finds, in feedparser's shape, or None."""
    try:
        found = fastfeedparser.parse(body)
    except Exception:  # noqa: BLE001 - a second opinion may fail in any way; the first one's answer stands
        return None
    if not found.entries:
        return None
    return feedparser.FeedParserDict(entries=found.entries, feed=dict(found.feed), version="other", bozo=False)


def usual(root: lxml.etree._Element, body: bytes) -> Any:  # noqa: ANN401
    """Return what fastfeedparser finds in RSS and Atom whose entries are usual, each with a page and words; else None.

    It takes a tenth of feedparser's time. Ids and dates are taken from the elements: as they stand there, like
    feedparser's, so that an entry stays the same whoever read it.
    """
    about = root if root.tag == f"{_ATOM}feed" else root.find("channel") if root.tag == "rss" else None
    if about is None or about.find(f"{_DC}language") is not None or _TWICE.search(body):
        return None
    said = [_said(each) for each in about.iterchildren("item", f"{_ATOM}entry")]
    joined = (
        b"base" in body and _BASE.search(body) and not all(each.get("id", "http").startswith("http") for each in said)
    )
    found = read(body) if all(said) and not joined else None
    if not found or len(found.entries) != len(said):
        return None
    for entry, own, item in zip(found.entries, said, about.iterchildren("item", f"{_ATOM}entry"), strict=True):
        if film := own.get("film"):
            entry["description"] = film
        words = own.get("description") or own.get("content") or film
        if not entry.get("title") or entry.get("link") != own["link"] or bool(entry.get("description")) != bool(words):
            return None
        entry |= {name: own.get(name) for name in ("id", "published", "updated")}
        source = item.find("source")
        entry["source"] = {} if source is None else {"title": source.text, "href": source.get("url")}
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
        name = _READ[item.tag].get(each.tag, "")
        if each.tag == f"{_ATOM}link" and (each.get("rel", _HTML[0]), each.get("type", _HTML[1])) != _HTML:
            continue
        if name in said or (name and len(each)) or not (name or _ELSEWHERE.isdisjoint(_names(each))):
            return {}
        if name:
            said[name] = (each.text or each.get("href") or "").strip()
    if not said.get("description") and (films := item.findall(f".//{_MEDIA}description")):
        if {"description", "content"} & said.keys() or films != item.findall(f"{_MEDIA}group/{_MEDIA}description")[:1]:
            return {}
        said["film"] = (films[0].text or "").strip()
    return said if said.get("link", "").startswith(("http://", "https://")) else {}


def _names(element: lxml.etree._Element) -> set[str]:
    """Return the names in an element, but not those of pictures: their captions are not the entry's words."""
    return {each.tag.rpartition("}")[2].lower() for each in element.iter("{*}*") if not each.tag.startswith(_MEDIA)}
