"""Name the source of a quotation from its words, or say nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.model.record import Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.cues import Cue, Place
from bot.reading.languages import english
from bot.reading.names import NAME, Known, Names, kind_of, parts, stripped

_DATES = re.compile(
    r"(?:^|\s)(?:on|late on|early on|last|this|in|at|by|earlier|during)?\s*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:night|morning|evening|afternoon))?$"
    r"|\s(?:yesterday|today|tonight|afterwards?|there|himself|herself|themselves)$|(?:^|\s)(?:earlier )?(?:this|last) (?:week|month|year)$"
)
_LEADING = re.compile(
    r"^(?:but|and|so|then|still|yet|meanwhile|however|later|instead|also|on \w+day|when|as|while|though)\s+",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?:of|for|at|in|from|with|by|to|on|about|near|who|that|which)\s+(?:the\s+|an?\s+|his\s+|her\s+)?$"
)
_PRONOUN = re.compile(r"^(?:he|she|they|it|we|i|you|who|his|her|their|its)$", re.IGNORECASE)
_TWO = re.compile(
    r"^(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e) and \w|^[A-Z][\w.’-]+(?: [A-Z][\w.’-]+)? and [A-Z][\w’-]+(?: [A-Z][\w’-]+)?(?: both)?$"
)
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
_OF_BODY = re.compile(r"^(?:[Tt]he |[Aa]n? |[Ii]ts |[Tt]heir )?([\w’'. -]+?)\s(?:of|for|at|in|from|with)\s")

_PHRASE = re.compile(
    r"(?:^|\s)((?:[Tt]he|[Aa]n?|[Ss]ome|[Ss]everal|[Mm]any|[Mm]ost|[Oo]ne|[Aa]nother|[Tt]wo|[Tt]hree|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Tt]his)\s"
    r"(?:[\w’'.-]+\s){0,4}?[\w’'-]+(?:\s(?:of|for|at|in|from|with|who|close to|familiar with)\s.{1,60})?)$"
)
NEAR = 250  # characters over which a pronoun mostly means who was named last
FAR = 1_500  # characters over which a pronoun reaches back
_DETERMINER = re.compile(r"\b([Tt]he|[Aa]n?|[Ss]ome|[Ss]everal|[Mm]any|[Oo]ne|[Aa]nother)\s")
_PLAIN_ROLES = english.ROLES - english.HONORIFICS
_VERB_INSIDE = re.compile(r"\b(?:has|have|had|is|are|was|were|been|will|would)\b")
MOST_WORDS = 9  # a longer source is a clause that was not understood

# How often each way of finding a speaker was right on the training data, in steps; see docs/methodology.md.
CONFIDENCE = {
    Place.AFTER: 0.95,
    Place.INVERTED: 0.95,
    Place.BEFORE: 0.93,
    Place.ACCORDING: 0.9,
    Place.PASSIVE: 0.85,
    Place.NOUN: 0.7,
}


@dataclass(slots=True)
class Discourse:
    """Remember who was spoken of, so that pronouns and bare quotations can be understood."""

    names: Names
    text: str
    last: Speaker | None = None  # who spoke last
    last_at: int = -1
    last_sure: float = 0.0
    mentioned: list[tuple[int, str, bool]] = field(default_factory=list)  # place, name, whether as a subject


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a speaker with how sure it is."""

    speaker: Speaker | None
    confidence: float
    cue: Cue | None = None


def speaker_of(cue: Cue, base: int, discourse: Discourse) -> Found:
    """Return the speaker that a cue's source names; `base` is where the sentence begins."""
    at = base + cue.source.start
    words = trimmed(discourse.text[at : base + cue.source.end])
    sure = CONFIDENCE[cue.place] * (1.0 if cue.verb in english.SAYING or cue.place is Place.ACCORDING else 0.93)
    if not words:
        return Found(None, 0.0, cue)
    if _TWO.search(words):
        return Found(None, 0.0, cue)  # two together: nobody can say whose words they are
    if _PRONOUN.match(words):
        return _pronoun(words.lower(), at, discourse, cue, sure)
    named = _named(words, discourse)
    if named:
        return Found(named[0], sure * named[1], cue)
    return _nominal(words, discourse, cue, sure)


def trimmed(words: str) -> str:
    """Return a source's words without dates, adverbs and conjunctions around them."""
    words = re.sub(r"\s+", " ", re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", words)).strip(" ,\"“”’'")
    for _ in range(3):
        shorter = _LEADING.sub("", _DATES.sub("", words)).strip(" ,")
        if shorter == words:
            break
        words = shorter
    return words


