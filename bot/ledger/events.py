"""Which pages tell one event: compared by rare words as they come, joined by average likeness."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush

from bot.ledger.profile import Profile, profile_of
from bot.ledger.usual import USUAL
from bot.model.news import Publication, digest_of

ALIKE = 0.19  # likeness from which two groups of pages tell one event
LINK = 0.9  # the likeness of groups is the sum over their pairs by the number of pairs to this power
ONE_WITNESS = 0.5  # share of the weightiest common word that does not count: one word is no event
BOTH = 0.5  # what names and other words in common add to each other: who, and what happened
FEWEST = 3  # words in common of one event, where a page has so many
FULL = 20.0  # weight of the words from which a text is long enough to be compared without a discount
WITHIN = timedelta(hours=72)  # between two pages of one event
SETTLED = timedelta(hours=48)  # behind the newest page a story is only added to
NEWS = 150  # paragraphs of news that the usual words count as, beside the pages that are known
REMEMBERED = 20_000  # pages whose words are counted before older ones fade
TOGETHER = 20  # pages that are taken in before they are grouped
VISITS = 1_000  # places where the words of a page stand that are looked at, those of the rarest words first
FAINT = 0.08  # likeness below which a pair is not compared word by word
SHOWN = 4  # words told as the reason of a join


def story_of(page_id: str) -> str:
    """Return the id of the story that a page begins."""
    return digest_of("story", page_id)


@dataclass(slots=True)
class KnownPage:
    """Hold a page that is known: when it appeared, its weighted words, the pages that are like it."""

    publication: Publication
    at: datetime
    profile: Profile
    weights: dict[str, float] = field(default_factory=dict)  # of length one, but for short texts
    near: dict[str, float] = field(default_factory=dict)  # page ids with their likeness


@dataclass(frozen=True, slots=True)
class Join:
    """Say why a page belongs to its story: the page of it that is most like it, and the words that both have."""

    page_id: str
    like: Publication
    words: tuple[str, ...]

    @property
    def because(self) -> str:
        """Return the reason in words."""
        return f"shares {', '.join(self.words)} with {self.like.outlet}’s “{self.like.title}”"


class Events:
    """Hold the events of the last days; take in new pages without comparing the old ones again.

    A story keeps its id while pages join it. Two stories that later pages show to be one keep the id of the larger;
    a page may still move while it is younger than a day.
    """

    def __init__(self) -> None:
        self._told: dict[str, KnownPage] = {}
        self._holders: dict[str, dict[str, float]] = defaultdict(dict)  # word -> its weight in each page that has it
        self._story: dict[str, str] = {}
        self._pages: dict[str, list[str]] = {}  # story -> its pages
        self._waiting: set[str] = set()
        self._newest: datetime | None = None
        self._seen: Counter[str] = Counter()  # in how many stories a word stood; remembered beyond their pages
        self._count = 0  # stories, too

    def add(self, publications: Iterable[Publication]) -> None:
        """Take in pages, in order of time; one that is known already stays where it is."""
        fresh = {each.page_id: each for each in publications if each.page_id not in self._told}
        arrived = sorted(fresh.values(), key=lambda each: (appeared(each), each.page_id))
        for start in range(0, len(arrived), TOGETHER):
            self._settle()
            self._take_in(arrived[start : start + TOGETHER])

    def _take_in(self, arrived: Sequence[Publication]) -> None:
        for each in arrived:
            told = self._told[each.page_id] = KnownPage(each, appeared(each), profile_of(each))
            for word in told.profile.weights:
                self._holders[word][each.page_id] = 0.0  # not weighed yet
            self._found(story_of(each.page_id), [each.page_id])
        for each in arrived:
            self._compare(self._told[each.page_id])
            self._waiting.add(each.page_id)
        self._newest = max(self._newest or appeared(arrived[-1]), appeared(arrived[-1]))

    def story(self, page_id: str) -> str:
        """Return the id of a page's story, or nothing for a page that is not known."""
        self._settle()
        return self._story.get(page_id, "")

    def pages(self, story_id: str) -> tuple[Publication, ...]:
        """Return the pages of a story, the earliest first."""
        self._settle()
        known = [self._told[each] for each in self._pages.get(story_id, ())]
        return tuple(each.publication for each in sorted(known, key=lambda each: (each.at, each.publication.page_id)))

    def joins(self, story_id: str) -> tuple[Join, ...]:
        """Return why each page of a story but the first belongs to it."""
        pages = [each.page_id for each in self.pages(story_id)]
        return tuple(self._join(pages[at], pages[:at]) for at in range(1, len(pages)))

    def __len__(self) -> int:
        """Return how many pages are held."""
        return len(self._told)

    def weight(self) -> int:
        """Return how many words, places and likenesses are held for them."""
        held = sum(len(told.near) + len(told.weights) for told in self._told.values())
        return held + len(self._seen) + sum(map(len, self._holders.values()))

    def _join(self, page_id: str, others: Iterable[str]) -> Join:
        told = self._told[page_id]
        nearest = self._told[max(others, key=lambda other: (told.near.get(other, 0.0), other))]
        shared = told.weights.keys() & nearest.weights.keys()
        first = sorted(shared, key=lambda word: (-told.weights[word] * nearest.weights[word], word))[:SHOWN]
        return Join(page_id, nearest.publication, tuple(told.profile.written[word] for word in first))

    def _rarity(self, word: str) -> float:
        """Return what a word weighs: the rarer among the pages known and in the news, the more."""
        seen = self._seen[word] + NEWS * USUAL.get(word, 0.0)
        return max(0.05, -math.log((seen + 0.5) / (self._count + NEWS + 1)))

    def _compare(self, told: KnownPage) -> None:
        """Weigh a page's words, and note which earlier pages are like it."""
        raw = {word: weight * self._rarity(word) for word, weight in told.profile.weights.items()}
        length = max(FULL, math.sqrt(sum(weight * weight for weight in raw.values())))
        told.weights = {word: weight / length for word, weight in raw.items()}
        rough: dict[str, float] = defaultdict(float)
        visits = VISITS
        for word in sorted(raw, key=lambda each: len(self._holders[each])):
            holders, weight = self._holders[word], told.weights[word]
            visits -= len(holders)
            if visits < 0:
                break
            for other, theirs in holders.items():
                rough[other] += weight * theirs
        here = told.publication.page_id
        rough.pop(here, None)
        for word, weight in told.weights.items():
            self._holders[word][here] = weight
        for other, value in rough.items():
            if value >= FAINT and abs(told.at - self._told[other].at) <= WITHIN:
                told.near[other] = self._told[other].near[here] = likeness(told, self._told[other])

    def forget(self, before: datetime) -> None:
        """Drop the stories that ended before a time, and pages as long again before it; their words stay counted."""
        self._settle()
        ended = {story for story, pages in self._pages.items() if all(self._told[each].at < before for each in pages)}
        old = {each for each, told in self._told.items() if told.at < before - WITHIN}
        for page_id in old.union(*(self._pages[story] for story in ended)):
            told = self._told.pop(page_id)
            for word in told.profile.weights:
                del self._holders[word][page_id]
                if not self._holders[word]:
                    del self._holders[word]
            for other in told.near:
                del self._told[other].near[page_id]
            story = self._story.pop(page_id)
            self._pages[story].remove(page_id)
            if not self._pages[story]:
                del self._pages[story]
        if self._count > REMEMBERED:
            self._count //= 2
            self._seen = Counter({word: count // 2 for word, count in self._seen.items() if count > 1})

    def _settle(self) -> None:
        """Group what waits with what is near it."""
        while self._waiting:
            touched = self._around(self._waiting.pop())
            self._waiting -= touched
            self._keep(grouped(self._atoms(touched), self._told))

    def _around(self, page_id: str) -> set[str]:
        """Return a page with all that hang together with it, whole stories of them."""
        found, edge = {page_id}, [page_id]
        while edge:
            told = self._told[edge.pop()]
            near = {other for other, value in told.near.items() if value >= ALIKE * 0.75}
            near |= set(self._pages[self._story[told.publication.page_id]])
            edge += near - found
            found |= near
        return found

    def _atoms(self, pages: set[str]) -> list[list[str]]:
        """Return what is grouped: each young page alone, older ones as the stories that they are."""
        atoms: dict[str, list[str]] = defaultdict(list)
        for each in sorted(pages, key=lambda page: (self._told[page].at, page)):
            old = self._newest is not None and self._newest - self._told[each].at > SETTLED
            atoms[self._story[each] if old else each].append(each)
        return list(atoms.values())

    def _keep(self, groups: Iterable[list[str]]) -> None:
        """Keep groups as stories: each takes over the id that most of its pages had."""
        groups = sorted(groups, key=lambda group: (-len(group), group[0]))
        before = {page: self._story[page] for group in groups for page in group}
        for story in dict.fromkeys(before.values()):
            self._seen.subtract(self._words(self._pages.pop(story)))
            self._count -= 1
        for group in groups:
            votes = Counter(before[page] for page in group if before[page] not in self._pages)
            story = votes.most_common(1)[0][0] if votes else digest_of("story", group[0])
            while story in self._pages:  # its first page founded another story once
                story = digest_of("story", story)
            self._found(story, group)

    def _found(self, story: str, pages: list[str]) -> None:
        """Keep pages as a story; a word counts once a story, so that what all tell today stays rare."""
        self._pages[story] = pages
        self._story.update(dict.fromkeys(pages, story))
        self._seen.update(self._words(pages))
        self._count += 1

    def _words(self, pages: Iterable[str]) -> set[str]:
        return {word for page in pages for word in self._told[page].profile.weights}


def appeared(publication: Publication) -> datetime:
    """Return when a page appeared, as far as is known."""
    return publication.published_at or publication.fetched_at


def likeness(one: KnownPage, other: KnownPage) -> float:
    """Return how alike two pages are: by names and other words in common, where no single word is enough."""
    few, many = (one, other) if len(one.weights) <= len(other.weights) else (other, one)
    theirs, both_names = many.weights, few.profile.names & many.profile.names
    names = words = most = 0.0
    common = 0
    for word, weight in few.weights.items():
        if word in theirs:
            share = weight * theirs[word]
            common += 1
            most = max(most, share)
            if word in both_names:
                names += share
            else:
                words += share
    if common < min(FEWEST, len(few.weights)):
        return 0.0
    return names + words - ONE_WITNESS * most + BOTH * math.sqrt(names * words)


def grouped(atoms: list[list[str]], told: Mapping[str, KnownPage]) -> list[list[str]]:
    """Return the atoms joined to groups, the likest first, each in order of time."""
    home = {page: number for number, atom in enumerate(atoms) for page in atom}
    groups = dict(enumerate(atoms))
    links: dict[int, defaultdict[int, float]] = {number: defaultdict(float) for number in groups}
    for page, here in home.items():
        for near, value in told[page].near.items():
            if near in home and home[near] != here:
                links[here][home[near]] += value

    def alike(one: int, other: int) -> float:
        return links[one].get(other, 0.0) / math.pow(len(groups[one]) * len(groups[other]), LINK)

    heap = [(-alike(one, other), one, other) for one in groups for other in links[one] if one < other]
    heapify(heap)
    while heap and heap[0][0] <= -ALIKE:
        value, one, other = heappop(heap)
        if one not in groups or other not in groups or value != -alike(one, other):
            continue
        groups[one] += groups.pop(other)
        for third, total in links.pop(other).items():
            del links[third][other]
            if third != one:
                links[one][third] += total
                links[third][one] = links[one][third]
        for third in links[one]:
            heappush(heap, (-alike(one, third), min(one, third), max(one, third)))
    return [sorted(group, key=lambda page: (told[page].at, page)) for group in groups.values()]
