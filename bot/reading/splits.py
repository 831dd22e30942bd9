"""Where a text says that members of one camp differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.model.news import Article, digest_of
from bot.model.position import Split
from bot.model.record import Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.cues import masked
from bot.reading.dates import said_on
from bot.reading.languages import english_splits as data
from bot.reading.scene import Scene
from bot.reading.sight import Line, Place, Sort
from bot.reading.verify import told
from bot.reading.whose import Seen, same, sight_of, speaker_at

SHOWN_FROM = 0.8  # confidence from which a split is shown
HERE, NEAR, OFFICES = 0.9, 0.82, 0.88  # what ties them stands in the sentence, beside it, or is their offices
BEFORE, BEHIND = 60, 70  # characters around the words that differ in which those who differ stand
BACK = 3  # sentences before in which “their” finds whom it means
_BETWEEN = tuple(re.compile(pattern) for pattern in data.BETWEEN)
_AMONG = tuple(re.compile(pattern) for pattern in data.AMONG)
_REFUSING = tuple(re.compile(pattern) for pattern in data.REFUSING)
_TRIGGER = re.compile("|".join((*data.BETWEEN, *data.AMONG, *data.REFUSING)))
_WHILE = re.compile(r"^(?:While|Although|Though|Even as) ")
_TIES, _CAMPS, _RIVALS, _UNREAL = map(re.compile, (data.TIES, data.CAMPS, data.RIVALS, data.UNREAL))
_CLOSE = re.compile(data.CLOSE)
_APPOSED = re.compile(r"^[’'s]{0,2},? ?\(?(?:a |an |the )?(\w[\w-]*\.?\)?|\(\w[^)]*\))")
_PARTIES = {name: re.compile(pattern) for name, pattern in data.PARTIES.items()}
_CLAUSE = re.compile(r"[;:—–\x01]|,(?= (?:but|while|and|although|as|who|which)\b)")
_THEIR = re.compile(r"\b(?:Their|The two|Both|The pair|The ministers|They)\b")
_PERSONS = (Sort.NAME, Sort.PRONOUN, Sort.NOUN)


@dataclass(frozen=True, slots=True)
class Ground:
    """Hold why people are one camp, in the text's own words, and how sure that is."""

    words: str
    sure: float


def splits(article: Article, scene: Scene, all_lines: Sequence[Line]) -> Iterator[Split]:
    """Yield the splits inside one camp that a text tells, in its order, each group of members once."""
    if not _TRIGGER.search(article.text):
        return
    done: set[frozenset[str]] = set()
    for number, line in enumerate(all_lines):
        if not _TRIGGER.search(article.text, line.span.start, line.span.end):
            continue
        mask = masked(article.text, line.span, [stretch.outer for stretch in line.stretches])
        if _TRIGGER.search(mask) and not _RIVALS.search(mask) and not mask.rstrip(" \x01").endswith("?"):
            split = _split(Seen(article, scene, all_lines, number, sight_of(scene, line)), mask)
            names = frozenset(each.name.split()[-1] for each in split.members) if split else frozenset()
            if split and names not in done:
                done.add(names)
                yield split


def _split(seen: Seen, mask: str) -> Split | None:
    """Return what a sentence says, when it names two members and the text why they are one camp."""
    for found in (match for pattern in _BETWEEN for match in [pattern.search(mask)] if match):
        one, others = _subject(seen, mask, found.start()), _objects(seen, mask, found.end())
        split = _made(seen, mask, found, (*one, *others)) if one and others else None
        if split:
            return split
    for found in (match for pattern in _REFUSING for match in [pattern.search(mask)] if match):
        one, others = _subject(seen, mask, found.start()), _objects(seen, mask, found.end())
        if _WHILE.match(mask) and (deputy := _tied_subject(seen, mask, found.end())):
            others = deputy
        split = _made(seen, mask, found, (*one, *others)) if one and others else None
        if split:
            return split
    for found in (match for pattern in _AMONG for match in [pattern.search(mask)] if match):
        members = (
            _named_before(seen) if _THEIR.search(mask[: found.start()]) else _subject(seen, mask, found.start(), 2)
        )
        split = _made(seen, mask, found, members)
        if split:
            return split
    return None


