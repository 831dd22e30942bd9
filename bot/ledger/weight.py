"""How much a story weighs in a digest, and why, in words."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ledger.events import appeared
from bot.ledger.leading import COMMITTING
from bot.ledger.newsworthy import ACT, HARM, POWER, SOFT
from bot.ledger.topics import stem
from bot.model.briefing import Story
from bot.model.news import Publication
from bot.model.record import NAMED_FROM, Filed

TOLD, FOLLOWED, SPEAKS, FRESH = 3.0, 6.0, 1.5, 0.5
HEADLINE, OPENING, OPENED = 1.5, 0.75, 400  # what a word is worth there; characters of an opening
FRESH_FOR = timedelta(hours=6)
_WORD = re.compile(r"[^\W_]+")
_ASKS = re.compile(r"(?i)\?|^(?:how|why|what|who|where|the best|\d+)\b|: why |here[’']s ")
_SIGNS = (
    (4.0, "power decides", POWER),
    (3.0, "harm", HARM),
    (3.0, "somebody acts", ACT),
    (-4.0, "rather a feature", SOFT),
)
_STEMS = tuple((most, name, frozenset(map(stem, words.split()))) for most, name, words in _SIGNS)


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
    return max((_told(each) for each in story.publications), key=lambda each: sum(one.counts for one in each))


def _told(page: Publication) -> list[Reason]:
    title = {stem(word): word for word in _WORD.findall(page.title)}
    opening = {stem(word): word for word in _WORD.findall(page.opening[:OPENED])}
    found = []
    for most, name, stems in _STEMS:
        heard = [word for one, word in (opening | title).items() if one in stems]
        counts = sum(HEADLINE if one in title else OPENING for one in opening | title if one in stems)
        if heard:
            found.append(Reason(math.copysign(min(counts, abs(most)), most), f"{name}: {', '.join(heard[:3])}"))
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
    return any(stem(word) in _STEMS[0][2] for word in _WORD.findall(role))
