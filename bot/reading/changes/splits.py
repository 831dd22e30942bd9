"""Where a text says that members of one camp differ."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bot.model.news import Article, digest_of
from bot.model.position import Split
from bot.model.text import Span
from bot.reading.changes.camps import Camp, camp_of, last
from bot.reading.changes.members import Differing, differing
from bot.reading.gate import told
from bot.reading.languages import english, english_splits
from bot.reading.speakers.cues import masked
from bot.reading.text.dates import said_on
from bot.reading.text.scene import Scene
from bot.reading.text.sentence import Line, Place, Sight

SHOWN_FROM = 0.8  # confidence from which a split is shown
STRONG, NEARLY, FAINT = 0.96, 0.93, 0.85  # how surely a word says that two differ
AROUND = 30  # characters around a word for a split in which the whole phrase is looked for
_THEIRS = re.compile(r"\b(?:[Tt]heir|[Tt]hey|[Tt]he (?:two|pair)|[Bb]oth)\b")
_BREAKS = re.compile(r"^(?:br(?:eak|oke)|part|dissent|distanc|split)")
_SAYS = re.compile(r", (?:[\w’'.-]+ ){1,5}(?:said|says|argued|wrote|told|added|claimed)\b|\baccording to\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?![-\d])")
_AGO = re.compile(r"\b(?:years|decades|a decade) (?:ago|earlier|before)\b|\blast (?:year|decade|century)\b")
_JOINED = re.compile(r", (?:and|but|which|who|neither|with|while)\b")


def splits(article: Article, scene: Scene, all_lines: Sequence[Line]) -> Iterator[Split]:
    """Yield the splits inside one camp that a text tells, in its order, each camp's members once."""
    seen: set[frozenset[str]] = set()
    for line, trigger in _triggers(scene, all_lines):
        found = _split(article, scene, line, trigger)
        if found and (members := frozenset(each.name for each in found.members)) not in seen:
            seen.add(members)
            yield found


def _triggers(scene: Scene, all_lines: Sequence[Line]) -> list[tuple[Line, re.Match[str]]]:
    """Return the words outside quotations that may tell a split, with their sentences, in the text's order."""
    found: dict[int, tuple[Line, re.Match[str]]] = {}
    for line, at in _places(scene.text, all_lines):
        if not scene.names.between(line.span.start, line.span.end) and not _THEIRS.search(scene.text, *_pair(line)):
            continue
        least, most = max(line.span.start, at - AROUND), min(line.span.end, at + 2 * AROUND)
        trigger = english_splits.TRIGGER.search(scene.text, least, most)
        if trigger and not scene.inside(trigger.start()):
            found[trigger.start()] = (line, trigger)
    return [found[at] for at in sorted(found)]


def _pair(line: Line) -> tuple[int, int]:
    return line.span.start, line.span.end


def _places(text: str, all_lines: Sequence[Line]) -> Iterator[tuple[Line, int]]:
    """Yield where a word for a split stands, with its sentence."""
    starts = [line.span.start for line in all_lines]
    for line in all_lines:
        if text.startswith(english_splits.CONTRASTING, line.span.start):
            yield line, line.span.start
    for word in english_splits.WORDS.intersection(text.split()):
        at = text.find(word)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            if number >= 0:
                yield all_lines[number], at
            at = text.find(word, at + len(word))


