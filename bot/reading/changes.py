"""Where a text says that somebody's position moved."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.model.news import Article, digest_of
from bot.model.position import AssertedBy, Extent, Kind, Recency, ReportedChange, Told
from bot.model.record import Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.antecedents import GENDERS
from bot.reading.clauses import Clause, clause, places_of
from bot.reading.contrasts import contrasts, then_said
from bot.reading.dates import said_on
from bot.reading.languages import english
from bot.reading.languages import english_changes as data
from bot.reading.moves import Mode, Move, moves
from bot.reading.scene import Scene
from bot.reading.sight import Line, Place, Sight, Sort
from bot.reading.sources import Source
from bot.reading.speakers import named, resolved
from bot.reading.verify import told

SHOWN_FROM = 0.72  # confidence from which a reader is shown a change
LEAST = 0.3  # below this nothing is reported at all
PRONOUN_FROM = 0.6  # how sure a pronoun must be
BACK = 5  # sentences that are searched for what was held before
_DATED = re.compile(
    r"\b(?:(?:on |late |early |this |last )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:late |early |earlier )?(?:last|this) (?:week|month|year|spring|summer|fall|autumn|winter|night|October|\w+ber)|yesterday|today|"
    r"(?:a few |two |three |several |just )?(?:a )?(?:hours?|days?|weeks?|months?|years?) (?:later|ago|earlier|after)|in (?:the past|recent (?:days|weeks|months)|\d{4}|(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?)|"
    r"recently|later|once|since|earlier|initially|previously|immediately|now)\b"
)
_OLD = re.compile(
    r"(?i)\bin (?:19|20)\d\d\b|\b(?:last|previous) (?:year|spring|summer|fall|autumn|winter|October)\b|\b(?:years?|decades?) (?:ago|later|earlier)\b|\bonce\b|\b(?:has|have) since\b|\blater\b|\beventually\b|\bsubsequently\b|\bin the past\b|\bin (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_PART = re.compile(
    r"\b(?:part|parts|some|much|elements|aspects|portions?) of\b|\b(?:partly|partially|partial|somewhat|slightly|a bit)\b"
)
_BEHIND = re.compile(
    r"(?:,|\x01) ?(?P<who>[\w.\x02’ -]{2,50}?) (?P<verb>said|says|argued|argues|charged|claimed|claims|wrote|told \w+|suggested|suggests|contends|alleged|insisted)(?: (?:on|in|at|during|last|this|late|early)\b[^,]{0,50}| \w+day)?[.,]?\s*$"
)
_ACCORDING = re.compile(
    r"\b[Aa]ccording to\b|\bin the (?:eyes|view|opinion) of\b|\baccus\w+ (?:him|her|\w+(?: \w+)?) of\b|\bcritics (?:say|said|charge)\b"
)
_CHARGED = re.compile(
    r"\b(?:ads?|accus\w+|portray\w*|paint(?:ed|ing|s)|depict\w*|(?:attack|criticiz|criticis|mock|slamm?|blast|hammer|knock|rip|rapp?|ridicul|tweak|needl|assail|chid|denounc|fault|zing|skewer)(?:ed|ing|es|s) [^,.;]{2,40} (?:for|over|as))\b"
)
_GENERAL = re.compile(
    r" (?:on|about) (?:\w+ ){0,4}(?:issues|everything|topics|questions|policies|things|positions|matters)\b"
)
_ADMITS = re.compile(r"(?:admit|acknowledg|conced|confess|said|says|saying)")
_MARK = re.compile(r"[\"“”]")
_NESTED = re.compile(r"(?i)\b(?:if|whether|maybe|perhaps|says?|said|never|not|goes|would|should I|why)\b[^.!?]*$")


@dataclass(frozen=True, slots=True)
class _Seen:
    """Hold a sentence in which something may have moved, with what stands before it."""

    article: Article
    scene: Scene
    lines: Sequence[Line]
    number: int
    sight: Sight

    @property
    def line(self) -> Line:
        return self.lines[self.number]


def changes(article: Article, scene: Scene, all_lines: Sequence[Line]) -> Iterator[ReportedChange]:
    """Yield the changes of position that a text tells, in its order, also those that do not count."""
    for number in _numbers(article.text, all_lines):
        line = all_lines[number]
        so_far = replace(scene, turns=[each for each in scene.turns if each.at <= line.span.start])
        seen = _Seen(article, so_far, all_lines, number, _sight(scene, line))
        yield from _best([*_told(seen), *_admitted(seen, scene)])


def _sight(scene: Scene, line: Line) -> Sight:
    sight = Sight(scene.text, line, scene.names)
    sight.places = places_of(sight)
    return sight


def _numbers(text: str, all_lines: Sequence[Line]) -> list[int]:
    """Return the sentences that hold a word that may tell of a change: plain search is fast."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = text
    starts = [line.span.start for line in all_lines]
    found: set[int] = set()
    for stem in data.STEMS:
        at = lower.find(stem)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            if number >= 0 and at < all_lines[number].span.end:
                found.add(number)
            at = lower.find(stem, at + len(stem))
    return sorted(found)