def _named(words: str, discourse: Discourse) -> tuple[Speaker, float] | None:
    """Return the speaker when the words end with a name, or begin with one that an aside follows."""
    found = list(NAME.finditer(words))
    while found and all(token.lower().strip(".") in english.STARTERS for token in found[-1].group().split()):
        found.pop()
    if not found:
        return None
    head = found[-1]
    first_comma = words.find(",")
    if 0 < first_comma < head.start():  # “Kellyanne Conway, Trump’s campaign manager”: the name comes first
        early = [each for each in found if each.end() <= first_comma]
        head = early[-1] if early else head
    if _PREPOSITION.search(words[: head.start()]):
        return _head_before(words, found, discourse)
    tail = words[head.end() :].strip(" ,")
    if _POSSESSIVE.search(head.group()) or (tail and tail[0].islower() and first_comma != head.end()):
        return _compound(head.group(), tail)
    return _person(words[: head.start()], head.group(), discourse)


def _head_before(words: str, found: list[re.Match[str]], discourse: Discourse) -> tuple[Speaker, float] | None:
    """Return the name that stands before “of …”: “Ana Ruiz of the Harbour Board”; bodies keep their whole name."""
    first = found[0]
    lead = words[: first.start()].strip().lower()
    if lead in {"", "the"} and len(found) > 1 and first.group().split()[-1].lower() not in english.ROLES:
        whole = words[first.start() :]
        if kind_of(first.group().split()) is SpeakerKind.ORGANISATION:
            return Speaker(whole, SpeakerKind.ORGANISATION), 0.95
        return _person(words[: first.start()], first.group(), discourse)
    return None


def _compound(name: str, tail: str) -> tuple[Speaker, float] | None:
    """Return a body named after somebody: “the Trump campaign”, as the text has it."""
    last = tail.rsplit(maxsplit=1)[-1].lower() if tail else ""
    if last in english.BODIES and last not in english.PEOPLE and len(tail.split()) <= 3:
        return Speaker(f"{name} {tail}", SpeakerKind.ORGANISATION), 0.92
    return None


def _person(before: str, name: str, discourse: Discourse) -> tuple[Speaker, float] | None:
    """Return the named person or body, in the fullest form that the text has."""
    titles, tokens = stripped([_POSSESSIVE.sub("", token) for token in name.split()])
    if not tokens or (len(tokens) == 1 and not titles and tokens[0].lower() in english.NO_NAMES):
        return None
    short = " ".join(tokens).rstrip(".,")
    if len(tokens) == 1 and (len(short) < 3 or short.lower() in english.NO_SINGLE_NAMES):
        return None
    kind = kind_of(tokens)
    full, only = discourse.names.full(short)
    known = discourse.names.of(full) or discourse.names.of(short)
    role = known.role if known else ""
    if not role and any(title.lower().strip(".") in _PLAIN_ROLES for title in titles):
        role = " ".join(titles)
    lead = before.strip()
    if not role and lead and lead.split()[-1].lower() in english.ROLES:
        role = re.sub(r"^(?:the|an?)\s+", "", lead, flags=re.IGNORECASE)
    if kind is SpeakerKind.PERSON and " " in full and kind_of(full.split()) is SpeakerKind.ORGANISATION:
        full = short
    return Speaker(full, kind, role), 1.0 if only else 0.88


def _pronoun(word: str, at: int, discourse: Discourse, cue: Cue, sure: float) -> Found:
    """Return whom a pronoun stands for: the last subject that fits, with what the text shows of gender."""
    if word in {"he", "she", "his", "her", "who"}:
        wanted = {"he": "male", "his": "male", "she": "female", "her": "female"}.get(word, "")
        return _antecedent(wanted, at, discourse, cue, sure)
    if word in {"it", "its", "they", "their"} and discourse.last and discourse.last.kind is not SpeakerKind.PERSON:
        return Found(discourse.last, sure * 0.6, cue)
    return Found(None, 0.0, cue)


def _antecedent(wanted: str, at: int, discourse: Discourse, cue: Cue, sure: float) -> Found:
    """Return the last subject or speaker whom the pronoun can stand for; the surer, the fewer others there are."""
    near = [each for each in discourse.mentioned if at - FAR < each[0] < at]
    last = discourse.last
    if last and last.kind is SpeakerKind.UNNAMED and (not near or discourse.last_at > near[-1][0]):
        return Found(last, sure * 0.7, cue)
    fitting = [each for each in reversed(near) if _fits(each[1], wanted, discourse.names)]
    if not fitting:
        return Found(None, 0.0, cue)
    name = next((each[1] for each in fitting if each[2]), fitting[0][1])
    known = discourse.names.of(name)
    alone = len({each[1] for each in fitting[:5]}) == 1
    agreed = last is not None and last.name == name
    certain = _certain(
        near=at - fitting[0][0] < NEAR, agreed=agreed, clear=alone or _bears_out(known, wanted), alone=alone
    )
    certain *= min(1.0, discourse.last_sure / 0.9) if agreed else 1.0
    return Found(Speaker(name, SpeakerKind.PERSON, known.role if known else ""), sure * certain, cue)


