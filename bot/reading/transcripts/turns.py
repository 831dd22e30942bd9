"""Find the turns of a transcript, and tell a transcript from an article with a few colons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bot.model.text import Span
from bot.reading.languages.english_transcripts import END, RECORD, TALK, TITLED_SO, TITLES
from bot.reading.names.forms import is_given
from bot.reading.text.quotes import paragraphs
from bot.reading.transcripts.inner import divided
from bot.reading.transcripts.labels import Label, Layout, Voice, folded, heading_of, label_of

LEAST = 4  # labelled turns of a text that does not call itself a transcript
LEAST_SO_TITLED = 3  # of one that does
AGAIN = 3  # times that each of two full names comes in a talk of which neither is known for a person's
TALKING = 0.4  # of the turns at least that speak as people talk
COVERED = 0.4  # of a text's words at least that stand from the first turn on
MARKED = 0.3  # of the turns at most that open with a quotation mark: there an outlet quotes
FOOTER = 12  # words under which a paragraph behind the last turn is the page's own, unless somebody talks in it
LONG = 8  # words from which a turn has room for signs of talk
_TALK, _SO_TITLED, _RECORD, _END = (re.compile(each) for each in (TALK, TITLED_SO, RECORD, END))
_STAGE = re.compile(r"(?:[(\[][^()\[\]]*[)\]]\W*)+")
_STAMPED = re.compile(r"[(\[](\d{1,2}:\d{2}(?::\d{2})?)[)\]]\s*")
_ENDED = re.compile(r"[.!?…—–-][\"”’'»)\]*]*$")
_WORD = re.compile(r"\w[\w’'-]*")
_INNER = re.compile(r"(?<=[.!?…”\"—–-])\s+([A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){0,4}):(?=\s)")
_OPENS_MARKED = re.compile(r"\s*[\"“„«‘]")


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one paragraph of a turn and the moment of the recording at which it begins."""

    span: Span
    moment: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """Hold what one voice says until the next."""

    label: Label
    parts: tuple[Part, ...] = field(default=())

    def words(self, text: str) -> str:
        """Return the words of the turn."""
        return " ".join(each.span.of(text) for each in self.parts)


def turns(text: str, title: str = "") -> tuple[Turn, ...]:
    """Return the turns of a transcript in their order, or nothing for a text that is none; in time that grows with it."""
    every = list(paragraphs(text))
    head = title.casefold() or "\n"
    every = [each for number, each in enumerate(every) if number > 2 or not each.of(text).casefold().startswith(head)]
    called = bool(
        _SO_TITLED.search(title) or _SO_TITLED.search(text[: every[min(3, len(every) - 1)].end] if every else "")
    )
    every = divided(text, every)
    labels = {number: label for number, each in enumerate(every) if (label := label_of(text, each))}
    for marked in (labels, dict(_headings(text, every)) | labels):
        found = _without_askers(text, _uncrossed(text, tuple(_turns(text, every, _told_apart(text, marked)))))
        if found and _is_talk(text, found, called=called):
            return found
    return ()


def _headings(text: str, every: Sequence[Span]) -> Iterator[tuple[int, Label]]:
    """Yield the short lines that may name a voice, where words follow."""
    for number, paragraph in enumerate(every[:-1]):
        if label := heading_of(text, paragraph):
            yield number, label


def _told_apart(text: str, marked: dict[int, Label]) -> dict[int, Label]:
    """Return the labels that name a voice; what may be one and is not shown to be has no name."""
    counts = Counter(each.key for each in marked.values())
    spoken = {
        folded(word)
        for each in marked.values()
        if each.voice in {Voice.FULL, Voice.TITLED}
        for word in each.name.split()
    }
    told = _surnames(text) if any(each.voice is Voice.WORD for each in marked.values()) else frozenset()
    kept: dict[int, Label] = {}
    for number, each in marked.items():
        again = counts[each.key] > 1
        own_line = each.layout is Layout.LINE
        if each.voice is Voice.WORD:
            borne, named = folded(each.name) in spoken, each.name.casefold() in told
            loud = each.name.isupper()
            sure = borne or (again and (named or loud or bool(each.moment))) or (named and loud)
        elif each.voice is Voice.FULL:
            sure = each.layout is Layout.DASH or each.sure or again or is_given(each.name.split()[0])
        else:
            sure = again or not own_line or each.sure
        if sure:
            kept[number] = each
        elif not own_line and (each.voice is not Voice.WORD or each.name.casefold() in told):
            kept[number] = _unknown(each)
    return kept


def _unknown(label: Label) -> Label:
    return replace(label, voice=Voice.UNKNOWN)


def _surnames(text: str) -> frozenset[str]:
    """Return the words that a text has right behind a given name or a title."""
    pairs = re.finditer(r"(?<![\w’'.-])([^\W\d_][\w’'.-]{0,30})\s(?=([A-ZÀ-Þ][\w’'-]+))", text)
    before = {each[2].casefold() for each in pairs if is_given(each[1]) or each[1].casefold().strip(".") in TITLES}
    return frozenset(before)


def _turns(text: str, every: Sequence[Span], marked: dict[int, Label]) -> Iterator[Turn]:
    """Yield the turns between labels; of the last one what looks like the page's own end is left out."""
    places = sorted(marked)
    for at, number in enumerate(places):
        label = marked[number]
        stop = places[at + 1] if at + 1 < len(places) else len(every)
        words = Span(label.words_at, label.paragraph.end) if label.words_at < label.paragraph.end else None
        spans = [*([words] if words else []), *every[number + 1 : stop]]
        parts = tuple(_parts(text, spans, label.moment, below=words is None, last=stop == len(every)))
        if parts or words:
            yield Turn(label, parts)


