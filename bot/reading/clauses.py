"""Find who a verb is about and whether its clause is told as a fact: tried, denied, imagined, somebody else's charge."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.model.position import AssertedBy, Extent
from bot.reading.languages import english
from bot.reading.languages import english_changes as data
from bot.reading.forms import POSSESSIVE, a_name
from bot.reading.names import Mention
from bot.reading.sight import PREPOSITIONS, Place, Sight, Sort

_TIMES = frozenset(
    "on late early last this next week month year night morning evening afternoon day days weekend ago yesterday today tonight".split()
) | frozenset(english.WEEKDAYS)
_OPENS = frozenset(
    "^ , that and but while when as because since after before though although if who which whether until once where ; : — – - \x01 than so yet or how why".split()
)
_MADE = frozenset(
    "made took went came gave put let led met won lost began kept held left ran faced hit spent struck laid".split()
)


_HELD_THINGS = re.compile(rf"{data.STANCE}|{data.REMARK}|{data.PLAN}|{data.THINGS}")


@dataclass(frozen=True, slots=True)
class Clause:
    """Hold who a verb is about, as a place in the sentence, and how its clause is told."""

    holder: Place | None
    asserted: AssertedBy
    extent: Extent = Extent.WHOLE
    past: bool = False  # “had changed”
    sayer: Place | None = None  # whose clause it is, when somebody tells it
    sure: float = 1.0


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
    sure: float = 1.0


def places_of(sight: Sight) -> tuple[Place, ...]:
    """Return the places of a sentence without the openers before names, and with a name that only ever opens sentences."""
    found = [_without_opener(sight, each) for each in sight.places]
    taken = {each.start for each in found}
    at = 0
    while at < len(sight.words) and at < 3 and sight.lower[at] in english.STARTERS | data.UNREAL:
        at += 1
    if (
        at < len(sight.words)
        and sight.starts[at] not in taken
        and not any(each.start <= sight.starts[at] < each.end for each in found)
    ):
        end = at
        while end < len(sight.words) - 1 and sight.words[end + 1][:1].isupper() and sight.mask[sight.ends[end]] == " ":
            end += 1
        word = POSSESSIVE.sub("", sight.mask[sight.starts[at] : sight.ends[end]])
        if word[:1].isupper() and a_name(word.split()[0], (), "") and not _common(word.split()[-1].lower()):
            stop = sight.starts[at] + len(word)
            mention = Mention(sight.base + sight.starts[at], sight.base + stop, word, owner=stop < sight.ends[end])
            found.append(Place(sight.starts[at], stop, Sort.NAME, word, mention))
    return tuple(sorted(found, key=lambda each: each.start))


def _common(word: str) -> bool:
    """Say whether a word that opens a sentence is rather no name."""
    return (
        word in english.PEOPLE
        or word in english.BODIES
        or word in data.COMMON
        or word in data.ADVERBS
        or word.endswith(("ly", "ing"))
    )


def _without_opener(sight: Sight, place: Place) -> Place:
    """Return a name's place without the small words that were capitalised before it: “While Ruiz”."""
    if place.mention is None:
        return place
    start = place.start
    while True:
        word = sight.mask[start : place.end].split(" ", 1)
        if len(word) < 2 or word[0].lower() not in english.OPENERS | data.UNREAL:
            break
        start += len(word[0]) + 1
    if start == place.start:
        return place
    name = place.mention.name
    if name.split()[0].lower() in data.UNREAL:
        name = name.split(" ", 1)[1]
    mention = replace(place.mention, start=sight.base + start, name=name)
    return replace(place, start=start, mention=mention)


def clause(sight: Sight, start: int, *, main: bool = False, future: bool = False) -> Clause:
    """Return who the words at a place of a sentence are about, and how they are told; `future`: “would” is a fact."""
    first = sight.after(start)
    chain = _Chain(first - 1) if main else _chain(sight, first, future=future)
    if chain.passive:
        return Clause(None, chain.asserted)
    if chain.main:  # “in an effort to”
        start = sight.starts[max(chain.at - 2, 0)]
    holder = _main(sight, start) if main or chain.main else _subject(sight, chain, first)
    asserted, sayer = chain.asserted, None
    if holder is not None:
        asserted, sayer = _told(sight, holder, chain.asserted)
    return Clause(holder, asserted, chain.extent, chain.past, sayer, chain.sure)


