"""The first sentence of an article, in the outlet's own words, where it stands by itself."""

from __future__ import annotations

import re

from bot.ledger.passages import repeats
from bot.model.news import OPENING, Publication
from bot.model.text import Span
from bot.reading.text.sentences import sentences

FEWEST, MOST = 40, 200  # characters that are worth a line and still fit a phone
_WHOLE = re.compile(r"[.!?][\"”’'»)\]]*$")
_TRAILING = re.compile(r"(?:\.\.+|…)[\"”’'»)\]]*$")
FOREIGN = re.compile(r"https?://|www\.|(?i:\bsubscribe\b|\bsign up\b|\bnewsletter\b|\bclick\b|\bcookies?\b|^by [A-Z])")


def standfirst(publication: Publication) -> str:
    """Return an article's first sentence, whole, or '' where it is too long, trails off or says its headline again."""
    paragraph, more, _ = publication.opening.strip().partition("\n\n")
    ends = sentences(paragraph, Span(0, len(paragraph)), ())
    if not ends or (not more and len(publication.opening) >= OPENING and ends[0].end >= len(paragraph)):
        return ""
    first = " ".join(ends[0].of(paragraph).split())
    right = FEWEST <= len(first) <= MOST and _WHOLE.search(first) and not _TRAILING.search(first)
    return first if right and not FOREIGN.search(first) and not repeats(first, publication.title) else ""
