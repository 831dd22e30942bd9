"""What an engine may choose, and which quotes come first."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import EngineError
from bot.ledger.newsworthy import in_office
from bot.ledger.passages import Passage
from bot.ledger.people import key
from bot.ledger.variants import alike
from bot.ledger.voices import believed, voiced
from bot.model.choice import Choice
from bot.model.record import NAMED_FROM, Filed, Quote

MOST_TOPICS = 3
SHORT, LONG = 40, 320  # characters of a quote that reads well


def accept(offered: Sequence[Quote], choice: Choice) -> tuple[Filed, ...]:
    """Return the offered quotes with what was chosen, under agreed names; raises EngineError for ids not offered.

    So does it for more than three topics of a quote, one topic twice, or a topic without a key or a name.
    """
    unknown = {*choice.topics, *choice.voices, *choice.best, *choice.stances} - {quote.id for quote in offered}
    if unknown:
        raise EngineError(f"The engine chose quotes that were not offered: {', '.join(sorted(unknown)[:3])}.")
    for id_, topics in choice.topics.items():
        if len(topics) > MOST_TOPICS:
            raise EngineError(f"The engine gave quote {id_} more than {MOST_TOPICS} topics.")
        if len({topic.key for topic in topics}) < len(topics):
            raise EngineError(f"The engine gave quote {id_} one topic twice.")
        if not all(topic.key and topic.name for topic in topics):
            raise EngineError(f"The engine gave quote {id_} a topic without a name.")
    voices = believed(offered, choice.voices)
    places = {id_: place for place, id_ in enumerate(choice.best, start=1)}
    return tuple(
        Filed(
            voiced(quote, voices.get(quote.id)),
            tuple(choice.topics.get(quote.id, ())),
            places.get(quote.id, 0),
            choice.stances[quote.id].told if quote.id in choice.stances else "",
        )
        for quote in offered
    )


def worth(filed: Filed, name_from: float) -> tuple[float, ...]:
    """Return how well a quote stands for its story: named surely, chosen, by who decides, readable, whole, early."""
    quote = filed.quote
    named = quote.speaker is not None and quote.confidence >= name_from
    decides = quote.speaker is not None and in_office(quote.speaker.role)
    ranked = (filed.place > 0, decides, -filed.place)  # what an engine chose comes before all that it did not
    return (named, *ranked, readable(quote), quote.kind.whole, quote.confidence, -quote.span.start)


def readable(quote: Quote) -> bool:
    """Say whether a quote is of a length that reads well."""
    return SHORT <= len(quote.text) <= LONG


def rank(quotes: Sequence[Filed], limit: int, *, name_from: float = NAMED_FROM) -> tuple[Filed, ...]:
    """Return the best quotes: one a speaker first, never two from one carrier, never the same words twice."""
    ordered = sorted(quotes, key=lambda each: worth(each, name_from), reverse=True)
    kept: list[Filed] = []
    for fresh in (True, False):
        for each in ordered:
            if len(kept) < limit and each not in kept and not _crowds(each, kept, fresh=fresh):
                kept.append(each)
    return tuple(kept)


def best(passed: Sequence[Passage], limit: int, *, name_from: float = NAMED_FROM) -> tuple[Passage, ...]:
    """Return the passages that hold the best quotes, the best first."""
    of = {max(each.quotes, key=lambda one: worth(one, name_from)): each for each in passed}
    return tuple(of[each] for each in rank(tuple(of), limit, name_from=name_from))


def _crowds(each: Filed, kept: Sequence[Filed], *, fresh: bool) -> bool:
    """Say whether a quote repeats one that is kept: its words, its carrier, or (while `fresh`) its speaker."""
    quote = each.quote
    for other in (one.quote for one in kept):
        here = other.publication.page_id == quote.publication.page_id
        if (here and other.carrier.span == quote.carrier.span) or alike(other.text, quote.text):
            return True
        if fresh and quote.speaker and other.speaker and key(quote.speaker.name) == key(other.speaker.name):
            return True
    return False
