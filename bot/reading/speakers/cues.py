"""Find the cue that governs a quotation in its sentence, and the words of its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.model.text import Span
from bot.reading.languages import english
from bot.reading.languages.words import any_of

FILLER = "\x01"  # stands for every quoted character, so that places stay the same
_CUES = english.CUES
_NOT = ("n’t", "n't")
_LOWER_WORD = re.compile(r"[a-z]+")
_PARENTHESIS = re.compile(r"\([^()\x01\n]{1,60}\)|\[[^\]\x01\n]{1,60}\]")
_DOTTED = re.compile(r"([A-Z](?<!\w[A-Z])[a-z]{0,3})\.")  # “Mr.”, “Sens.”, an initial
_SHORT_TITLES = frozenset(english.SHORT_TITLES.split())
_DASHED = re.compile(r"[\s.]*[-—–―]{1,2}\s*([A-Z][^\x01\n.;:]{2,80})\.?\s*$")
_ACCORDING = re.compile(r"\b[Aa]ccording to ([^,.;:\x01\n]+(?:, \d+)?)")
_IN_WORDS = re.compile(r"\b([Ii]n|[Bb]y) (?:the )?words of ([^,.;:\x01]+)")
_NOUN = re.compile(
    r"((?:[A-Z][\w.-]*(?: [A-Z][\w.-]*)*|the [a-z]+|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts))(?:[’']s|(?<=s)[’'])? (?:\w+ ){0,3}?(?:"
    + "|".join(sorted(english.SPEECH_NOUNS))
    + r")\b"
)
_BY = re.compile(r"\bby ((?:(?!\s(?:as|for|in|at|on|during|to)\s)[^,.;:\x01\n])+)")
_BETWEEN = re.compile(r"^[\s,.!?…\"”“’'»)\]—–-]*$")
_SOURCE_ENDS = re.compile(
    rf"[;:\x01\n]|\.(?:\s|$)|,\s{any_of(english.BEHIND_COMMA)}\b"
    rf"|\s{any_of(english.BEHIND_SOURCE)}\s(?:[a-z]|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
)
_LONGEST_WORD = 60  # characters; what is longer is no helping word
_JOINED = re.compile(
    r"^\s*(?:and|but|while|as|which|because|when|after|before|though|although|that|or|to|in|at|for|with|by|of|on)\b"
)


class Place(Enum):
    """Tell where the cue stands."""

    AFTER = "after"
    INVERTED = "inverted"
    BEFORE = "before"
    ACCORDING = "according"
    NOUN = "noun"
    PASSIVE = "passive"


@dataclass(frozen=True, slots=True)
class Cue:
    """Hold a cue: its verb, the words of its source, both as places in the text."""

    place: Place
    verb: str
    at: Span
    source: Span


def masked(text: str, sentence: Span, quoted: Sequence[Span]) -> str:
    """Return a sentence with every quoted character, marks included, filled in."""
    parts, at = [], sentence.start
    for span in quoted:
        if span.end <= sentence.start or span.start >= sentence.end:
            continue
        start, end = max(span.start, sentence.start), min(span.end, sentence.end)
        parts += [text[at:start], FILLER * (end - start)]
        at = end
    mask = "".join([*parts, text[at : sentence.end]])
    mask = _PARENTHESIS.sub(lambda found: " " * len(found.group()), mask)
    return _DOTTED.sub(_without_dot, mask)


def _without_dot(found: re.Match[str]) -> str:
    """Return a word whose dot ends no sentence with a sign in its place."""
    return f"{found[1]}\x02" if len(found[1]) == 1 or found[1] in _SHORT_TITLES else found.group()


@dataclass(frozen=True, slots=True)
class Verb:
    """Hold a verb of saying at its place in a sentence."""

    word: str
    start: int
    end: int


def verbs(mask: str) -> tuple[Verb, ...]:
    """Return the verbs of saying outside the quotations of a masked sentence."""
    found, before = [], ""
    for word in _LOWER_WORD.finditer(mask):
        plain = word.group()
        helped = plain in english.PLAIN and (before in english.HELPING or mask[: word.start()].rstrip().endswith(_NOT))
        if plain in _CUES or helped or (plain == "on" and before in {"went", "goes"}):
            found.append(Verb(plain, *word.span()))
        before = plain
    return tuple(found)


def cues_of(mask: str, start: int, end: int, *, comma: bool, known: Sequence[Verb]) -> Iterator[Cue]:
    """Yield the cues that may govern the quotation at [start, end) of a masked sentence, the likeliest first.

    Offsets are the sentence's. `comma` says that the quotation ends like speech that its sentence goes on from: with a
    comma, ? or ! before the closing mark. `known` are the sentence's verbs of saying.
    """
    after = _after(mask, end, known)
    first = comma or not mask[:start].strip(" \x01,;—–-")
    if after and first:
        yield after
    yield from _before(mask, start, known)
    if after and not first:
        yield after
    for cue in (_closing(mask, end, known), _according(mask), _noun(mask, start)):
        if cue:
            yield cue


_NAME_NEXT = re.compile(r"\s+(?:[A-Z][\w.’'\x02-]*\s){1,3}[A-Z]")


def _said_at_last(mask: str, between: str, verb: Verb) -> bool:
    """Say whether the source stands behind a verb that ends the clause: “…” even within the party, said Ana Ruiz."""
    bare = between.rstrip().endswith(",") and not re.search(r"[A-Z]\w+\s*(?:,|$)|\s[A-Z]\w+ [A-Z]", between)
    return bare and verb.word in {"said", "says"} and bool(_NAME_NEXT.match(mask, verb.end))


_END_OF_SENTENCE = re.compile(r"(?:\s(?:on|late|early|last|this)?\s?\w*day)?[\s.\"”’'\x01]*$")


def _closing(mask: str, end: int, known: Sequence[Verb]) -> Cue | None:
    """Return a cue that ends the sentence and covers all of it, such as “…, the newspaper reported.” at its end."""
    last = known[-1] if known else None
    if last is None or last.start < end or not _END_OF_SENTENCE.match(mask, last.end):
        return None
    comma = mask.rfind(", ", end, last.start)
    source = _tight(mask, comma + 1, last.start) if comma > 0 and last.start - comma < 60 else None
    return Cue(Place.AFTER, last.word, Span(last.start, last.end), source) if source else None


def _after(mask: str, end: int, known: Sequence[Verb]) -> Cue | None:
    """Return a cue behind the quotation: “…,” she said; “…,” said Ana Ruiz; “…” — Ana Ruiz."""
    dashed = _DASHED.match(mask, end)
    if dashed:
        return Cue(Place.AFTER, "said", Span(*dashed.span()), Span(*dashed.span(1)))
    for verb in known:
        if verb.start < end:
            continue
        between = mask[end : verb.start]
        if len(between) > 300 or FILLER in between or re.search(r"[.!?;]\s+[A-Z]", between.lstrip(" .!?\"”’'")):
            return None
        if _BETWEEN.match(between) or _said_at_last(mask, between, verb):
            return _inverted(mask, verb)
        if _JOINED.match(between.lstrip(" ,.!?\"”’'—–-")) or verb.word not in english.SPOKEN:
            return None
        source = subject(mask, end, verb.start)
        if source is not None:
            return Cue(Place.AFTER, verb.word, Span(verb.start, verb.end), source)
    return None


def _inverted(mask: str, verb: Verb) -> Cue | None:
    """Return the cue whose source stands behind the verb."""
    stop = _SOURCE_ENDS.search(mask, verb.end)
    source = _tight(mask, verb.end, stop.start() if stop else len(mask))
    return Cue(Place.INVERTED, verb.word, Span(verb.start, verb.end), source) if source else None


def _before(mask: str, start: int, known: Sequence[Verb]) -> Iterator[Cue]:
    """Yield the cues before the quotation, the nearest first."""
    for verb in reversed(known):
        if verb.start >= start:
            continue
        if start - verb.end > 400 or re.search(r"[.!?]\s+[A-Z]", mask[verb.end : start]):
            return
        at = Span(verb.start, verb.end)
        begins = _helpers(mask, 0, verb.start)
        participle = verb.word.endswith("ing")
        if not participle and not english.PASSIVE.isdisjoint(mask[begins : verb.start].split()):
            by = _BY.search(mask, verb.end)
            if by:
                yield Cue(Place.PASSIVE, verb.word, at, Span(*by.span(1)))
            continue
        shared = _word_before(mask, 0, begins) in _JOINS
        if participle:
            before = _word_before(mask, 0, verb.start)
            shared = shared or before in _BEFORE_PARTICIPLE or before.endswith((",", FILLER))
        source = _earlier_subject(mask, verb, known) if shared else subject(mask, 0, verb.start)
        if source and participle and _ISSUED.search(mask[: verb.start]):
            source = _main_subject(mask, verb.start) or source
        if source:
            yield Cue(Place.BEFORE, verb.word, at, source)


_OPENING = re.compile(
    r"^(?:In|On|At|During|After|Before|When|While|As|For|With|Since|By|From|Last|Earlier|Later|Also|But|And)\b"
)
_NAME_FIRST = re.compile(
    r"\s*((?:(?:[A-Z][\w.’'-]*|(?:von|van|de|al|bin|of|the)\b)\s?){1,6}|[Hh]e\b|[Ss]he\b|[Tt]hey\b|The [a-z]+)"
)


# “… issued a statement warning that”: who issued it, speaks.
_ISSUED = re.compile(r"\b(?:issued|released|published|posted|sent|wrote|gave|made|signed)\s(?:\w+\s){1,3}$")
_WORD_END = re.compile(r"[\w’',\x01]*$")
_JOINS = frozenset("and but or then".split())
_BEFORE_PARTICIPLE = frozenset("and by while out".split())


def _word_before(mask: str, least: int, place: int) -> str:
    """Return the word that ends before a place, without what a dash, a bracket or a mark parts from it."""
    words = mask[max(least, place - _LONGEST_WORD) : place].split()
    return _WORD_END.findall(words[-1])[0] if words else ""


def _helpers(mask: str, least: int, verb: int) -> int:
    """Return where the helping words and adverbs before a verb begin, not further left than `least`: “has also said”."""
    begins = verb
    while begins > least and mask[begins - 1].isspace():
        word = _word_before(mask, least, begins)
        if word not in english.AUXILIARIES and not (word.endswith("ly") and word.isalnum()):
            break
        begins = mask.rindex(word, least, begins)
    return begins


def _earlier_subject(mask: str, verb: Verb, known: Sequence[Verb]) -> Span | None:
    """Return the subject that a later verb shares: that of the sentence's first verb of saying, else of its clause."""
    first = next((each for each in known if each.start < verb.start), None)
    source = subject(mask, 0, first.start) if first and not first.word.endswith("ing") else None
    return source or _main_subject(mask, verb.start)


