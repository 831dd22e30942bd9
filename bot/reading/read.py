"""The reading: quotations -> sentences -> cues -> speakers -> carriers -> the gate; then what moved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from itertools import pairwise, repeat

from bot.errors import Unverified
from bot.model.news import Article, digest_of
from bot.model.position import ReportedChange, Split
from bot.model.record import Draft, Quote, QuoteKind, Report
from bot.model.text import Span
from bot.reading import statements
from bot.reading.changes.changes import changes
from bot.reading.changes.splits import splits
from bot.reading.gate import verified
from bot.reading.languages import PLAIN
from bot.reading.names.finder import names_of
from bot.reading.speakers import without_weights
from bot.reading.speakers.attribution import Found, as_told, speaker_of
from bot.reading.speakers.attribution import named as person_of
from bot.reading.speakers.candidates import SIGNING
from bot.reading.speakers.coreference import SURE
from bot.reading.speakers.cues import Place, masked
from bot.reading.speakers.pointing import Encoder, Likely, pointed
from bot.reading.speakers.reports import reported
from bot.reading.text import carriers
from bot.reading.text.dates import uttered_on
from bot.reading.text.quotes import Stretch, paragraphs
from bot.reading.text.scene import Scene, Turn
from bot.reading.text.sentence import Line, Sight, lines
from bot.reading.text.venues import venue_of
from bot.reading.transcripts import said as transcripts
from bot.reading.transcripts.asked import answered
from bot.reading.transcripts.cast import names_guest
from bot.reading.transcripts.turns import turns

REPORT = 0.9  # how often a report's speaker is right
_OF_SOMEBODY = re.compile(
    r"\b(?:of|for|to|by|with|against|from|near|behind|like|at) (?:the )?$"
)  # “critics of Ruiz said”
_STAMP = re.compile(r"[(\[]?\d{1,2}[:.h]\d{2}\b(?!\d)")
NOBODY_FROM = 0.22  # likelihood from which on words in marks are taken for nobody's
ASKED_BELOW = 0.97  # an encoder is asked where the rules are less sure; above, one name of 200 is wrong
LONGEST = 200_000  # characters of a text that are read: a book's, in about two seconds
NAME_FROM = 0.4  # likelihood below which a speaker is not even guessed


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what a text holds: verified quotes, sure indirect speech, what moved, and how many drafts the gate refused.

    `unread` is how many characters at its end were too many.
    """

    quotes: tuple[Quote, ...]
    reports: tuple[Report, ...]
    dropped: int
    changes: tuple[ReportedChange, ...] = ()
    splits: tuple[Split, ...] = ()
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Spoken:
    """Hold one quoted stretch with its sentence, the one before, and who may have said it."""

    scene: Scene
    sight: Sight
    stretch: Stretch
    earlier: Sight | None
    later: Sight | None
    found: Found


def read(article: Article, encoder: Encoder | None = None) -> Reading:
    """Return the quotes and reports of an article; any text at all gives a result, in time that grows with its length.

    Without an encoder the rules alone say who spoke. A text that is longer than LONGEST is cut there.
    """
    unread = max(0, len(article.text) - LONGEST)
    if unread:
        return replace(read(replace(article, text=article.text[:LONGEST]), encoder), unread=unread)
    if transcript := _transcript(article, encoder):
        return transcript
    told = article.publication.language[:2].lower()
    plain = PLAIN.get(told) if told else without_weights.guessed(article.text)
    if plain:
        told_plainly = without_weights.drafts(article, plain)
        return _verified(article, merge(statements.drafts(article), told_plainly, key=_start))
    scene, all_lines = scene_of(article.text)
    stated = statements.drafts(article)
    found = _verified(article, merge(stated, _drafts(article, scene, all_lines, encoder), key=_start))
    reports = (report for line in all_lines if not line.stretches for report in _reports(article, line, scene))
    return replace(
        found,
        reports=tuple(reports),
        changes=tuple(changes(article, scene, all_lines)),
        splits=tuple(splits(article, scene, all_lines)),
    )


