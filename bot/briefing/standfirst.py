"""The first sentence of an article, in the outlet's own words, where it stands by itself."""

from __future__ import annotations

import re

from bot.ledger.passages import repeats
from bot.ledger.profile import without_dateline
from bot.ledger.words import fold_words
from bot.model.news import OPENING, Publication
from bot.model.text import Span
from bot.reading.text.sentences import sentences

FEWEST, MOST = 40, 240  # characters that are worth a line and still fit a phone
_WHOLE = re.compile(r"[.!?][\"”’'»)\]]*$")
_TRAILING = re.compile(r"(?:\.\.+|…)[\"”’'»)\]]*$")
FOREIGN = re.compile(
    r"https?://|www\.|(?i:\bsubscribe\b|\bsign up\b|\bnewsletter\b|\bclick\b|\bcookies?\b|\bearn a commission\b|"
    r"\bour quiz\b|^by [A-Z])"
)


def standfirst(publication: Publication) -> str:
    """Return an article's first sentence, whole, or '' where it is too long, trails off or says its headline again.

    Place, day and agency before it are left out, and so are headings and points above it.
    """
    cut = len(publication.opening) >= OPENING
    paragraph, more = _first(publication)
    ends = sentences(paragraph, Span(0, len(paragraph)), ())
    if not ends or (not more and cut and ends[0].end >= len(paragraph)):
        return ""
    first = " ".join(ends[0].of(paragraph).split())
    right = FEWEST <= len(first) <= MOST and _WHOLE.search(first) and not _TRAILING.search(first)
    return first if right and _by_itself(first) and not repeats(first, publication.title) else ""


def _by_itself(sentence: str) -> bool:
    """Say whether a sentence is of the article, tells before it quotes, and closes the marks that it opens."""
    closed = sentence.count("“") == sentence.count("”") and sentence.count('"') % 2 == 0
    return closed and sentence[0] not in "“\"‘'«„" and not FOREIGN.search(sentence)


def _first(publication: Publication) -> tuple[str, bool]:
    """Return the first paragraph of running text, and whether another follows it."""
    paragraphs = [each.strip() for each in without_dateline(publication.opening.strip()).split("\n") if each.strip()]
    while len(paragraphs) > 1 and _above(paragraphs[0], publication.title):
        paragraphs[:2] = [without_dateline(paragraphs[1])]
    return (paragraphs[0], len(paragraphs) > 1) if paragraphs else ("", False)


def _above(paragraph: str, title: str) -> bool:
    """Say whether a paragraph stands above the text: a point of a list, a heading, the headline again."""
    heading = len(paragraph) < FEWEST and not _WHOLE.search(paragraph)
    return heading or paragraph[0] in "•*–-" or fold_words(paragraph) == fold_words(title)
