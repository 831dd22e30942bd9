"""What of an article's words the ledger did not have, who had the rest first, and what its speaker said before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.ledger.checking import tokens, within
from bot.model.news import Publication
from bot.model.record import Filed

LEAST = 4  # words that two quotes share, from which they may be one


@dataclass(frozen=True, slots=True)
class Novelty:
    """Hold a quote of an article and the page that had its words first, None where the article itself did."""

    quote: Filed
    first: Publication | None


def novelty(quote: Filed, candidates: Iterable[Filed]) -> Novelty:
    """Return whether the ledger had the words of a quote on another page before."""
    here = quote.quote.publication
    theirs = [each.quote.publication for each in candidates if _same(quote.quote.text, each.quote.text)]
    earlier = [each for each in theirs if each.page_id != here.page_id and moment(each) < moment(here)]
    return Novelty(quote, min(earlier, key=moment, default=None))


def before(quote: Filed, candidates: Sequence[Filed]) -> Filed | None:
    """Return the newest of a speaker's quotes that another page had before this one, with other words."""
    here = quote.quote.publication
    earlier = [
        each
        for each in candidates
        if each.quote.publication.page_id != here.page_id
        and moment(each.quote.publication) < moment(here)
        and not _same(each.quote.text, quote.quote.text)
    ]
    return max(earlier, key=lambda each: moment(each.quote.publication), default=None)


def moment(publication: Publication) -> datetime:
    """Return when a page appeared, as far as is known."""
    return publication.published_at or publication.fetched_at


def _same(one: str, other: str) -> bool:
    """Say whether one of two quotes holds the other's words in a row."""
    short, long = sorted((tokens(one), tokens(other)), key=len)
    return len(short) >= LEAST and within(short, long) is not None