def _made(seen: Seen, mask: str, found: re.Match[str], members: Sequence[Speaker]) -> Split | None:
    """Return the split of two or more members with a ground, or None."""
    distinct = _distinct(members)
    if len(distinct) < 2 or _unreal(mask, found.start()) or _opposed(seen, distinct):
        return None
    ground = _ground(seen, distinct)
    if ground is None:
        return None
    span = Span(seen.line.span.start + found.start(), seen.line.span.start + _end(mask, found.end()))
    here = seen.article.publication
    sentence = seen.line.span.of(seen.article.text)
    return Split(
        id=digest_of("split", here.page_id, sentence),
        told=told(seen.article, seen.line.span, said_on(mask, here.published_on)),
        span=span,
        members=distinct,
        camp=_camp(seen, distinct, ground),
        ground=ground.words,
        confidence=ground.sure,
    )


def _unreal(mask: str, at: int) -> bool:
    """Say whether the words are denied, supposed, or somebody's accusation."""
    clause = _CLAUSE.split(mask[:at])[-1]
    behind = mask[at:]
    said = re.search(r"(?:,|\x01) ?[\w. ’]{2,40} (?:said|says|argued|charged|claimed)\b[^,]{0,20}[.,]?\s*$", behind)
    return bool(_UNREAL.search(clause) or (said and "officials" not in said.group()))


def _end(mask: str, at: int) -> int:
    """Return where the words that say so end: with the clause."""
    border = re.compile(r"[,;:.—–\x01]|\s(?:this|last|on|in|over) ").search(mask, at)
    return border.start() if border else len(mask.rstrip(" ."))


def _subject(seen: Seen, mask: str, at: int, most: int = 1) -> tuple[Speaker, ...]:
    """Return who stands as the subject before a place: the first person of its clause."""
    start = max(0, mask.rfind("\x01", 0, at))
    clause = [place for place in _places(seen) if start <= place.start and place.end <= at]
    found: list[Speaker] = []
    for place in clause:
        speaker = _person(seen, place)
        if speaker and speaker.kind is SpeakerKind.PERSON and not any(same(speaker.name, each) for each in found):
            found.append(speaker)
    return tuple(found[:most])


def _objects(seen: Seen, mask: str, at: int) -> tuple[Speaker, ...]:
    """Return those named behind a place, up to the end of the clause or a few words on."""
    end = min(len(mask), at + BEHIND)
    border = re.compile(r"[;:—–\x01]|, (?:which|who|but|while|and said)").search(mask, at, end)
    end = border.start() if border else end
    speakers = [(place, _person(seen, place)) for place in _places(seen) if at <= place.start < end]
    named = _joined(mask, [(place, each) for place, each in speakers if each])
    tied = _tied(seen, mask, at, end)
    first = next((place.start for place, each in speakers if each), end)
    return (tied[0],) if tied and tied[1] <= first else named


def _joined(mask: str, speakers: Sequence[tuple[Place, Speaker]]) -> tuple[Speaker, ...]:
    """Return the first of several and those joined to it: “Ruiz and Foreign Secretary Lind”."""
    kept: list[Speaker] = []
    last = None
    for place, speaker in speakers:
        if last is not None and not re.search(r",|\band\b", mask[last : place.start]):
            break
        kept.append(speaker)
        last = place.end
    return tuple(kept[:3])


def _tied(seen: Seen, mask: str, at: int, end: int) -> tuple[Speaker, int] | None:
    """Return whom a word like “his running mate” means, and where it stands: by name where the text has one."""
    found = _TIES.search(mask, at, end)
    if found is None or found.start() > at + 25:
        return None
    named = [each for each in _places(seen) if found.end() <= each.start <= found.end() + 4 and each.sort is Sort.NAME]
    speaker = _person(seen, named[0]) if named else None
    return speaker or Speaker(found.group(), SpeakerKind.UNNAMED), found.start()


def _tied_subject(seen: Seen, mask: str, at: int) -> tuple[Speaker, ...]:
    """Return the deputy who does what the principal does not: “…, Brandt’s running mate — Ana Ruiz — has”."""
    found = _TIES.search(mask, mask.find(",", at))
    if found is None:
        return ()
    named = [each for each in _places(seen) if found.end() <= each.start <= found.end() + 20 and each.sort is Sort.NAME]
    speaker = _person(seen, named[0]) if named else None
    return (speaker,) if speaker else ()


def _places(seen: Seen) -> list[Place]:
    return [place for place in seen.sight.places if place.sort in _PERSONS]


def _person(seen: Seen, place: Place) -> Speaker | None:
    """Return the person or body at a place, when that is sure."""
    speaker, sure = speaker_at(seen, place)
    return speaker if speaker and sure >= SHOWN_FROM and speaker.kind is SpeakerKind.PERSON else None


