"""What is printed once is shown once: quotes of one sentence, or of the same words, are one passage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.ledger.variants import compatible, grouped, rank
from bot.ledger.words import fold_words
from bot.model.record import Filed, Quote, Shown
from bot.model.text import Span

RUN = 4  # words in a row from which a repetition is one
_END = re.compile(r"(?<=[.!?…])[\"”’'»)\]]*\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold quotes of one stretch of an article, in the order of its text, and the same words elsewhere."""

    quotes: tuple[Filed, ...]
    others: tuple[Filed, ...] = ()
    body: str = field(default="", compare=False)  # all that a reader sees of them, as one text

    @property
    def lead(self) -> Filed:
        """Return the quote by which the passage goes: a whole one, named, surest, longest."""
        return min(self.quotes, key=lambda each: rank(each.quote))

    @property
    def shown(self) -> Shown:
        """Return what a reader sees of it, with all its quotes marked."""
        return together([each.quote for each in self.quotes])

    @property
    def every(self) -> tuple[Filed, ...]:
        """Return the quotes that it stands for, those shown first."""
        return (*self.quotes, *self.others)


def passages(quotes: Sequence[Filed], *, few: bool = False) -> tuple[Passage, ...]:
    """Return the quotes as passages, in the order of their first quotes; no two repeat a sentence or words.

    Where only a few of them will be shown, what merely leans on a sentence of another is kept apart from it.
    """
    shelf = _Shelf(few=few)
    for each in grouped(quotes):
        shelf.put(_passage([each.lead], each.others))
    return tuple(each for each in shelf.kept if each)


def together(quotes: Sequence[Quote], marked: Sequence[Quote] = ()) -> Shown:
    """Return what a reader sees of quotes that overlap: their text once; all their words marked, or only some."""
    if len(quotes) == 1:
        return quotes[0].shown
    carriers = sorted({_carried(each) for each in quotes})
    leads = {(each.lead_in.span.start, each.lead_in.text) for each in quotes if each.lead_in}
    before = [text for start, text in sorted(leads) if start + len(text) <= carriers[0][0]]
    inside = [each for each in leads if each[0] >= carriers[0][0]]
    text, spans = _joined(sorted({*carriers, *inside}), _apart([each.span for each in marked or quotes]))
    ends = [*(span.start for span in spans[1:]), len(text)]
    marks = [(span.of(text), text[span.end : end]) for span, end in zip(spans, ends, strict=True)]
    (quoted, after), *more = marks
    return Shown(before[-1] if before else "", text[: spans[0].start], quoted, after, part=True, more=tuple(more))


def repeats(one: str, other: str) -> bool:
    """Say whether a sentence of four words or more of either text stands in the other one."""
    here, there = (f" {fold_words(text)} " for text in (one, other))
    return any(each in there for each in _known(one)) or any(each in here for each in _known(other))


def _known(text: str) -> Iterator[str]:
    """Yield the sentences of a text that are long enough to be known again, folded, between spaces."""
    for sentence in _END.split(text):
        folded = fold_words(sentence)
        if folded.count(" ") >= RUN - 1:
            yield f" {folded} "


def _passage(quotes: Sequence[Filed], others: Sequence[Filed] = ()) -> Passage:
    ordered = sorted(quotes, key=lambda each: (each.quote.span.start, each.quote.id))
    shown = together([each.quote for each in ordered])
    words = "".join(text for text, _ in shown.pieces)
    body = words if ordered[0].quote.kind.bare else f"{shown.lead_in} {words}"
    return Passage(tuple(ordered), tuple(others), body)