def _chain(sight: Sight, first: int, *, future: bool) -> _Chain:
    """Walk from a verb to the left over helping verbs, adverbs and dates, and note what they say."""
    chain = _Chain(first - 1)
    participle = sight.lower[first].endswith("ing") if first < len(sight.lower) else False
    for _ in range(16):
        at = chain.at
        if at < 0:
            break
        word = sight.lower[at]
        if word == "to":
            chain = _to(sight, chain)
            if chain.at == at:
                break
        elif word in data.NOT or word.endswith(("n’t", "n't")):
            chain = replace(chain, at=at - 1, asserted=AssertedBy.DENIED)
        elif word in data.MODALS:
            after = sight.lower[at + 1] if at + 1 < len(sight.lower) else ""
            fact = future or (word == "would" and after in data.FUTURE_IN_PAST)
            chain = replace(
                chain, at=at - 1, asserted=chain.asserted if fact else _worse(chain.asserted, AssertedBy.HYPOTHETICAL)
            )
        elif word in data.PERHAPS or word in data.OFTEN:
            chain = replace(chain, at=at - 1, asserted=_worse(chain.asserted, AssertedBy.HYPOTHETICAL))
        elif word in data.HELPERS or (word.endswith(("’s", "'s", "’d", "'d", "’ve", "'ve")) and _pronoun(word)):
            passive = (
                word in data.BE
                and at == first - 1
                and not participle
                and sight.lower[first].endswith(("ed", "en", "wn"))
            )
            chain = replace(chain, at=at - 1, past=chain.past or word == "had", passive=chain.passive or passive)
            if _pronoun(word) and word not in data.HELPERS:
                return replace(chain, at=at)
        elif word in {"partly", "partially", "somewhat", "slightly"}:
            chain = replace(chain, at=at - 1, extent=Extent.PART if chain.extent is Extent.WHOLE else chain.extent)
        elif word in data.ADVERBS or (word.endswith("ly") and sight.words[at].islower()):
            chain = replace(chain, at=at - 1)
        elif word in {"began", "begun", "started", "kept", "begins", "starts"} and participle:
            chain, participle = replace(chain, at=at - 1), False
        elif word in _TIMES and not (word in {"on", "this", "last"} and at == first - 1):
            chain = replace(chain, at=at - 1)
        else:
            break
    return chain


def _pronoun(word: str) -> bool:
    return word.split("’")[0].split("'")[0] in {"he", "she", "it", "they", "who"}


def _worse(old: AssertedBy, new: AssertedBy) -> AssertedBy:
    return old if old is AssertedBy.DENIED else new


def _to(sight: Sight, chain: _Chain) -> _Chain:
    """Step over “sought to”, “was forced to”, “forced Ruiz to”; every other infinitive is no fact."""
    at = chain.at - 1
    while at >= 0 and (sight.lower[at] in data.ADVERBS or sight.lower[at].endswith("ly")):
        at -= 1
    if at < 0:
        return replace(chain, at=-1, main=True, extent=Extent.ATTEMPTED, asserted=AssertedBy.HYPOTHETICAL)
    word = sight.lower[at]
    if word in {"effort", "attempt", "bid", "efforts", "attempts"}:
        return replace(chain, at=at, main=True, extent=Extent.ATTEMPTED)
    if word in data.TRY:
        return replace(chain, at=at - 1, extent=Extent.ATTEMPTED)
    if word in data.DONE:
        seems = word.startswith(("appear", "seem"))
        return replace(chain, at=at - 1, past=chain.past, sure=chain.sure * (0.88 if seems else 1.0))
    comma = word == ","
    place = _ending(sight, at - comma)
    if place and comma:
        at -= 1
        while (
            place
            and (ahead := sight.before(place.start)) > 0
            and sight.lower[ahead] == ","
            and (outer := _ending(sight, ahead - 1))
        ):
            noun, place = place, outer if outer.sort is Sort.NAME else place
            before = sight.before(outer.start)
            if before >= 0 and sight.lower[before] in data.MAKES:
                return replace(chain, at=at, made=True)
            if place is noun:
                break
    if place and place.sort is not Sort.NOUN:
        before = sight.before(place.start)
        if before >= 0 and sight.lower[before] == "for":
            before -= 1
        if before >= 0 and sight.lower[before] in data.MAKES:
            denied = any(
                word in data.NOT or word.endswith(("n’t", "n't")) for word in sight.lower[max(0, before - 3) : before]
            )
            return replace(chain, at=at, made=True, asserted=AssertedBy.DENIED if denied else chain.asserted)
    return replace(
        chain, at=chain.at - 1, asserted=_worse(chain.asserted, AssertedBy.HYPOTHETICAL), made=place is not None
    )


def _ending(sight: Sight, at: int) -> Place | None:
    """Return the place that ends with a word by its number."""
    if not 0 <= at < len(sight.ends):
        return None
    end = sight.ends[at]
    return next((each for each in sight.places if each.end == end and not _owned(each)), None)


def _owned(place: Place) -> bool:
    return (place.mention is not None and place.mention.owner) or place.words in {"his", "her", "their", "its", "whose"}


