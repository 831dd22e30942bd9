"""Find the places of a sentence that can be the subject of a verb."""

from __future__ import annotations

from dataclasses import replace

from bot.reading.languages import english
from bot.reading.languages import english_clauses as data
from bot.reading.names.forms import POSSESSIVE, a_name
from bot.reading.names.names import Mention
from bot.reading.text.sentence import PREPOSITIONS, Place, Sight, Sort

_BEFORE_NOUNS = frozenset({"the", "a", "an", "former", "now", "\x02"})


def places_of(sight: Sight) -> tuple[Place, ...]:
    """Return the places of a sentence without the openers before names, and with a name that only ever opens sentences."""
    found = [_without_opener(sight, each) for each in sight.places]
    at = 0
    while at < min(3, len(sight.words)) and sight.lower[at] in english.STARTERS | data.UNREAL:
        at += 1
    if at < len(sight.words) and not any(each.start <= sight.starts[at] < each.end for each in found):
        found.extend(_opening_name(sight, at))
    return tuple(sorted(found, key=lambda each: each.start))


def _opening_name(sight: Sight, first: int) -> list[Place]:
    """Return the name that opens a sentence and stands nowhere else, or none."""
    last = first
    while last < len(sight.words) - 1 and sight.words[last + 1][:1].isupper() and sight.mask[sight.ends[last]] == " ":
        last += 1
    start, word = sight.starts[first], POSSESSIVE.sub("", sight.mask[sight.starts[first] : sight.ends[last]])
    end = word.split()[-1].lower() if word.strip() else ""
    common = end in english.PEOPLE | english.BODIES | data.COMMON | data.ADVERBS or end.endswith(("ly", "ing"))
    if not word[:1].isupper() or common or not a_name(word.split()[0], (), ""):
        return []
    stop = start + len(word)
    mention = Mention(sight.base + start, sight.base + stop, word, owner=stop < sight.ends[last])
    return [Place(start, stop, Sort.NAME, word, mention)]


def _without_opener(sight: Sight, place: Place) -> Place:
    """Return a name's place without the small words that were capitalised before it: “While Ruiz”."""
    opener, _, rest = sight.mask[place.start : place.end].partition(" ")
    if place.mention is None or not rest or opener.lower() not in english.OPENERS | data.UNREAL:
        return place
    start, name = place.end - len(rest), place.mention.name.removeprefix(f"{opener} ")
    mention = replace(place.mention, start=sight.base + start, name=name)
    return _without_opener(sight, replace(place, start=start, mention=mention))


def ending(sight: Sight, at: int) -> Place | None:
    """Return the place that ends with a word by its number."""
    end = sight.ends[at] if at >= 0 else -1
    return next((each for each in sight.places if each.end == end and not _owned(each)), None)


def _owned(place: Place) -> bool:
    owner = place.mention is not None and place.mention.owner
    return owner or place.words in {"his", "her", "their", "its", "whose"}


def head(sight: Sight, place: Place) -> Place | None:
    """Return the noun phrase that ends with a place: “the mayor of Lyon” is the mayor; two together are nobody."""
    at = outside(sight, place)
    word = sight.lower[at] if at > 0 else ""
    outer = ending(sight, at - 1) if word in {"and", "nor", "or", "&", *PREPOSITIONS} else None
    if word in PREPOSITIONS and word not in {"like", "as"}:
        return head(sight, outer) if outer else None
    return None if outer else place


def outside(sight: Sight, place: Place) -> int:
    """Return the number of the word in front of a noun phrase, -1 in front of the first: articles and titles belong to it."""
    nouns = {each.end: each.start for each in sight.places if each.sort is Sort.NOUN}
    at = first = sight.before(place.start)
    while at >= 0 and (sight.lower[at] in _BEFORE_NOUNS or sight.ends[at] in nouns or title(sight, at)):
        at = sight.before(nouns.get(sight.ends[at], sight.starts[at]))
    for far in range(at, max(at - 3, -1), -1):  # “the rebel commander Samuel Deng”
        if at == first or not sight.words[far].isalpha():
            break
        if far == 0 or sight.lower[far] in _BEFORE_NOUNS:
            return far - 1
    return at


def called(sight: Sight, place: Place) -> Place:
    """Return the name beside an office: “the mayor, Ana Ruiz,” and “the mayor Ana Ruiz” are Ana Ruiz."""
    behind = sight.mask[place.end :]
    for each in sight.places:
        if each.sort is Sort.NAME and not _owned(each) and title(sight, sight.before(place.end)):
            comma = behind.startswith(", ") and sight.mask.startswith((",", "."), each.end)
            if each.start == place.end + 1 + comma and behind[:1] in {" ", ","}:
                return each
    return place


def title(sight: Sight, at: int) -> bool:
    """Say whether a word is a title or an office."""
    return sight.lower[at].strip(".\x02") in english.ROLES


def _opening(sight: Sight, place: Place) -> bool:
    """Say whether a place stands where a subject stands: at the head of a clause."""
    at = outside(sight, place)
    return (
        at < 0
        or sight.lower[at] in data.CLAUSE_HEADS
        or sight.lower[at] in english.SAYING
        or sight.words[at][0] == "\x01"
    )


def antecedent(sight: Sight, at: int) -> Place | None:
    """Return what “who” or “which” at a place stands behind: “an aide to Ruiz who” is the aide."""
    before = [each for each in sight.places if each.end <= at and not _owned(each)]
    between = sight.mask[before[-1].end : at] if before else ""
    if not before or (len(between.strip(" ,")) > 24 and between.count(",") < 2):
        return None
    ahead = sight.before(before[-1].start)
    outer = ending(sight, ahead - 1) if ahead >= 0 and sight.lower[ahead] in PREPOSITIONS else None
    return outer or before[-1]


def nearest(sight: Sight, at: int) -> Place | None:
    """Return the nearest place before a word that stands as a subject."""
    for each in reversed(sight.places):
        if each.end <= sight.starts[at] and not _owned(each) and _opening(sight, each):
            return antecedent(sight, each.start) if each.words == "who" else each
    return None


def main(sight: Sight, start: int) -> Place | None:
    """Return the subject of the main clause around words: behind their comma when they open the sentence."""
    opens = sight.mask[:start].strip(" \x01,—–-").lower() in {"", "but", "and", "yet", "still", "so", "now", "then"}
    for each in sight.places:
        if _owned(each) or each.words in {"who", "i", "we", "it"}:
            continue
        if (each.start < start or "," not in sight.mask[start : each.start]) if opens else each.end > start:
            continue
        at = outside(sight, each)
        if at < 0 or sight.lower[at] in {",", "but", "and", "—", "–", "-"} or sight.words[at][0] == "\x01":
            return each
    return None


def around(sight: Sight, at: int, mark: str) -> Place | None:
    """Return the subject behind whose aside a verb stands: “Ana Ruiz, who leads the council, rescinded”."""
    for each in sight.places:
        behind = sight.after(each.end)
        behind += behind < at and sight.lower[behind] in {"himself", "herself", "itself"}
        if behind >= at:
            return None
        if sight.lower[behind] == mark and not _owned(each) and _opening(sight, each):
            return each
    return None
