"""What moved: reported changes given their two sides, and quotes compared with what their speaker said before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from bot.ledger import people
from bot.ledger.comparing import TURNED
from bot.ledger.topics import dull, stem, tokens
from bot.ledger.variants import same
from bot.ledger.words import fold_words
from bot.model.choice import Claimed, Pair
from bot.model.news import digest_of
from bot.model.position import (
    Comparison,
    Extent,
    MoveKind,
    OutletSentence,
    PositionChange,
    Recency,
    ReportedChange,
    Split,
    Statement,
)
from bot.model.record import NAMED_FROM, Filed, Quote, SpeakerKind, Topic
from bot.model.text import Span
from bot.reading.changes.changes import SHOWN_FROM
from bot.reading.text.parts import part_of

COMPARED_FROM = 0.8  # confidence from which a comparison is kept
LOOKED_BACK = timedelta(days=30)  # how old an earlier quote may be to stand beside a change that an outlet reports
COMPARED_BACK = timedelta(days=400)
SHORTEST = 4  # words that a quote must have to be compared
SOON = 600  # characters behind a reported change in which the speaker's own words still belong to it
_ABOUT = re.compile(  # what somebody's words were about, where it is named
    r"\b(?:remarks?|comments?|words|statements?|jokes?|claims?) (?:about|on|against) ([A-Z][\w-]+(?: [A-Z][\w-]+)*)"
)
_MARKS = re.compile('[“”"«»„]')
SHORTEST_PLAIN = 40  # characters of a sentence that stands beside a claim
LONGEST_PARAGRAPH = 1_500  # characters of one that a second reader gets
Compare = Callable[[Topic, Statement, Statement], Comparison]


def reported(
    change: ReportedChange, quotes: Sequence[Filed], earlier: Sequence[Filed], topics: Sequence[Topic]
) -> PositionChange | None:
    """Return a reported change with both its sides, or None where one is not known, it is not sure, or it is history.

    `quotes` are the article's own, `earlier` the ledger's by the same speaker on these topics.
    """
    if not change.asserted_by.counts or change.confidence < SHOWN_FROM or change.recency is not Recency.NEW:
        return None
    found = _before(change, quotes) or _on_record(change, topics, earlier)
    topic = _topic(found, topics)
    before = found.quote if isinstance(found, Filed) else found
    if topic is None or before is None or not (_usable(before) and _usable(change.told)):
        return None
    return PositionChange(
        id=change.id,
        speaker=change.speaker,
        topic=topic,
        kind=change.kind,
        extent=change.extent,
        before=before,
        after=change.told,
        reported=True,
        said=_said(change, quotes),
        in_part=change.in_part,
        recency=change.recency,
        confidence=change.confidence,
        by=change.by,
    )


def claimed(found: PositionChange | ReportedChange | Split, text: str, others: Sequence[Span] = ()) -> Claimed:
    """Return what a second reader is told of a change or a split that came to light in a text.

    `others` are the sentences of which anything is claimed; where a model claims it, another one stands beside it.
    """
    made = _claimed(found, text)
    return replace(made, plain=plain_of(text, others, made)) if made.by else made


def sentences_told(changes: Iterable[ReportedChange], splits: Iterable[Split]) -> list[Span]:
    """Return the sentences of which a change or a split is claimed."""
    return [*(each.told.sentence.span for each in changes), *(each.told.sentence.span for each in splits)]


def plain_of(text: str, others: Sequence[Span], claim: Claimed) -> str:
    """Return a sentence of a text of which nobody claims anything, about the same person where there is one."""
    name = fold_words(claim.who).split()[-1:]
    found = [
        words
        for span in part_of(text, ()).sentences.values()
        if not any(span.overlaps(each) for each in others)
        and len(words := " ".join(span.of(text).split())) >= SHORTEST_PLAIN
        and not _MARKS.search(words)
        and words not in claim.after
    ]
    about = [each for each in found if set(name) <= set(fold_words(each).split())]
    return min(about or found, key=lambda each: digest_of("plain", claim.id, each), default="")


def _claimed(found: PositionChange | ReportedChange | Split, text: str) -> Claimed:
    if isinstance(found, ReportedChange):
        how, told = found.kind.value.replace("_", " "), found.told
        before = found.earlier.sentence.text if found.earlier else ""
        after = f"{told.dated}: {told.sentence.text}"
        paragraph = _paragraph(text, told.sentence.span.start)
        return Claimed(found.id, found.speaker.name, how, before, after, paragraph, found.by)
    if isinstance(found, Split):
        who = " and ".join(each.name for each in found.members)
        after = f"{found.told.dated}: {found.told.sentence.text}"
        how = f"members of one camp, {found.camp}, who differ"
        return Claimed(found.id, who, how, "", after, _paragraph(text, found.told.sentence.span.start), found.by)
    how = f"{found.kind.value.replace('_', ' ')}{' in part' if found.in_part else ''} on {found.topic.name}"
    before, after = (f"{each.dated}: {_words(each)}" for each in (found.before, found.after))
    at = (found.after.sentence if isinstance(found.after, OutletSentence) else found.after.carrier).span.start
    return Claimed(found.id, found.speaker.name, how, before, after, _paragraph(text, at), found.by)


def _paragraph(text: str, at: int) -> str:
    """Return the paragraph at a place."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return text[start : end if end > 0 else len(text)][:LONGEST_PARAGRAPH]


