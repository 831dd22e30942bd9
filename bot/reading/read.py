"""The reading: quotations -> sentences -> cues -> speakers -> carriers -> the gate."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.errors import Unverified
from bot.model.news import Article, digest_of
from bot.model.record import Draft, Quote, QuoteKind, Report, SpeakerKind
from bot.model.text import Span
from bot.reading import carriers
from bot.reading.cues import Cue, Place, cues_of, masked, verbs
from bot.reading.dates import said_on
from bot.reading.languages import english
from bot.reading.names import names_of
from bot.reading.quotes import Stretch, paragraphs, stretches
from bot.reading.reports import reported
from bot.reading.sentences import sentences
from bot.reading.speakers import Discourse, Found, mention, speaker_of
from bot.reading.verify import verified

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_TOLD = re.compile(
    r"\b(?:told|tells|telling) ((?:the |an? )?[A-Z][\w’'&.-]*(?: [A-Z][\w’'&.-]*){0,4}|reporters|journalists|lawmakers|supporters|parliament|delegates|the crowd)"
)
_IN = re.compile(
    r"\bin (?:an? |the |his |her )?(?:\w+ )?(interview with (?:the )?[A-Z][\w’'&.-]*(?: [A-Z][\w’'&.-]*){0,4}|statement|tweet|memo|email|letter|post on [A-Z]\w*(?: [A-Z]\w*)?)"
)
SCARE_WORDS = 5  # a shorter stretch without a cue is a term, a title or a scare quote
FAR = 1_200  # characters over which a continuation does not reach


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what a text holds: verified quotes, sure indirect speech, and how many drafts the gate refused."""

    quotes: tuple[Quote, ...]
    reports: tuple[Report, ...]
    dropped: int


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one sentence with its quotations."""

    span: Span
    paragraph: Span
    stretches: tuple[Stretch, ...]


def read(article: Article) -> Reading:
    """Return the quotes and reports of an article; any text at all gives a result, in time that grows with its length."""
    drafts, reports = _drafts(article)
    said: Counter[str] = Counter()
    quotes, dropped = [], 0
    for draft in drafts:
        try:
            quotes.append(verified(article, draft, said))
        except Unverified:
            dropped += 1
    return Reading(tuple(quotes), tuple(reports), dropped)


def lines(text: str) -> Iterator[Line]:
    """Yield the sentences of a text with their quotations."""
    found = stretches(text)
    starts = [stretch.outer.start for stretch in found]
    for paragraph in paragraphs(text):
        mine = found[bisect_right(starts, paragraph.start - 1) : bisect_right(starts, paragraph.end - 1)]
        outer = [stretch.outer for stretch in mine]
        at = 0
        for span in sentences(text, paragraph, outer):
            here = at
            while at < len(mine) and mine[at].outer.start < span.end:
                at += 1
            yield Line(span, paragraph, tuple(mine[here:at]))


def _drafts(article: Article) -> tuple[list[Draft], list[Report]]:
    text = article.text
    discourse = Discourse(names_of(text), text)
    drafts: list[Draft] = []
    reports: list[Report] = []
    before: Line | None = None
    for line in lines(text):
        if line.stretches:
            drafts += _of_line(article, line, before, discourse)
        else:
            reports += _reports(article, line, discourse)
            mention(discourse, line.span)
        before = line
    return drafts, reports


def _of_line(article: Article, line: Line, before: Line | None, discourse: Discourse) -> list[Draft]:
    """Return the drafts of one sentence and remember who spoke."""
    text = article.text
    mask = masked(text, line.span, [stretch.outer for stretch in line.stretches])
    found = [_found(text, stretch, line, mask, before, discourse) for stretch in line.stretches]
    found = _shared(found)
    drafts = []
    for stretch, each in zip(line.stretches, found, strict=True):
        if not _is_speech(text, stretch, each, line):
            continue
        drafts.append(_draft(article, stretch, each, line, before))
    named = [each for each in found if each.speaker]
    mention(discourse, _outside(line))
    if named:
        discourse.last, discourse.last_at, discourse.last_sure = named[-1].speaker, line.span.end, named[-1].confidence
        if named[-1].speaker and named[-1].speaker.kind is SpeakerKind.PERSON:
            discourse.mentioned.append((line.span.end, named[-1].speaker.name, True))
    return drafts


def _outside(line: Line) -> Span:
    """Return the sentence's words before its first quotation."""
    return Span(line.span.start, max(line.span.start, line.stretches[0].outer.start))


def _found(text: str, stretch: Stretch, line: Line, mask: str, before: Line | None, discourse: Discourse) -> Found:
    """Return the speaker of one stretch: by the cue of its sentence, else by what it continues."""
    start, end = stretch.outer.start - line.span.start, stretch.outer.end - line.span.start
    comma = (
        bool(re.search(r"[,?!—–-][\"”’'»\s]*$", text[stretch.words.start : stretch.outer.end]))
        or mask[end : end + 1] == ","
    )
    cue = None
    for cue in cues_of(mask, start, end, comma=comma, known=verbs(mask)):
        found = speaker_of(cue, line.span.start, discourse)
        if found.speaker:
            return found
    if not mask.strip(" \x01.,"):
        return _continued(text, stretch, line, before, discourse)
    return Found(None, 0.0, cue)


