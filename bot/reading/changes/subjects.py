"""Find the places of a sentence that can be the subject of a verb."""

from __future__ import annotations

from dataclasses import replace

from bot.reading.languages import english
from bot.reading.languages import english_clauses as data
from bot.reading.names.forms import POSSESSIVE, a_name
from bot.reading.names.names import Mention
from bot.reading.text.sentence import PREPOSITIONS, Place, Sight, Sort

TIMES = frozenset(
    "on late early last this next week month year night morning evening afternoon day days weekend ago yesterday today tonight".split()
) | frozenset(english.WEEKDAYS)
_OPENS = frozenset(
    "^ , that and but while when as because since after before though although if who which whether until once where ; : — – - \x01 than so yet or how why".split()
)
_MADE = frozenset(
    "made took went came gave put let led met won lost began kept held left ran faced hit spent struck laid".split()
)


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


def ending(sight: Sight, at: int) -> Place | None:
    """Return the place that ends with a word by its number."""
    if not 0 <= at < len(sight.ends):
        return None
    end = sight.ends[at]
    return next((each for each in sight.places if each.end == end and not _owned(each)), None)


def _owned(place: Place) -> bool:
    return (place.mention is not None and place.mention.owner) or place.words in {"his", "her", "their", "its", "whose"}


def head(sight: Sight, place: Place) -> Place | None:
    """Return the noun phrase that ends with a place: “the mayor of Lyon” is the mayor; two together are nobody."""
    before = sight.before(place.start)
    while before >= 0 and sight.lower[before] in {"the", "a", "an", "former", "mr", "mrs", "ms", "\x02"}:
        before -= 1
    if before < 0:
        return place
    word = sight.lower[before]
    if word in PREPOSITIONS and word not in {"like", "as"}:
        outer = ending(sight, before - 1)
        return head(sight, outer) if outer else None
    if word in {"and", "nor", "or", "&"} and ending(sight, before - 1):
        ahead = ending(sight, before - 1)
        opens = ahead is not None and _opening(sight, ahead)
        return None if opens else place
    if word == "," and place.sort is Sort.NAME and before > 0:  # “the president, Ana Ruiz,”
        return place
    return place


def before_who(sight: Sight, who: Place) -> Place | None:
    """Return what “who” or “which” stands behind."""
    before = [each for each in sight.places if each.end <= who.start and not _owned(each)]
    for each in reversed(before[-4:]):
        ahead = sight.before(each.start)
        if ahead >= 0 and sight.lower[ahead] in PREPOSITIONS and not _far(sight, each, who):
            outer = ending(sight, ahead - 1)
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
        or word in TIMES
    )


def nearest(sight: Sight, at: int) -> Place | None:
    """Return the nearest place before a word that stands as a subject."""
    end = sight.starts[at]
    for each in reversed(sight.places):
        if each.end <= end and not _owned(each) and _opening(sight, each) and _acts(sight, each):
            return before_who(sight, each) if each.words == "who" else each
        if (
            each.end <= end
            and not _owned(each)
            and _acts(sight, each)
            and sight.lower[sight.before(each.start)] in {"comments", "remarks", "statement"}
        ):
            return each
    return None


def main(sight: Sight, start: int) -> Place | None:
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
        leads = ahead in {"^", ",", "but", "and", "—", "–", "-", "\x01"} or (before >= 0 and title(sight, before))
        if leads and _acts(sight, each):
            return each
    return None


def title(sight: Sight, at: int) -> bool:
    """Say whether a word is a title or an office."""
    return sight.lower[at].strip(".\x02") in english.ROLES


def around(sight: Sight, at: int, mark: str) -> Place | None:
    """Return the subject behind whose aside a verb stands: “Ana Ruiz, who leads the council, rescinded”."""
    end = sight.starts[at]
    for each in sight.places:
        if each.end >= end:
            break
        if _owned(each) or not (_opening(sight, each) or title(sight, sight.before(each.start))):
            continue
        behind = sight.after(each.end)
        behind += behind < at and sight.lower[behind] in {"himself", "herself", "itself"}
        word = sight.lower[behind] if behind < len(sight.lower) else ""
        if word == mark and behind < at:
            inner = next((one for one in sight.places if one.start == sight.starts[behind + 1]), None)
            office = title(sight, sight.before(each.end))
            return inner if office and inner and inner.sort is Sort.NAME and inner.end == sight.ends[at - 1] else each
        if word in {"of", "for", "from"} and mark in sight.lower[behind : min(behind + 6, at)]:
            return each
    return None


def postmodified(sight: Sight, at: int) -> Place | None:
    """Return a subject with words behind it: “a spokesman for the bank later retracted”."""
    for step in range(1, 5):
        here = at - step
        if here < 1:
            return None
        if sight.lower[here] in {"of", "for", "from", "in", "at"}:
            place = ending(sight, here - 1)
            return place if place and _opening(sight, place) else None
    return None
