"""How much a story weighs in a digest, and why, in words."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ledger.events import appeared
from bot.ledger.leading import COMMITTING
from bot.ledger.newsworthy import ACT, HARM, OFFICES, SOFT, forms, heard, in_office, plurals
from bot.model.briefing import Story
from bot.model.news import Publication
from bot.model.record import NAMED_FROM, Filed

TOLD, FOLLOWED, SPEAKS, FRESH = 3.0, 6.0, 1.5, 0.5
HEADLINE, OPENING, OPENED = 1.5, 0.75, 400  # what a word is worth there; characters of an opening
FRESH_FOR = timedelta(hours=6)
_ASKS = re.compile(r"(?i)\?|^(?:how|why|what|who|where|the best|\d+)\b|: why |here[’']s ")
NEWS = 2.0  # weight from which a story is news; what is lighter can wait
HEAVY = 5.0  # weight from which a story of one outlet stands though nobody is quoted in it
_SIGNS = (
    (4.0, "tells of power", OFFICES),
    (3.0, "tells of harm", forms(HARM)),
    (3.0, "tells what somebody does", forms(ACT)),
    (-4.0, "reads like a feature", plurals(SOFT)),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Hold one reason why a story stands where it stands: what it counts and its words."""

    counts: float
    words: str


def reasons(story: Story, followed: Collection[str], newest: datetime) -> tuple[Reason, ...]:
    """Return why a story comes early or late, the weightiest reason first; their sum is its weight.

    Counted are the outlets that tell it in their own words, followed topics, what its headline and opening tell of,
    who speaks in it, and whether it is fresh beside the newest page of the window.
    """
    found = [*_newsworthy(story), *_spoken(story)]
    if len(story.independent) > 1:
        found.append(Reason(TOLD * math.log2(len(story.independent)), f"told by {len(story.independent)} outlets"))
    wanted = {topic.name for filed in story.quotes for topic in filed.topics if topic.key in followed}
    if wanted:
        found.append(Reason(FOLLOWED, f"on {', '.join(sorted(wanted))}, which is followed here"))
    if newest - max(map(appeared, story.publications)) < FRESH_FOR:
        found.append(Reason(FRESH, "fresh"))
    return tuple(sorted(found, key=lambda each: (-abs(each.counts), each.words)))


def _newsworthy(story: Story) -> list[Reason]:
    """Return what the page of a story that tells most of power, harm and acts is worth to a desk."""
    return max(map(newsworthy, story.publications), key=_sum)


def newsworthy(page: Publication) -> list[Reason]:
    """Return what a page is worth to a desk by the words of its headline and opening."""
    title, opening = heard(page.title), heard(page.opening[:OPENED])
    found = []
    for most, name, words in _SIGNS:
        told = [one for one in title | opening if one in words]
        counts = sum(HEADLINE if one in title else OPENING for one in told)
        if told:
            found.append(Reason(math.copysign(min(counts, abs(most)), most), f"{name}: {', '.join(told[:3])}"))
    if _ASKS.search(page.title):
        found.append(Reason(-1.0, "the headline asks or lists"))
    return found


def _spoken(story: Story) -> list[Reason]:
    """Return what it is worth that somebody in office speaks, and that words commit somebody."""
    sure = [each for each in story.quotes if each.quote.speaker and each.quote.confidence >= NAMED_FROM]
    office = next((each for each in sure if _in_office(each)), None)
    found = [Reason(SPEAKS, f"{office.quote.speaker.name} speaks")] if office and office.quote.speaker else []
    if any(COMMITTING.search(each.quote.text) for each in sure):
        found.append(Reason(SPEAKS / 2, "words that commit somebody"))
    return found


def _in_office(filed: Filed) -> bool:
    role = filed.quote.speaker.role if filed.quote.speaker else ""
    return in_office(role)


def _sum(found: Collection[Reason]) -> float:
    return sum(each.counts for each in found)