def _words(side: Quote | OutletSentence) -> str:
    return side.sentence.text if isinstance(side, OutletSentence) else side.carrier.text


def _usable(side: Quote | OutletSentence) -> bool:
    """Say whether a side of a change has a day and a link."""
    return side.dated is not None and bool(side.publication.url)


def _before(change: ReportedChange, quotes: Sequence[Filed]) -> Filed | OutletSentence | None:
    """Return what the article says was held before: the quote in that sentence, else the sentence."""
    if change.earlier is None:
        return None
    there = change.earlier.sentence.span
    held = [each for each in _by(change, quotes) if there.overlaps(each.quote.span)]
    return held[0] if held else change.earlier


def _on_record(change: ReportedChange, topics: Sequence[Topic], earlier: Sequence[Filed]) -> Filed | None:
    """Return the quote on the ledger that the change is about: same speaker, not long before, most words in common."""
    day = change.told.dated
    if day is None:
        return None
    keys, words = {topic.key for topic in topics}, _stems(change.told.sentence.text)

    def likeness(each: Filed) -> tuple[int, int, int]:
        common = words & _stems(f"{each.quote.text} {each.quote.carrier.text}")
        return len(common), len(keys & {topic.key for topic in each.topics}), (each.quote.dated or day).toordinal()

    fits = [
        each
        for each in _by(change, earlier)
        if each.quote.dated and timedelta(0) < day - each.quote.dated <= LOOKED_BACK
        if _on_one_thing(change.told.sentence.text, topics, each) and not TURNED.search(each.quote.text)
    ]
    return max(fits, key=lambda each: (likeness(each), each.quote.id), default=None)


def _on_one_thing(sentence: str, topics: Sequence[Topic], each: Filed) -> bool:
    """Say whether a sentence and a quote share a topic, and not only a word of two: “carbon tax”, “income tax”."""
    lead = each.quote.lead_in.text if each.quote.lead_in else ""
    theirs = f"{lead} {each.quote.carrier.text} {each.quote.text}"
    about = _ABOUT.search(sentence)
    named = f"{theirs} {' '.join(topic.name for topic in each.topics)}".lower()
    if about and about[1].split()[-1].lower() not in named:
        return False
    common = {topic.key for topic in topics} & {topic.key for topic in each.topics}
    return any(_one_kind(_kinds(sentence, key), _kinds(theirs, key)) for key in common)


