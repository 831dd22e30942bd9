"""Whom a pronoun stands for: the persons named before it, and what speaks for each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.model.record import SpeakerKind
from bot.reading.languages import english
from bot.reading.names.names import Known, Mention
from bot.reading.speakers.logit import Signs
from bot.reading.text.scene import Scene, Turn

_PREPOSITIONS = frozenset("of for at in from with by to on about against over between like than".split())
_PLACES = (
    ("preposition", _PREPOSITIONS),
    ("and", frozenset({"and", "or"})),
    ("clause", frozenset("that when as while after before because if but though although".split())),
    ("said", frozenset("said says told added asked".split())),
)
_BELOW = re.compile(r"\b(?:that|if|when|because|who|which|whether|while|after|before|as|though|although|how)\s")
GENDERS = {"he": "male", "his": "male", "she": "female", "her": "female"}
SURE = 0.8  # what the last speaker was found with, or more, is no guess
ALIKE = 0.75  # the most that is believed of a pronoun which two persons of one sentence fit alike
FAR = 2_500  # characters over which a pronoun reaches back
MOST = 6  # persons that one pronoun is weighed over


@dataclass(frozen=True, slots=True)
class _Pronoun:
    """Hold one pronoun: the gender that it shows, where it stands, and what its speaker said."""

    gender: str
    at: int
    sentence: int  # the number of its sentence, of its paragraph
    paragraph: int
    form: str
    asked: bool
    said: str


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Hold one person whom a pronoun may stand for, or nobody who is named (""), with what speaks for it."""

    name: str
    signs: Signs
    most: float = 1.0  # the most that is believed: less where two fit alike, or where the last speaker was a guess


def antecedents(scene: Scene, word: str, at: int, said: str) -> list[Antecedent]:
    """Return the persons whom he or she at a place may stand for, the nearest first, nobody before them."""
    nearest: dict[str, Mention] = {}
    outside: dict[str, Mention] = {}
    counts: dict[str, int] = {}
    wanted = GENDERS.get(word, "")
    for each in reversed(scene.names.between(max(0, at - FAR), at)):
        name, only = scene.names.who(each)
        known = scene.names.of(name)
        if known is None or known.kind is not SpeakerKind.PERSON:
            continue
        if (not only or " " not in name) and not scene.names.person(name):
            continue
        nearest.setdefault(name, each)
        counts[name] = counts.get(name, 0) + 1
        if name not in outside and not scene.inside(each.start):
            outside[name] = each
        if len(nearest) > MOST:
            break
    turn = scene.turns[-1] if scene.turns else None
    ranked = sorted(nearest, key=lambda name: -(outside.get(name) or nearest[name]).start)
    fitting = [name for name in ranked if _fits(scene, name, wanted)][:MOST]
    found = [Antecedent("", _nobody(turn, at, len(fitting)))]
    if not fitting:
        return found
    sentence, paragraph = _number(scene.sentences, at), _number(scene.paragraphs, at)
    pronoun = _Pronoun(wanted, at, sentence, paragraph, _form(scene, at), _asked(scene, at), said)
    most = max(counts, key=lambda each: counts[each], default="")
    for rank, name in enumerate(fitting):
        signs = _signs(scene, pronoun, name, outside.get(name), nearest[name], rank, len(fitting))
        signs = (*signs, f"most {name == most}", f"count {min(counts[name], 4)}")
        if turn and turn.name == name:
            believed = 1.0 if turn.sure >= SURE else turn.sure
        else:
            believed = ALIKE if _unsure(scene, wanted, name, fitting, outside) else 1.0
        found.append(Antecedent(name, signs, believed))
    return found


def _unsure(scene: Scene, wanted: str, name: str, fitting: Sequence[str], outside: Mapping[str, Mention]) -> bool:
    """Say whether nothing but place tells a person from another one beside whom the text names him or her last."""
    if name not in outside or margin(scene.names.of(name), wanted) > 0:
        return False
    sentence = _number(scene.sentences, outside[name].start)
    beside = (other for other in fitting if other != name and other in outside)
    return any(
        _number(scene.sentences, outside[other].start) == sentence and scene.names.person(other) for other in beside
    )


def _fits(scene: Scene, name: str, wanted: str) -> bool:
    """Say whether neither the text nor an earlier pronoun speaks against this gender of a person."""
    return margin(scene.names.of(name), wanted) > -2 and scene.called.get(name, wanted) == wanted


def margin(known: Known | None, wanted: str) -> int:
    """Return by how many signs the text speaks for this gender of a person; below nought they speak against it."""
    if known is None or not wanted:
        return 0
    return known.male - known.female if wanted == "male" else known.female - known.male


def _borne_out(known: Known, wanted: str) -> str:
    sides = margin(known, wanted)
    return "clear" if sides > 1 else "likely" if sides == 1 else "silent" if sides == 0 else "unlikely"


def _nobody(turn: Turn | None, at: int, several: int) -> Signs:
    """Return what speaks for a pronoun of somebody whom the text does not name."""
    unnamed = "unnamed" if turn and not turn.name else "named" if turn else "silence"
    near = "near" if turn and at - turn.at < 300 else "far"
    return ("0", f"0 {min(several, 3)}", f"0 {unnamed} {near}")


