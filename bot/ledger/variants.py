"""One quote as several outlets report it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from bot.ledger.people import key, surname_at
from bot.ledger.words import fold_words, without_accents
from bot.model.record import Filed, Quote

ALIKE = 90  # of 100: the same words but for a comma, a spelling or a word
ALIKE_LONG, LONG = 85, 10  # in sentences of at least ten words a little more may differ
SPELT, SMALL = 60, 4  # of 100: spellings of one word; letters of a small word, which may be another one
PART = 4  # words that a shorter version must have to be part of a longer one
NEGATIONS = frozenset("no not never none nobody nothing nor neither without cannot hardly barely".split())
_CONTRACTED = re.compile(r"(?:is|are|was|were|do|does|did|has|have|had|wo|ca|would|could|should|might|must|need|ai)nt")


@dataclass(frozen=True, slots=True)
class Utterance:
    """Hold the best version of a quote and the others, as other outlets (or the same) have it."""

    lead: Filed
    others: tuple[Filed, ...] = ()

    @property
    def versions(self) -> tuple[Filed, ...]:
        """Return all versions, the lead first."""
        return (self.lead, *self.others)


def grouped(quotes: Sequence[Filed]) -> tuple[Utterance, ...]:
    """Return the quotes as utterances in the order of their first versions, the best version leading each.

    Two quotes are one utterance when their speakers may be the same person and their words are nearly equal.
    """
    groups: list[list[Filed]] = []
    for each in quotes:
        home = next((group for group in groups if any(same(each.quote, other.quote) for other in group)), None)
        if home is None:
            groups.append([each])
        else:
            home.append(each)
    ordered = (sorted(group, key=lambda each: rank(each.quote)) for group in groups)
    return tuple(Utterance(lead, tuple(others)) for lead, *others in ordered)


def versions(quotes: Sequence[Filed], best: Filed) -> tuple[Quote, ...]:
    """Return the other versions of a quote among these."""
    group = next((each for each in grouped(quotes) if best in each.versions), Utterance(best))
    return tuple(each.quote for each in group.versions if each != best)


def rank(quote: Quote) -> tuple[bool, bool, float, int]:
    """Return what orders the versions of one quote: full before part, named before not, surest, longest."""
    return (not quote.kind.whole, quote.speaker is None, -quote.confidence, -len(quote.text))


def same(one: Quote, other: Quote) -> bool:
    """Say whether two quotes are the same utterance."""
    return compatible(one, other) and alike(one.text, other.text)


def alike(one: str, other: str) -> bool:
    """Say whether two wordings are nearly equal, or the shorter one stands whole in the longer.

    Their negations and numbers must be the same: a quote is never taken for its opposite.
    """
    first, second = fold_words(one), fold_words(other)
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    if len(short.split()) < PART:
        return False
    least = ALIKE_LONG if len(short.split()) >= LONG else ALIKE
    within = f" {short} " in f" {long} "
    if not within and not fuzz.ratio(first, second, score_cutoff=least):  # of most pairs: nothing else is looked at
        return False
    return weighty(first) == weighty(second) and (within or not _replaced(first.split(), second.split()))


def _replaced(first: list[str], second: list[str]) -> bool:
    """Say whether a word of one wording is another one in the other, and no spelling of it: “support”, “oppose”."""
    steps = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    swapped = ((first[a:b], second[c:d]) for step, a, b, c, d in steps if step == "replace")
    return any(
        all(fuzz.ratio(here, there) < SPELT for there in two for here in one if len(here) > SMALL or len(there) > SMALL)
        and any(len(each) > SMALL for each in one)
        and any(len(each) > SMALL for each in two)
        for one, two in swapped
    )


def weighty(folded: str) -> list[str]:
    """Return the negations and numbers among folded words, in order; one negation counts as another."""
    words = ("not" if word in NEGATIONS or _CONTRACTED.fullmatch(word) else word for word in folded.split())
    return [word for word in words if word == "not" or word[0].isdigit()]


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