def _subject(sight: Sight, chain: _Chain, first: int) -> Place | None:
    """Return the subject of a verb, given where the walk to the left stopped."""
    at = chain.at
    if at < 0:
        return _main(sight, sight.starts[first]) if sight.lower[first].endswith("ing") else None
    word = sight.lower[at]
    if chain.made:
        return _ending(sight, at)
    place = _ending(sight, at)
    if place and place.words in {"who", "i", "we"}:
        return _before_who(sight, place) if place.words == "who" else None
    if place:
        return _head(sight, place)
    participle = sight.lower[first].endswith("ing")
    if word.split("’")[0].split("'")[0] in {"he", "she"}:
        return next((each for each in sight.places if each.start == sight.starts[at]), None)
    if word in {"that", "which"}:
        return _before_who(sight, Place(sight.starts[at], sight.ends[at], Sort.PRONOUN, "who"))
    if word in data.BEFORE_ING and participle:
        comma = at > 0 and sight.lower[at - 1] == ","
        return (_main(sight, sight.starts[at]) if comma or at == 0 else None) or _nearest(sight, at)
    if word == "," and participle:
        return _main(sight, sight.starts[at])
    if word in {",", "—", "–", "-"}:
        return _around(sight, at, word)
    if word in data.BREAKS:
        return _nearest(sight, at)
    return _postmodified(sight, at)


def _head(sight: Sight, place: Place) -> Place | None:
    """Return the noun phrase that ends with a place: “the mayor of Lyon” is the mayor; two together are nobody."""
    before = sight.before(place.start)
    while before >= 0 and sight.lower[before] in {"the", "a", "an", "former", "mr", "mrs", "ms", "\x02"}:
        before -= 1
    if before < 0:
        return place
    word = sight.lower[before]
    if word in PREPOSITIONS and word not in {"like", "as"}:
        outer = _ending(sight, before - 1)
        return _head(sight, outer) if outer else None
    if word in {"and", "nor", "or", "&"} and _ending(sight, before - 1):
        ahead = _ending(sight, before - 1)
        opens = ahead is not None and _opening(sight, ahead)
        return None if opens else place
    if word == "," and place.sort is Sort.NAME and before > 0:  # “the president, Ana Ruiz,”
        return place
    return place


def _before_who(sight: Sight, who: Place) -> Place | None:
    """Return what “who” or “which” stands behind."""
    before = [each for each in sight.places if each.end <= who.start and not _owned(each)]
    for each in reversed(before[-4:]):
        ahead = sight.before(each.start)
        if ahead >= 0 and sight.lower[ahead] in PREPOSITIONS and not _far(sight, each, who):
            outer = _ending(sight, ahead - 1)
            if outer:
                return outer
        return None if _far(sight, each, who) else each
    return None


def _far(sight: Sight, place: Place, who: Place) -> bool:
    """Say whether other words than a parenthesis stand between a place and its “who”."""
    between = sight.mask[place.end : who.start]
    return len(between.strip(" ,")) > 24 and between.count(",") < 2


def _opening(sight: Sight, place: Place) -> bool:
    """Say whether a place stands where a subject stands: at the head of a clause."""
    before = sight.before(place.start)
    while before >= 0 and sight.lower[before] in {"the", "a", "an", "former", "president", "senator", "now"}:
        before -= 1
    return (
        before < 0
        or sight.lower[before] in _OPENS
        or sight.lower[before] in english.SAYING
        or sight.words[before][0] == "\x01"
    )


def _acts(sight: Sight, place: Place) -> bool:
    """Say whether a verb may follow a place."""
    at = sight.after(place.end)
    if at >= len(sight.lower):
        return False
    word, sort = sight.lower[at], sight.soon(at)
    return (
        sort in {"saying", "calling", "ed", "told", "helper", "who"}
        or word in {",", "of", "who", "’s", "'s", "—", "–", "-"}
        or word in data.HELPERS
        or word in data.MODALS
        or word in _MADE
        or word.endswith(("ed", "s"))
        or sight.lower[at] in data.ADVERBS
        or word in _TIMES
    )


def _nearest(sight: Sight, at: int) -> Place | None:
    """Return the nearest place before a word that stands as a subject."""
    end = sight.starts[at]
    for each in reversed(sight.places):
        if each.end <= end and not _owned(each) and _opening(sight, each) and _acts(sight, each):
            return _before_who(sight, each) if each.words == "who" else each
        if (
            each.end <= end
            and not _owned(each)
            and _acts(sight, each)
            and sight.lower[sight.before(each.start)] in {"comments", "remarks", "statement"}
        ):
            return each
    return None


