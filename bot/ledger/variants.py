"""One quote as several outlets report it."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from bot.ledger.people import key, surname_at
from bot.ledger.words import fold_words, without_accents
from bot.model.record import Quote, QuoteKind

ALIKE = 90  # of 100: the same words but for a comma, a spelling or a word
PART = 4  # words that a shorter version must have to be part of a longer one


def variants(quotes: Sequence[Quote]) -> tuple[tuple[Quote, ...], ...]:
    """Return the quotes in groups of one utterance each, the group of the first quote first, its best version leading.

    Two quotes are one when their speakers may be the same person and their words are nearly equal.
    """
    groups: list[list[Quote]] = []
    for quote in quotes:
        home = next((group for group in groups if any(same(quote, each) for each in group)), None)
        if home is None:
            groups.append([quote])
        else:
            home.append(quote)
    return tuple(tuple(sorted(group, key=rank)) for group in groups)


def rank(quote: Quote) -> tuple[bool, bool, float, int]:
    """Return what orders the versions of one quote: full before part, named before not, surest, longest."""
    return (quote.kind is not QuoteKind.DIRECT, quote.speaker is None, -quote.confidence, -len(quote.text))


def same(one: Quote, other: Quote) -> bool:
    """Say whether two quotes are the same utterance."""
    return compatible(one, other) and alike(one.text, other.text)


def alike(one: str, other: str) -> bool:
    """Say whether two wordings are nearly equal, or the shorter one stands whole in the longer."""
    first, second = fold_words(one), fold_words(other)
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    if len(short.split()) < PART:
        return False
    return f" {short} " in f" {long} " or fuzz.ratio(first, second, score_cutoff=ALIKE) > 0


def compatible(one: Quote, other: Quote) -> bool:
    """Say whether two quotes may come from one person: the same name, or a surname that fits; unknown fits anybody."""
    if one.speaker is None or other.speaker is None:
        return True
    first, second = key(one.speaker.name).split(), key(other.speaker.name).split()
    if not first or not second:
        return True
    if first[surname_at(first) :] != second[surname_at(second) :]:
        return False
    return len(first) == 1 or len(second) == 1 or without_accents(first[0])[0] == without_accents(second[0])[0]