def _best(found: Sequence[ReportedChange]) -> Iterator[ReportedChange]:
    """Yield one report for each stretch of words and speaker: what counts first, then the surest."""
    kept: list[ReportedChange] = []
    for each in sorted(found, key=lambda one: (not one.asserted_by.counts, -one.confidence, one.span.start)):
        if not any(each.span.overlaps(one.span) for one in kept):
            kept.append(each)
    yield from sorted(kept, key=lambda one: one.span.start)


def _told(seen: _Seen) -> Iterator[ReportedChange]:
    """Yield the changes that a sentence tells outside quotation marks."""
    mask = seen.sight.mask
    if mask.rstrip(" \x01").endswith("?"):
        return
    before = _left_open(seen)
    for move in (*moves(mask), *contrasts(mask), *_answers(seen)):
        if seen.sight.base + move.start < before or _GENERAL.match(mask, move.end):
            continue
        found = _reported(seen, move)
        if found is not None:
            yield found


def _left_open(seen: _Seen) -> int:
    """Return up to where a paragraph goes on with a quotation whose opening mark the text does not have."""
    paragraph = seen.line.paragraph
    words = paragraph.of(seen.article.text)
    first = _MARK.search(words)
    if first is None:
        return 0
    odd = words.count('"') % 2 == 1 and first.group() == '"' and words[: first.start()].endswith((",", ".", "!", "?"))
    return paragraph.start + first.start() if first.group() == "”" or odd else 0


def _answers(seen: _Seen) -> Iterator[Move]:
    """Yield the words that answer what the same speaker said a sentence or two before."""
    move = then_said(seen.sight.mask)
    owner = _owner(seen.sight, move) if move else None
    if move is None or owner is None:
        return
    speaker, _ = _speaker(seen, owner)
    if speaker and _earlier(seen, speaker, 2):
        yield move


def _reported(seen: _Seen, move: Move) -> ReportedChange | None:
    """Return what a move tells, when a named speaker is sure enough."""
    if move.mode is Mode.OWNER:
        about = Clause(_owner(seen.sight, move), AssertedBy.OUTLET)
    else:
        about = clause(seen.sight, move.verb, main=move.mode is Mode.MAIN, future=move.future)
    if about.holder is None:
        return None
    speaker, sure = _speaker(seen, about.holder)
    staff = speaker is None and about.holder.sort is Sort.NOUN and about.holder.words in data.STAFF
    if move.owner and move.kind in data.FOR_ANOTHER and (staff or (speaker and not _same(move.owner, speaker))):
        speaker, sure = _speaker(seen, _owner_of_words(seen.sight, move) or about.holder)
    asserted, speaker, told_sure = _asserted(seen, about, move, speaker)
    if asserted is AssertedBy.OUTLET and _ADMITS.match(seen.sight.mask, move.start):
        asserted = AssertedBy.SELF
    if speaker is None or not _fits(seen, move, speaker):
        return None
    confidence = move.sure * about.sure * min(sure, 1.0) * told_sure
    return _change(seen, move, about, replace(speaker), asserted, confidence) if confidence >= LEAST else None


def _same(owner: str, speaker: Speaker) -> bool:
    return owner.split()[-1] in speaker.name or speaker.name.split()[-1] in owner


def _owner_of_words(sight: Sight, move: Move) -> Place | None:
    """Return the place of the name whose words a move is about: “an aide clarified Ruiz’s remark”."""
    return next((each for each in sight.places if move.start < each.start < move.end and each.mention), None)


