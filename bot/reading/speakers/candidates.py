"""Who may have said a quotation: every answer that the words around it offer, and what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.model.record import SpeakerKind
from bot.model.text import Span
from bot.reading.languages import english
from bot.reading.names.names import Mention, Names
from bot.reading.speakers.cues import FILLER, Cue, cues_of
from bot.reading.speakers.logit import Signs
from bot.reading.speakers.quoted import Quoted, is_name, is_term
from bot.reading.text.quotes import Stretch
from bot.reading.text.scene import Turn
from bot.reading.text.sentence import DETERMINERS, PREPOSITIONS, Place, Sight, Sort

_FOLLOWS_NAME = re.compile(
    r"(?:and|of|in|from|at|for|on|by|who|himself|herself|itself|also|now|then|this|last|late|early|yesterday|today)\b"
)
_LENGTHS = ((1, "1"), (2, "2"), (3, "3"), (5, "4-5"), (9, "6-9"), (10**9, "10+"))
_GAPS = ((150, "150"), (400, "400"), (1_200, "1200"), (10**9, "far"))
_RULES = 3  # cues of one sentence that are looked at
_AHEAD = 5  # places of the sentence before that are looked at
_LONGEST_SIGNATURE = 60  # characters
SIGNING = "-–—―"  # what a line that signs a quotation begins with


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one answer to “who said it?” with its signs: words of the text, whoever spoke last, or nobody."""

    sort: Sort
    span: Span | None
    signs: Signs
    cue: Cue | None = None
    mention: Mention | None = None


def sources(
    sight: Sight, stretch: Stretch, turns: Sequence[Turn], earlier: Sight | None, later: Sight | None
) -> list[Source]:
    """Return every answer to who said a stretch: nobody, somebody else, who spoke last, each place around it.

    `earlier` and `later` are the sentences around one that holds nothing but quotations.
    """
    quote = Quoted(sight, stretch)
    if is_name(sight, quote):
        return [Source(Sort.NOBODY, None, ())]
    ruled = _ruled(sight, quote)
    if not ruled and is_term(sight, quote):
        return [Source(Sort.NOBODY, None, ())]
    form = _form(sight, quote, ruled)
    found = [
        Source(Sort.NOBODY, None, tuple("0 " + sign for sign in form)),
        Source(Sort.ELSE, None, tuple("else " + sign for sign in form)),
    ]
    last = turns[-1] if turns else None
    if last:
        found.append(Source(Sort.LAST, None, _last(sight, quote, last, ruled)))
    found += _placed(sight, quote, ruled, last)
    if sight.bare and earlier is not None:
        found += _announced(earlier, quote, last)
    if sight.bare and later is not None:
        found += _signed(later, quote)
    return found


def _ruled(sight: Sight, quote: Quoted) -> list[Cue]:
    """Return the cues that govern the quotation by the rules, the likeliest first."""
    if sight.bare:
        return []
    comma = quote.mark in {",", "?", "!", "—", "–"}
    return list(cues_of(sight.mask, quote.start, quote.end, comma=comma, known=sight.verbs))[:_RULES]


def _form(sight: Sight, quote: Quoted, ruled: Sequence[Cue]) -> list[str]:
    """Return what the words themselves and those beside them tell: of titles, terms and scare quotes, of speech."""
    at, behind = sight.before(quote.start), sight.after(quote.end)
    before = sight.lower[at] if at >= 0 else ""
    sort, after = sight.sort(at), sight.sort(behind)
    size = next(name for most, name in _LENGTHS if quote.size <= most)
    cue = "no" if not ruled else "spoken" if ruled[0].verb in english.SPOKEN else "called"
    signs = [
        f"{quote.form} size {size}",
        f"{quote.form} behind {sort}",
        f"{quote.form} cue {cue}",
        f"behind {sort} cue {cue}",
        f"before {after}",
        f"mark {quote.mark} {quote.form}",
    ]
    if quote.titled and not sight.bare:
        signs += ["titled", f"titled behind {sort}", f"titled size {size}"]
    if sort == after == "Name" and quote.size <= 2:
        signs.append("nickname")
    if quote.shouted or (behind < len(sight.lower) and sight.lower[behind] in english.WRITTEN):
        signs.append("lettering")
    if quote.single:
        signs.append(f"single {quote.form}")
    if before in english.WORKS:
        signs.append("work")
    if before in english.NAMING:
        signs.append(f"naming {'capital' if quote.capital else 'small'} behind {sight.sort(at - 1)}")
    if len(sight.line.stretches) > 1:
        signs.append(f"several {quote.form}")
    return signs