def _main_subject(mask: str, end: int) -> Span | None:
    """Return the subject of the sentence that a participle belongs to: Trump attacked her plan, saying “…”."""
    at = 0
    for part in mask[:end].split(","):
        if part.strip() and not _OPENING.match(part.strip()):
            found = _NAME_FIRST.match(part)
            return _tight(mask, at + found.start(1), at + found.end(1)) if found else None
        at += len(part) + 1
    return None


def _according(mask: str) -> Cue | None:
    found = _ACCORDING.search(mask) or _IN_WORDS.search(mask)
    if not found:
        return None
    source = _tight(mask, *found.span(found.lastindex or 1))
    return Cue(Place.ACCORDING, "according to", Span(*found.span()), source) if source else None


def _noun(mask: str, start: int) -> Cue | None:
    """Return the owner of words that the quotation is part of: Clinton's remark that “…”."""
    found = max(_NOUN.finditer(mask, 0, start), key=lambda each: each.start(), default=None)
    if found is None or FILLER in mask[found.end() : start] or start - found.end() > 60:
        return None
    return Cue(Place.NOUN, found.group().rsplit(" ", 1)[-1], Span(*found.span()), Span(*found.span(1)))


# Two together: “he and Putin both agreed”; nobody can say whose words those are.
_SEVERAL = re.compile(
    r"(?:^|\bsaid |\bsays |\bthat |, )\s*(?:he|she|they|[A-Z][\w’.-]+(?: [A-Z][\w’.-]+)?) and [A-Z][\w’-]+(?: [A-Z][\w’-]+)?\s*$"
)