def _continued(text: str, stretch: Stretch, line: Line, before: Line | None, discourse: Discourse) -> Found:
    """Return the speaker of a sentence that is nothing but a quotation: who spoke just before, or was announced."""
    if before is None:
        return Found(None, 0.0)
    announced = text[before.span.end - 1] == ":"
    if announced and not before.stretches:
        mask = masked(text, before.span, [])
        for cue in cues_of(mask, len(mask), len(mask), comma=False, known=verbs(mask)):
            found = speaker_of(cue, before.span.start, discourse)
            if found.speaker:
                return replace(found, confidence=found.confidence * 0.95)
    last, gap = discourse.last, stretch.outer.start - discourse.last_at
    if last is None or gap > FAR:
        return Found(None, 0.0)
    if before.stretches:
        open_still = not before.stretches[-1].closed or before.paragraph == line.paragraph
        return Found(last, discourse.last_sure * (0.98 if open_still else 0.82))
    return Found(last, discourse.last_sure * 0.6)


def _shared(found: list[Found]) -> list[Found]:
    """Give a later stretch of a sentence the speaker of an earlier one when it has none of its own."""
    named = next((each for each in found if each.speaker), None)
    if named is None or len(found) == 1:
        return found
    return [each if each.speaker or each.cue else replace(named, confidence=named.confidence * 0.9) for each in found]


def _is_speech(text: str, stretch: Stretch, found: Found, line: Line) -> bool:
    """Say whether a stretch is somebody's words, and not a title, a nickname, a term or a scare quote."""
    words = _WORD.findall(stretch.words.of(text))
    if not words:
        return False
    if found.cue is None and found.speaker is None:
        return len(words) > SCARE_WORDS and not _titled(words) and _sentence_like(text, stretch, line)
    fragment = len(words) <= SCARE_WORDS and stretch.outer != line.span
    if fragment and _is_title(text, stretch, words):
        return False
    return found.speaker is not None or len(words) > 2


def _sentence_like(text: str, stretch: Stretch, line: Line) -> bool:
    """Say whether words in marks that nobody is said to say look like speech: a sentence of their own."""
    words = stretch.words.of(text)
    alone = stretch.outer.start == line.span.start or text[line.span.start : stretch.outer.start].rstrip().endswith(
        (":", ",")
    )
    return alone and words[:1].isupper()


def _titled(words: Sequence[str]) -> bool:
    """Say whether nearly every word is capitalised, as in titles of works."""
    large = [word for word in words if len(word) > 3]
    return len(large) > 1 and sum(word[0].isupper() for word in large) >= 0.8 * len(large)


def _is_title(text: str, stretch: Stretch, words: Sequence[str]) -> bool:
    """Say whether the outlet names a work or a nickname."""
    before = _WORD.findall(text[max(0, stretch.outer.start - 30) : stretch.outer.start])
    after = text[stretch.outer.end : stretch.outer.end + 2].strip()
    work = bool(before) and (before[-1].lower() in english.WORKS or _named_so(before, words))
    nickname = bool(before) and before[-1][:1].isupper() and after[:1].isupper() and len(words) <= 2
    return work or nickname or (_titled(words) and text[stretch.words.end - 1] not in ",.!?")


def _named_so(before: Sequence[str], words: Sequence[str]) -> bool:
    """Say whether the outlet gives a thing its name: a campaign called “Ready for anything”."""
    return before[-1].lower() in {"called", "named", "titled", "entitled", "dubbed", "as"} and words[0][:1].isupper()


def _draft(article: Article, stretch: Stretch, found: Found, line: Line, before: Line | None) -> Draft:
    text = article.text
    outside = _cue_clause(text, line, found)
    kind = carriers.kind_of(text, stretch, line.span, cued=found.cue is not None)
    taken = [stretch.outer for stretch in line.stretches]
    sentence_before = before.span if before and not _bare(before) else None
    return Draft(
        span=stretch.words,
        kind=kind,
        carrier=carriers.carrier_of(text, stretch, line.span),
        lead_in=carriers.lead_in_of(text, stretch, sentence_before, taken)
        if kind is QuoteKind.DIRECT or len(line.stretches)
        else None,
        speaker=found.speaker,
        cue=_moved(found.cue, line.span.start),
        venue=_venue(outside),
        said_on=said_on(outside, article.publication.published_on) if found.cue else None,
        confidence=round(found.confidence, 3) if found.speaker else 0.0,
    )


def _bare(line: Line) -> bool:
    """Say whether a sentence is a quotation that could not stand as context."""
    return any(stretch.outer == line.span and not stretch.closed for stretch in line.stretches)


def _cue_clause(text: str, line: Line, found: Found) -> str:
    """Return the outlet's own words of the sentence: what may date the utterance and name its venue."""
    if found.cue is None or found.cue.place is Place.NOUN:
        return ""
    return masked(text, line.span, [stretch.outer for stretch in line.stretches]).replace("\x01", " ")


def _moved(cue: Cue | None, base: int) -> Span | None:
    return Span(cue.at.start + base, cue.at.end + base) if cue else None


def _venue(words: str) -> str:
    """Return where or to whom it was said, as the text has it."""
    told = _TOLD.search(words)
    where = told or _IN.search(words)
    return where[1].rstrip(".,’'") if where else ""


def _reports(article: Article, line: Line, discourse: Discourse) -> Iterator[Report]:
    """Yield the sure indirect speech of a sentence by a named speaker."""
    for cue, span in reported(article.text, line.span, ()):
        found = speaker_of(cue, line.span.start, discourse)
        if (
            found.speaker is None
            or found.speaker.kind is SpeakerKind.UNNAMED
            or found.confidence < 0.85
            or span.start >= span.end
        ):
            continue
        words = span.of(article.text)
        id_ = digest_of("report", article.publication.page_id, words)
        day = said_on(line.span.of(article.text)[: cue.at.start], article.publication.published_on)
        yield Report(id_, article.publication, span, words, found.speaker, day, round(found.confidence, 3))