def _uncrossed(text: str, found: Sequence[Turn]) -> tuple[Turn, ...]:
    """Return the turns up to where another voice breaks in inside a paragraph: whose words follow is not known."""
    ends = {each.label.key.split()[-1] for each in found if each.label.key}

    def breaks(part: Part) -> int:
        inner = (each for each in _INNER.finditer(text, part.span.start, part.span.end))
        return next((each.start(1) for each in inner if folded(each[1]).split()[-1] in ends), -1)

    kept = []
    for turn in found:
        parts: list[Part] = []
        for part in turn.parts:
            at = breaks(part)
            if at < 0:
                parts.append(part)
                continue
            parts.append(replace(part, span=Span(part.span.start, len(text[:at].rstrip()))))
            break
        kept.append(replace(turn, parts=tuple(each for each in parts if each.span.of(text).strip())))
    return tuple(kept)


def _without_askers(text: str, found: Sequence[Turn]) -> tuple[Turn, ...]:
    """Return the turns with whoever goes by one word and mostly asks, an outlet as a rule, as a voice without a name."""
    asked: Counter[str] = Counter()
    for each in found:
        asked[each.label.key] += 1 if each.words(text).rstrip(' ”"').endswith("?") else -1
    return tuple(
        replace(each, label=replace(each.label, voice=Voice.CROWD))
        if each.label.voice is Voice.WORD and asked[each.label.key] > 0
        else each
        for each in found
    )


def _parts(text: str, spans: Sequence[Span], moment: str, *, below: bool, last: bool) -> Iterator[Part]:
    """Yield the paragraphs of a turn that are words of its voice: no stage direction, no heading, no record of the chair."""
    for number, span in enumerate(spans):
        if _END.match(text, span.start, span.end):
            return
        stamp = _STAMPED.match(text, span.start, span.end)
        if stamp:
            moment, span = stamp[1], Span(stamp.end(), span.end)  # noqa: PLW2901 - what is left of it
        line = span.of(text)
        if _STAGE.fullmatch(line):
            continue
        heading = (number > 0 or below) and not _ENDED.search(line)
        if last and number > 0 and (heading or (len(line.split()) < FOOTER and not _TALK.search(line))):
            return
        if line and not heading and not _RECORD.match(line):
            yield Part(span, moment)


def _is_talk(text: str, found: Sequence[Turn], *, called: bool) -> bool:
    """Say whether turns are a transcript: enough of them, told apart by their names, talking, and most of the text."""
    named = [each for each in found if each.label.voice is not Voice.UNKNOWN]
    if not named or not _enough(text, named, called=called):
        return False
    every = [each.words(text) for each in named]
    said = [words for words in every if len(words.split()) >= LONG] or every
    talking = sum(bool(_TALK.search(words)) for words in said)
    marked = sum(bool(_OPENS_MARKED.match(words)) for words in every)
    inside = len(_WORD.findall(text, named[0].label.paragraph.start))
    return (
        talking >= TALKING * len(said)
        and marked <= MARKED * len(named)
        and inside >= COVERED * len(_WORD.findall(text))
    )


def _enough(text: str, named: Sequence[Turn], *, called: bool) -> bool:
    """Say whether voices come and go as in a talk; one voice alone needs a headline that calls it one."""
    labels = [each.label for each in named]
    counts = Counter(each.key for each in labels)
    if len(counts) == 1:
        return called and _alone(text, named)
    asked = any(each.voice is Voice.CROWD and counts[each.key] > 1 for each in labels)
    asked |= sum(number >= AGAIN and " " in key for key, number in counts.items()) > 1  # two who talk with one another
    persons = {
        each.key
        for each in labels
        if each.voice is not Voice.CROWD and (_is_person(each) or _answers(each, asked=asked))
    }
    others = {each.key for each in labels if each.voice is not Voice.CROWD} - persons
    apart = all(each.layout in {Layout.LINE, Layout.POINT} for each in labels)
    again = sum(counts[each.key] > 1 for each in labels)
    shown = sum(counts[each.key] > 1 or bool(each.note or each.moment) or each.layout is Layout.DASH for each in labels)
    return bool(
        len(persons) >= max(1, len(others))
        and len(labels) >= (LEAST_SO_TITLED if called and not apart else LEAST)
        and 2 * sum(one.key != other.key for one, other in pairwise(labels)) >= len(labels) - 1
        and 2 * shown >= len(labels)
        and (not apart or 2 * again >= len(labels) or all(each.note or each.moment for each in labels))
    )


def _is_person(label: Label) -> bool:
    """Say whether a label shows by itself that it is a person’s: a title, a given name, a time, capitals; inline, a note."""
    if label.voice is Voice.FULL:
        shown = bool(label.moment) or label.name.isupper() or (bool(label.note) and label.layout is not Layout.LINE)
        return shown or label.layout is Layout.DASH or is_given(label.name.split()[0])
    return label.voice is not Voice.TITLED or " of " not in label.name or label.layout is Layout.POINT


def _answers(label: Label, *, asked: bool) -> bool:
    """Say whether a name of several words is a person’s because somebody without one asks again and again."""
    return asked and label.voice is Voice.FULL and label.layout is Layout.COLON


def _alone(text: str, named: Sequence[Turn]) -> bool:
    """Say whether one voice speaks all the time: in capitals or under an office, with a colon, in talking paragraphs."""
    label, parts = named[0].label, [each for turn in named for each in turn.parts]
    spoken = label.voice is Voice.OFFICE or (label.voice in {Voice.TITLED, Voice.FULL} and label.name.isupper())
    talking = sum(bool(_TALK.search(each.span.of(text))) for each in parts)
    return spoken and label.layout is Layout.COLON and len(parts) >= LEAST and 2 * talking >= len(parts)
