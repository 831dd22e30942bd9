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
_CLITICS = ("’s", "'s", "’d", "'d", "’ve", "'ve")
_DOUBTS = data.MODALS | data.PERHAPS | data.OFTEN
_PARTLY = frozenset({"partly", "partially", "somewhat", "slightly"})
_BEGINS = frozenset({"began", "begun", "started", "kept", "begins", "starts"})
_RECALLING = frozenset("who after since before when".split())  # “after reversing course”: by the way
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
    made: bool = False  # “forced Ruiz to”
    passive: bool = False
    main: bool = False  # “in an effort to”
    stopped: bool = False

    def on(self, asserted: AssertedBy | None = None) -> _Chain:
        """Return the chain one word further to the left; what is denied stays so."""
        return replace(self, at=self.at - 1, asserted=_worse(self.asserted, asserted) if asserted else self.asserted)


def clause(sight: Sight, start: int, *, main: bool = False, future: bool = False) -> Clause:
    """Return who the words at a place of a sentence are about, and how they are told; `future`: “would” is a fact."""
    first = sight.after(start)
    chain = _Chain(first - 1) if main else _chain(sight, first, future=future)
    if chain.passive or first >= len(sight.lower):
        return Clause(None, chain.asserted)
    if chain.main:
        start = sight.starts[max(chain.at - 2, 0)]
    holder = subjects.main(sight, start) if main or chain.main else _subject(sight, chain, first)
    if holder is None:
        return Clause(None, chain.asserted)
    asserted, sayer = _told(sight, holder, chain.asserted)
    if _imagined(sight) or _shown(sight, chain, holder, first):
        asserted = _worse(asserted, AssertedBy.HYPOTHETICAL)
    past = chain.past or (chain.at >= 0 and sight.lower[chain.at] in _RECALLING)
    return Clause(holder, asserted, chain.extent, past, sayer)


def _imagined(sight: Sight) -> bool:
    """Say whether a sentence begins by saying that it tells of a work of fiction, or of a jest."""
    return data.FICTION.match(sight.mask) is not None


def _shown(sight: Sight, chain: _Chain, holder: Place, first: int) -> bool:
    """Say whether a participle right behind its subject is only seen, wanted or lacking: “without Ruiz reversing”."""
    if not sight.lower[first].endswith("ing") or sight.ends[chain.at] != holder.end:
        return False
    at = sight.before(holder.start)
    while at >= 0 and subjects.title(sight, at):
        at -= 1
    return at >= 0 and sight.lower[at] in data.SHOWING


def _worse(old: AssertedBy, new: AssertedBy) -> AssertedBy:
    return old if old is AssertedBy.DENIED else new


def _chain(sight: Sight, first: int, *, future: bool) -> _Chain:
    """Walk from a verb to the left over helping verbs, adverbs and dates, and note what they say."""
    chain = _Chain(first - 1)
    for _ in range(MOST):
        if chain.at < 0:
            break
        stepped = _step(sight, chain, first, future=future)
        if stepped.at == chain.at or stepped.stopped:
            return stepped
        chain = stepped
    return chain


def _step(sight: Sight, chain: _Chain, first: int, *, future: bool) -> _Chain:
    """Return a chain one word further to the left, or the same where the subject must be."""
    word = sight.lower[chain.at]
    if word == "to":
        return _to(sight, chain)
    if word in data.NOT or word.endswith(("n’t", "n't")):
        return chain.on(AssertedBy.DENIED)
    if word in _DOUBTS or _almost(sight, chain.at):
        return chain.on(None if _a_fact(sight, chain.at, future=future) else AssertedBy.HYPOTHETICAL)
    if word in data.HELPERS or (word.endswith(_CLITICS) and _pronoun(word)):
        return _helped(sight, chain, first)
    if word in _PARTLY:
        return replace(chain.on(), extent=Extent.PART if chain.extent is Extent.WHOLE else chain.extent)
    begins = word in _BEGINS and sight.lower[chain.at + 1].endswith("ing")
    time = word in subjects.TIMES and not (word in {"on", "this", "last"} and chain.at == first - 1)
    return chain.on() if begins or time or _adverb(sight, chain.at) else chain


def _almost(sight: Sight, at: int) -> bool:
    """Say whether a word says that something nearly happened: “almost”, “all but”."""
    return sight.lower[at] in data.ALMOST or (at > 0 and sight.lower[at - 1 : at + 1] == ["all", "but"])


def _a_fact(sight: Sight, at: int, *, future: bool) -> bool:
    """Say whether “would” tells of what came to be: “would later walk back”, “said she would no longer”."""
    if sight.lower[at] not in data.MODALS:
        return False
    after = sight.lower[at + 1] if at + 1 < len(sight.lower) else ""
    return future or (sight.lower[at] == "would" and after in data.FUTURE_IN_PAST)


def _adverb(sight: Sight, at: int) -> bool:
    return sight.lower[at] in data.ADVERBS or (sight.lower[at].endswith("ly") and sight.words[at].islower())


def _helped(sight: Sight, chain: _Chain, first: int) -> _Chain:
    """Step over a helping verb; “she’s” holds the subject, and “was retracted” has none that speaks."""
    word = sight.lower[chain.at]
    if word not in data.HELPERS:
        return replace(chain, stopped=True)
    participle = sight.lower[first].endswith(("ed", "en", "wn"))
    passive = word in data.BE and chain.at == first - 1 and participle
    return replace(chain.on(), past=chain.past or word == "had", passive=chain.passive or passive)