def _owner(sight: Sight, move: Move) -> Place | None:
    """Return the place of the name or pronoun that owns a noun."""
    if move.who is None:
        return None
    start, end = move.who
    return next((each for each in sight.places if each.start >= start - 1 and each.start < end), None)


def _speaker(seen: _Seen, place: Place) -> tuple[Speaker | None, float]:
    """Return whom a place names, with how likely that is; nobody unnamed."""
    if place.mention is not None and place.sort is Sort.NAME:
        speaker = named(seen.scene, place.mention)
        if speaker and _contradicted(seen, place, speaker):
            return None, 0.0
        return (speaker, 1.0) if speaker and _known(seen, speaker) else (None, 0.0)
    span = Span(seen.sight.base + place.start, seen.sight.base + place.end)
    if place.words == "" or (place.sort is Sort.PRONOUN and place.words not in {"he", "she", "his", "her"}):
        return None, 0.0
    if place.sort is Sort.NOUN:
        speaker = _stands_for(seen, place)
        if speaker:
            return speaker, 0.9
    options = list(resolved(seen.scene, seen.sight, Source(place.sort, span, ()), ""))
    speaker, sure = max(options, key=lambda each: each[1], default=(None, 0.0))
    if place.sort is Sort.PRONOUN and sure < PRONOUN_FROM:
        speaker, sure = _plainly(seen, place)
    if speaker is None:
        return None, 0.0
    if speaker.kind is SpeakerKind.UNNAMED or (place.sort is Sort.PRONOUN and sure < PRONOUN_FROM):
        return None, 0.0
    if place.sort is Sort.NOUN and not _capitals(speaker.name):
        return None, 0.0
    return speaker, sure


def _stands_for(seen: _Seen, place: Place) -> Speaker | None:
    """Return in whose name staff speaks (“a spokesman for Ruiz”), or the one person or campaign that is meant by “the senator”."""
    words = seen.sight.mask[place.start : place.end]
    if place.words in data.SPOKESPEOPLE:
        behind = seen.sight.mask[place.end : place.end + 60]
        near = [
            each
            for each in seen.sight.places
            if each.mention
            and (
                place.start - 40 <= each.start < place.end
                or (behind.startswith((" for ", " to ")) and each.start - place.end < 12)
            )
        ]
        names = {
            speaker.name: speaker for each in near if each.mention and (speaker := named(seen.scene, each.mention))
        }
        if len(names) == 1:
            return next(iter(names.values()))
    if words.lower().startswith(("his ", "her ")) and place.words in data.STAFF:
        owner = Place(place.start, place.start + 3, Sort.PRONOUN, words[:3].lower())
        speaker, sure = _speaker(seen, owner)
        return speaker if sure >= PRONOUN_FROM else None
    if words.lower() in {f"the {noun}" for noun in data.TITLES_ALONE}:
        speaker, _ = _plainly(seen, Place(place.start, place.end, Sort.PRONOUN, ""))
        if speaker and place.words == "campaign":
            return Speaker(f"{speaker.name} campaign", SpeakerKind.ORGANISATION)
        return speaker
    return None


def _capitals(name: str) -> bool:
    """Say whether a body is called by a name: “Ruiz’s campaign”, “the Lyon council”, not “the council”."""
    first, *rest = name.split()
    return any(word[0].isupper() for word in rest) or (
        first[0].isupper() and first.lower() not in english.STARTERS and bool(rest)
    )


def _plainly(seen: _Seen, place: Place) -> tuple[Speaker | None, float]:
    """Return the one person whom the sentence, else the one before, names ahead of a pronoun, when nothing else tells."""
    wanted = GENDERS.get(place.words, "")
    for number in (seen.number, seen.number - 1):
        if number < 0:
            break
        sight = seen.sight if number == seen.number else _sight(seen.scene, seen.lines[number])
        before = [each for each in sight.places if each.mention and (number < seen.number or each.end <= place.start)]
        fitting: dict[str, tuple[Speaker, bool]] = {}
        for each in before:
            speaker = named(seen.scene, each.mention) if each.mention else None
            known = seen.scene.names.of(speaker.name) if speaker else None
            margin = (known.male - known.female) * (1 if wanted == "male" else -1) if known and wanted else 0
            if speaker and speaker.kind is SpeakerKind.PERSON and margin > -2 and _known(seen, speaker):
                fitting.setdefault(speaker.name.split()[-1], (speaker, margin > 0))
        if len(fitting) == 1:
            return next(iter(fitting.values()))[0], 0.88
        sexed = [speaker for speaker, clear in fitting.values() if clear]
        if len(sexed) == 1:
            return sexed[0], 0.82
        if fitting:
            break
    return None, 0.0


