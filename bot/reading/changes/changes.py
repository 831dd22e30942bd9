"""Where a text says that somebody's position moved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.model.news import Article, digest_of
from bot.model.position import AssertedBy, Extent, MoveKind, OutletSentence, Recency, ReportedChange
from bot.model.record import Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.changes import cues
from bot.reading.changes.clauses import Clause, clause, denies
from bot.reading.changes.cues import Mode, Move
from bot.reading.changes.holder import Seen, fitting, owner_at, same, sight_of, speaker_at
from bot.reading.gate import told
from bot.reading.languages import english_admissions
from bot.reading.languages import english_changes as data
from bot.reading.languages import english_clauses as around
from bot.reading.speakers.cues import masked
from bot.reading.text.dates import said_on
from bot.reading.text.scene import Scene, Turn
from bot.reading.text.sentence import Line, Sort

CONFIDENCE = 0.95  # how often a change that is told here is one, on the labelled sentences: methodology.md
SHOWN_FROM = 0.75  # confidence from which a reader is shown a change
SURE = 0.8  # how sure the speaker of an admission must be
LONGEST = 2_000  # characters; what is longer without an end is no sentence
BACK = 5  # sentences that are searched for what was held before
BEFORE = 250  # characters before a sentence in which the text says when
_FIRST = tuple((re.compile(pattern), MoveKind(kind)) for kind, pattern in english_admissions.FIRST_PERSON)
_HELD_BEFORE = re.compile(rf"\b(?:{'|'.join(data.HELD_BEFORE.split())}|ruled out)\b")
_DATED, _OLD, _NOW, _LATER = map(re.compile, (around.DATED, around.OLD, around.NOW, around.LATER_ON))
_BEHIND, _CHARGED, _NESTED = map(re.compile, (around.BEHIND, around.CHARGED, around.NESTED))
_PART, _GENERAL = re.compile(around.PART), re.compile(around.GENERAL)


def changes(article: Article, scene: Scene, all_lines: Sequence[Line]) -> Iterator[ReportedChange]:
    """Yield the changes of position that a text tells, in its order, also those that do not count."""
    for number, numbers in sorted(cues.candidates(article.text, all_lines).items()):
        line = all_lines[number]
        if line.span.end - line.span.start > LONGEST:
            continue
        mask = masked(article.text, line.span, [stretch.outer for stretch in line.stretches])
        found = [move for at in sorted(numbers) if at >= 0 for move in cues.moves(at, mask)]
        own = cues.OWN in numbers and line.stretches and any(turn.sentence == line.span for turn in scene.turns)
        if not (found or own) or mask.rstrip(" \x01").endswith("?"):
            continue
        so_far = replace(scene, turns=[each for each in scene.turns if each.at <= line.span.start])
        seen = Seen(article, so_far, all_lines, number, sight_of(scene, line))
        moved = [_reported(seen, move) for move in found if not _GENERAL.match(mask, move.end)]
        yield from _best([*filter(None, moved), *(_admitted(seen, scene.turns) if own else ())])


def _best(found: Sequence[ReportedChange]) -> Iterator[ReportedChange]:
    """Yield one report for each stretch of words: what counts first, then the first and longest."""
    kept: list[ReportedChange] = []
    for each in sorted(found, key=lambda one: (not one.asserted_by.counts, one.span.start, -one.span.end)):
        if not any(each.span.overlaps(one.span) for one in kept):
            kept.append(each)
    yield from sorted(kept, key=lambda one: one.span.start)


def _reported(seen: Seen, move: Move) -> ReportedChange | None:
    """Return what a move tells, when a named speaker is sure enough."""
    if move.mode is Mode.OWNER:
        about = Clause(owner_at(seen.sight, move), AssertedBy.OUTLET)
    else:
        about = clause(seen.sight, move.verb, main=move.mode is Mode.MAIN, future=move.future)
    if about.holder is None:
        return None
    speaker = speaker_at(seen, about.holder)
    if move.owner and move.kind.value in data.FOR_ANOTHER and _speaks_for(about, move, speaker):
        theirs = next((each for each in seen.sight.places if move.start < each.start < move.end and each.mention), None)
        speaker = speaker_at(seen, theirs) if theirs else None
    asserted, speaker = _asserted(seen, about, move, speaker)
    speaker = fitting(seen, move, speaker) if speaker else None
    return _change(seen, move, about, speaker, asserted) if speaker else None


def _speaks_for(about: Clause, move: Move, speaker: Speaker | None) -> bool:
    """Say whether somebody speaks for whose words these are: “an aide clarified Ruiz’s remark”."""
    holder = about.holder
    staff = holder is not None and holder.sort is Sort.NOUN and holder.words in around.STAFF
    return not same(move.owner, speaker) if speaker else staff


def _asserted(seen: Seen, about: Clause, move: Move, speaker: Speaker | None) -> tuple[AssertedBy, Speaker | None]:
    """Return who says that it moved, and whose position it is."""
    mask, holder = seen.sight.mask, about.holder
    if about.sayer is not None:
        return _by_sayer(seen, about, speaker)
    if not about.asserted.counts or holder is None:
        return about.asserted, speaker
    behind = _BEHIND.search(mask, move.end)
    if behind:
        who = behind["who"].lower().split()
        theirs = who[0] in {"his", "her", "its"} and not around.RIVALS.intersection(who)
        own = (speaker and same(behind["who"], speaker)) or who in (["he"], ["she"], ["it"], [holder.words]) or theirs
        return (AssertedBy.SELF if own else AssertedBy.ACCUSER), speaker
    beside = [*seen.sight.lower[: seen.sight.after(move.start)], *seen.sight.lower[seen.sight.after(move.end) :]]
    if move.mode is Mode.MAIN and any(map(denies, beside)):
        return AssertedBy.DENIED, speaker
    return (AssertedBy.ACCUSER if _CHARGED.search(mask, 0, move.start) else about.asserted), speaker


def _by_sayer(seen: Seen, about: Clause, speaker: Speaker | None) -> tuple[AssertedBy, Speaker | None]:
    """Return what a clause that somebody tells is worth: the speaker's own word, staff's, or a charge."""
    sayer, holder = about.sayer, about.holder
    if sayer is None or holder is None or not about.asserted.counts:
        return about.asserted, speaker
    who = speaker_at(seen, sayer)
    if who is not None and speaker is not None and who.name == speaker.name:
        other = holder.sort is Sort.NOUN  # “Ruiz said that the candidate had”: somebody else
        return (AssertedBy.ACCUSER, None) if other else (AssertedBy.SELF, speaker)
    if who and holder.words in {"he", "she"} and (sayer.sort is Sort.NAME or sayer.words in {"he", "she"}):
        return AssertedBy.SELF, who
    if sayer.sort is Sort.NOUN and sayer.words in around.STAFF:
        return AssertedBy.SELF, speaker
    outlet = sayer.sort is Sort.NOUN and sayer.words in around.OUTLETS
    return (about.asserted if outlet else AssertedBy.ACCUSER), speaker


def _change(seen: Seen, move: Move, about: Clause, speaker: Speaker, asserted: AssertedBy) -> ReportedChange:
    """Return the report of a move by a speaker."""
    base, mask, article = seen.sight.base, seen.sight.mask, seen.article
    start = _begins(move, about)
    span = Span(base + start, base + move.end)
    near = mask[max(0, start - 40) : move.end + 30]
    earlier = _earlier(seen, speaker)
    day = said_on(mask[max(0, start - 60) : move.end + 40], article.publication.published_on)
    return ReportedChange(
        id=digest_of("change", article.publication.page_id, span.of(article.text), speaker.name),
        told=told(article, seen.line.span, day),
        span=span,
        speaker=speaker,
        kind=move.kind,
        extent=_extent(move, about, near),
        asserted_by=asserted,
        recency=Recency.NEW if _new(seen, move, about, asserted) else Recency.BACKGROUND,
        earlier=earlier,
        in_part=bool(_PART.search(near)),
        date_words=_date_words(mask, start, move.end),
        confidence=CONFIDENCE,
    )


def _new(seen: Seen, move: Move, about: Clause, asserted: AssertedBy) -> bool:
    """Say whether a change is of now: nothing tells of the past; a day in or before its sentence, or the tense, tells of now."""
    mask, text, span = seen.sight.mask, seen.article.text, seen.line.span
    dated = _NOW.search(mask) is not None
    own = asserted is AssertedBy.SELF
    recalled = move.recalled or (about.past and not (own and dated))
    if move.mode is Mode.OWNER:
        recalled = recalled or " had " in mask[move.start : move.end]
    near = mask[max(0, move.start - 60) : move.end + 40]
    if recalled or _OLD.search(near) or (_LATER.search(mask) and not dated):
        return False
    perfect = mask[: move.verb].endswith(("has ", "have "))
    ahead = _NOW.search(text, max(0, span.start - BEFORE), span.end)
    return dated or own or about.extent is Extent.ATTEMPTED or perfect or ahead is not None


def _extent(move: Move, about: Clause, near: str) -> Extent:
    """Return how much moved: an attempt says so first, then a part, which the words or the kind show."""
    part = move.extent is Extent.PART or _PART.search(near) or move.kind.value in data.PARTIAL
    return Extent.PART if part and about.extent is Extent.WHOLE else about.extent


def _begins(move: Move, about: Clause) -> int:
    """Return where the evidence begins: at the subject when it stands near."""
    holder = about.holder
    near = holder and holder.end <= move.start < holder.end + 40 and move.mode is Mode.SUBJECT
    return holder.start if holder and near else move.start


def _date_words(mask: str, start: int, end: int) -> str:
    """Return the words that date a change, the nearest to it."""
    found = min(
        _DATED.finditer(mask),
        key=lambda each: (max(start - each.end(), each.start() - end, 0), each.start()),
        default=None,
    )
    return found.group() if found else ""


def _earlier(seen: Seen, speaker: Speaker) -> OutletSentence | None:
    """Return the sentence before that says what the speaker held, when the text has one near."""
    surname = speaker.name.rsplit(maxsplit=1)[-1]
    for number in range(seen.number - 1, max(-1, seen.number - 1 - BACK), -1):
        line = seen.lines[number]
        quoted = any(turn.name == speaker.name and turn.sentence == line.span for turn in seen.scene.turns)
        words = line.span.of(seen.article.text)
        if quoted or (surname in words and _HELD_BEFORE.search(words)):
            return told(seen.article, line.span, said_on(words, seen.article.publication.published_on))
    return None


def _admitted(seen: Seen, turns: Sequence[Turn]) -> Iterator[ReportedChange]:
    """Yield what a speaker, whom the text names for sure, admits in his or her own quoted words."""
    by = {turn.name: turn for turn in turns if turn.sentence == seen.line.span}
    turn = next(iter(by.values())) if len(by) == 1 else None
    if turn is None or turn.speaker is None or turn.speaker.kind is SpeakerKind.UNNAMED or turn.sure < SURE:
        return
    for stretch in seen.line.stretches:
        words, at = stretch.words.of(seen.article.text), stretch.words.start - seen.sight.base
        for found, kind in _admissions(words):
            move = Move(at + found.start(), at + found.end(), at, Mode.MAIN, kind)
            about = Clause(None, AssertedBy.SELF, Extent.ATTEMPTED if " try " in found.group() else Extent.WHOLE)
            yield _change(seen, move, about, turn.speaker, AssertedBy.SELF)


def _admissions(words: str) -> Iterator[tuple[re.Match[str], MoveKind]]:
    """Yield the admissions in quoted words, no question and no if among them."""
    for pattern, kind in _FIRST:
        for found in pattern.finditer(words):
            if not _NESTED.search(words[: found.start()]) and "?" not in words[found.end() : found.end() + 60]:
                yield found, kind
