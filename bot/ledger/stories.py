"""The events of a window as stories: who tells them, which pages are copies, what leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.ledger.events import Events, Join, appeared
from bot.ledger.weight import NEWS, Reason, newsworthy, reasons
from bot.ledger.words import fold_words
from bot.model.briefing import Story
from bot.model.news import Publication
from bot.model.record import NAMED_FROM, Filed

ENOUGH = 3  # sure quotes of a page that leads its story
SAME_START = 12  # words in a row with which copies of one text begin


def stories(
    publications: Sequence[Publication],
    quotes: Sequence[Filed],
    *,
    followed: Iterable[str] = (),
    earlier: Sequence[Publication] = (),
) -> tuple[Story, ...]:
    """Return the events of these publications, the weightiest first; every page is in exactly one story.

    With the publications of the days before as `earlier`, a story keeps the id that it had then. `followed` are topic
    keys that add weight.
    """
    by_page: dict[str, list[Filed]] = defaultdict(list)
    for each in quotes:
        by_page[each.quote.publication.page_id].append(each)
    newest = {each.page_id: each for each in publications}
    events = Events()
    events.add([*(each for each in earlier if each.page_id not in newest), *newest.values()])
    wanted = frozenset(followed)
    ids = dict.fromkeys(events.story(each) for each in newest)
    last = max(map(appeared, newest.values()), default=None)
    told = [_story(each, events, newest, by_page) for each in ids]
    whole = [_weighed(each, reasons(each, wanted, last)) for each in told if last]
    return tuple(sorted(whole, key=_order))


def _story(
    story_id: str, events: Events, newest: Mapping[str, Publication], by_page: Mapping[str, list[Filed]]
) -> Story:
    """Return one event: its lead is the page that most reads like news and quotes people by name."""
    pages = events.pages(story_id)
    group = tuple(each for each in pages if each.page_id in newest)
    lead = min(group, key=lambda each: (-_leads(each, by_page.get(each.page_id, ())), appeared(each), each.page_id))
    quotes = [filed for each in group for filed in by_page.get(each.page_id, ())]
    quotes.sort(key=lambda filed: filed.quote.publication.page_id != lead.page_id)
    return Story(
        story_id,
        lead,
        group,
        tuple(quotes),
        copies=copies(group),
        earlier=tuple(each.page_id for each in pages if each.page_id not in newest),
        joined=tuple(_joined(newest[each.page_id], each) for each in events.joins(story_id) if each.page_id in newest),
    )


def _joined(page: Publication, join: Join) -> str:
    return f"{page.outlet}’s “{page.title}” {join.because}"


def copies(pages: Sequence[Publication]) -> tuple[Publication, ...]:
    """Return the pages that print what an earlier one does: of the same agency, or beginning with the same words."""
    seen: set[str] = set()
    found = []
    for each in pages:
        start = fold_words(each.opening).split()[:SAME_START]
        marks = {fold_words(each.title), " ".join(start) if len(start) == SAME_START else "", each.agency} - {""}
        if marks & seen:
            found.append(each)
        seen |= marks
    return tuple(found)


def _weighed(story: Story, why: Sequence[Reason]) -> Story:
    """Return a story with its weight and the reasons for it."""
    weight = round(sum(each.counts for each in why), 6)
    waits = weight < NEWS and any(each.counts < 0 for each in why)
    return replace(story, because=tuple(each.words for each in why), weight=weight, waits=waits)


def _leads(page: Publication, quotes: Sequence[Filed]) -> float:
    """Return how well a page stands for its story: by its headline and opening, and up to three sure quotes."""
    sure = sum(each.quote.speaker is not None and each.quote.confidence >= NAMED_FROM for each in quotes)
    return sum(each.counts for each in newsworthy(page)) + min(sure, ENOUGH)


def _order(story: Story) -> tuple[float, ...]:
    """Return what orders stories: the heaviest first, of equal ones the one with most quotes, then the newest."""
    newest = max(appeared(each) for each in story.publications)
    return (-story.weight, -len(story.quotes), -newest.timestamp())