def _contradicted(seen: _Seen, place: Place, speaker: Speaker) -> bool:
    """Say whether a title is of the other gender than the person of that surname whom the text knows: “Mrs. Ruiz”."""
    known = seen.scene.names.of(speaker.name)
    titles = {title.lower().strip(".") for title in place.mention.titles} if place.mention else set()
    if known is None or not titles:
        return False
    female, male = bool(titles & english.FEMALE_TITLES), bool(titles & english.MALE_TITLES)
    return (female and known.male > known.female) or (male and known.female > known.male)


def _known(seen: _Seen, speaker: Speaker) -> bool:
    """Say whether a name can hold a position: a person, a body, a government; no day and no crowd."""
    last = speaker.name.split()[-1].lower()
    if last in english.CALENDAR or last in data.CROWDS or (last.endswith("s") and last[:-1] in english.DEMONYMS):
        return False
    return speaker.name.lower() not in data.CROWDS and not data.COURTS & set(speaker.name.lower().split())


def _asserted(
    seen: _Seen, about: Clause, move: Move, speaker: Speaker | None
) -> tuple[AssertedBy, Speaker | None, float]:
    """Return who says that it moved, whose position it is, and how sure that is."""
    if about.sayer is not None:
        return _by_sayer(seen, about, speaker)
    behind = _BEHIND.search(seen.sight.mask)
    if behind and about.holder and behind.start() >= move.end and about.asserted.counts:
        surname = (speaker.name if speaker else "").split()[-1:] or [""]
        same = surname[0] in behind["who"] or behind["who"].strip().lower() == about.holder.words
        return (AssertedBy.SELF if same else AssertedBy.ACCUSER), speaker, 0.9
    if _ACCORDING.search(seen.sight.mask) or _CHARGED.search(seen.sight.mask, 0, move.start):
        return _least(about.asserted, AssertedBy.ACCUSER), speaker, 0.9
    return about.asserted, speaker, 1.0


def _least(asserted: AssertedBy, new: AssertedBy) -> AssertedBy:
    return new if asserted.counts else asserted


def _by_sayer(seen: _Seen, about: Clause, speaker: Speaker | None) -> tuple[AssertedBy, Speaker | None, float]:
    """Return what a clause that somebody tells is worth: the speaker's own word, staff's, or a charge."""
    sayer, holder = about.sayer, about.holder
    if sayer is None or holder is None:
        return about.asserted, speaker, 1.0
    who, sure = _speaker(seen, sayer)
    pronoun = holder.words in {"he", "she"}
    if who and speaker and who.name == speaker.name:
        return _least_self(about.asserted), speaker, 1.0
    if who and pronoun and (sayer.sort is Sort.NAME or sayer.words in {"he", "she"}):
        return _least_self(about.asserted), who, 0.95 * sure
    if sayer.sort is Sort.NOUN and sayer.words in data.STAFF:
        return _least_self(about.asserted), speaker, 0.9
    if sayer.sort is Sort.NOUN and sayer.words in data.OUTLETS:
        return about.asserted, speaker, 0.7
    return _least(about.asserted, AssertedBy.ACCUSER), speaker, 1.0


def _least_self(asserted: AssertedBy) -> AssertedBy:
    return AssertedBy.SELF if asserted is AssertedBy.OUTLET else asserted


