"""Name the source of a quotation, with how likely that is, or say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.model.record import Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.languages import english, english_weights
from bot.reading.languages.words import any_of
from bot.reading.names.forms import is_role, kind_of
from bot.reading.names.names import Mention
from bot.reading.speakers.abstain import DOUBTED, most_believed, of_whom
from bot.reading.speakers.candidates import Source, sources
from bot.reading.speakers.coreference import GENDERS, antecedents
from bot.reading.speakers.cues import Cue
from bot.reading.speakers.labelled import LABELLED, labelled
from bot.reading.speakers.logit import chances
from bot.reading.speakers.pointing import NOBODY, UNNAMED, Believed, Likely, doubted, pooled
from bot.reading.text.quotes import Stretch
from bot.reading.text.scene import Scene
from bot.reading.text.sentence import DETERMINERS, PREPOSITIONS, Place, Sight, Sort

_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_TIMES = (
    rf"(?:^|\s)(?:on|late on|early on|last|this|in|at|by|earlier|during)?\s*{_DAY}(?:\s(?:night|morning|evening|afternoon))?",
    rf"\s{any_of(english.BEHIND_NAMES)}",
    r"(?:^|\s)(?:earlier )?(?:this|last) (?:week|month|year)",
)
_DATES = re.compile(rf"(?:{'|'.join(_TIMES)})$")
_LEADING = re.compile(
    r"^(?:but|and|so|then|still|yet|meanwhile|however|later|instead|also|on \w+day|when|as|while|though)\s+",
    re.IGNORECASE,
)
_TWO = re.compile(r"^(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e) and \w")
_AND_NAME = re.compile(r"\s(?:and|or) (?:[A-Z][\w.]+ ){0,2}[A-Z][\w’'-]+")
_OF_BODY = re.compile(r"^(?:[Tt]he |[Aa]n? |[Ii]ts |[Tt]heir )?([\w’'. -]+?)\s(?:of|for|at|in|from|with)\s")
_BEHIND = re.compile(r"([’']s?)?((?:[ \u00a0](?!and\b|or\b)[A-Za-z][\w-]*){1,3})\b")
_REST = re.compile(r"(?:\s(?:of|for|at|in|from|with|close to|familiar with|who)\s[^,;:.\x01“\"]{1,60})")

_DETERMINER = re.compile(r"\b([Tt]he|[Aa]n?|[Ss]ome|[Ss]everal|[Mm]any|[Oo]ne|[Aa]nother)\s")
_VERB_INSIDE = re.compile(r"\b(?:has|have|had|is|are|was|were|been|will|would)\b")
_SMALL = re.compile(
    r"^(?:the|a|an|one|another|some|several|many|two|three|its|his|her|their|this|that)\s+", re.IGNORECASE
)
_PREPOSITIONS = frozenset("in on at by with from for of during after before under to".split())
_NO_ADJECTIVES = (
    PREPOSITIONS | DETERMINERS | english.CUES | frozenset("has have had is are was were will would that and or".split())
)
MOST_WORDS = 9  # a longer source is a clause that was not understood
_PAIR = re.compile(r"\b(?:[Bb]oth|[Nn]either)\s")
_PAIR_OPENS = re.compile(r"\b(?:[Bb]oth|[Nn]either)\s(?:[A-Z][\w.]*\s){0,2}$")
LEAST = 0.03  # a likelihood from which on an answer is looked at


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a speaker with how likely it is, the cue that names it, and how likely the words are nobody's."""

    speaker: Speaker | None
    confidence: float
    cue: Cue | None = None
    nobody: float = 0.0
    gender: str = ""  # of the pronoun that stands for the speaker, if one does


def speaker_of(
    scene: Scene,
    sight: Sight,
    stretch: Stretch,
    earlier: Sight | None,
    later: Sight | None,
    pointed: Likely | None = None,
) -> Found:
    """Return the likeliest speaker of a stretch; `pointed` is what an encoder believes, where one was asked."""
    label = labelled(scene, stretch)
    if label and (speaker := named(scene, label)):
        return Found(speaker, LABELLED)
    answers = sources(sight, stretch, scene.turns, earlier, later)
    rules, best = believed(scene, sight, answers, stretch.words.of(scene.text))
    likely = pooled(rules, pointed) if pointed else rules.alone()
    cue = next((each.cue for each in answers if each.cue), None)
    known = [name for name in likely if name in best or name in scene.speakers]
    if not known:
        return Found(None, 0.0, cue, likely[NOBODY])
    name = max(known, key=lambda each: likely[each])
    _, speaker, answer = best.get(name) or (0.0, scene.speakers[name], None)
    pronoun = answer.span if answer and answer.sort is Sort.PRONOUN else None
    ruled = [each for each in answers if each.cue]
    said_by = pronoun or next((each.span for each in ruled if each.sort is Sort.PRONOUN), None)
    most = most_believed(scene, sight.base, speaker, [each.cue for each in ruled if each.cue], said_by)
    if (pointed and doubted(name, rules, pointed)) or (pronoun and of_whom(scene, pronoun)):
        most = min(most, DOUBTED)
    gender = GENDERS.get(pronoun.of(scene.text).lower(), "") if pronoun else ""
    return Found(speaker, min(likely[name], most), (answer.cue if answer else None) or cue, likely[NOBODY], gender)