def _one_kind(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or bool(one & other)


def _kinds(text: str, key: str) -> frozenset[str]:
    """Return the stems of what stands right before a topic's word: which tax, whose plan."""
    words, found = [each.text for each in tokens(text)], set()
    for before, word in pairwise(words):
        if word[:1].islower() and stem(word) in key.split() and not dull(before):
            found.add(stem(before))
    return frozenset(found)


@lru_cache(maxsize=5_000)
def _stems(text: str) -> frozenset[str]:
    """Return the stems of a text's telling words."""
    return frozenset(stem(token.text) for token in tokens(text) if not dull(token.text))


def _by(change: ReportedChange, quotes: Sequence[Filed]) -> list[Filed]:
    """Return the quotes that are surely the same speaker's."""
    return [each for each in quotes if sure(each.quote) and each.quote.speaker and _one(change, each.quote)]


def _one(change: ReportedChange, quote: Quote) -> bool:
    return _name(quote) == people.key(change.speaker.name)


def sure(quote: Quote, name_from: float = NAMED_FROM) -> bool:
    """Say whether a quote's speaker is named and sure: only then may a position rest on it."""
    named = quote.speaker is not None and quote.speaker.kind is not SpeakerKind.UNNAMED
    return named and quote.confidence >= name_from


def _topic(before: Filed | OutletSentence | None, topics: Sequence[Topic]) -> Topic | None:
    """Return what the change is about: a topic of both sides, else the likeliest of the sentence that reports it."""
    if isinstance(before, Filed):
        mine = {topic.key for topic in before.topics}
        return next((topic for topic in topics if topic.key in mine), None) or next(
            iter((*topics, *before.topics)), None
        )
    return next(iter(topics), None)


def _said(change: ReportedChange, quotes: Sequence[Filed]) -> Quote | None:
    """Return the speaker's own words in the sentence that reports a change, or right behind it."""
    sentence = change.told.sentence.span
    near = Span(sentence.start, sentence.end + SOON)
    return next((each.quote for each in _by(change, quotes) if near.holds(each.quote.span)), None)


def moved(filed: Filed, others: Sequence[Filed], compare: Compare) -> Iterator[PositionChange]:
    """Yield how a quote compares with what its speaker said on the same topics on other days, where that is sure.

    At most one change a topic: against the nearest day before, and against the nearest after.
    """
    for topic, earlier, later in candidates(filed, others):
        change = _compared(topic, earlier, later, compare)
        if change:
            yield change
            return


def candidates(filed: Filed, others: Sequence[Filed]) -> Iterator[tuple[Topic, Quote, Quote]]:
    """Yield the pairs in which a quote may be compared, earlier and later, the nearest days before it first."""
    if not sure(filed.quote) or not _usable(filed.quote):
        return
    for topic in filed.topics[:1]:
        mine = [each for each in others if _comparable(filed, each, topic)]
        before = [each for each in mine if _day(each) < _day(filed)]
        after = [each for each in mine if _day(each) > _day(filed)]
        yield from ((topic, each.quote, filed.quote) for each in sorted(before, key=_day, reverse=True))
        yield from ((topic, filed.quote, each.quote) for each in sorted(after, key=_day))


def likeliest(found: Iterable[tuple[Topic, Quote, Quote]], most: int) -> tuple[tuple[Topic, Quote, Quote], ...]:
    """Return the pairs that are likeliest on one thing: most words in common, then the nearest days."""

    def likeness(pair: tuple[Topic, Quote, Quote]) -> tuple[int, int, str]:
        topic, earlier, later = pair
        common = _said_stems(earlier) & _said_stems(later)
        days = (later.dated or date.max) - (earlier.dated or date.min)
        return -len(common - frozenset(topic.key.split())), days.days, earlier.id

    return tuple(sorted(found, key=likeness)[:most])


def pair_of(topic: Topic, earlier: Quote, later: Quote) -> Pair:
    """Return two quotes of one speaker ready to be compared."""
    name = later.speaker.name if later.speaker else ""
    return Pair(_pair_id(earlier, later), name, topic.name, statement(earlier), statement(later))


def _pair_id(earlier: Quote, later: Quote) -> str:
    return digest_of("compared", earlier.id, later.id)


def _comparable(one: Filed, other: Filed, topic: Topic) -> bool:
    """Say whether two quotes are of one speaker on one thing: a topic, and words of it beyond the topic's name."""
    if not sure(other.quote) or not _usable(other.quote) or topic.key not in {each.key for each in other.topics[:2]}:
        return False
    if min(len(one.quote.text.split()), len(other.quote.text.split())) < SHORTEST or same(one.quote, other.quote):
        return False
    common = _said_stems(one.quote) & _said_stems(other.quote)
    names = {_name(each.quote) for each in (one, other)}
    return len(names) == 1 and bool(common - frozenset(topic.key.split()) - _stems(topic.name))


def _said_stems(quote: Quote) -> frozenset[str]:
    """Return the telling stems of a quote's words and of the sentence it leans on, its speaker's name aside."""
    lead = quote.lead_in.text if quote.lead_in else ""
    return _stems(f"{quote.text} {lead}") - _stems(quote.speaker.name if quote.speaker else "")


def _name(quote: Quote) -> str:
    return people.key(quote.speaker.name) if quote.speaker else ""


def _day(filed: Filed) -> int:
    return filed.quote.dated.toordinal() if filed.quote.dated else 0


def _compared(topic: Topic, earlier: Quote, later: Quote, compare: Compare) -> PositionChange | None:
    found = compare(topic, statement(earlier), statement(later))
    if not found.label.alert or found.confidence < COMPARED_FROM or later.speaker is None:
        return None
    return PositionChange(
        id=_pair_id(earlier, later),
        speaker=later.speaker,
        topic=topic,
        kind=MoveKind(found.label.value),
        extent=Extent.WHOLE,
        before=earlier,
        after=later,
        reported=False,
        reason=found.reason,
        by=found.by,
        confidence=found.confidence,
        recency=Recency.NEW,
    )


def statement(quote: Quote) -> Statement:
    """Return a quote ready to be compared."""
    return Statement(quote.text, quote.carrier.text, quote.dated)
