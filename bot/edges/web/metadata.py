"""What a page says of itself in data for programs: which article it is, and when it was published."""

from __future__ import annotations

import json
import re
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Any

from bot.edges.web.dates import moment, zoned
from bot.edges.web.links import joined
from bot.ledger.identity import canonical_url
from bot.ledger.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    import lxml.html

MOST_TIMES = 50  # elements that give a time and are looked at; more are lists of stories
MOST_OBJECTS = 1_000  # of one script, and of a page
_ARTICLE = re.compile(r"Article|BlogPosting|Report|NewsItem|SocialMediaPosting|Review\b|WebPage")
_WRAPPED = ("<!--", "-->", "//", "/*", "*/", "<![CDATA[", "]]>")  # what templates put around a script
_COMMA = re.compile(r",(\s*[\]}])")
_DATED = """
article:published_time og:article:published_time og:published_time article:published article.published published_time
datepublished rnews:datepublished parsely-pub-date sailthru.date pubdate bt:pubdate publishdate publish-date
publish_date publication_date publication-date originalpublicationdate article_date_original iso-8601-publish-date
displaydate cxenseparse:recs:publishtime citation_online_date citation_publication_date dc.date.issued dcterms.issued
dc.date dcterms.date dc.date.created dcterms.created date
""".split()
_OTHERS = re.compile(  # what sites call the places in which other stories and readers have their dates
    r"(?i)(?<![a-z-])(comments?(-?(list|area|section|s))?|respond|replies|disqus\w*|related|recommended|more-stories|"
    r"sidebar|widget\w*|teasers?|most-read|trending|popular|latest|newsletter|footer)(?![a-z])"
)
_ASIDE = {"aside", "nav", "footer", "ul", "ol", "table"}
_SENTENCE = re.compile(r"[.!?]\s*$")
_CHANGED = re.compile(r"(?i)updat|modif|edited")
_OWN = re.compile(r"(?i)publish|posted|entry-date|pub-?date")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)([/-])(\d{1,2})\2(\d{1,2})(?=[/-]|$)")


def own_data(tree: lxml.html.HtmlElement, url: str, title: str) -> list[dict[str, Any]]:
    """Return what the JSON-LD says of this article: the one of its address or headline, or the only one there is."""
    articles = [
        each
        for each in islice(linked_data(tree), MOST_OBJECTS)
        if _ARTICLE.search(str(each.get("@type", "Article" if "datePublished" in each else "")))
    ]
    at = [
        each for each in articles if canonical_url(url) in {canonical_url(joined(url, of)) for of in _addresses(each)}
    ]
    named = [each for each in articles if title and fold_words(str(each.get("headline", ""))) == fold_words(title)]
    closer = [each for each in articles if "WebPage" not in str(each.get("@type", ""))]
    return at or named or next((each for each in (articles, closer) if len(each) == 1), [])


def linked_data(tree: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects that the page's JSON-LD says are on it, not those in a list or beside an article."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        waiting = deque[Any](islice(_objects(_bare(script)), MOST_OBJECTS))
        while waiting:
            each = waiting.popleft()
            if isinstance(each, list):
                waiting.extend(each)
            elif isinstance(each, dict):
                yield each
                waiting.extend(each[name] for name in ("@graph", "mainEntity") if name in each)


def _bare(script: str) -> str:
    """Return a script without the marks of comments around it, each of which may stand there once."""
    script = script.strip()
    for _ in _WRAPPED:
        for mark in _WRAPPED:
            script = script.removeprefix(mark).removesuffix(mark).strip()
    return script


def _objects(script: str) -> Iterator[Any]:
    """Yield what a script holds, one value or several behind one another; a comma or break too many costs nothing."""
    read, script = json.JSONDecoder(strict=False), _COMMA.sub(r"\1", script).strip(" \t\r\n;,")
    at = 0
    while at < len(script):
        try:
            value, at = read.raw_decode(script, at)
        except (ValueError, RecursionError):
            return
        yield value
        while at < len(script) and script[at] in " \t\r\n;,":
            at += 1


def _addresses(data: dict[str, Any]) -> Iterator[str]:
    """Yield the addresses that an object has for itself or its page."""
    for value in (data.get("url"), data.get("@id"), data.get("mainEntityOfPage")):
        named = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(named, str) and not named.startswith("#"):
            yield named


def published(tree: lxml.html.HtmlElement, own: list[dict[str, Any]], url: str) -> tuple[datetime | None, date | None]:
    """Return when the page was published: the moment in UTC when it gives a zone, else only the day."""
    for value in _said(tree, own, url):
        at, on = moment(value)
        if on:
            return at if zoned(value) else None, on
    return None, None


def _said(tree: lxml.html.HtmlElement, own: list[dict[str, Any]], url: str) -> Iterator[str]:
    """Yield the dates that the page gives for itself, the surest first."""
    yield from (str(each[name]) for name in ("datePublished", "dateCreated") for each in own if each.get(name))
    named = {
        str(each.get("property") or each.get("name") or each.get("itemprop") or "").lower(): each.get("content") or ""
        for each in reversed(list(tree.iter("meta")))  # of a name that stands twice the first
    }
    yield from (named[name] for name in _DATED if named.get(name))
    yield from _times(tree)
    if found := _IN_ADDRESS.search(url):
        yield f"{found[1]}-{found[3]:0>2}-{found[4]:0>2}"


def _times(tree: lxml.html.HtmlElement) -> list[str]:
    """Return the times that elements outside sentences, comments and lists of stories give: of publication first."""
    found = []
    marked = tree.xpath("//time | //abbr[@title] | //*[@itemprop='datePublished']")
    for node in marked[:MOST_TIMES]:
        value = node.get("datetime") or node.get("content") or node.get("title") or ""
        value = value if moment(value)[1] else str(node.text_content())
        if not _of_others(node) and moment(value)[1]:
            found.append((_rank(node), value))
    return [value for _, value in sorted(found, key=lambda each: each[0])]


def _rank(node: lxml.html.HtmlElement) -> int:
    """Say how surely an element gives the time of publication; the lower the surer."""
    parent = node.getparent()
    names = " ".join(
        f"{each.get('class', '')[:200]} {each.get('itemprop', '')}" for each in (node, parent) if each is not None
    )
    if node.get("itemprop") == "datePublished" or node.get("pubdate") is not None:
        return 0
    if _CHANGED.search(names):
        return 4
    return 1 if _OWN.search(names) else 2 if any(each.tag == "article" for each in node.iterancestors()) else 3


def _of_others(node: lxml.html.HtmlElement) -> bool:
    """Say whether a time stands beside the article, in a reader's comment, or within a sentence."""
    around = list(node.iterancestors())
    outermost = next((each for each in reversed(around) if each.tag == "article"), None)
    for each in around:
        if each.tag in {"html", "body", "main"}:
            return False
        if each.tag in _ASIDE or (each.tag == "p" and _SENTENCE.search(str(each.text_content()))):
            return True
        if each is not outermost and _OTHERS.search(f"{each.get('class', '')[:300]} {each.get('id', '')[:100]}"):
            return True
    return False