def _split(article: Article, scene: Scene, line: Line, trigger: re.Match[str]) -> Split | None:
    """Return the split that the words of a trigger tell, if they do and the text shows one camp."""
    base = line.span.start
    here = Span(trigger.start() - base, trigger.end() - base)
    mask = masked(scene.text, line.span, [stretch.outer for stretch in line.stretches])
    if not _leads_on(mask, here, trigger) or _taken_back(mask, here, put=not trigger["noun"]):
        return None
    if _recalled(mask, article):
        return None
    sight = Sight(scene.text, line, scene.names)
    who = differing(scene, sight, here, trigger)
    camp = (
        _one_camp(scene, line.span, who, breaks=bool(trigger["endorsing"] or _BREAKS.match(trigger.group())))
        if who
        else None
    )
    if not who or not camp or (not trigger["contrast"] and _of_another(scene, sight, here, who)):
        return None
    if trigger["endorsing"] and not english_splits.NOMINEE.search(scene.text):
        return None
    says = FAINT if trigger["weak"] else NEARLY if trigger["endorsing"] else STRONG
    sentence = line.span.of(scene.text)
    return Split(
        id=digest_of("split", article.publication.page_id, sentence),
        told=told(article, line.span, said_on(sight.mask, article.publication.published_on)),
        span=Span(who.span.start + sight.base, who.span.end + sight.base),
        members=who.members,
        camp=camp.name,
        ground=camp.ground,
        confidence=round(says * camp.sure * who.sure, 3),
    )


def _recalled(mask: str, article: Article) -> bool:
    """Say whether a sentence tells of other years than that of its article."""
    published = article.publication.published_on
    years = {int(each) for each in _YEAR.findall(mask)}
    return bool(_AGO.search(mask)) or bool(published and years and published.year not in years)


def _leads_on(mask: str, here: Span, trigger: re.Match[str]) -> bool:
    """Say whether the words behind a trigger go on as a split is told: cheap to ask before a sentence is looked at."""
    words = english_splits
    if trigger["contrast"]:
        return bool(words.MATE.search(mask, here.end))
    going_on = (words.TOWARD, words.OVER, words.BETWEEN)
    return not (trigger["apart"] or trigger["noun"]) or any(each.match(mask, here.end) for each in going_on)


def _one_camp(scene: Scene, sentence: Span, who: Differing, *, breaks: bool) -> Camp | None:
    """Return the camp of all who differ: the first with each of the others."""
    first, *others = who.members
    camps = [camp_of(scene, sentence, first, each, breaks=breaks) for each in others]
    return (
        min((each for each in camps if each), key=lambda each: (each.sure, -len(each.ground))) if all(camps) else None
    )


def _taken_back(mask: str, here: Span, *, put: bool = True) -> bool:
    """Say whether a sentence denies a split, asks for it, holds it possible or has it from an opponent."""
    clause = re.split(r"[;:—]|, (?:and|but) |\b(?:but|although|though|while) ", mask[: here.start])[-1]
    words = english_splits
    if mask.rstrip().endswith("?") or words.ACCUSED.search(mask[: here.start]):
        return True
    near = clause[-70:] if put else words.PUT.sub("", clause[-70:])
    becoming = words.BECOMING.search(clause)
    bare = words.TO_BARE.search(near) and not becoming
    return bool(bare or words.DENIED.search(near) or words.MAYBE.search(near))


def _of_another(scene: Scene, sight: Sight, here: Span, who: Differing) -> bool:
    """Say whether somebody else than one of the two is the source of the sentence."""
    tail = _SAYS.search(sight.mask, here.end)
    names = {last(each) for each in who.members}
    if (
        tail
        and not _JOINED.search(sight.mask[here.end : tail.end()])
        and not any(name in tail.group() for name in names)
    ):
        return True
    for verb in sight.verbs:
        if verb.start >= here.start:
            break
        before = [each for each in sight.places if each.end <= verb.start and _may_say(each)]
        if before and before[-1].mention and not _is_one(scene, before[-1], who):
            return True
    return False


def _may_say(place: Place) -> bool:
    """Say whether a place may be the source of a sentence: no day and no owner."""
    mention = place.mention
    return not mention or (mention.name.lower() not in english.CALENDAR and not mention.owner)


def _is_one(scene: Scene, place: Place, who: Differing) -> bool:
    return bool(place.mention and scene.names.who(place.mention)[0] in {each.name for each in who.members})
