"""One event that several outlets tell is one story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rapidfuzz import fuzz

from bot.ledger.words import fold_words
from bot.model.briefing import Story
from bot.model.news import Publication, digest_of
from bot.model.record import Filed

NEAR_TITLE = 78.0  # token set ratio from which two headlines tell one event
AKIN_TITLE = 60.0  # the same, for pages whose quotes are about the same things
SHARED_WORDS = 2  # words that two headlines must share to be compared; without shared topics one more to be one event
SHARED_TOPICS = 2
SAME_WORDS = 8  # words in a row that two pages quote alike
WINDOW = timedelta(hours=48)
COMMON_SHARE = 0.2  # a word in more than a fifth of the headlines tells nothing (of 25 and more)
COMPARED = 50  # newest events with the same rare word that a page is compared with
_DULL = frozenset(
    "the a an of to in on for and or but with as at by from is are was be his her its their it that this not new over "
    "says said say after before will would could may no out up who what why how more than has have he she they we "
    "you".split()
)


@dataclass(frozen=True, slots=True)
class Page:
    """Hold a page's newest revision with what it is compared by."""

    publication: Publication
    words: frozenset[str]  # of the headline
    topics: frozenset[str]
    runs: frozenset[str]  # eight words in a row of its quotes

    @property
    def at(self) -> datetime:
        """Return when it appeared, as far as is known."""
        return self.publication.published_at or self.publication.fetched_at


def stories(
    publications: Sequence[Publication], quotes: Sequence[Filed], *, followed: Iterable[str] = ()
) -> tuple[Story, ...]:
    """Return the events of these publications, the weightiest first; every page is in exactly one story.

    Pages are one event when within 48 hours their headlines are nearly equal, or akin and about the same topics, or
    when they quote the same words. `followed` are topic keys that add weight.
    """
    by_page: dict[str, list[Filed]] = defaultdict(list)
    for each in quotes:
        by_page[each.quote.publication.page_id].append(each)
    newest = {each.page_id: each for each in publications}
    pages = [page_of(each, by_page[each.page_id]) for each in newest.values()]
    wanted = frozenset(followed)
    told = (_story([page.publication for page in group], by_page) for group in _groups(pages))
    return tuple(sorted(told, key=lambda story: _weight(story, wanted)))


def page_of(publication: Publication, quotes: Sequence[Filed]) -> Page:
    """Return a page with what it is compared by."""
    topics = frozenset(topic.key for each in quotes for topic in each.topics)
    said = [fold_words(each.quote.text).split() for each in quotes]
    runs = frozenset(
        " ".join(words[at : at + SAME_WORDS]) for words in said for at in range(len(words) - SAME_WORDS + 1)
    )
    return Page(publication, _words(publication.title), topics, runs)


def _story(group: Sequence[Publication], by_page: Mapping[str, list[Filed]]) -> Story:
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


def _groups(pages: Sequence[Page]) -> list[list[Page]]:
    """Return the pages by event, the earliest first; compared are only those that share rare or quoted words."""
    counts = Counter(word for page in pages for word in page.words)
    limit = max(5.0, COMMON_SHARE * len(pages))
    holders: dict[str, list[int]] = defaultdict(list)  # numbers of groups
    groups: list[list[Page]] = []
    for page in sorted(pages, key=lambda each: (each.at, each.publication.page_id)):
        rare = [word for word in page.words if counts[word] <= limit]
        near = Counter(group for word in rare for group in holders[word][-COMPARED:])
        near.update({group: SHARED_WORDS for run in page.runs for group in holders[run][-COMPARED:]})
        nearest = sorted(near.items(), key=lambda each: (-each[1], each[0]))  # sets have another order in each process
        fitting = (group for group, shared in nearest if shared >= SHARED_WORDS)
        home = next((group for group in fitting if _belongs(page, groups[group])), len(groups))
        if home == len(groups):
            groups.append([])
        groups[home].append(page)
        for word in (*rare, *page.runs):
            if home not in holders[word]:
                holders[word].append(home)
    return groups


def _belongs(page: Page, group: Sequence[Page]) -> bool:
    """Say whether a page tells the event of a group: most of its first and last pages do, so that no chain grows."""
    sample = [*group[:3], *group[3:][-2:]]
    return sum(one_event(page, other) for other in sample) >= 0.5 * len(sample)


def one_event(one: Page, other: Page) -> bool:
    """Say whether two pages, near in time, tell one event."""
    if abs(one.at - other.at) > WINDOW:
        return False
    shared, topics = one.words & other.words, one.topics & other.topics
    if one.words == other.words or (one.runs & other.runs and (shared or topics)):
        return True
    ratio = fuzz.token_set_ratio(" ".join(sorted(one.words)), " ".join(sorted(other.words)))
    half = len(shared) >= 0.5 * min(len(one.words), len(other.words))
    if ratio >= NEAR_TITLE and half and len(shared) > SHARED_WORDS:
        return True
    return ratio >= AKIN_TITLE and len(shared) >= SHARED_WORDS and len(topics) >= SHARED_TOPICS


def _words(title: str) -> frozenset[str]:
    """Return the telling words of a headline; of one without any, all of it as one word."""
    words = frozenset(word.removesuffix("s") for word in fold_words(title).split() if word not in _DULL)
    return words or frozenset([f"= {fold_words(title)}"])
