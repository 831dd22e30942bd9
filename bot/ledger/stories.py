"""One event that several outlets tell is one story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from rapidfuzz import fuzz

from bot.ledger.words import fold_words
from bot.model.briefing import Story
from bot.model.news import Publication, digest_of
from bot.model.record import Filed

NEAR_TITLE = 78.0  # token set ratio from which two headlines tell one event
SHARED_WORDS = 2  # rare words that two headlines must share besides
WINDOW = timedelta(hours=48)
COMMON_SHARE = 0.2  # a word in more than a fifth of the headlines tells nothing (of 10 and more)
_DULL = frozenset(
    "the a an of to in on for and or but with as at by from is are was be his her its their it that this not new over "
    "says said say after before will would could may no out up who what why how more than has have he she they we "
    "you".split()
)


def stories(
    publications: Sequence[Publication], quotes: Sequence[Filed], *, followed: Iterable[str] = ()
) -> tuple[Story, ...]:
    """Return the events of these publications, the weightiest first; every publication is in exactly one story."""
    groups = _groups(publications)
    by_page: dict[str, list[Filed]] = defaultdict(list)
    for each in quotes:
        by_page[each.quote.publication.page_id].append(each)
    told = [_story(group, by_page) for group in groups]
    wanted = frozenset(followed)
    return tuple(sorted(told, key=lambda story: _weight(story, wanted)))


def _story(group: Sequence[Publication], by_page: dict[str, list[Filed]]) -> Story:
    """Return one event: its lead is the page with most quotes, of these the earliest."""
    lead = min(
        group, key=lambda each: (-len(by_page[each.page_id]), each.published_at or each.fetched_at, each.page_id)
    )
    quotes = [filed for each in group for filed in by_page[each.page_id]]
    quotes.sort(key=lambda filed: filed.quote.publication.page_id != lead.page_id)
    first = min(each.page_id for each in group)
    return Story(digest_of("story", first), lead, tuple(group), tuple(quotes))


def _weight(story: Story, followed: frozenset[str]) -> tuple[float, ...]:
    """Return the order: outlets times quotes times followed topics; ties by time, newest first."""
    topics = {topic.key for filed in story.quotes for topic in filed.topics}
    score = len(story.outlets) * len(story.quotes) * (1 + len(topics & followed))
    newest = max(each.published_at or each.fetched_at for each in story.publications)
    return (-score, -newest.timestamp())


def _groups(publications: Sequence[Publication]) -> list[list[Publication]]:
    """Return the publications grouped by event, in order; compared are only those that share a rare word."""
    newest: dict[str, Publication] = {each.page_id: each for each in publications}  # one revision a page
    pages = list(newest.values())
    words = [_words(each.title) for each in pages]
    counts = Counter(word for each in words for word in each)
    limit = max(5.0, COMMON_SHARE * len(pages))
    holders: dict[str, list[int]] = defaultdict(list)
    parent = list(range(len(pages)))
    for number, page in enumerate(pages):
        rare = {word for word in words[number] if counts[word] <= limit}
        near = Counter(other for word in rare for other in holders[word][-50:])
        for other, shared in near.items():
            if shared >= SHARED_WORDS and _one_event(page, pages[other], words[number], words[other]):
                parent[_root(parent, number)] = _root(parent, other)
        for word in rare:
            holders[word].append(number)
    groups: dict[int, list[Publication]] = defaultdict(list)
    for number, page in enumerate(pages):
        groups[_root(parent, number)].append(page)
    return list(groups.values())


def _one_event(one: Publication, other: Publication, words: frozenset[str], others: frozenset[str]) -> bool:
    """Say whether two headlines, near in time, tell one event: most of the shorter one's words are in the other."""
    first, second = one.published_at or one.fetched_at, other.published_at or other.fetched_at
    if abs(first - second) > WINDOW:
        return False
    ratio = fuzz.token_set_ratio(" ".join(sorted(words)), " ".join(sorted(others)))
    return ratio >= NEAR_TITLE and len(words & others) >= 0.5 * min(len(words), len(others))


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number


def _words(title: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in fold_words(title).split() if word not in _DULL)
