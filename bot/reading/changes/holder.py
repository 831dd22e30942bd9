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
    if place.sort is Sort.NAME and place.mention is not None:
        speaker = named(seen.scene, place.mention)
        known = speaker and _holds(speaker) and not _contradicted(seen, place, speaker)
        return speaker if known else None
    if place.sort is Sort.PRONOUN:
        return _pronoun(seen, place) if place.words in _SINGULAR else None
    if place.sort is not Sort.NOUN:
        return None
    return _stands_for(seen, place) or _body(seen, place)


def _pronoun(seen: Seen, place: Place) -> Speaker | None:
    """Return whom he or she stands for: as learned from quotations, else the one person near."""
    found = max(_options(seen, place), key=lambda each: each[1], default=None)
    return found[0] if found and found[1] >= PRONOUN_FROM else _alone(seen, place)


def _options(seen: Seen, place: Place) -> Iterator[tuple[Speaker, float]]:
    span = Span(seen.sight.base + place.start, seen.sight.base + place.end)
    yield from resolved(seen.scene, seen.sight, Source(place.sort, span, ()), "")


def _body(seen: Seen, place: Place) -> Speaker | None:
    """Return a body or a holder of an office by its noun, when it is called by a name."""
    for speaker, _ in _options(seen, place):
        if speaker.kind is not SpeakerKind.UNNAMED and _capitals(speaker.name):
            return speaker
    return _introduced(seen, place)


def _introduced(seen: Seen, place: Place) -> Speaker | None:
    """Return the person whom the next sentence names first, when a text opens with an office alone.

    “The defence minister withdrew …. Ana Ruiz said …”: surer when the headline has the name.
    """
    if (
        seen.number > 1
        or place.words not in english.ROLES
        or place.words.endswith("s")
        or dict(_people(seen, place, seen.number))
    ):
        return None
    if seen.number + 1 >= len(seen.lines):
        return None
    following = sight_of(seen.scene, seen.lines[seen.number + 1])
    opens = next(
        (each for each in following.places if each.mention and each.start == 0 and not each.mention.owner), None
    )
    speaker = named(seen.scene, opens.mention) if opens and opens.mention else None
    if opens is None or speaker is None or speaker.kind is not SpeakerKind.PERSON or not _holds(speaker):
        return None
    title = speaker.name.rsplit(maxsplit=1)[-1] in seen.article.publication.title.split()
    says = following.sort(following.after(opens.end)) in {"saying", "told"}
    return speaker if title or says else None


def _stands_for(seen: Seen, place: Place) -> Speaker | None:
    """Return in whose name staff speaks (“a spokesman for Ruiz”), or the one person that is meant by “the senator”."""
    words = seen.sight.mask[place.start : place.end].lower()
    if place.words in data.SPOKESPEOPLE:
        names = {speaker.name: speaker for speaker in _employers(seen, place)}
        if len(names) == 1:
            return next(iter(names.values()))
    owner = _OWNERS.get(words[:4])
    if owner and place.words in data.STAFF:
        return speaker_at(seen, Place(place.start, place.start + 3, Sort.PRONOUN, owner))
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


def _capitals(name: str) -> bool:
    """Say whether a body is called by a name: “Ruiz’s campaign”, “the Lyon council”, not “the council”."""
    first, *rest = name.split()
    opens = first[0].isupper() and first.lower() not in english.STARTERS
    return any(word[0].isupper() for word in rest) or (opens and bool(rest))


def _alone(seen: Seen, place: Place) -> Speaker | None:
    """Return the one person whom the sentence, else the one before, names ahead of a pronoun, when nothing else tells."""
    for number in (seen.number, seen.number - 1):
        people = dict(_people(seen, place, number)) if number >= 0 else {}
        if len(people) == 1:
            return next(iter(people.values()))[0]
        clear = [speaker for speaker, margin in people.values() if margin > 0]
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
        if speaker is None or speaker.kind is not SpeakerKind.PERSON or not _holds(speaker):
            continue
        known = seen.scene.names.of(speaker.name)
        margin = sign * (known.male - known.female) if known else 0
        if margin > -2:
            yield speaker.name.split()[-1], (speaker, margin)


def _contradicted(seen: Seen, place: Place, speaker: Speaker) -> bool:
    """Say whether a title is of the other gender than the person of that surname whom the text knows: “Mrs. Ruiz”."""
    known = seen.scene.names.of(speaker.name)
    titles = {title.lower().strip(".") for title in place.mention.titles} if place.mention else set()
    if known is None:
        return False
    female, male = bool(titles & english.FEMALE_TITLES), bool(titles & english.MALE_TITLES)
    return (female and known.male > known.female) or (male and known.female > known.male)


def _holds(speaker: Speaker) -> bool:
    """Say whether a name can hold a position: a person, a body, a government; no day, no crowd, no court."""
    words = set(speaker.name.lower().split())
    last = speaker.name.rsplit(maxsplit=1)[-1].lower()
    nation = last.endswith("s") and last[:-1] in english.DEMONYMS
    return not (nation or last in english.CALENDAR or last in data.CROWDS or words & data.COURTS)


def owner_at(sight: Sight, move: Move) -> Place | None:
    """Return the place of the name or pronoun that owns a noun."""
    if move.who is None:
        return None
    start, end = move.who
    return next((each for each in sight.places if start - 1 <= each.start < end), None)


def same(owner: str, speaker: Speaker) -> bool:
    """Say whether words of a text name a speaker."""
    return owner.rsplit(maxsplit=1)[-1] in speaker.name or speaker.name.rsplit(maxsplit=1)[-1] in owner


def fits(seen: Seen, move: Move, speaker: Speaker) -> bool:
    """Say whether words that the text calls somebody's are the speaker's own."""
    owned = set(seen.sight.mask[move.start : move.end].lower().split())
    person = speaker.kind is SpeakerKind.PERSON
    if (person and {"its", "itself"} & owned and not {"his", "her"} & owned) or _other_gender(seen, owned, speaker):
        return False
    if move.owner and not same(move.owner, speaker):
        return False
    if move.mode is Mode.OWNER or not move.who:
        return True
    word = seen.sight.mask[slice(*move.who)]
    return word in _SINGULAR or same(word, speaker)


def _other_gender(seen: Seen, owned: set[str], speaker: Speaker) -> bool:
    known = seen.scene.names.of(speaker.name)
    male = known.male - known.female if known else 0
    return (male > 1 and "herself" in owned) or (male < -1 and "himself" in owned)
