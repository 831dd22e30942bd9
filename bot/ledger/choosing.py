"""What an engine may choose, and which quotes come first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.errors import EngineError
from bot.model.record import Filed, Quote, QuoteKind, Topic

MOST_TOPICS = 3
SHORT, LONG = 40, 320  # characters of a quote that reads well


def accept(offered: Sequence[Quote], chosen: Mapping[str, tuple[Topic, ...]]) -> tuple[Filed, ...]:
    """Return the offered quotes with the chosen topics; raises EngineError for ids that were not offered."""
    ids = {quote.id for quote in offered}
    unknown = set(chosen) - ids
    if unknown:
        raise EngineError(f"The engine chose quotes that were not offered: {', '.join(sorted(unknown)[:3])}.")
    if any(len(topics) > MOST_TOPICS for topics in chosen.values()):
        raise EngineError(f"The engine gave a quote more than {MOST_TOPICS} topics.")
    return tuple(Filed(quote, chosen.get(quote.id, ())) for quote in offered)


def worth(filed: Filed, name_from: float) -> tuple[float, ...]:
    """Return how well a quote stands for its story: named surely, whole, of readable length, early in the text."""
    quote = filed.quote
    named = quote.speaker is not None and quote.confidence >= name_from
    length = len(quote.text)
    readable = SHORT <= length <= LONG
    return (named, readable, quote.kind is QuoteKind.DIRECT, quote.confidence, -quote.span.start)


def rank(quotes: Sequence[Filed], limit: int, *, name_from: float) -> tuple[Filed, ...]:
    """Return the best quotes: one a speaker first, never two from one carrier, never the same words twice."""
    ordered = sorted(quotes, key=lambda each: worth(each, name_from), reverse=True)
    kept: list[Filed] = []
    for fresh in (True, False):
        for each in ordered:
            if len(kept) < limit and each not in kept and not _crowds(each, kept, fresh=fresh):
                kept.append(each)
    return tuple(kept)


def _crowds(each: Filed, kept: Sequence[Filed], *, fresh: bool) -> bool:
    """Say whether a quote repeats one that is kept: its words, its carrier, or (while `fresh`) its speaker."""
    for other in kept:
        same_carrier = (
            other.quote.publication.page_id == each.quote.publication.page_id
            and other.quote.carrier.span == each.quote.carrier.span
        )
        if same_carrier or other.quote.text == each.quote.text:
            return True
        if fresh and each.quote.speaker and other.quote.speaker == each.quote.speaker:
            return True
    return False
