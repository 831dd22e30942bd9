"""Name the speaker whose position moved, or nobody: names, pronouns, staff who speak for somebody, “the senator”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.model.news import Article
from bot.model.record import Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.changes.cues import Mode, Move
from bot.reading.changes.subjects import places_of
from bot.reading.languages import english
from bot.reading.languages import english_clauses as data
from bot.reading.speakers.attribution import named, resolved
from bot.reading.speakers.candidates import Source
from bot.reading.speakers.coreference import GENDERS
from bot.reading.text.scene import Scene
from bot.reading.text.sentence import Line, Place, Sight, Sort

PRONOUN_FROM = 0.6  # how sure a pronoun must be
_SINGULAR = {"he", "she", "his", "her"}
_OWNERS = {"his ": "his", "her ": "her"}


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold a sentence in which something may have moved, with what stands before it."""

    article: Article
    scene: Scene  # who has spoken up to here
    lines: Sequence[Line]
    number: int
    sight: Sight

    @property
    def line(self) -> Line:
        """Return the sentence."""
        return self.lines[self.number]


def sight_of(scene: Scene, line: Line) -> Sight:
    """Return a sentence as it is seen, also with a name that only ever opens sentences."""
    sight = Sight(scene.text, line, scene.names)
    sight.places = places_of(sight)
    return sight


def speaker_at(seen: Seen, place: Place) -> Speaker | None:
    """Return whom a place names, where that is sure enough; nobody unnamed."""
    if place.mention is not None:
        speaker = named(seen.scene, place.mention)
        return speaker if speaker and _holds(speaker) and not _contradicted(seen, place, speaker) else None
    if place.sort is Sort.PRONOUN:
        return _pronoun(seen, place) if place.words in _SINGULAR else None
    if place.sort is not Sort.NOUN:
        return None
    return _stands_for(seen, place) or _body(seen, place) or _introduced(seen, place)


def _pronoun(seen: Seen, place: Place) -> Speaker | None:
    """Return whom he or she stands for: as learned from quotations, else the one person near."""
    found = max(_options(seen, place), key=lambda each: each[1], default=None)
    return found[0] if found and found[1] >= PRONOUN_FROM else _alone(seen, place)


def _options(seen: Seen, place: Place) -> Iterator[tuple[Speaker, float]]:
    span = Span(seen.sight.base + place.start, seen.sight.base + place.end)
    yield from resolved(seen.scene, seen.sight, Source(place.sort, span, ()), "")


def _body(seen: Seen, place: Place) -> Speaker | None:
    """Return a body that the words themselves call by a name: “the Lyon council”, not “the council”."""
    words = seen.sight.mask[place.start : place.end]
    for speaker, _ in _options(seen, place):
        first, *rest = speaker.name.split()
        capitals = [word for word in rest if word[0].isupper()] or (rest and first.lower() not in english.STARTERS)
        if speaker.kind is not SpeakerKind.UNNAMED and capitals and speaker.name in words:
            return speaker
    return None


def _introduced(seen: Seen, place: Place) -> Speaker | None:
    """Return whom the next sentence names first and lets speak, where a text opens with an office alone.

    “The defence minister withdrew …. Ana Ruiz said …”: also where the headline has the name.
    """
    last = seen.number + 1 >= len(seen.lines)
    if seen.number > 1 or last or place.words not in english.ROLES or any(_people(seen, place, seen.number)):
        return None
    following = sight_of(seen.scene, seen.lines[seen.number + 1])
    opens = next((each for each in following.places if each.start == 0), None)
    speaker = named(seen.scene, opens.mention) if opens and opens.mention and not opens.mention.owner else None
    if opens is None or speaker is None or speaker.kind is not SpeakerKind.PERSON or not _holds(speaker):
        return None
    headline = speaker.name.split()[-1] in seen.article.publication.title.split()
    return speaker if headline or following.sort(following.after(opens.end)) in {"saying", "told"} else None


def _stands_for(seen: Seen, place: Place) -> Speaker | None:
    """Return in whose name staff speaks (“a spokesman for Ruiz”), or the one person that is meant by “the senator”."""
    words = seen.sight.mask[place.start : place.end].lower()
    if place.words in data.STAFF:
        owner = _OWNERS.get(words[:4])
        if owner:
            return speaker_at(seen, Place(place.start, place.start + 3, Sort.PRONOUN, owner))
        employers = {speaker.name: speaker for speaker in _employers(seen, place)}
        if len(employers) == 1 and place.words not in english.BODIES:
            return next(iter(employers.values()))
    if words not in data.TITLES_ALONE:
        return None
    speaker = _alone(seen, Place(place.start, place.end, Sort.PRONOUN, ""))
    campaign = speaker is not None and place.words == "campaign"
    return Speaker(f"{speaker.name} campaign", SpeakerKind.ORGANISATION) if speaker and campaign else speaker


