"""Believe less of a speaker where the text does not decide: gates that any chosen name passes, whoever chose it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model.record import Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.languages import english
from bot.reading.speakers.coreference import GENDERS, margin
from bot.reading.speakers.cues import Cue, Place
from bot.reading.text.scene import Scene

_OWNERS = frozenset("his her its their".split())
_SPEAK_THEMSELVES = english.OFFICIAL | english.PEOPLE | english.ROLES
DOUBTED = 0.75  # the most that is believed of a name that a gate doubts: too little to be shown


def most_believed(scene: Scene, sentence: int, speaker: Speaker, cues: Sequence[Cue], pronoun: Span | None) -> float:
    """Return the most that may be believed of a chosen speaker; `pronoun` stands for it in the sentence from `sentence`."""
    if speaker.kind is SpeakerKind.UNNAMED:
        return 1.0
    doubted = two_sources(cues)
    if pronoun is not None:
        wanted = GENDERS.get(pronoun.of(scene.text).lower(), "")
        doubted = (
            doubted
            or of_whom(scene, pronoun)
            or of_other_gender(scene, speaker, wanted)
            or another_owns(scene, sentence, speaker, pronoun)
        )
    return DOUBTED if doubted else 1.0


def of_whom(scene: Scene, pronoun: Span) -> bool:
    """Say whether somebody else speaks, of whom the pronoun only tells whose they are: “her team says”, “his old lawyer”."""
    if pronoun.of(scene.text).lower() not in _OWNERS:
        return False
    behind = scene.text[pronoun.end : pronoun.end + 40].split()[:2]
    return any(word.lower() in _SPEAK_THEMSELVES for word in behind)


def of_other_gender(scene: Scene, speaker: Speaker, wanted: str) -> bool:
    """Say whether the text calls a person by the other pronoun more than once."""
    return margin(scene.names.of(speaker.name), wanted) < -1


def another_owns(scene: Scene, sentence: int, speaker: Speaker, pronoun: Span) -> bool:
    """Say whether something of another person stands between a speaker and the pronoun: “Ruiz’s talk, in which he”."""
    wanted = GENDERS.get(pronoun.of(scene.text).lower(), "")
    for each in reversed(scene.names.between(sentence, pronoun.start)):
        name, _ = scene.names.who(each)
        if name == speaker.name:
            return False
        if each.owner and scene.names.person(name) and margin(scene.names.of(name), wanted) > -2:
            return True
    return False


def two_sources(cues: Sequence[Cue]) -> bool:
    """Say whether two sources are given for the same words: “Ruiz said, according to Brandt”."""
    quoting = [cue for cue in cues if cue.place is Place.ACCORDING]
    return bool(quoting) and len(cues) > len(quoting)