def _pronoun(word: str) -> bool:
    return re.split("[’']", word, maxsplit=1)[0] in {"he", "she", "it", "they", "who"}


def _to(sight: Sight, chain: _Chain) -> _Chain:
    """Step over “sought to”, “was forced to”, “forced Ruiz to”; every other infinitive is no fact."""
    at = chain.at - 1
    while at >= 0 and _adverb(sight, at):
        at -= 1
    word = sight.lower[at] if at >= 0 else ""
    if "yet" in sight.lower[at + 1 : chain.at]:  # “has yet to”
        chain = replace(chain, asserted=AssertedBy.DENIED)
    if word in data.EFFORTS:
        return replace(chain, at=at, main=True, extent=Extent.ATTEMPTED, stopped=True)
    if word in data.TRY:
        return replace(chain, at=at - 1, extent=Extent.ATTEMPTED)
    if word in data.DONE:
        return replace(chain, at=at - 1)
    return _made(sight, chain, at)


def _made(sight: Sight, chain: _Chain, at: int) -> _Chain:
    """Return the chain that ends with whoever was made to, or asked to: “forced Ruiz to”, “urged Ruiz to”."""
    comma = at > 0 and sight.lower[at] == ","  # “forced her rival, Ana Ruiz, to”
    at -= comma
    place = subjects.ending(sight, at)
    if place is None or place.sort is Sort.NOUN:
        return replace(
            chain,
            at=chain.at - 1,
            asserted=_worse(chain.asserted, AssertedBy.HYPOTHETICAL),
            made=place is not None,
            stopped=place is not None,
        )
    before = sight.before(place.start)
    if comma and before > 0 and sight.lower[before] == ",":
        outer = subjects.ending(sight, before - 1)
        before = sight.before(outer.start) if outer else before
    if before >= 0 and sight.lower[before] == "for":
        before -= 1
    if before < 0 or sight.lower[before] not in data.MAKES:
        return replace(chain, at=at, asserted=_worse(chain.asserted, AssertedBy.HYPOTHETICAL), made=True, stopped=True)
    denied = any(word in data.NOT or word.endswith(("n’t", "n't")) for word in sight.lower[max(0, before - 3) : before])
    return replace(chain, at=at, made=True, stopped=True, asserted=AssertedBy.DENIED if denied else chain.asserted)


def _subject(sight: Sight, chain: _Chain, first: int) -> Place | None:
    """Return the subject of a verb, given where the walk to the left stopped."""
    at, participle = chain.at, sight.lower[first].endswith("ing")
    if at < 0:
        return subjects.main(sight, sight.starts[first]) if participle else None
    place = subjects.ending(sight, at)
    if chain.made:
        return place
    if place and place.words == "who":
        return subjects.before_who(sight, place)
    if place:
        return None if place.words in {"i", "we"} else subjects.head(sight, place)
    if re.split("[’']", sight.lower[at], maxsplit=1)[0] in {"he", "she"}:
        return next((each for each in sight.places if each.start == sight.starts[at]), None)
    return _beyond(sight, at, participle=participle)


def _beyond(sight: Sight, at: int, *, participle: bool) -> Place | None:
    """Return the subject that stands further to the left than the word before a verb."""
    word = sight.lower[at]
    if word in {"that", "which"}:
        return subjects.before_who(sight, Place(sight.starts[at], sight.ends[at], Sort.PRONOUN, "who"))
    if participle and (word == "," or word in data.BEFORE_ING):
        main = word == "," or at == 0 or sight.lower[at - 1] == ","
        found = subjects.main(sight, sight.starts[at]) if main else None
        return found or (None if word == "," else subjects.nearest(sight, at))
    if word in {",", "—", "–", "-"}:
        return subjects.around(sight, at, word)
    if word in {"or", "nor"} and re.search(r"\bfail(?:s|ed|ing)? to\b", sight.mask):
        return None  # “failed to apologise or withdraw”
    return subjects.nearest(sight, at) if word in data.BREAKS else subjects.postmodified(sight, at)


def _told(sight: Sight, holder: Place, asserted: AssertedBy) -> tuple[AssertedBy, Place | None]:
    """Return who tells a clause: the outlet, or a sayer before it (“said that Ruiz had”), and what makes it no fact."""
    at = sight.before(holder.start)
    while at >= 0 and (
        subjects.title(sight, at) or sight.lower[at] in {"the", "a", "an", "former"} or _adverb(sight, at)
    ):
        if sight.lower[at] in data.PERHAPS:
            return _worse(asserted, AssertedBy.HYPOTHETICAL), None
        at -= 1
    word = sight.lower[at] if at >= 0 else ""
    if word in data.UNREAL:
        return _worse(asserted, AssertedBy.HYPOTHETICAL), None
    if word == "that" and at > 0:
        return _that(sight, at, asserted)
    if at >= 0 and _says(sight, at):
        return _by_verb(sight, at, asserted), _sayer(sight, at)
    return asserted, None


def _says(sight: Sight, at: int) -> bool:
    """Say whether a word is a verb of saying, and not the noun in “comments Ruiz made”."""
    word = sight.lower[at]
    if word in english.SPEECH_NOUNS and not (
        at > 0 and (subjects.ending(sight, at - 1) or sight.lower[at - 1] in data.ADVERBS)
    ):
        return False
    return word in english.SPOKEN or word in english.CALLING or word in data.ADMITS


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
