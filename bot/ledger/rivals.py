"""The same words under two people: which of the names no longer stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.ledger.variants import compatible
from bot.ledger.words import fold_words
from bot.model.news import digest_of
from bot.model.record import Quote, SpeakerKind

FEWEST = 8  # words that two people hardly say alike: “we do not comment on this”
LETTERS = 40


def words_key(quote: Quote) -> str:
    """Return what quotes of the same words share, or '' where their words are too few to be one person's."""
    folded = fold_words(quote.text)
    return f"w:{digest_of(folded)}" if len(folded.split()) >= FEWEST and len(folded) >= LETTERS else ""


def misnamed(new: Quote, others: Iterable[Quote]) -> Iterator[tuple[Quote, Quote]]:
    """Yield each quote whose name falls, with its rival: the less sure of two people; both where they are as sure."""
    for other in others:
        if not _named(new) or not _named(other) or compatible(new, other) or words_key(new) != words_key(other):
            continue
        if new.confidence <= other.confidence:
            yield new, other
        if other.confidence <= new.confidence:
            yield other, new


def _named(quote: Quote) -> bool:
    return quote.speaker is not None and quote.speaker.kind is SpeakerKind.PERSON