def believed(
    scene: Scene, sight: Sight, answers: Sequence[Source], said: str
) -> tuple[Believed, dict[str, tuple[float, Speaker, Source]]]:
    """Return what the rules believe, and for each name the speaker and the answer that speaks for it most."""
    likely = chances([each.signs for each in answers], english_weights.WHO)
    rules = Believed(nobody=likely[0])
    best: dict[str, tuple[float, Speaker, Source]] = {}
    for answer, chance in zip(answers, likely, strict=True):
        if chance < LEAST:
            continue
        for speaker, share in resolved(scene, sight, answer, said):
            sure, name = chance * share, speaker.name
            if speaker.kind is SpeakerKind.UNNAMED or _SMALL.sub("", name).islower():  # “a spokesman”, “the bank”
                rules.unnamed += sure
                name = UNNAMED
            else:
                rules.names[name] = rules.names.get(name, 0.0) + sure
            if name not in best or best[name][0] < sure:
                best[name] = (sure, speaker, answer)
    return rules, best


def resolved(scene: Scene, sight: Sight, source: Source, said: str) -> Iterator[tuple[Speaker, float]]:
    """Yield whom a source means, with how likely each is: none when nobody can say."""
    if source.sort is Sort.LAST:
        if scene.turns and scene.turns[-1].speaker:
            yield scene.turns[-1].speaker, 1.0
    elif source.span is not None:
        words = trimmed(source.span.of(scene.text))
        if source.sort is Sort.NAME and source.mention:
            speaker = named(scene, source.mention)
            if speaker and not _one_of_two(scene, sight, source.mention):
                yield speaker, 1.0
        elif source.sort is Sort.PRONOUN:
            yield from _pronoun(scene, sight, words.lower(), source.span, said)
        elif not _TWO.match(words):
            speaker = _phrase(words, scene)
            if speaker:
                yield speaker, 1.0


def _one_of_two(scene: Scene, sight: Sight, mention: Mention) -> bool:
    """Say whether two speak together, so that nobody can say whose words they are: “neither Brandt nor Ruiz would”."""
    before = scene.text[max(sight.base, mention.start - 60) : mention.start]
    behind = scene.text[mention.end : mention.end + 5]
    second = before.endswith((" nor ", " and ")) and _PAIR.search(before)
    return bool(second or (behind in {" nor ", " and "} and _PAIR_OPENS.search(before)))


def trimmed(words: str) -> str:
    """Return a source's words without dates, adverbs and conjunctions around them."""
    words = re.sub(r"\s+", " ", re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", words)).strip(" ,\"“”’'")
    for _ in range(3):
        shorter = _LEADING.sub("", _DATES.sub("", words)).strip(" ,")
        if shorter == words:
            break
        words = shorter
    return words


def as_told(speaker: Speaker) -> Speaker:
    """Return a body that the text gives no name, “the bank”, as the unnamed source that it is."""
    first, *rest = speaker.name.split()
    proper = any(word[0].isupper() for word in rest) or (
        not rest and first[0].isupper() and first.lower() not in english.COMMON_BODIES
    )
    nominal = speaker.kind is SpeakerKind.ORGANISATION and not proper
    return replace(speaker, kind=SpeakerKind.UNNAMED) if nominal else speaker


def named(scene: Scene, mention: Mention) -> Speaker | None:
    """Return the named person or body in the fullest form that the text has; “the Trump campaign” is a body."""
    body = _body_behind(scene.text, mention)
    if body:
        return Speaker(body, SpeakerKind.ORGANISATION)
    tokens = mention.name.split()
    if len(tokens) == 1 and (
        (len(tokens[0]) < 3 and not tokens[0].isupper()) or tokens[0].lower() in english.NO_SINGLE_NAMES
    ):
        return None
    full, _ = scene.names.who(mention)
    known = scene.names.of(full) or scene.names.of(mention.name)
    kind = known.kind if known else kind_of(full.split())
    role = known.role if known else ""
    if not role:
        role = " ".join(each for each in mention.titles if each.lower().strip(".") not in english.HONORIFICS)
    if kind is SpeakerKind.ORGANISATION and full != mention.name and kind_of(tokens) is SpeakerKind.PERSON:
        full, kind = mention.name, SpeakerKind.PERSON
    return Speaker(full, kind, role if kind is SpeakerKind.PERSON else "")