class _Shelf:
    """Keep passages in order; found again by the revision of their article, or by words in a row."""

    def __init__(self, *, few: bool) -> None:
        self._few = few
        self.kept: list[Passage | None] = []  # None where one went into another
        self._pages: defaultdict[str, list[int]] = defaultdict(list)
        self._runs: defaultdict[str, list[int]] = defaultdict(list)

    def put(self, new: Passage) -> None:
        """Keep a quote with what stands in one stretch with it, or below the passage that shows its words."""
        touching = self._those(
            dict.fromkeys(self._pages[_revision(new)]), lambda each: _touch(each, new, few=self._few)
        )
        own = [one for at in touching for one in (self.kept[at],) if one]
        joined = _passage([*new.quotes, *(one for each in own for one in each.quotes)]) if own else new
        runs = _runs(joined.body)
        near = dict.fromkeys(at for run in runs for at in self._runs[run] if at not in touching)
        again = self._those(near, lambda each: _repeat(each, joined, few=self._few))
        told = [one for at in again for one in (self.kept[at],) if one]
        if told and not own and not all(_holds(joined, each) for each in told):
            first = told[0]
            self.kept[again[0]] = replace(first, others=(*first.others, *new.every))
            return
        others = (*new.others, *(o for each in own for o in each.others), *(o for each in told for o in each.every))
        self._place(replace(joined, others=others), sorted((*touching, *again)), runs)

    def _those(self, places: Iterable[int], fits: Callable[[Passage], bool]) -> list[int]:
        return [at for at in sorted(places) if (each := self.kept[at]) and fits(each)]

    def _place(self, passage: Passage, instead_of: Sequence[int], runs: set[str]) -> None:
        for at in instead_of:
            self.kept[at] = None
        place = instead_of[0] if instead_of else len(self.kept)
        self.kept[place : place + 1] = [passage]
        self._pages[_revision(passage)].append(place)
        for run in runs:
            self._runs[run].append(place)


def _revision(passage: Passage) -> str:
    return passage.quotes[0].quote.publication.article_id


def _touch(one: Passage, other: Passage, *, few: bool) -> bool:
    """Say whether two passages are of one revision, and what carries or shows them overlaps."""
    if _revision(one) != _revision(other):
        return False
    here = [span for each in one.quotes for span in _ranges(each.quote)[: 2 if few else None]]
    return any(
        span.overlaps(there)
        for each in other.quotes
        for there in _ranges(each.quote)[: 2 if few else None]
        for span in here
    )


def _ranges(quote: Quote) -> tuple[Span, ...]:
    """Return what shows a quote, its own words first; what stands before a turn may be another voice's."""
    if quote.kind.bare:
        return (quote.span,)
    return (quote.span, quote.carrier.span, *((quote.lead_in.span,) if quote.lead_in else ()))


def _repeat(one: Passage, other: Passage, *, few: bool) -> bool:
    """Say whether two passages repeat one another; equal whole quotes of two people are two statements."""
    leaning = few and _revision(one) == _revision(other)
    if leaning or not repeats(one.body, other.body):
        return False
    whole = all(each.quote.kind.whole for each in (*one.quotes, *other.quotes))
    return not whole or any(compatible(here.quote, there.quote) for here in one.quotes for there in other.quotes)


def _holds(one: Passage, other: Passage) -> bool:
    return f" {fold_words(other.body)} " in f" {fold_words(one.body)} "


def _runs(text: str) -> set[str]:
    """Return every four words in a row of a text."""
    words = fold_words(text).split()
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def _carried(quote: Quote) -> tuple[int, str]:
    """Return where a quote's carrier begins, with its text; a quote beyond its carrier stands between marks of ours."""
    if quote.carrier.span.holds(quote.span):
        return quote.carrier.span.start, quote.carrier.text
    return max(0, quote.span.start - 1), f"“{quote.text}”"


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Return spans in order, those that overlap as one."""
    apart: list[Span] = []
    for each in sorted(spans, key=lambda span: (span.start, span.end)):
        if apart and each.start < apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, each.end))
        else:
            apart.append(each)
    return apart


def _joined(parts: Sequence[tuple[int, str]], spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """Return parts of one text as one, what they share once, and where spans of the article stand in it."""
    text, end = "", 0
    shifts: list[tuple[int, int]] = []  # from a place of the article on, what is added to it
    for start, part in parts:
        gap = " " if text and start > end else ""
        fresh = part[max(0, end - start) :] if text else part
        begin = start + len(part) - len(fresh)
        shifts.append((begin, len(text) + len(gap) - begin))
        text += gap + fresh
        end = max(end, start + len(part))
    return text, [_moved(span, shifts) for span in spans]


def _moved(span: Span, shifts: Sequence[tuple[int, int]]) -> Span:
    by = next(shift for begin, shift in reversed(shifts) if begin <= span.start)
    return Span(span.start + by, span.end + by)