def _named_before(seen: Seen) -> tuple[Speaker, ...]:
    """Return the persons who are subjects of the sentences right before."""
    found: list[Speaker] = []
    for number in range(max(0, seen.number - BACK), seen.number):
        found += _leading(seen, number)
    return _distinct(found)


def _leading(seen: Seen, number: int) -> list[Speaker]:
    """Return the first person whom a sentence names."""
    line = seen.lines[number]
    there = Seen(seen.article, seen.scene, seen.lines, number, sight_of(seen.scene, line))
    names = (place for place in there.sight.places if place.sort is Sort.NAME)
    people = (_person(there, place) for place in names)
    return [each for each in people if each and each.kind is SpeakerKind.PERSON][:1]


def _distinct(members: Sequence[Speaker]) -> tuple[Speaker, ...]:
    """Return each member once."""
    kept: list[Speaker] = []
    for each in members:
        if not any(same(each.name, known) or same(known.name, each) for known in kept):
            kept.append(each)
    return tuple(kept)


def _ground(seen: Seen, members: Sequence[Speaker]) -> Ground | None:
    """Return why the members are one camp: a tie in or beside the sentence, else offices of one government."""
    text, span = seen.article.text, seen.line.span
    tie = _TIES.search(text, span.start, span.end)
    if tie:
        return Ground(tie.group(), HERE)
    first, last = max(0, seen.number - 2), min(len(seen.lines), seen.number + 2)
    ties = _TIES.finditer(text, seen.lines[first].span.start, seen.lines[last - 1].span.end)
    beside = next((each.group() for each in ties if _CLOSE.search(each.group())), "")
    if beside:
        return Ground(beside, NEAR)
    offices = [role for each in members if (role := _office(seen, each))]
    return Ground("; ".join(dict.fromkeys(offices)), OFFICES) if len(offices) > 1 else None


def _office(seen: Seen, member: Speaker) -> str:
    """Return the office of a government that the text gives somebody, or ''."""
    held = re.search(data.HELD.replace("{name}", re.escape(member.name.split()[-1])), seen.article.text)
    if held:
        return held.group()
    known = seen.scene.names.of(member.name)
    roles = [member.role, known.role if known else ""]
    roles += [
        match.group() for match in re.finditer(rf"\b[A-Z]\w+ {re.escape(member.name.split()[-1])}\b", seen.article.text)
    ]
    return next((role for role in roles if data.OFFICES & set(re.findall(r"[\w-]+", role.lower()))), "")


def _opposed(seen: Seen, members: Sequence[Speaker]) -> bool:
    """Say whether the text puts members into different parties."""
    parties = [_party(seen, each) for each in members]
    return len({each for each in parties if each}) > 1


def _party(seen: Seen, member: Speaker) -> str:
    """Return the one party that stands beside a member's name, or ''."""
    text, name = seen.article.text, member.name.split()[-1]
    roles = [party for party, pattern in _PARTIES.items() if pattern.search(member.role)]
    if len(roles) == 1:
        return roles[0]
    beside = "".join(
        text[max(0, match.start() - 40) : match.start()].rsplit(".", 1)[-1]
        + " ".join(_APPOSED.findall(text[match.end() : match.end() + 30])[:1])
        for match in re.finditer(rf"\b{re.escape(name)}\b", text)
    )
    found = [party for party, pattern in _PARTIES.items() if pattern.search(beside)]
    return found[0] if len(found) == 1 else ""


def _camp(seen: Seen, members: Sequence[Speaker], ground: Ground) -> str:
    """Return what the camp is called: as the text names it, else by its party, else by what ties it."""
    if "running mate" in ground.words:
        return f"{members[0].name.split()[-1]} ticket"
    named = [re.sub(r"^the ", "", found.group()) for found in _CAMPS.finditer(seen.article.text)]
    theirs = [each for each in named if any(member.name.split()[-1] in each for member in members)]
    governing = [each for each in named if each[0].isupper() and re.search(r"administration|cabinet|government", each)]
    official = bool(data.OFFICES & set(re.findall(r"[\w-]+", ground.words.lower()))) or "cabinet" in ground.words
    parties = {party for each in members if (party := _party(seen, each))}
    owner = re.match(r"([A-Z][\w-]+)[’']s ", ground.words)
    found = (*theirs[:1], *(governing[:1] if official else ()), *([owner[1]] if owner else ()))
    return next(iter(found), f"{parties.pop()} Party" if len(parties) == 1 else ground.words)
