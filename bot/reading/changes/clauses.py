"""Tell who a verb is about and whether its clause is told as a fact: tried, denied, imagined, somebody else's charge."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.model.position import AssertedBy, Extent
from bot.reading.changes import subjects
from bot.reading.languages import english, english_changes
from bot.reading.languages import english_clauses as data
from bot.reading.text.sentence import Place, Sight, Sort

_THINGS = frozenset(english_changes.THING.split())
_FAILED = re.compile(r"\bfail(?:s|ed|ing)? to\b")
MOST = 16  # words between a verb and its subject


@dataclass(frozen=True, slots=True)
class Clause:
    """Hold who a verb is about, as a place in the sentence, and how its clause is told."""

    holder: Place | None
    asserted: AssertedBy
    extent: Extent = Extent.WHOLE
    past: bool = False  # recalled: “had changed”, “who changed”
    sayer: Place | None = None  # whose clause it is, when somebody tells it; no words when nobody knows


@dataclass(frozen=True, slots=True)
class _Chain:
    """Hold what stands between a verb and its subject."""

    at: int  # the word on which the walk to the left stopped; -1 in front of the first
    asserted: AssertedBy = AssertedBy.OUTLET
    extent: Extent = Extent.WHOLE
    past: bool = False
    passive: bool = False
    effort: bool = False  # “in an effort to”
    made: bool = False  # “forced Ruiz to”: the walk ends here

    def on(self, asserted: AssertedBy | None = None) -> _Chain:
        """Return the chain one word further to the left; what is denied stays so."""
        return replace(self, at=self.at - 1, asserted=_worse(self.asserted, asserted or self.asserted))


def clause(sight: Sight, start: int, *, main: bool = False, future: bool = False) -> Clause:
    """Return who the words at a place of a sentence are about, and how they are told; `future`: “would” is a fact."""
    first = sight.after(start)
    chain = _Chain(first - 1) if main else _chain(sight, first, future=future)
    if chain.passive or first >= len(sight.lower):
        return Clause(None, chain.asserted)
    if main or chain.effort:
        holder = subjects.main(sight, sight.starts[max(chain.at - 2, 0)] if chain.effort else start)
    else:
        holder = _subject(sight, chain, first)
    if holder is None:
        return Clause(None, chain.asserted)
    holder = subjects.called(sight, holder)
    asserted, sayer = _told(sight, holder, chain.asserted)
    if data.FICTION.match(sight.mask) or _seen(sight, chain, holder, first):
        asserted = _worse(asserted, AssertedBy.HYPOTHETICAL)
    before = {chain.at, subjects.outside(sight, holder)} - {-1}  # “even after Ruiz dropped it”
    past = chain.past or any(sight.lower[at] in data.RECALLING for at in before)
    return Clause(holder, asserted, chain.extent, past, sayer)


def _seen(sight: Sight, chain: _Chain, holder: Place, first: int) -> bool:
    """Say whether a participle right behind its subject is only seen, wanted or lacking: “without Ruiz reversing”."""
    beside = sight.lower[first].endswith("ing") and sight.ends[chain.at] == holder.end
    at = subjects.outside(sight, holder)
    return beside and at >= 0 and sight.lower[at] in data.SHOWING


def _worse(old: AssertedBy, new: AssertedBy) -> AssertedBy:
    return old if old is AssertedBy.DENIED else new


def _chain(sight: Sight, first: int, *, future: bool) -> _Chain:
    """Walk from a verb to the left over helping verbs, adverbs and dates, and note what they say."""
    chain = _Chain(first - 1)
    for _ in range(MOST):
        stepped = _step(sight, chain, first, future=future) if chain.at >= 0 else chain
        if stepped.at == chain.at or stepped.made or stepped.effort:
            return stepped
        chain = stepped
    return chain


def _step(sight: Sight, chain: _Chain, first: int, *, future: bool) -> _Chain:
    """Return a chain one word further to the left, or the same where the subject must be."""
    word = sight.lower[chain.at]
    if word == "to":
        return _to(sight, chain)
    if denies(word):
        return chain.on(AssertedBy.DENIED)
    if word in data.DOUBTS or sight.lower[max(chain.at - 1, 0) : chain.at + 1] == ["all", "but"]:
        fact = word in data.MODALS and (future or (word == "would" and sight.lower[chain.at + 1] in data.LATER))
        return chain.on(None if fact else AssertedBy.HYPOTHETICAL)
    if word in data.HELPERS:
        passive = word in data.BE and chain.at == first - 1 and sight.lower[first].endswith(("ed", "en", "wn"))
        return replace(chain.on(), past=chain.past or word == "had", passive=chain.passive or passive)
    if word in data.PARTLY:
        return replace(chain.on(), extent=Extent.PART if chain.extent is Extent.WHOLE else chain.extent)
    begins = word in data.BEGINS and sight.lower[chain.at + 1].endswith("ing")
    return chain.on() if begins or _between(sight, chain.at) else chain


def denies(word: str) -> bool:
    """Say whether a word denies what follows."""
    return word in data.NOT or word.endswith(("n’t", "n't"))


def _between(sight: Sight, at: int) -> bool:
    """Say whether a word may stand between a subject and its verb: an adverb, a date."""
    word = sight.lower[at]
    year = word.isdigit() or (word == "in" and sight.lower[at + 1].isdigit())
    return year or word in data.ADVERBS or word in data.TIMES or (word.endswith("ly") and sight.words[at].islower())


def _to(sight: Sight, chain: _Chain) -> _Chain:
    """Step over “sought to”, “was forced to”, “forced Ruiz to”; every other infinitive is no fact."""
    at = chain.at - 1
    while at >= 0 and _between(sight, at):
        at -= 1
    word = sight.lower[at] if at >= 0 else ""
    if "yet" in sight.lower[at + 1 : chain.at]:  # “has yet to”
        chain = replace(chain, asserted=AssertedBy.DENIED)
    if word in data.EFFORTS:
        return replace(chain, at=at, effort=True, extent=Extent.ATTEMPTED)
    if word in data.TRY:
        return replace(chain, at=at - 1, extent=Extent.ATTEMPTED)
    return replace(chain, at=at - 1) if word in data.DONE else _made(sight, chain, at)


def _made(sight: Sight, chain: _Chain, at: int) -> _Chain:
    """Return the chain that ends with whoever was made to, or asked to: “forced Ruiz to”, “urged Ruiz to”."""
    comma = at > 0 and sight.lower[at] == ","  # “forced her rival, Ana Ruiz, to”
    at -= comma
    place = subjects.ending(sight, at)
    if place is None or place.sort is Sort.NOUN:
        return replace(chain.on(AssertedBy.HYPOTHETICAL), made=place is not None)
    makes = sight.lower[max(0, at - 12 if comma else sight.before(place.start) - 1) : sight.after(place.start)]
    if not data.MAKES.intersection(makes):
        return replace(chain, at=at, made=True, asserted=_worse(chain.asserted, AssertedBy.HYPOTHETICAL))
    denied = any(map(denies, sight.lower[max(0, at - 6) : at]))
    return replace(chain, at=at, made=True, asserted=AssertedBy.DENIED if denied else chain.asserted)


def _subject(sight: Sight, chain: _Chain, first: int) -> Place | None:
    """Return the subject of a verb, given where the walk to the left stopped."""
    at, participle = chain.at, sight.lower[first].endswith("ing")
    if at < 0:
        return subjects.main(sight, sight.starts[first]) if participle else None
    place = subjects.ending(sight, at)
    if chain.made:
        return place
    if place and place.words != "who":
        return None if place.words in {"i", "we"} else subjects.head(sight, place)
    return _beyond(sight, at, participle=participle)


def _beyond(sight: Sight, at: int, *, participle: bool) -> Place | None:
    """Return the subject that stands further to the left than the word before a verb."""
    word = re.split("[’']", sight.lower[at], maxsplit=1)[0]
    if word in {"he", "she"}:  # “she’s”
        return next((each for each in sight.places if each.start == sight.starts[at]), None)
    if word in {"who", "that", "which"}:
        return subjects.antecedent(sight, sight.starts[at])
    if participle and (word == "," or word in data.BEFORE_ING):
        opens = word == "," or at == 0 or sight.lower[at - 1] == ","
        found = subjects.main(sight, sight.starts[at]) if opens else None
        return found or (None if word == "," else subjects.nearest(sight, at))
    if word in {",", "—", "–", "-"}:
        return subjects.around(sight, at, word)
    failed = word in {"or", "nor"} and _FAILED.search(sight.mask)  # “failed to apologise or withdraw”
    return subjects.nearest(sight, at) if word in data.BREAKS and not failed else None


def _told(sight: Sight, holder: Place, asserted: AssertedBy) -> tuple[AssertedBy, Place | None]:
    """Return who tells a clause: the outlet, or a sayer before it (“said that Ruiz had”), and what makes it no fact."""
    at = subjects.outside(sight, holder)
    word = sight.lower[at] if at >= 0 else ""
    if word in data.UNREAL or word in data.PERHAPS:
        return _worse(asserted, AssertedBy.HYPOTHETICAL), None
    if word == "that" and at > 0:
        return _that(sight, at, asserted)
    return (_by_verb(sight, at, asserted), _sayer(sight, at)) if at >= 0 and _says(sight, at) else (asserted, None)


def _says(sight: Sight, at: int) -> bool:
    """Say whether a word is a verb of saying, and not the noun in “comments Ruiz made”."""
    word = sight.lower[at]
    verb = at > 0 and (subjects.ending(sight, at - 1) or sight.lower[at - 1] in data.ADVERBS)
    says = word in english.SPOKEN or word in english.CALLING or word in data.ADMITS
    return says and bool(verb or word not in english.SPEECH_NOUNS)


def _that(sight: Sight, at: int, asserted: AssertedBy) -> tuple[AssertedBy, Place | None]:
    """Return who tells a clause behind “that”."""
    noun = sight.lower[at - 1]
    if noun in data.NO_FACT:
        return _worse(asserted, AssertedBy.HYPOTHETICAL), None
    if noun in data.FACTS or (noun.removesuffix("s") in _THINGS and not _says(sight, at - 1)):
        return asserted, None  # “the plan that Ruiz has dropped”
    for far in range(at - 1, max(-1, at - 7), -1):
        if sight.lower[far] in {",", ";", ":"}:
            break
        if _says(sight, far):  # “said on Monday that”
            return _by_verb(sight, far, asserted), _sayer(sight, far)
    return asserted, Place(sight.starts[at], sight.ends[at], Sort.ELSE, "")


def _by_verb(sight: Sight, at: int, asserted: AssertedBy) -> AssertedBy:
    """Return what a clause is worth behind a verb of saying: nothing when the verb denies it."""
    return AssertedBy.DENIED if sight.lower[at] in data.DENIES else asserted


def _sayer(sight: Sight, at: int) -> Place:
    """Return the subject of a verb of saying; a place without words when nobody knows."""
    found = _subject(sight, _chain(sight, at, future=True), at)
    return found or Place(sight.starts[at], sight.ends[at], Sort.ELSE, "")