def _last(sight: Sight, quote: Quoted, turn: Turn, ruled: Sequence[Cue]) -> Signs:
    """Return what speaks for whoever spoke last."""
    if turn.sentence == sight.line.span:
        where = "sentence"
    elif turn.paragraph == quote.stretch.paragraph:
        where = "paragraph"
    elif not turn.closed:
        where = "open"
    else:
        where = "gap " + next(name for most, name in _GAPS if quote.stretch.outer.start - turn.at < most)
    cue = "cue" if ruled else "no cue"
    known = turn.speaker.kind.value if turn.speaker else "unknown"
    alone = "alone" if not sight.places else "others"
    sure = "sure" if turn.sure > 0.8 else "likely" if turn.sure > 0.5 else "doubtful"
    return (
        f"last {quote.form} {where}",
        f"last {where} {cue} {alone}",
        f"last {where} {known}",
        f"last {where} {sure}",
        f"last inside {bool(turn.name) and _surname(turn.name) in quote.said}",
        f"last {where} {'asked' if turn.asked else 'told'}",
        f"last {quote.form} {where} {alone} {'capital' if quote.capital else 'small'}",
    )


def _placed(sight: Sight, quote: Quoted, ruled: Sequence[Cue], last: Turn | None) -> Iterator[Source]:
    """Yield the places of the quotation's own sentence, and the rules' sources that are no such place."""
    places = list(sight.places)
    chosen: dict[int, tuple[int, Cue]] = {}  # the number of a place -> the rank of the first rule that chose it
    for rank, cue in enumerate(ruled):
        number = _head(sight, places, cue)
        if number is None:
            words = sight.mask[cue.source.start : cue.source.end]
            if FILLER in words:
                continue
            places.append(Place(cue.source.start, cue.source.end, Sort.PHRASE, words.lower()))
            number = len(places) - 1
        chosen.setdefault(number, (rank, cue))
    first = min((place.start for place in places), default=0)
    for number, place in enumerate(places):
        rule = chosen.get(number)
        governs = rule[1] if rule else None
        signs = _signs(sight, quote, places, place, rule, "ruled" if rule else "beaten" if ruled else "uncued", last)
        if place.start == first:
            signs.append(f"first {quote.form}")
        whole = governs is not None and place.sort in {Sort.NOUN, Sort.PHRASE}
        start, end = (governs.source.start, governs.source.end) if governs and whole else (place.start, place.end)
        yield Source(place.sort, Span(sight.base + start, sight.base + end), tuple(signs), governs, place.mention)


def _head(sight: Sight, places: Sequence[Place], cue: Cue) -> int | None:
    """Return which place heads a rule's source: “Ana Ruiz of the Harbour Board” is Ana Ruiz."""
    inside = [n for n, each in enumerate(places) if each.start < cue.source.end and each.end > cue.source.start]
    words = sight.mask[cue.source.start : cue.source.end]
    names = [n for n in inside if places[n].sort is Sort.NAME]
    comma = words.find(",")
    early = [n for n in names if comma > 0 and places[n].end <= cue.source.start + comma]
    for n in reversed(early or names):
        place = places[n]
        behind = sight.mask[place.end : cue.source.end].lstrip(" ")
        modifier = behind[:1].islower() and not _FOLLOWS_NAME.match(behind)  # “the Trump campaign”
        owner = place.mention is not None and place.mention.owner
        if (
            not owner
            and not modifier
            and place.words.rsplit(" ", 1)[-1].lower() not in english.CALENDAR
            and not _behind_preposition(sight, place, cue)
        ):
            return n
    return next((n for n in inside if places[n].sort is not Sort.NAME), None)


def _behind_preposition(sight: Sight, place: Place, cue: Cue) -> bool:
    """Say whether a name belongs to a preposition before it, with or without a determiner between."""
    at = sight.before(place.start)
    if at >= 0 and sight.lower[at] in DETERMINERS:
        at -= 1
    return at >= 0 and sight.starts[at] >= cue.source.start and sight.lower[at] in PREPOSITIONS