def _fits(seen: _Seen, move: Move, speaker: Speaker) -> bool:
    """Say whether words that the text calls somebody's are the speaker's own."""
    owned = set(seen.sight.mask[move.start : move.end].lower().split())
    known = seen.scene.names.of(speaker.name)
    if speaker.kind is SpeakerKind.PERSON and ({"its", "itself"} & owned and not {"his", "her"} & owned):
        return False
    if (
        known
        and owned & {"himself", "herself"}
        and (
            (known.male > known.female + 1 and "herself" in owned)
            or (known.female > known.male + 1 and "himself" in owned)
        )
    ):
        return False
    if move.owner and not _same(move.owner, speaker):
        return False
    if move.mode is not Mode.OWNER and move.who:
        word = seen.sight.mask[slice(*move.who)]
        return word in {"he", "she"} or word in speaker.name or speaker.name.split()[-1] in word
    return True


def _change(
    seen: _Seen, move: Move, about: Clause, speaker: Speaker, asserted: AssertedBy, confidence: float
) -> ReportedChange:
    """Return the report of a move by a speaker."""
    base, mask = seen.sight.base, seen.sight.mask
    start = min(move.start, _chain_start(seen.sight, move, about))
    span = Span(base + start, base + move.end)
    near = mask[max(0, start - 40) : move.end + 30]
    extent = about.extent
    if extent is Extent.WHOLE and (move.extent is Extent.PART or _PART.search(near) or move.kind in data.PARTIAL):
        extent = Extent.PART
    words = _date_words(mask, start, move.end)
    old = about.past or move.recalled or bool(_OLD.search(near))
    day = said_on(mask[max(0, start - 60) : move.end + 40], seen.article.publication.published_on)
    line = seen.line
    return ReportedChange(
        id=digest_of("change", seen.article.publication.page_id, span.of(seen.article.text), speaker.name),
        told=told(seen.article, line.span, day),
        span=span,
        speaker=speaker,
        kind=move.kind,
        extent=extent,
        asserted_by=asserted,
        recency=Recency.BACKGROUND if old else Recency.NEW,
        earlier=_earlier(seen, speaker),
        date_words=words,
        confidence=round(confidence, 3),
    )


def _chain_start(sight: Sight, move: Move, about: Clause) -> int:
    """Return where the evidence begins: at the subject when it stands near."""
    if (
        about.holder
        and about.holder.end <= move.start
        and move.start - about.holder.end < 40
        and move.mode is Mode.SUBJECT
    ):
        return about.holder.start
    return move.start


def _date_words(mask: str, start: int, end: int) -> str:
    """Return the words that date a change, the nearest to it."""
    found = list(_DATED.finditer(mask))
    if not found:
        return ""
    return min(found, key=lambda each: (max(start - each.end(), each.start() - end, 0), each.start())).group()


def _earlier(seen: _Seen, speaker: Speaker, back: int = BACK) -> Told | None:
    """Return the sentence before that says what the speaker held, when the text has one near."""
    surname = speaker.name.split()[-1]
    for number in range(seen.number - 1, max(-1, seen.number - 1 - back), -1):
        line = seen.lines[number]
        quoted = any(turn.name == speaker.name and turn.sentence == line.span for turn in seen.scene.turns)
        words = line.span.of(seen.article.text)
        if quoted or (surname in words and data.HELD_BEFORE.search(words)):
            day = said_on(words, seen.article.publication.published_on)
            return told(seen.article, line.span, day)
    return None


def _admitted(seen: _Seen, scene: Scene) -> Iterator[ReportedChange]:
    """Yield what a speaker, whom the text names for sure, admits in his or her own quoted words."""
    line, text = seen.line, seen.article.text
    names = {turn.speaker.name: turn for turn in scene.turns if turn.sentence == line.span and turn.speaker}
    if len(names) != 1:
        return
    turn = next(iter(names.values()))
    if turn.speaker is None or turn.speaker.kind is SpeakerKind.UNNAMED or turn.sure < 0.8:
        return
    for stretch in line.stretches:
        words = stretch.words.of(text)
        for pattern, kind, sure in data.FIRST:
            for found in pattern.finditer(words):
                if _NESTED.search(words[: found.start()]) or "?" in words[found.end() :][:60]:
                    continue
                at = stretch.words.start - seen.sight.base
                move = Move(at + found.start(), at + found.end(), at, Mode.MAIN, Kind(kind), sure)
                extent = Extent.ATTEMPTED if " try " in found.group() else Extent.WHOLE
                yield _change(
                    seen, move, Clause(None, AssertedBy.SELF, extent), turn.speaker, AssertedBy.SELF, sure * turn.sure
                )