def subject(mask: str, least: int, verb: int) -> Span | None:
    """Return the words of the subject that stands before a verb, not further left than `least`."""
    left = mask[least : _helpers(mask, least, verb)]
    cut = max(left.rfind(FILLER), left.rfind(";"), left.rfind(":"), left.rfind("("), left.rfind("—"), left.rfind(" – "))
    if cut >= 0:
        least, left = least + cut + 1, left[cut + 1 :]
    if not left.strip(" ,.\"”’'") or _SEVERAL.search(left):
        return None
    return _tight(mask, *_noun_phrase(left, least))


_RELATIVE = re.compile(r",?\s*\b(who|that|which)\s*$")
_ASIDE = re.compile(r"\s*(?:\d{1,3}|[RD]\b.*|[a-z].*|[A-Z][\w.’' -]*\b[a-z]\w+\b[\w.’' -]*)\s*$")
_CLAUSE = re.compile(rf"(?:^|[\s,]){any_of(english.CLAUSE_OPENERS)}\s+(?=[A-Z]|{any_of(english.SUBJECT_OPENERS)}\b)")


def _noun_phrase(left: str, base: int) -> tuple[int, int]:
    """Return the subject's place in the words that stand before a verb: asides between commas are stepped over."""
    end = len(left.rstrip(" \"”’'"))
    relative = _RELATIVE.search(left[:end])
    if relative:
        end = relative.start()
    if left[:end].rstrip().endswith(","):
        end = _over_asides(left, len(left[:end].rstrip()) - 1)
    start = left.rfind(", ", 0, end) + 1
    clause = max(_CLAUSE.finditer(left, start, end), key=lambda each: each.start(), default=None)
    return base + (clause.end() if clause else start), base + end


def _over_asides(left: str, end: int) -> int:
    """Return where the noun ends that asides like “, 60, from North Tyneside,” follow."""
    parts = left[:end].split(",")
    kept = len(parts)
    while kept > 1 and len(parts) - kept < 4 and _ASIDE.match(parts[kept - 1]):
        kept -= 1
        if re.match(r"\s*(?:an?|the|his|her|its|who|\d)", parts[kept]) and re.search(r"[A-Z]\w+\s*$", parts[kept - 1]):
            break
    return len(",".join(parts[:kept])) if kept >= 1 else end


def _tight(mask: str, start: int, end: int) -> Span | None:
    """Return a span without outer space and marks, or None when nothing is left."""
    while start < end and not (mask[start].isalnum()):
        start += 1
    while end > start and not (mask[end - 1].isalnum() or mask[end - 1] in ".)"):
        end -= 1
    return Span(start, end) if start < end else None
