"""Who differs from whom, where words say that two differ."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.model.record import Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.changes.camps import last
from bot.reading.languages import english, english_splits, english_weights
from bot.reading.speakers.attribution import named, resolved
from bot.reading.speakers.candidates import Source
from bot.reading.speakers.coreference import antecedents
from bot.reading.speakers.logit import chances
from bot.reading.text.scene import Scene
from bot.reading.text.sentence import Place, Sight, Sort

BEHIND = 160  # characters behind the words that tell a split in which the other is looked for
OPENING = 25  # characters before words that open a sentence, and up to the subject behind their comma
AHEAD = 130  # characters before them in which who differs is looked for
_OBLIQUE = frozenset("of by from with to for at in on against than about over under between like behind".split())
_CAMPS = (" administration", " campaign", " government", " cabinet", " office")
_STAFF = frozenset("campaign administration government cabinet".split())


@dataclass(frozen=True, slots=True)
class Differing:
    """Hold who differs, the words that say so, and how sure it is that it is they."""

    members: tuple[Speaker, ...]
    span: Span
    sure: float


def differing(scene: Scene, sight: Sight, here: Span, trigger: re.Match[str]) -> Differing | None:
    """Return who differs from whom."""
    mask = sight.mask
    if trigger["contrast"]:
        return _contrasted(scene, sight, here)
    if trigger["taking"] or trigger["weak"] or trigger["endorsing"]:
        return _toward(scene, sight, here, here.end + mask.startswith(" ", here.end))
    between = english_splits.BETWEEN.match(mask, here.end)
    if between:
        return _pair(scene, sight, here, between.end())
    toward = english_splits.TOWARD.match(mask, here.end)
    if toward:
        return _toward(scene, sight, here, toward.end(), noun=bool(trigger["noun"]))
    if trigger["apart"] and english_splits.OVER.match(mask, here.end):
        return _both(scene, sight, here) or _the_last_two(scene, sight, here)
    return None


def _toward(scene: Scene, sight: Sight, here: Span, behind: int, *, noun: bool = False) -> Differing | None:
    """Return who differs from those named right behind the words."""
    who = _subject(scene, sight, here.start, noun=noun) or _fronted(scene, sight, here)
    others, end = _named_behind(scene, sight, behind)
    if who and not others:
        others, end = _unnamed_behind(scene, sight, behind, who[0])
    if not who or not others or any(last(each) == last(who[0]) for each in others):
        return None
    called = english_splits.CALLED.match(sight.mask, end) if sight.mask.startswith("call", here.start) else None
    return Differing((who[0], *others), Span(here.start, called.end() if called else end), who[1])


def _fronted(scene: Scene, sight: Sight, here: Span) -> tuple[Speaker, float] | None:
    """Return the subject behind the words where they open the sentence: “Breaking with Brandt, Ruiz said”."""
    if here.start > OPENING or any(each.end <= here.start for each in sight.places):
        return None
    comma = sight.mask.find(", ", here.end, here.end + BEHIND)
    place = next((each for each in sight.places if comma >= 0 and each.start >= comma), None)
    if not place or place.start > comma + OPENING:
        return None
    return _pronoun(scene, sight, place, " said") if place.sort is Sort.PRONOUN else _person_at(scene, place)


def _by_noun(scene: Scene, sight: Sight, place: Place) -> Speaker | None:
    """Return the one person whom “the defence minister” means."""
    span = Span(sight.base + place.start, sight.base + place.end)
    meant = [each for each, _ in resolved(scene, sight, Source(Sort.NOUN, span, ()), "")]
    return meant[0] if meant and meant[0].kind is SpeakerKind.PERSON else None


def _unnamed_behind(scene: Scene, sight: Sight, behind: int, one: Speaker) -> tuple[tuple[Speaker, ...], int]:
    """Return whom “the president”, “his own party” or “him” means, with where the words end."""
    staffer = english_splits.STAFFER.match(sight.mask, behind)
    if staffer:
        return _staffer(scene, sight, one, staffer["ground"]), staffer.end()
    found = _by_role(scene, sight, behind, one)
    body = english_splits.BODY.match(sight.mask, behind)
    if not found[0] and body and one.kind is SpeakerKind.PERSON:
        return (_body(body),), body.end()
    noun = next((each for each in sight.places if each.start == behind and each.sort is Sort.NOUN), None)
    meant = _by_noun(scene, sight, noun) if noun and not found[0] else None
    if noun and meant:
        return (meant,), noun.end
    him = english_splits.HIM.match(sight.mask, behind)
    if not found[0] and him:
        other = _only_other(scene, sight, behind, one, him[1])
        return ((other,) if other else ()), him.end()
    return found


def _staffer(scene: Scene, sight: Sight, one: Speaker, ground: str) -> tuple[Speaker, ...]:
    """Return “a campaign surrogate” by name where the next sentence names one other person and no more."""
    end = sight.line.span.end
    number = bisect_right(scene.sentences, end)
    until = scene.sentences[number + 1] if number + 1 < len(scene.sentences) else len(scene.text)
    named_next = {scene.names.who(each)[0] for each in scene.names.between(end, until)}
    people = {each for each in named_next if scene.names.person(each)} - {one.name}
    return (Speaker(people.pop(), SpeakerKind.PERSON, ground),) if len(people) == 1 else ()


def _body(found: re.Match[str]) -> Speaker:
    """Return the body that somebody differs from; its role holds the words that make it his or her own."""
    if found["party"]:
        return Speaker(english_splits.PARTIES[found["party"]], SpeakerKind.ORGANISATION)
    words = found["own"] or found["staff"]
    return Speaker(words or found["house"], SpeakerKind.ORGANISATION, found.group() if words else "")


def _only_other(scene: Scene, sight: Sight, behind: int, one: Speaker, word: str) -> Speaker | None:
    """Return the one person besides another whom the sentence and the one before name, where the gender is not against it."""
    at = sight.base + behind
    number = max(0, bisect_right(scene.sentences, at) - 2)
    names = {scene.names.who(each)[0] for each in scene.names.between(scene.sentences[number], at)}
    people = {each for each in names if scene.names.person(each)} - {one.name}
    known = scene.names.of(next(iter(people))) if len(people) == 1 else None
    if not known or (known.female > known.male if word in {"him", "his"} else known.male > known.female):
        return None
    return Speaker(known.name, SpeakerKind.PERSON, known.role)


def _by_role(scene: Scene, sight: Sight, behind: int, one: Speaker) -> tuple[tuple[Speaker, ...], int]:
    """Return the one person whom “the president” or “her former boss” means, with where the words end."""
    role = english_splits.BOSS.match(sight.mask, behind)
    if not role:
        return (), behind
    noun = "president" if role[1] == "boss" else role[1]
    held = [
        each for each in scene.names.known.values() if each.role.lower() == noun and each.kind is SpeakerKind.PERSON
    ]
    names = {scene.names.full(each.name)[0] for each in held} - {one.name}
    if len(names) != 1:
        return (), behind
    return (Speaker(names.pop(), SpeakerKind.PERSON, held[0].role),), role.end()


def _contrasted(scene: Scene, sight: Sight, here: Span) -> Differing | None:
    """Return two of whom one takes a position while the other, tied to the first, takes another one."""
    mate = english_splits.MATE.search(sight.mask, here.end)
    if not mate:
        return None
    parts = (sight.mask[here.end : mate.start()], sight.mask[mate.end() :])
    taken = [english_splits.POSITION.search(each) for each in parts]
    if not taken[0] or not taken[1]:
        return None
    before = [each for each in sight.places if here.end < each.end <= mate.start()]
    one = next((who[0] for who in (_person_at(scene, each) for each in before) if who), None)
    others, _ = _named_behind(scene, sight, mate.end())
    if not one or one.kind is not SpeakerKind.PERSON or not others or last(one) == last(others[0]):
        return None
    return Differing((one, others[0]), Span(here.start, here.end + taken[0].end()), 0.95)


def _pair(scene: Scene, sight: Sight, here: Span, behind: int) -> Differing | None:
    """Return the two behind “between”."""
    both, end = _named_behind(scene, sight, behind)
    return Differing(both, Span(here.start, end), 1.0) if len(both) > 1 and _apart(both) else None


def _apart(members: Sequence[Speaker]) -> bool:
    return len({last(each) for each in members}) == len(members)


def _named_behind(scene: Scene, sight: Sight, behind: int) -> tuple[tuple[Speaker, ...], int]:
    """Return the persons, or the body, named at a place, with where the last of them ends."""
    found: list[Speaker] = []
    at = behind
    for place in sight.places:
        mention = place.mention
        if not mention or place.start < behind or place.start > behind + BEHIND:
            continue
        link = english_splits.AND if found else english_splits.INTO
        if not link.match(sight.mask[at : place.start]):
            if found or mention.owner is False:
                break
            continue
        speaker = named(scene, mention)
        if speaker and _member(speaker, sight, place):
            found.append(speaker)
            at = place.end + (len(speaker.name) - len(mention.name) if speaker.kind is not SpeakerKind.PERSON else 0)
        elif found:
            break
    return tuple(found), at


def _member(speaker: Speaker, sight: Sight, place: Place) -> bool:
    """Say whether words name a person or a government's or campaign's body as one who differs, and not as an owner."""
    if speaker.kind is not SpeakerKind.PERSON:
        return speaker.name.endswith(_CAMPS)
    if speaker.name.split()[-1].lower() in english.PLACES_AND_TIMES:
        return False
    behind = sight.mask[place.end : place.end + 40]
    owned = re.match(r"(?:[’']s?)? (?:own |former |top )?(\w+)", behind)
    noun = owned[1].lower() if owned else ""
    people = noun in english.PEOPLE or noun in english.ROLES or noun in english.BODIES
    return not people or noun in english.SPEECH_NOUNS or noun in english.SAYING or noun == "both"


def _subject(scene: Scene, sight: Sight, end: int, *, noun: bool = False) -> tuple[Speaker, float] | None:
    """Return who stands before a place as its subject, with how sure that is."""
    becoming = english_splits.BECOMING.search(sight.mask, max(0, end - AHEAD), end)
    aside = english_splits.ASIDE.search(sight.mask, 0, end)
    end = becoming.start() if becoming else aside.start() if aside else end
    for place in reversed([each for each in sight.places if end - AHEAD < each.start and each.end <= end]):
        before = sight.mask[: place.start].rstrip().rsplit(None, 1)
        oblique = bool(before) and before[-1].lower() in _OBLIQUE
        behind = sight.mask[place.end : end]
        if place.sort is Sort.PRONOUN:
            return _pronoun(scene, sight, place, behind, noun=noun)
        if noun and place.mention and place.mention.owner and english_splits.OWNED.match(behind):
            return _person_at(scene, place)
        if oblique or _apposed(place, behind, after_comma=sight.mask[: place.start].endswith(", ")):
            continue
        if not place.mention:
            return _noun_subject(scene, sight, place)
        if place.mention.owner and not english_splits.SPEECH.match(behind):
            continue
        return _person_at(scene, place) if " and " not in behind[:5] else None
    return None


def _noun_subject(scene: Scene, sight: Sight, place: Place) -> tuple[Speaker, float] | None:
    """Return “Ruiz’s campaign”, or the one person whom “the defence minister” means."""
    if place.words in _STAFF:
        return _staff(scene, sight, place)
    speaker = _by_noun(scene, sight, place)
    return (speaker, 0.95) if speaker else None


def _apposed(place: Place, behind: str, *, after_comma: bool) -> bool:
    """Say whether a place is a day, or no name of a person and followed by a comma: “the party’s whip, ”."""
    mention = place.mention
    if mention and mention.name.lower() in english.CALENDAR:
        return True
    party = mention is not None and mention.name.lower() in english.DEMONYMS
    return (behind.startswith(",") and (not mention or party)) or (party and after_comma)


def _person_at(scene: Scene, place: Place) -> tuple[Speaker, float] | None:
    """Return the person, or the campaign, that a place names."""
    speaker = named(scene, place.mention) if place.mention else None
    if not speaker or (speaker.kind is not SpeakerKind.PERSON and not speaker.name.endswith(_CAMPS)):
        return None
    sure = speaker.kind is not SpeakerKind.PERSON or " " in speaker.name or scene.names.person(speaker.name)
    return (speaker, 1.0) if sure else None


def _staff(scene: Scene, sight: Sight, place: Place) -> tuple[Speaker, float] | None:
    """Return “Ruiz’s campaign” as a body of its own."""
    owner = next((each.mention for each in sight.places if each.mention and each.start == place.start), None)
    whose = named(scene, owner) if owner and owner.owner else None
    return (Speaker(f"{last(whose)} {place.words}", SpeakerKind.ORGANISATION), 1.0) if whose else None


def _pronoun(
    scene: Scene, sight: Sight, place: Place, behind: str, *, noun: bool = False
) -> tuple[Speaker, float] | None:
    """Return whom he, she or who stands for; an owner only of words: “his remarks”."""
    at = sight.base + place.start
    if place.words == "who":
        before = [each for each in sight.places if each.end <= place.start and each.mention]
        speaker = named(scene, before[-1].mention) if before and before[-1].mention else None
        return (speaker, 1.0) if speaker and place.start - before[-1].end < 3 else None
    owned = place.words in {"his", "her"} and not english_splits.SPEECH.match("’s" + behind)
    owned = owned and not (noun and english_splits.OWNED.match(behind))
    if place.words not in {"he", "she", "his", "her"} or owned:
        return None
    then = replace(scene, turns=[each for each in scene.turns if each.at <= at])
    options = antecedents(then, place.words, at, "")
    likely = zip(options, chances([one.signs for one in options], english_weights.HE_OR_SHE), strict=True)
    best, chance = max(likely, key=lambda each: each[1])
    known = scene.names.of(best.name)
    sure = min(chance, best.most)
    return (Speaker(best.name, SpeakerKind.PERSON, known.role), sure) if known else None


def _both(scene: Scene, sight: Sight, here: Span) -> Differing | None:
    """Return the two whom a sentence names together right before the words: “Ruiz and Brandt disagree”."""
    places = [
        each for each in sight.places if each.mention and here.start - AHEAD < each.start and each.end <= here.start
    ]
    for first, second in pairwise(places):
        speakers = [named(scene, each.mention) for each in (first, second) if each.mention]
        both = [each for each in speakers if each and each.kind is SpeakerKind.PERSON]
        joined = english_splits.AND.match(sight.mask[first.end : second.start])
        rest = sight.mask[second.end : here.start]
        if (
            joined
            and len(both) == 2
            and _apart(both)
            and len(rest) < 50
            and "," not in rest
            and not _anyone(sight, second.end, here.start)
        ):
            return Differing(tuple(both), Span(first.start, here.end), 1.0)
    return None


def _anyone(sight: Sight, start: int, end: int) -> bool:
    """Say whether anybody stands between two places of a sentence."""
    return any(start <= each.start < end for each in sight.places)


def _the_last_two(scene: Scene, sight: Sight, here: Span) -> Differing | None:
    """Return the two who spoke last, for “their words strike a different tone”."""
    their = english_splits.THEIR.search(sight.mask, 0, here.start)
    if not their or any(each.mention for each in sight.places if each.end <= here.start):
        return None
    spoken: list[Speaker] = []
    for turn in reversed([each for each in scene.turns if each.at <= sight.base]):
        if turn.speaker is None or turn.speaker.kind is not SpeakerKind.PERSON:
            break
        if turn.speaker.name not in {each.name for each in spoken}:
            spoken.append(turn.speaker)
        if len(spoken) == 2:
            start = their.end() - len(their.group().lstrip(" ,;—"))
            return Differing((spoken[1], spoken[0]), Span(start, here.end), 0.95)
    return None