def _certain(*, near: bool, agreed: bool, clear: bool, alone: bool) -> float:
    """Return how often a pronoun's antecedent was right on the training data, by what speaks for it.

    `near`: named within 250 characters; `agreed`: it is who spoke last; `clear`: nobody else fits, or the text bears out
    the gender. `make eval` shows the result.
    """
    if near and agreed:
        return 0.97 if clear else 0.87
    if near:
        return 0.84 if clear else 0.76
    return 0.8 if agreed and alone else 0.67


def _bears_out(known: Known | None, wanted: str) -> bool:
    """Say whether the text shows this gender."""
    if known is None:
        return False
    return known.male > known.female if wanted == "male" else known.female > known.male


def _fits(name: str, wanted: str, names: Names) -> bool:
    known = names.of(name)
    return known is None or not _against(known.male, known.female, wanted)


def _against(male: int, female: int, wanted: str) -> bool:
    """Say whether the text's signs speak against this gender."""
    return (wanted == "male" and female > male) or (wanted == "female" and male > female)


def _nominal(words: str, discourse: Discourse, cue: Cue, sure: float) -> Found:
    """Return a body or an unnamed source by its own words, or the name that the text gives for them."""
    phrase = _PHRASE.search(words)
    words = phrase[1] if phrase else words
    if _VERB_INSIDE.search(words):  # a clause: its last phrase is the source, “… with some analysts suggesting”
        inner = [found.start(1) for found in _DETERMINER.finditer(words)]
        words = words[inner[-1] :] if inner else ""
    if not words or len(words.split()) > MOST_WORDS or _VERB_INSIDE.search(words):
        return Found(None, 0.0, cue)
    plain = re.sub(
        r"^(?:the|a|an|one|another|some|several|many|two|three|its|his|her|their|this|that)\s+",
        "",
        words,
        flags=re.IGNORECASE,
    )
    head_words = _OF_BODY.match(words + " ")
    head = (head_words[1] if head_words else plain).split()[-1].lower().strip(".’'s") if plain.split() else ""
    last = plain.split()[-1].lower() if plain.split() else ""
    for noun in (head, last, (head_words[1] if head_words else plain).split()[-1].lower() if plain else ""):
        if noun in english.ROLES and words.lower().startswith("the ") and noun not in {"official", "source"}:
            known = _holder(noun, plain, discourse)
            if known:
                return Found(known, sure * 0.8, cue)
        if noun in english.PEOPLE or noun in english.ROLES:
            return Found(Speaker(words, SpeakerKind.UNNAMED), sure * 0.75, cue)
        if noun in english.BODIES:
            body = _body_called(noun, words, discourse)
            if body:
                return Found(Speaker(body, SpeakerKind.ORGANISATION), sure * 0.82, cue)
            return Found(Speaker(words, SpeakerKind.ORGANISATION), sure * 0.8, cue)
    return Found(None, 0.0, cue)


def _body_called(noun: str, words: str, discourse: Discourse) -> str:
    """Return the one body of this text whose name holds the noun, for “the bureau”; several are none."""
    if not words.lower().startswith("the ") or len(words.split()) != 2:
        return ""
    known = discourse.names.known.values()
    fits = [each.name for each in known if noun in each.name.lower().split() and len(each.name.split()) > 1]
    return fits[0] if len(fits) == 1 else ""


def _holder(noun: str, phrase: str, discourse: Discourse) -> Speaker | None:
    """Return the one person whose role in this text is these words; two holders are none."""
    wanted = {word.lower() for word in phrase.split()[:4]}
    fits = [
        each
        for each in discourse.names.known.values()
        if each.role and noun in each.role.lower().split() and each.kind is SpeakerKind.PERSON
    ]
    best = [each for each in fits if wanted <= set(each.role.lower().split())] or fits
    names = {discourse.names.full(each.name)[0] for each in best}
    if len(names) != 1:
        return None
    name = names.pop()
    return Speaker(name, SpeakerKind.PERSON, best[0].role)


def mention(discourse: Discourse, span: Span) -> None:
    """Note the first person of a sentence as somebody a later pronoun may stand for.

    A full name that opens the sentence is taken for a person's without further signs: to overlook it would give the
    pronoun to somebody who was named before.
    """
    for found in NAME.finditer(discourse.text, span.start, min(span.end, span.start + 400)):
        titles, words = stripped(parts(found.group())[-1])
        full, only = discourse.names.full(" ".join(words).rstrip(".,")) if words else ("", False)
        if words and not only and discourse.names.person(words[-1]):
            full, only = " ".join(words), True  # one of several of that name: by the surname, as the text has it
        opens = found.start() == span.start and len(words) in {2, 3} and kind_of(words) is SpeakerKind.PERSON
        if only and (discourse.names.person(full) or opens or (titles and len(words) > 1)):
            before = discourse.text[span.start : found.start()]
            subject = len(before.split()) <= 3 or before.rstrip().endswith(",")
            discourse.mentioned.append((found.start(), full, subject))
            return
