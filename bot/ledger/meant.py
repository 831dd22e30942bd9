"""What a typed topic means in a workspace, and what is about it: the one place where that is decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.ledger import topics
from bot.ledger.subjects import DULL
from bot.ledger.words import findable, plain
from bot.model.position import OutletSentence, PositionChange, Split
from bot.model.record import Filed, Quote
from bot.model.workspace import OwnTopic


@dataclass(frozen=True, slots=True)
class Meant:
    """Hold what a typed topic stands for: any of these topic keys, or any of these phrases."""

    keys: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()  # as look-ups seek them
    own: OwnTopic | None = None  # the team's own that was typed


def meant(typed: str, own: Sequence[OwnTopic] = ()) -> Meant:
    """Return what a typed topic means where these own topics count: one of them, else the topic of that name."""
    mine = called(typed, own)
    names = (mine.name, *mine.keywords) if mine else (typed,)
    keys = tuple(dict.fromkeys(filter(None, map(topics.key, names))))
    words = (plain(each) for each in mine.keywords if not _common(each)) if mine else ()
    return Meant(keys, tuple(dict.fromkeys(filter(None, words))), mine)


def called(typed: str, own: Iterable[OwnTopic]) -> OwnTopic | None:
    """Return the own topic of this name, spelled in any way."""
    key = topics.key(typed)
    return next((each for each in own if topics.key(each.name) == key), None) if key else None


def _common(keyword: str) -> bool:
    """Say whether a short form in capitals is a common word in small letters: “US”, which counts as a topic only."""
    return keyword.isupper() and plain(keyword) in DULL


def is_about(filed: Filed, about: Meant) -> bool:
    """Say whether a quote is about what is meant."""
    return found_by(filed, about) != ""


def found_by(filed: Filed, about: Meant) -> str:
    """Return the topic, else the words in the quote, around it or in its headline, that make it about what is meant."""
    named = next((topic.name for topic in filed.topics if topic.key in about.keys), "")
    return named or _said((*filed.quote.around, filed.quote.publication.title), about)


def moved_on(change: PositionChange, about: Meant) -> bool:
    """Say whether a position moved on what is meant: by its topic, or by words of its sides."""
    words = (part for side in (change.before, change.after) for part in _words(side))
    return change.topic.key in about.keys or _said(words, about) != ""


def split_on(split: Split, about: Meant) -> bool:
    """Say whether a camp is split on what is meant: by its topic, or by words of the sentence that says so."""
    by_topic = split.topic is not None and split.topic.key in about.keys
    return by_topic or _said(_words(split.told), about) != ""


def _words(side: Quote | OutletSentence) -> tuple[str, ...]:
    """Return a side's words; its headline is about more than that."""
    return (side.sentence.text,) if isinstance(side, OutletSentence) else side.around


def _said(parts: Iterable[str], about: Meant) -> str:
    """Return the first phrase that stands in these texts, or ''."""
    if not about.phrases:
        return ""
    text = f" {findable(parts)} "
    return next((phrase for phrase in about.phrases if f" {phrase} " in text), "")