def _employers(seen: Seen, place: Place) -> Iterator[Speaker]:
    """Yield whom a text names around a word for staff: “Ruiz’s spokesman”, “a spokesman for Ruiz”."""
    serves = seen.sight.mask.startswith((" for ", " to "), place.end)
    for each in seen.sight.places:
        beside = place.start - 40 <= each.start < place.end or (serves and 0 < each.start - place.end < 12)
        speaker = named(seen.scene, each.mention) if each.mention and beside else None
        if speaker:
            yield speaker


def _alone(seen: Seen, place: Place) -> Speaker | None:
    """Return the one person whom the sentence, else the one before, names ahead of a pronoun, when nothing else tells."""
    for number in range(seen.number, max(-1, seen.number - 2), -1):
        people = dict(_people(seen, place, number))
        clear = [speaker for speaker, margin in people.values() if margin > 0 or len(people) == 1]
        if people:
            return clear[0] if len(clear) == 1 else None
    return None


def _people(seen: Seen, place: Place, number: int) -> Iterator[tuple[str, tuple[Speaker, int]]]:
    """Yield by surname the persons of a sentence whom a pronoun may mean, with what speaks for its gender."""
    here = number == seen.number
    sight = seen.sight if here else sight_of(seen.scene, seen.lines[number])
    sign = {"male": 1, "female": -1}.get(GENDERS.get(place.words, ""), 0)
    for each in sight.places:
        speaker = named(seen.scene, each.mention) if each.mention and not (here and each.end > place.start) else None
        if speaker and speaker.kind is SpeakerKind.PERSON and _holds(speaker):
            margin = sign * _male(seen, speaker)
            if margin > -2:
                yield speaker.name.split()[-1], (speaker, margin)


def _male(seen: Seen, speaker: Speaker) -> int:
    """Return how much more speaks for a man than for a woman."""
    known = seen.scene.names.of(speaker.name)
    return known.male - known.female if known else 0


def _contradicted(seen: Seen, place: Place, speaker: Speaker) -> bool:
    """Say whether a title is of the other gender than the person of that surname whom the text knows: “Mrs. Ruiz”."""
    titles = {title.lower().strip(".") for title in place.mention.titles} if place.mention else set()
    male = _male(seen, speaker)
    return bool(male > 0 and titles & english.FEMALE_TITLES) or bool(male < 0 and titles & english.MALE_TITLES)


def _holds(speaker: Speaker) -> bool:
    """Say whether a name can hold a position: a person, a body, a government; no day, no crowd, no court."""
    *before, last = speaker.name.lower().split()
    nation = last.endswith("s") and last[:-1] in english.DEMONYMS
    return not (nation or last in english.CALENDAR or last in data.CROWDS or {*before, last} & data.COURTS)


def owner_at(sight: Sight, move: Move) -> Place | None:
    """Return the place of the name or pronoun that owns a noun."""
    start, end = move.who or (0, 0)
    return next((each for each in sight.places if start - 1 <= each.start < end), None)


def same(owner: str, speaker: Speaker) -> bool:
    """Say whether words of a text name a speaker."""
    return owner.rsplit(maxsplit=1)[-1] in speaker.name or speaker.name.rsplit(maxsplit=1)[-1] in owner


def fitting(seen: Seen, move: Move, speaker: Speaker) -> Speaker | None:
    """Return a speaker whose own the words are, as the text says; what has “its” position is a body."""
    owned = set(seen.sight.mask[move.start : move.end].lower().split())
    person = speaker.kind is SpeakerKind.PERSON
    thing = {"its", "itself"} & owned and not {"his", "her"} & owned
    word = seen.sight.mask[slice(*move.who)] if move.who and move.mode is not Mode.OWNER else ""
    if (move.owner and not same(move.owner, speaker)) or (word and word not in _SINGULAR and not same(word, speaker)):
        return None
    if person and thing:
        return None if _male(seen, speaker) else Speaker(speaker.name, SpeakerKind.ORGANISATION)
    return speaker
