"""The gate: a quote, or an outlet's sentence, is verified or it does not exist."""

from __future__ import annotations

from collections import Counter
from datetime import date

from bot.errors import Unverified
from bot.model.news import Article, digest_of
from bot.model.position import OutletSentence
from bot.model.record import Carrier, Draft, Quote
from bot.model.text import Span


def verified(article: Article, draft: Draft, said_before: Counter[str]) -> Quote:
    """Return the quote that a draft proposes, in the article's own characters; raises Unverified.

    `said_before` counts the texts of this article's quotes so far: it numbers repeated words, so that a quote keeps its
    id when the text around it changes.
    """
    text = article.text
    words = _words(text, draft.span)
    carrier = _held(text, draft.carrier)
    if not draft.carrier.holds(draft.span):
        raise Unverified(f"The carrier at {draft.carrier.start} does not hold the quote at {draft.span.start}.")
    if draft.lead_in is not None and draft.lead_in.overlaps(draft.span):
        raise Unverified(f"The sentence before the quote at {draft.span.start} is part of it.")
    number = said_before[words]
    said_before[words] += 1
    return Quote(
        id=digest_of("quote", article.publication.page_id, words, str(number)),
        publication=article.publication,
        span=draft.span,
        text=words,
        kind=draft.kind,
        carrier=carrier,
        lead_in=_held(text, draft.lead_in) if draft.lead_in else None,
        speaker=draft.speaker,
        venue=draft.venue,
        said_on=draft.said_on,
        confidence=draft.confidence,
    )


def told(article: Article, sentence: Span, said_on: date | None = None) -> OutletSentence:
    """Return an outlet's sentence in the article's own characters; raises Unverified when there are none."""
    return OutletSentence(article.publication, _held(article.text, sentence), said_on)


def _words(text: str, span: Span) -> str:
    """Return the quoted words; raises Unverified when there are none or marks stand around them."""
    words = _held(text, span).text
    if not any(c.isalnum() for c in words):
        raise Unverified(f"There are no words at {span.start}.")
    return words


def _held(text: str, span: Span) -> Carrier:
    """Return the text's own characters at a span; raises Unverified when it reaches out of the text."""
    if span.end > len(text) or span.start == span.end:
        raise Unverified(f"The text has no characters at {span.start}..{span.end}.")
    return Carrier(span, span.of(text))
