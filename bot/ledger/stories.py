"""The events of a window as stories: who tells them, which pages are copies, what leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.ledger.events import Events, appeared
from bot.ledger.weight import Reason, reasons
from bot.ledger.words import fold_words
from bot.model.briefing import Story
from bot.model.news import Publication
from bot.model.record import Filed

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
    weighed = [(reasons(each, wanted, last), each) for each in told if last]
    return tuple(replace(each, because=tuple(one.words for one in why)) for why, each in sorted(weighed, key=_order))


def _story(
    story_id: str, events: Events, newest: Mapping[str, Publication], by_page: Mapping[str, list[Filed]]
) -> Story:
    """Return one event: its lead is the page with most quotes, of these the earliest."""
    pages = events.pages(story_id)
    group = tuple(each for each in pages if each.page_id in newest)
    lead = min(group, key=lambda each: (-len(by_page.get(each.page_id, ())), appeared(each), each.page_id))
    quotes = [filed for each in group for filed in by_page.get(each.page_id, ())]
    quotes.sort(key=lambda filed: filed.quote.publication.page_id != lead.page_id)
    return Story(
        story_id,
        lead,
        group,
        tuple(quotes),
        copies=copies(group),
        earlier=tuple(each.page_id for each in pages if each.page_id not in newest),
        joined=tuple(each.because for each in events.joins(story_id) if each.page_id in newest),
    )


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


def _order(weighed: tuple[Sequence[Reason], Story]) -> tuple[float, ...]:
    """Return what orders stories: the heaviest first, of equal ones the one with most quotes, then the newest."""
    why, story = weighed
    newest = max(appeared(each) for each in story.publications)
    return (-round(sum(each.counts for each in why), 6), -len(story.quotes), -newest.timestamp())