def _signs(
    sight: Sight,
    quote: Quoted,
    places: Sequence[Place],
    place: Place,
    rule: tuple[int, Cue] | None,
    beaten: str,
    last: Turn | None,
) -> list[str]:
    """Return what speaks for one place of the sentence: how it stands to the rules, the quotation, the words beside."""
    behind = sight.behind(place)
    before, then, second = sight.sort(sight.before(place.start)), sight.sort(behind), sight.sort(behind + 1)
    side = "before" if place.end <= quote.start else "after"
    low, high = (place.end, quote.start) if side == "before" else (quote.end, place.start)
    between = min(sum(1 for each in places if low <= each.start and each.end <= high), 2)
    sort = kind_of(place, sight.names)
    ruled = f"{rule[0]} {rule[1].place.value}" if rule else beaten
    verb = "" if not rule else "spoken" if rule[1].verb in english.SAYING else "called"
    aside = sight.aside(behind) if then == "," else ""
    soon = sight.soon(behind)
    signs = [
        f"rule {ruled} {verb}",
        f"rule {ruled} {quote.form}",
        f"rule {ruled} {sort}",
        f"{beaten} {side} {between} {'across' if FILLER in sight.mask[low:high] else 'next'}",
        f"{beaten} {quote.form} {side} {between}",
        f"behind {before} {side}",
        f"then {then} {side}",
        f"then {then} {second}",
        f"{sort} behind {before}",
        f"{sort} then {then}",
    ]
    if soon != then:
        signs += [f"soon {soon} {side}", f"soon {soon} {beaten}"]
    if aside:
        signs += [f"aside {aside} {side}", f"aside {aside} {beaten}", f"aside {aside} behind {before}"]
    if place.mention:
        signs += _of_mention(sight, quote, place.mention, f"{side} {between} {second}", last)
    if place.sort is Sort.NOUN:
        opens = sight.lower[sight.after(place.start)]
        signs.append(f"noun opens {opens if opens in DETERMINERS else '-'} {beaten}")
    return signs


def _of_mention(sight: Sight, quote: Quoted, mention: Mention, where: str, last: Turn | None) -> Iterator[str]:
    """Yield what speaks for a name: an owner of words, who spoke last, one who is named inside the quotation."""
    if mention.owner:
        yield f"owner {quote.form} {where}"
    if last is not None and last.name and last.name == sight.names.who(mention)[0]:
        yield "spoke last"
        yield f"spoke last {quote.form}"
    if _surname(mention.name) in quote.said:
        yield "named inside"


def _surname(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def kind_of(place: Place, names: Names) -> str:
    """Return the sort of a place, finer: what a name or a noun stands for, which pronoun."""
    if place.sort is Sort.PRONOUN:
        return "he" if place.words in {"he", "she"} else "his" if place.words in {"his", "her"} else place.words
    if place.sort is Sort.NOUN:
        return "people" if place.words in english.PEOPLE else "role" if place.words in english.ROLES else "body"
    if place.mention is None:
        return "phrase"
    if place.mention.name.split()[-1].lower() in english.PLACES_AND_TIMES:
        return "place"
    known = names.of(names.full(place.mention.name)[0])
    if known is None or known.kind is SpeakerKind.ORGANISATION:
        return "body name"
    return "person" if names.person(known.name) else "name"


def _announced(earlier: Sight, quote: Quoted, last: Turn | None) -> Iterator[Source]:
    """Yield the places of the sentence before a bare quotation: who was announced, or is spoken of."""
    end = "colon" if earlier.text[earlier.line.span.end - 1] == ":" else "stop"
    quoted = "quoted" if earlier.line.stretches else "plain"
    paragraph = "same" if earlier.line.paragraph == quote.stretch.paragraph else "before"
    for number, place in enumerate(earlier.places[:_AHEAD]):
        behind = earlier.behind(place)
        before = earlier.sort(earlier.before(place.start))
        sort, rank = kind_of(place, earlier.names), min(number, 2)
        spoke = bool(last and place.mention and last.name == earlier.names.who(place.mention)[0])
        signs = (
            f"ahead {end} {quoted} {rank}",
            f"ahead {end} {quoted} {paragraph}",
            f"ahead {sort} {rank} {end}",
            f"ahead behind {before} {end}",
            f"ahead then {earlier.sort(behind)} {end}",
            f"ahead soon {earlier.soon(behind)} {end}",
            f"ahead {'verb' if earlier.verbs else 'no verb'} {end}",
            f"ahead {sort} behind {before}",
            f"ahead spoke {spoke} {end}",
        )
        span = Span(earlier.base + place.start, earlier.base + place.end)
        yield Source(place.sort, span, signs, None, place.mention)


def _signed(later: Sight, quote: Quoted) -> Iterator[Source]:
    """Yield the name in a line of its own that signs a bare quotation: “…” and below it “— Ana Ruiz”."""
    span = later.line.span
    if span.end - span.start > _LONGEST_SIGNATURE or later.line.paragraph == quote.stretch.paragraph:
        return
    for place in later.places[:1]:
        at = Span(later.base + place.start, later.base + place.end)
        yield Source(place.sort, at, ("signed", f"signed {kind_of(place, later.names)}"), None, place.mention)
