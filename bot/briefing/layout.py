"""What a digest shows of each story, and what leaves for its thread: two screens of a phone, nothing twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.briefing.blocks import body, cut
from bot.briefing.moves import moved_and_split, words_in
from bot.briefing.standfirst import standfirst
from bot.ledger import people
from bot.ledger.choosing import best, readable
from bot.ledger.newsworthy import in_office
from bot.ledger.outlets import is_outlet
from bot.ledger.passages import Passage, passages, repeats
from bot.model.briefing import Digest, Story
from bot.model.record import NAMED_FROM, Filed, Speaker, SpeakerKind

MOST_STORIES = 5
MOST_IN_THREAD = 8  # stories, quotes and what moved down, in the thread: as many as one reply holds on every platform
MOST_MOVED, MOST_SPLITS = 1, 0  # in the message; further ones in the thread
MORE_QUOTES = 2  # of a story, in the thread
SHORT = 330  # characters of a passage that leaves room for others
STAYING = 2  # stories that are in the message, however long
ROOM, ROOM_FOR_QUOTES = 68, 33  # lines of two screens of a phone beside title, buttons and footer; letters of a quote's


@dataclass(frozen=True, slots=True)
class Item:
    """Hold what is shown of a story: its first sentence and passages in the message, further ones in the thread."""

    number: int
    story: Story
    opening: str
    above: tuple[Passage, ...]
    below: tuple[Passage, ...]
    front: bool  # in the message, else in the thread

    @property
    def lines(self) -> int:
        """Return about how many lines of a phone it takes."""
        quotes = sum(lines(each.body, ROOM_FOR_QUOTES) + 3 for each in self.above)  # a name, a source
        return 3 + lines(self.story.lead.title) + lines(self.opening) + quotes


def lines(text: str, wide: int = 38) -> int:
    """Return about how many lines of a phone a text takes."""
    return -(-len(text) // wide)


def items(digest: Digest, name_from: float = NAMED_FROM) -> tuple[Item, ...]:
    """Return what the digest shows of each story; no sentence or words twice, those of what moved neither.

    The message holds as many stories as two screens of a phone do, the first two whatever they take. Where room is
    short the later ones go without their first sentence; where there is some left, further speakers come in.
    """
    moves = moved_and_split(digest.moved, digest.splits, digest.day)
    seen, made = [*words_in(moves)], list[Item]()
    for number, story in enumerate(digest.stories, start=1):
        chosen = _chosen(story, seen, name_from)
        opening = _opening(story, [*seen, *(each.body for each in chosen)])
        front = number <= MOST_STORIES
        item = Item(number, story, opening, chosen[:1] if front else (), chosen[1:] if front else chosen[:1], front)
        seen += [opening, *(each.body for each in (*item.above, *item.below))]
        made.append(item)
    room = ROOM - sum(lines(text) + 2 for text in words_in(moves[: 2 + MOST_MOVED])) - 3 * len(digest.also)
    fitted = _fitted(made, room)
    return _within(_with_second(fitted, room - taken(fitted)), digest)


def _fitted(made: Sequence[Item], room: int) -> list[Item]:
    """Return the items with as many in the message as there is room for: shortened first, then moved to the thread."""
    found = list(made)
    last_first = [at for at in reversed(range(len(found))) if found[at].front]
    for at in last_first:
        if at and found[at].above and taken(found) > room:
            found[at] = replace(found[at], opening="")
    for at in last_first:
        if at >= STAYING and taken(found) > room:
            found[at] = replace(made[at], above=(), below=made[at].above, front=False)
    return found


def taken(made: Sequence[Item]) -> int:
    """Return about how many lines of a phone the stories in the message take."""
    return sum(each.lines for each in made if each.front)


def _opening(story: Story, seen: Sequence[str]) -> str:
    """Return a story's first sentence where a machine's choice does not stand for it and nothing repeats it."""
    opening = "" if story.lead.gist else standfirst(story.lead)
    return "" if any(repeats(opening, text) for text in seen) else opening


def _with_second(made: Sequence[Item], room: int) -> list[Item]:
    """Return the items with a second speaker in the message where the first ones leave it room."""
    found = []
    for each in made:
        second = each.below[0] if each.front and each.above and each.below and _answers(each) else None
        need = lines(second.body, ROOM_FOR_QUOTES) + 3 if second else 0
        taken = second is not None and need <= room
        room -= need if taken else 0
        found.append(replace(each, above=(*each.above, each.below[0]), below=each.below[1:]) if taken else each)
    return found


def _answers(item: Item) -> bool:
    """Say whether a story's second passage is of another speaker who has a name."""
    first, second = (each.lead.quote.speaker for each in (item.above[0], item.below[0]))
    named = second is not None and second.kind is not SpeakerKind.UNNAMED
    return named and first is not None and second is not None and people.key(first.name) != people.key(second.name)


def _within(made: Sequence[Item], digest: Digest) -> tuple[Item, ...]:
    """Return the items with as many further stories and quotes as the thread holds beside what moved."""
    left = max(1, MOST_IN_THREAD - len(digest.moved) - len(digest.splits))  # what stands above may move down, too
    below = [each for each in made if not each.front][:left]
    left -= len(below)
    kept = []
    for each in (*(each for each in made if each.front), *below):
        further = each.below[:left] if each.front else each.below
        left -= len(further) if each.front else 0
        kept.append(replace(each, below=further))
    return tuple(kept)


def _chosen(story: Story, seen: Sequence[str], name_from: float) -> tuple[Passage, ...]:
    """Return a story's best passages, of who decides or of its lead first; nothing of them is seen or repeated."""
    named = showable(story, name_from)
    fresh = [each for each in passages(named, few=True) if not any(repeats(each.body, text) for text in seen)]
    ordered = best(fresh, 2 * (1 + MORE_QUOTES), name_from=name_from)
    chosen: list[Passage] = []
    deciding = {people.key(each.name) for each in _speakers(story.quotes) if in_office(each.role)}

    def behind(each: Passage) -> tuple[bool, bool, bool]:
        decides = any(people.key(one.name) in deciding for one in _speakers(each.quotes))
        lead = each.lead.quote
        return (not decides, not readable(lead), lead.publication.page_id != story.lead.page_id)

    first = sorted(ordered, key=behind)[:1]
    for each in (*first, *ordered):
        if not any(repeats(each.body, one.body) for one in chosen):
            chosen.append(each)
    return tuple(sorted(chosen[: 1 + MORE_QUOTES], key=lambda each: len(body(cut(each.shown))) > SHORT))


def _speakers(quotes: Sequence[Filed]) -> list[Speaker]:
    return [each.quote.speaker for each in quotes if each.quote.speaker]


def showable(story: Story, name_from: float) -> list[Filed]:
    """Return a story's quotes that a digest may show: with a name that is sure, and more than the headline says."""
    return [
        each
        for each in story.quotes
        if _named(each, name_from) and not repeats(body(each.quote.shown), story.lead.title)
    ]


def _named(filed: Filed, name_from: float) -> bool:
    """Say whether a quote has a name that is sure, and no other outlet's."""
    speaker = filed.quote.speaker
    named = speaker is not None and speaker.kind is not SpeakerKind.UNNAMED and not is_outlet(speaker.name)
    return named and filed.quote.confidence >= name_from