def _transcript(article: Article, encoder: Encoder | None) -> Reading | None:
    """Return the quotes of a transcript, and those of what an outlet writes before it begins; None where nobody is named.

    What its voices tell of others is no report of an outlet, and no change that one reports.
    """
    title = article.publication.title
    found = turns(article.text, title) or (
        answered(article.text, list(paragraphs(article.text))) if names_guest(title) else ()
    )
    spoken_words = list(transcripts.drafts(article, found)) if found else []
    if not spoken_words:
        return None
    scene, all_lines = scene_of(article.text[: found[0].label.paragraph.start])
    return _verified(article, (*_drafts(article, scene, all_lines, encoder), *spoken_words))


def _start(draft: Draft) -> int:
    return draft.span.start


def _verified(article: Article, drafts: Iterable[Draft]) -> Reading:
    """Return the drafts that the gate lets through, and how many it refused."""
    said: Counter[str] = Counter()
    quotes, dropped = [], 0
    for draft in drafts:
        try:
            quotes.append(verified(article, draft, said))
        except Unverified:
            dropped += 1
    return Reading(tuple(quotes), (), dropped)


def scene_of(text: str) -> tuple[Scene, list[Line]]:
    """Return where everything of a text stands, and its sentences."""
    all_lines = list(lines(text))
    paragraph_starts = sorted({line.paragraph.start for line in all_lines})
    quoted = [stretch.outer for line in all_lines for stretch in line.stretches]
    return Scene(text, names_of(text), [line.span.start for line in all_lines], paragraph_starts, quoted), all_lines


def spoken(scene: Scene, all_lines: Sequence[Line], encoder: Encoder | None = None) -> Iterator[Spoken]:
    """Yield every quoted stretch with who may have said it; who spoke is remembered after each."""
    if encoder is None:
        yield from _spoken(scene, all_lines, repeat(None))
        return
    alone = list(_spoken(scene, all_lines, repeat(None)))
    scene.forget()
    unsure = [number for number, each in enumerate(alone) if not _is_sure(scene, each.found)]
    quotes = [each.stretch.outer for each in alone]
    yield from _spoken(scene, all_lines, iter(pointed(encoder, scene.text, quotes, mentioned(scene), unsure)))


def _is_sure(scene: Scene, found: Found) -> bool:
    """Return whether the rules are so sure of a person that an encoder need not be asked."""
    person = found.speaker is not None and scene.names.person(found.speaker.name)
    return person and found.confidence >= ASKED_BELOW


def _spoken(scene: Scene, all_lines: Sequence[Line], likely: Iterator[Likely | None]) -> Iterator[Spoken]:
    for number, line in enumerate(all_lines):
        if not line.stretches:
            continue
        sight = Sight(scene.text, line, scene.names)
        earlier, later = _around(scene, all_lines, number) if sight.bare else (None, None)
        for stretch in line.stretches:
            found = speaker_of(scene, sight, stretch, earlier, later, next(likely))
            yield Spoken(scene, sight, stretch, earlier, later, found)
            if found.nobody < NOBODY_FROM:
                scene.turns.append(_turn(scene, line, stretch, found))


def mentioned(scene: Scene) -> list[tuple[Span, str]]:
    """Return every mention of a text with the full name of who or what it names."""
    found = []
    for each in scene.names.mentions:
        speaker = person_of(scene, each)
        if speaker:
            scene.speakers.setdefault(speaker.name, speaker)
            found.append((Span(each.start, each.end), speaker.name))
    return found


def _around(scene: Scene, all_lines: Sequence[Line], number: int) -> tuple[Sight | None, Sight | None]:
    """Return the sentence before a bare quotation, and the line below it when that looks like a signature."""
    earlier = Sight(scene.text, all_lines[number - 1], scene.names) if number else None
    below = all_lines[number + 1] if number + 1 < len(all_lines) else None
    signed = below is not None and scene.text[below.span.start] in SIGNING
    return earlier, Sight(scene.text, below, scene.names) if below and signed else None


def _turn(scene: Scene, line: Line, stretch: Stretch, found: Found) -> Turn:
    """Return what is remembered of a stretch that somebody said."""
    speaker = found.speaker if found.confidence >= NAME_FROM else None
    if speaker and found.gender and found.confidence > SURE:
        scene.called[speaker.name] = found.gender
    asked = stretch.words.of(scene.text).rstrip(" ,.”’'\"").endswith("?")
    return Turn(speaker, found.confidence, line.span.end, stretch.closed, asked, line.paragraph, line.span)