def _main(sight: Sight, start: int) -> Place | None:
    """Return the subject of the main clause around words: behind their comma when they open the sentence."""
    opening = sight.mask[:start].strip(" \x01,—–-").lower() in {"", "but", "and", "yet", "still", "so", "now", "then"}
    for each in sight.places:
        if _owned(each) or each.words in {"who", "i", "we", "it"}:
            continue
        if opening and (each.start < start or "," not in sight.mask[start : each.start]):
            continue
        if not opening and each.end > start:
            break
        before = sight.before(each.start)
        ahead = sight.lower[before] if before >= 0 else "^"
        if ahead in {"^", ",", "but", "and", "—", "–", "-", "\x01"} or (before >= 0 and _title(sight, before)):
            if _acts(sight, each):
                return each
    return None


def _title(sight: Sight, at: int) -> bool:
    return sight.lower[at].strip(".\x02") in english.ROLES


def _around(sight: Sight, at: int, mark: str) -> Place | None:
    """Return the subject behind whose aside a verb stands: “Ana Ruiz, who leads the council, rescinded”."""
    end = sight.starts[at]
    for each in sight.places:
        if each.end >= end:
            break
        if _owned(each) or not (_opening(sight, each) or _title(sight, sight.before(each.start))):
            continue
        behind = sight.after(each.end)
        behind += behind < at and sight.lower[behind] in {"himself", "herself", "itself"}
        word = sight.lower[behind] if behind < len(sight.lower) else ""
        if word == mark and behind < at:
            inner = next((one for one in sight.places if one.start == sight.starts[behind + 1]), None)
            title = _title(sight, sight.before(each.end))
            return inner if title and inner and inner.sort is Sort.NAME and inner.end == sight.ends[at - 1] else each
        if word in {"of", "for", "from"} and mark in sight.lower[behind : min(behind + 6, at)]:
            return each
    return None


def _postmodified(sight: Sight, at: int) -> Place | None:
    """Return a subject with words behind it: “a spokesman for the bank later retracted”."""
    for step in range(1, 5):
        here = at - step
        if here < 1:
            return None
        if sight.lower[here] in {"of", "for", "from", "in", "at"}:
            place = _ending(sight, here - 1)
            return place if place and _opening(sight, place) else None
    return None


def _told(sight: Sight, holder: Place, asserted: AssertedBy) -> tuple[AssertedBy, Place | None]:
    """Return who tells a clause: the outlet, or a sayer before it (“said that Ruiz had”), and what makes it no fact."""
    at = sight.before(holder.start)
    while at >= 0 and (
        _title(sight, at)
        or sight.lower[at] in {"the", "a", "an", "former"}
        or sight.lower[at] in data.ADVERBS
        or sight.lower[at].endswith("ly")
    ):
        if sight.lower[at] in data.PERHAPS:
            return _worse(asserted, AssertedBy.HYPOTHETICAL), None
        at -= 1
    if at < 0:
        return asserted, None
    word = sight.lower[at]
    if word in data.UNREAL:
        return _worse(asserted, AssertedBy.HYPOTHETICAL), None
    behind = at - 1 if word == "that" else at
    if (
        behind == at
        and word in english.SPEECH_NOUNS
        and not (behind > 0 and (_ending(sight, behind - 1) or sight.lower[behind - 1] in data.ADVERBS))
    ):
        return asserted, None  # “comments Ruiz made”
    if behind >= 0 and (
        sight.lower[behind] in english.SPOKEN
        or sight.lower[behind] in english.CALLING
        or sight.lower[behind] in data.ADMITS
    ):
        return _by_verb(sight, behind, asserted), _sayer(sight, behind)
    if word == "that" and behind >= 0 and sight.lower[behind] in data.NO_FACT:
        return _worse(asserted, AssertedBy.HYPOTHETICAL), None
    if word == "that":
        for far in range(behind, max(-1, behind - 6), -1):
            if sight.lower[far] in {",", ";", ":"}:
                break
            if sight.lower[far] in english.SAYING:  # “said on Monday that”
                return _by_verb(sight, far, asserted), _sayer(sight, far)
        noun = sight.lower[behind] if behind >= 0 else ""
        if noun in data.FACTS or _HELD_THINGS.fullmatch(noun):
            return asserted, None  # “the plan that Ruiz has dropped”
        return asserted, Place(sight.starts[at], sight.ends[at], Sort.ELSE, "")
    return asserted, None


def _by_verb(sight: Sight, at: int, asserted: AssertedBy) -> AssertedBy:
    """Return what a clause is worth that stands behind a verb of saying: nothing when the verb denies it."""
    return AssertedBy.DENIED if sight.lower[at] in data.DENIES else asserted


def _sayer(sight: Sight, at: int) -> Place:
    """Return the subject of a verb of saying; a place without words when nobody knows."""
    chain = _chain(sight, at, future=True)
    found = _subject(sight, chain, at)
    return found or Place(sight.starts[at], sight.ends[at], Sort.ELSE, "")
