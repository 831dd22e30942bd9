"""What a second reader may do to a digest: put its stories in another order, leave some out, take names away."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from bot.briefing.digest import others, told_stories
from bot.briefing.layout import items
from bot.briefing.standfirst import standfirst
from bot.ledger.choosing import rank
from bot.model.briefing import Digest, Story
from bot.model.choice import Candidate, NamedWords, Order
from bot.model.record import NAMED_FROM, Filed, Quote

QUOTES_OFFERED = 4  # of a story
FEWEST_LEFT = 3  # stories that a second reader must leave in, where there are as many
UNSURE = 0.97  # confidence from which a name is not looked at again
LONGEST = 1_500  # characters of the paragraphs around words


def candidates(digest: Digest) -> tuple[Candidate, ...]:
    """Return the stories among which a second reader chooses; none where there is no choice."""
    return tuple(map(_candidate, digest.candidates)) if len(digest.candidates) > 1 else ()


def _candidate(story: Story) -> Candidate:
    named = [each for each in story.quotes if each.quote.speaker and each.quote.confidence >= NAMED_FROM]
    best = rank(named, QUOTES_OFFERED)
    quotes = {each.quote.id: f"{_name(each.quote)}: {each.quote.carrier.text}" for each in best}
    return Candidate(story.id, story.lead.title, standfirst(story.lead), len(story.independent), quotes)


def _name(quote: Quote) -> str:
    return quote.speaker.name if quote.speaker else ""


def ordered(digest: Digest, order: Order, by: str, name_from: float = NAMED_FROM) -> Digest:
    """Return a digest with its stories in an order, each with the quote that leads it, and without what is left out.

    An order that leaves out nearly all is none. What it does not name keeps its place, behind what it does.
    """
    known = {each.id: each for each in digest.candidates}
    stay = [each for each in known if each not in order.left_out]
    if len(stay) < min(FEWEST_LEFT, len(known)):
        return digest
    first = [each for each in order.stories if each in stay]
    events = (_led(known[id_], order.leads.get(id_, "")) for id_ in dict.fromkeys((*first, *stay)))
    return replace(_with(digest, tuple(events), name_from), order=by)


def _led(story: Story, lead: str) -> Story:
    """Return a story with one of its quotes as the best of its article."""
    quotes = tuple(replace(each, place=_place(each, lead)) for each in story.quotes)
    return replace(story, quotes=quotes) if lead else story


def _place(filed: Filed, lead: str) -> int:
    return 1 if filed.quote.id == lead else filed.place + 1 if filed.place else 0


def _with(digest: Digest, events: tuple[Story, ...], name_from: float) -> Digest:
    """Return a digest of other candidates."""
    shown = told_stories(events, name_from)
    return replace(digest, candidates=events, stories=shown, also=others(events, shown))


def unsure(digest: Digest, name_from: float = NAMED_FROM) -> tuple[Quote, ...]:
    """Return the quotes that a digest shows under a name that is not quite sure, each once."""
    shown = (
        each.quote for item in items(digest, name_from) for part in (*item.above, *item.below) for each in part.quotes
    )
    found = {each.id: each for each in shown if each.speaker and name_from <= each.confidence < UNSURE}
    return tuple(found.values())


def named_words(quote: Quote, text: str) -> NamedWords:
    """Return words under a name with the paragraph that holds them and the one before; else with their sentence."""
    near = "\n".join(_paragraphs(text, quote.span.start)) if text else ""
    return NamedWords(quote.id, _name(quote), quote.text, near if 0 < len(near) <= LONGEST else quote.carrier.text)


def _paragraphs(text: str, at: int) -> Iterator[str]:
    """Yield the paragraph before the one at a place, then that."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    before = text[:start].rstrip()
    if before:
        yield before[before.rfind("\n") + 1 :]
    yield text[start : end if end > 0 else len(text)]


def without_names(digest: Digest, ids: Collection[str], name_from: float = NAMED_FROM) -> Digest:
    """Return a digest without some quotes, whose names were taken away: a digest shows no words without a name."""
    events = tuple(
        replace(story, quotes=tuple(each for each in story.quotes if each.quote.id not in ids))
        for story in digest.candidates
    )
    return _with(digest, events, name_from)