def _body_behind(text: str, mention: Mention) -> str:
    """Return a body that is called by a name before it: “Trump campaign”, “Macron’s office”, “French foreign ministry”."""
    behind = _BEHIND.match(text, mention.end)
    if not behind or mention.owner != bool(behind[1]):
        return ""
    words = behind[2].split()
    if words[0] in english.ACTS or words[0].endswith("ed"):
        return ""
    nouns = english.OFFICIAL if mention.owner else english.BODIES - english.PEOPLE - english.SAYING
    at = next((at for at, word in enumerate(words) if word.lower() in nouns), None)
    if at is None or any(word.lower() in _NO_ADJECTIVES for word in words[:at]):
        return ""
    following = words[at + 1] if at + 1 < len(words) else ""
    if is_role(following) or following.lower() in english.PEOPLE or (following and following[0].isupper()):
        return ""  # “Ruiz’s office manager”
    return f"{mention.name}{behind[1] or ''} {' '.join(words[: at + 1])}"


def _pronoun(scene: Scene, sight: Sight, word: str, span: Span, said: str) -> Iterator[tuple[Speaker, float]]:
    """Yield whom a pronoun stands for: the persons named before it, or the body that spoke last."""
    if word in {"he", "she", "his", "her"}:
        options = antecedents(scene, word, span.start, said)
        for each, chance in zip(
            options, chances([one.signs for one in options], english_weights.HE_OR_SHE), strict=True
        ):
            if each.name and chance >= LEAST:
                yield _person(scene, each.name), min(chance, each.most)
    elif word == "who":
        before = [place for place in sight.places if sight.base + place.end <= span.start]
        speaker = _placed(scene, sight, before[-1]) if before else None
        if speaker:
            yield speaker, 1.0
    elif word in {"it", "its", "they", "their"}:
        last = scene.turns[-1].speaker if scene.turns else None
        if last and last.kind is not SpeakerKind.PERSON:
            yield last, 0.8


def _placed(scene: Scene, sight: Sight, place: Place) -> Speaker | None:
    """Return whom a place of a sentence means."""
    if place.mention:
        return named(scene, place.mention)
    return _phrase(Span(sight.base + place.start, sight.base + place.end).of(scene.text), scene)


def _person(scene: Scene, name: str) -> Speaker:
    known = scene.names.of(name)
    return Speaker(name, SpeakerKind.PERSON, known.role if known else "")


def _phrase(words: str, scene: Scene) -> Speaker | None:
    """Return a body or an unnamed source by its own words, or the name that the text gives for them."""
    if _VERB_INSIDE.search(words):  # a clause: its last phrase is the source, “… with some analysts suggesting”
        inner = [each.start(1) for each in _DETERMINER.finditer(words)]
        words = words[inner[-1] :] if inner else ""
    plain = _SMALL.sub("", words)
    if (
        not plain
        or words.split()[0].lower() in _PREPOSITIONS
        or len(words.split()) > MOST_WORDS
        or _VERB_INSIDE.search(words)
    ):
        return None
    head_words = _OF_BODY.match(words + " ")
    head = (head_words[1] if head_words else plain).split()[-1].lower().strip(".’'")
    last = plain.split()[-1].lower()
    definite = words.lower().startswith(("the ", "his ", "her ", "their "))
    for noun in (head, last):
        if noun in english.ROLES and definite and noun not in {"official", "source"}:
            known = _holder(noun, plain, scene)
            if known:
                return known
        if noun in english.PEOPLE or noun in english.ROLES:
            one = definite and not noun.endswith("s") and len(words.split()) < 4
            return None if one else Speaker(words, SpeakerKind.UNNAMED)
        if noun in english.BODIES:
            return Speaker(_body_called(noun, words, scene) or words, SpeakerKind.ORGANISATION)
    return None


def _body_called(noun: str, words: str, scene: Scene) -> str:
    """Return the one body that the text calls so or whose name holds the noun, for “the bureau”; several are none."""
    if not words.lower().startswith("the ") or len(words.split()) != 2:
        return ""
    known = scene.names.known.values()
    fits = [
        each.name
        for each in known
        if noun in each.called or (noun in each.name.lower().split() and len(each.name.split()) > 1)
    ]
    return fits[0] if len(fits) == 1 else ""


def _holder(noun: str, phrase: str, scene: Scene) -> Speaker | None:
    """Return the one person whose role in this text is these words; two holders are none."""
    wanted = {word.lower() for word in phrase.split()[:4]}
    fits = [
        each
        for each in scene.names.known.values()
        if each.role and noun in each.role.lower().split() and each.kind is SpeakerKind.PERSON
    ]
    best = [each for each in fits if wanted <= set(each.role.lower().split())] or fits
    names = {scene.names.full(each.name)[0] for each in best}
    if len(names) != 1:
        return None
    name = names.pop()
    return Speaker(name, SpeakerKind.PERSON, best[0].role)