def _signs(
    scene: Scene, pronoun: _Pronoun, name: str, outside: Mention | None, nearest: Mention, rank: int, several: int
) -> Signs:
    """Return what speaks for one person."""
    mention = outside or nearest
    apart = min(pronoun.sentence - _number(scene.sentences, mention.start), 5)
    leaps = min(pronoun.paragraph - _number(scene.paragraphs, mention.start), 3)
    place, says, leads, below = _standing(scene, mention)
    if outside is None:
        place = "quoted"
    gender, form = _borne_out(scene.names.known[name], pronoun.gender), pronoun.form
    spoke = _spoke(scene, name, pronoun.paragraph)
    sure = "person" if scene.names.person(name) else "name"
    alone = "alone" if several == 1 else "several"
    third, fourth = min(rank, 2), min(rank, 3)
    near = min(apart, 2)
    return (
        f"apart {apart} {form}",
        f"apart {apart} {place}",
        f"leaps {leaps} {place}",
        f"leaps {leaps} {form} {spoke}",
        f"rank {fourth} {form}",
        f"rank {fourth} {place}",
        f"rank {fourth} {gender}",
        f"place {place} {form}",
        f"gender {gender} {alone}",
        f"spoke {spoke} {form}",
        f"spoke {spoke} {third}",
        f"spoke {spoke} {place}",
        f"sure {sure} {gender}",
        f"sure {sure} {alone}",
        f"inside {name.rsplit(' ', 1)[-1] in pronoun.said}",
        f"words {min(len(name.split()), 3)} {sure}",
        f"says {says} {near}",
        f"says {says} {spoke}",
        f"leads {leads} {near} {form}",
        f"leads {leads} {third} {says}",
        f"below {below} {says} {near}",
        f"below {below} {form} {third}",
        f"asked {pronoun.asked} {spoke} {min(apart, 1)}",
    )


def _number(starts: Sequence[int], place: int) -> int:
    return bisect_right(starts, place)


def _standing(scene: Scene, mention: Mention) -> tuple[str, bool, bool, bool]:
    """Return how a mention stands in its sentence: its place, whether it says something, leads, is in a lower clause."""
    found = scene.standings.get(mention.start)
    if found is None:
        before = _before(scene, mention)
        found = (
            _place(scene, mention, before.rstrip(" “\"‘'")),
            _says(scene, mention),
            _leads(scene, mention),
            bool(_BELOW.search(before)),
        )
        scene.standings[mention.start] = found
    return found


def _place(scene: Scene, mention: Mention, before: str) -> str:
    """Return where in its sentence a mention stands: at its head, behind a preposition, as an owner, elsewhere."""
    if mention.owner:
        return "owner"
    if not before:
        return "opens"
    if before.endswith(","):
        return "apposed" if scene.text.startswith(",", mention.end) else "comma"
    last = before[-16:].rsplit(maxsplit=1)[-1].lower()
    known = next((name for name, words in _PLACES if last in words), "")
    return known or ("early" if len(before) < 40 else "late")


def _before(scene: Scene, mention: Mention) -> str:
    """Return the words of its sentence before a mention."""
    return scene.text[scene.sentences[max(0, _number(scene.sentences, mention.start) - 1)] : mention.start]


def _form(scene: Scene, at: int) -> str:
    """Return where a pronoun stands: it opens its sentence, trails a quotation, or stands amid it."""
    start = scene.sentences[max(0, _number(scene.sentences, at) - 1)]
    before = scene.text[start:at].rstrip()
    if not before:
        return "opens"
    if before[-1] in "”\"’'»“":
        return "trails"
    if before.endswith(",") and len(before) < 60:
        return "comma"
    return "amid"


def _says(scene: Scene, mention: Mention) -> bool:
    """Say whether a verb of saying follows a mention within three words: “Ruiz also said”."""
    behind = scene.text[mention.end : mention.end + 40].split()[:3]
    return any(word in english.SAYING for word in behind)


def _leads(scene: Scene, mention: Mention) -> bool:
    """Say whether a mention is the first person whom its sentence names."""
    start = scene.sentences[max(0, _number(scene.sentences, mention.start) - 1)]
    return not any(scene.names.person(scene.names.who(each)[0]) for each in scene.names.between(start, mention.start))


def _asked(scene: Scene, at: int) -> bool:
    """Say whether the sentence of a place begins with a question put to somebody: “Asked whether he would go, he said”."""
    start = scene.sentences[max(0, _number(scene.sentences, at) - 1)]
    return scene.text.startswith(english.PUT_QUESTIONS, start)


def _spoke(scene: Scene, name: str, paragraph: int) -> str:
    """Return whether somebody spoke last, and how near to a paragraph by its number."""
    if not scene.turns:
        return "silence"
    last = scene.turns[-1]
    if last.name == name:
        return "same paragraph" if _number(scene.paragraphs, last.at - 1) == paragraph else "last"
    if not last.name:
        return "unknown"
    return "before" if any(each.name == name for each in scene.turns[-3:-1]) else "other"
