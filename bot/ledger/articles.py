"""An entry and its page become an article: pure functions."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from bot.ledger.identity import host, page_of
from bot.ledger.outlets import known_outlet
from bot.ledger.words import fold_words
from bot.model.news import OPENING, Article, Completeness, Entry, Feed, Page, Publication, digest_of
from bot.reading.text.agencies import agency

MOST_TEXT = 300_000  # characters; the longest reports have a third of that
LONG = 3  # letters; longer words tell of something
HALF, FIFTH = 0.5, 0.2  # of an entry's words that a short page and a long one share with it at least
MOST_HEADLINE = 200  # characters
ENDINGS = frozenset(".!?…,;:")
_CLOSING = "”’\"'»“"
_MARKED = frozenset("“”„«»‘\"'")
_SYNDICATED = re.compile(r"\s*\bThe post [^\n]{1,300}? appeared first on [^\n]{1,100}\s*\Z")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def article_of(entry: Entry, page: Page | None, feed: Feed, now: datetime) -> Article:
    """Return the article: the entry's own text when it is whole, else the page's, else the entry's as a teaser."""
    from_page = page is not None and not entry.whole and len(page.text) >= len(entry.text) and speaks_of(page, entry)
    text = storable(page.text if page and from_page else _SYNDICATED.sub("", entry.text))[:MOST_TEXT]
    identity = page_of(entry, feed.id)
    known = (entry.outlet if entry.own else "") or feed.outlet or (page.outlet if page else "") or entry.outlet
    address = entry.url or (page.url if page else "")
    outlet = feed.named or known_outlet(address) or known or feed.title or host(page.url if page else entry.url)
    at = entry.published_at or (page.published_at if page else None)
    on = entry.published_on or (page.published_on if page else None) or (at.date() if at else None)
    publication = Publication(
        article_id=digest_of("article", identity, text),
        page_id=identity,
        url=address,
        title=storable(entry.title or (page.title if page and (from_page or not text) else "")) or first_words(text),
        outlet=outlet,
        fetched_at=now,
        published_at=at,
        published_on=on,
        language=(entry.language or (page.language if page else "") or feed.language).lower(),
        agency=agency(text, outlet),
        completeness=_completeness(entry, page, from_page=from_page),
        opening=text[:OPENING],
    )
    return Article(publication, text, feed.id)


def speaks_of(page: Page, entry: Entry) -> bool:
    """Say whether a page has the words of its entry: a frame that asks for a browser, or a door, has none of them."""
    wanted = {word for word in fold_words(f"{entry.title} {entry.text}").split() if len(word) > LONG}
    found = len(wanted & set(fold_words(f"{page.title} {page.text}").split()))
    return found >= len(wanted) * (HALF if page.completeness is Completeness.TEASER else FIFTH)


def _completeness(entry: Entry, page: Page | None, *, from_page: bool) -> Completeness:
    if entry.whole:
        return Completeness.WHOLE
    if page is not None and (from_page or page.completeness is Completeness.PAYWALL):
        return page.completeness
    return Completeness.TEASER


def storable(text: str) -> str:
    """Return text without what no database takes: NUL and halves of characters; a space keeps every place."""
    return _UNSTORABLE.sub(" ", text)


def headed(page: Page) -> Page:
    """Return a document whose first line is a headline with words in marks as one that has that headline.

    Nobody says a headline: it stands alone, is no sentence, and what it quotes stands below.
    """
    text = page.text.lstrip("\ufeff\r\n \t")
    first, _, rest = text.partition("\n")
    line = first.strip()
    ended = line.rstrip(_CLOSING)[-1:] in ENDINGS
    if (
        ended
        or not (_MARKED & set(line))
        or len(line) > MOST_HEADLINE
        or rest[:1] not in {"\n", "\r"}
        or not rest.strip()
    ):
        return page
    return replace(page, title=line, text=rest.lstrip("\r\n"))


def first_words(text: str) -> str:
    """Return the beginning of a text, for an article without a headline."""
    words = text.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "") if words else "Untitled"


def page_article(page: Page, now: datetime) -> Article:
    """Return a page that somebody pasted as an article."""
    entry = Entry("", "", page.url, page.title, "", False, page.published_at, page.published_on, page.language)
    outlet = page.outlet or host(page.url)
    return article_of(entry, page, Feed("", page.url, outlet, outlet, now), now)