def _drafts(article: Article, scene: Scene, all_lines: Sequence[Line], encoder: Encoder | None) -> Iterator[Draft]:
    """Yield what may be a quote; who spoke is remembered in the scene on the way."""
    told = [each for each in all_lines if not carriers.leads_away(each.span.of(scene.text))]
    before = {line.span.start: earlier for earlier, line in pairwise(told)}
    last: Draft | None = None  # the one before
    dated: Draft | None = None  # the last one that the text itself dates
    for each in spoken(scene, all_lines, encoder):
        if _is_speech(each):
            draft = _draft(article, each, before.get(each.sight.line.span.start))
            dated = draft if draft.said_on else dated
            last = draft if draft.said_on else _on_the_day_of(last, dated, draft, article.text)
            yield last


def _on_the_day_of(last: Draft | None, dated: Draft | None, draft: Draft, text: str) -> Draft:
    """Return a draft with the day of the one before, where the same speaker goes on: in its paragraph, or from a dated one."""
    if last is None or last.said_on is None or last.speaker is None or last.speaker != draft.speaker:
        return draft
    apart = text.count("\n\n", last.span.end, draft.span.start)
    return replace(draft, said_on=last.said_on) if apart == 0 or (apart == 1 and last is dated) else draft


def _is_speech(each: Spoken) -> bool:
    """Say whether a stretch is somebody's words, and not a title, a nickname, a term or a scare quote."""
    words = each.stretch.words.of(each.scene.text)
    return each.found.nobody < NOBODY_FROM and any(c.isalnum() for c in words)


def _draft(article: Article, each: Spoken, before: Line | None) -> Draft:
    text, stretch, found, line = article.text, each.stretch, each.found, each.sight.line
    named = found.speaker is not None and found.confidence >= NAME_FROM
    cue = found.cue
    kind = carriers.kind_of(text, stretch, line.span, cued=cue is not None)
    taken = [stretch.outer for stretch in line.stretches]
    sentence_before = before.span if before and not _bare(before) and not _another_entry(text, line, before) else None
    return Draft(
        span=stretch.words,
        kind=kind,
        carrier=carriers.carrier_of(text, stretch, line.span),
        lead_in=carriers.lead_in_of(text, stretch, sentence_before, taken)
        if kind is QuoteKind.DIRECT or len(line.stretches)
        else None,
        speaker=as_told(found.speaker) if named and found.speaker else None,
        cue=Span(cue.at.start + line.span.start, cue.at.end + line.span.start) if cue else None,
        venue=venue_of(each.sight.mask) if cue and cue.place is not Place.NOUN else "",
        said_on=uttered_on(each.sight.mask, cue.at, article.publication.published_on) if cue else None,
        confidence=round(found.confidence, 3) if named else 0.0,
    )


def _another_entry(text: str, line: Line, before: Line) -> bool:
    """Say whether a sentence stands in an entry of its own, under its time, as live blogs have them."""
    return before.paragraph != line.paragraph and bool(_STAMP.match(text, line.paragraph.start))


def _bare(line: Line) -> bool:
    """Say whether a sentence is a quotation that could not stand as context."""
    return any(stretch.outer == line.span and not stretch.closed for stretch in line.stretches)


def _reports(article: Article, line: Line, scene: Scene) -> Iterator[Report]:
    """Yield the sure indirect speech of a sentence by a named speaker."""
    for cue, span in reported(article.text, line.span, ()):
        source = Span(line.span.start + cue.source.start, line.span.start + cue.source.end)
        named = scene.names.between(source.start, source.end)
        speaker = person_of(scene, named[0]) if len(named) == 1 and named[0].end == source.end else None
        if speaker and _OF_SOMEBODY.search(article.text, source.start, named[0].start):
            continue
        if speaker is None or span.start >= span.end:
            continue
        words = span.of(article.text)
        id_ = digest_of("report", article.publication.page_id, words)
        day = uttered_on(masked(article.text, line.span, ()), cue.at, article.publication.published_on)
        yield Report(id_, article.publication, span, words, speaker, day, REPORT)
