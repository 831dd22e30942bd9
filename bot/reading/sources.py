"""Who may have said a quotation: the names, pronouns and nouns around it, and what speaks for each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.model.record import Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.cues import FILLER, Cue, Verb, cues_of, masked, verbs
from bot.reading.languages import english
from bot.reading.names import Mention, Names
from bot.reading.quotes import Stretch
from bot.reading.weighing import Signs

_TOKEN = re.compile(r"\x01+|[\w’'-]*\w|[^\w\s\x02]")
_PRONOUN = re.compile(r"^(?:he|she|they|it|we|i|who|his|her|their|its)$")
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_HEADS = english.PEOPLE | english.BODIES | (english.ROLES - english.HONORIFICS)
_PREPOSITIONS = frozenset("of for at in from with to on about near against over under into between among like as".split())
_OPENERS = frozenset("when as while after before if because since though although once until where".split())
_THAT = frozenset("that which whether how why what".split())
_AUX = frozenset("has have had is was are were be been would will could did does do also then later once not".split())
_DETERMINERS = frozenset(
    "the a an one some several many most another two three four five its their his her this these those other".split()
)
_LENGTHS = ((1, "1"), (2, "2"), (3, "3"), (5, "4-5"), (9, "6-9"), (10_000, "10+"))
_GAPS = ((150, "150"), (400, "400"), (1_200, "1200"), (10**9, "far"))
SHORT = 5  # words; a shorter stretch is a fragment


class Sort(StrEnum):
    """Tell what kind of words a source is."""

    NAME = "name"
    PRONOUN = "pronoun"
    NOUN = "noun"
    PHRASE = "phrase"
    LAST = "last"
    ELSE = "else"  # somebody whom the words around do not name
    NOBODY = "nobody"  # a title, a term, a scare quote


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one sentence with its quotations."""

    span: Span
    paragraph: Span
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Hold words that may be a source, at their place in a sentence."""

    start: int
    end: int
    sort: Sort
    words: str  # lower case for pronouns and nouns
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one answer to “who said it?” with its signs: words of the text, whoever spoke last, or nobody."""

    sort: Sort
    span: Span | None
    signs: Signs
    cue: Cue | None = None
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Hold who spoke, as far as is known, and up to where."""

    speaker: Speaker | None  # None when it is not known
    sure: float
    at: int
    closed: bool
    asked: bool  # the words ended with a question mark
    paragraph: Span
    sentence: Span

    @property
    def name(self) -> str:
        """Return the name of a person or body, "" for everybody else."""
        return self.speaker.name if self.speaker and self.speaker.kind is not SpeakerKind.UNNAMED else ""


class Sight:
    """See one sentence: its words outside quotations and the places that may be sources."""

    def __init__(self, text: str, line: Line, names: Names) -> None:
        """Look at a sentence of a text whose names are known."""
        self.text, self.line, self.names, self.base = text, line, names, line.span.start
        self.mask = masked(text, line.span, [stretch.outer for stretch in line.stretches])
        found = list(_TOKEN.finditer(self.mask))
        self.starts = [each.start() for each in found]
        self.ends = [each.end() for each in found]
        self.words = [each.group() for each in found]
        self.lower = [word.lower() for word in self.words]
        self.verbs: tuple[Verb, ...] = verbs(self.mask)
        self.places = tuple(self._places())
        self.bare = not self.mask.strip(" \x01.,")  # nothing but quotations

    def _places(self) -> Iterator[Place]:
        """Yield names, pronouns and nouns for people or bodies, in the order of the sentence."""
        named = {}
        for each in self.names.between(self.line.span.start, self.line.span.end):
            start = each.start - self.base
            if self.mask[start] != FILLER:
                named[start] = each
        behind = -1
        owner: Mention | None = None
        for at, start in enumerate(self.starts):
            mention = named.get(start)
            if mention:
                owner = mention if mention.owner else None
                behind = mention.end - self.base
                yield Place(start, behind, Sort.NAME, mention.name, mention)
            elif start >= behind:
                word = self.lower[at]
                if word in _PRONOUNS:
                    yield Place(start, self.ends[at], Sort.PRONOUN, word)
                elif word in _HEADS and self.words[at][0].islower():
                    start = self.starts[self._opens(at, behind)]
                    if owner is not None and not self.mask[owner.end - self.base : start].strip(" ’'s"):
                        start = owner.start - self.base  # “the bank’s report”, “Ruiz’s spokesman”
                    yield Place(start, self.ends[at], Sort.NOUN, word)

    def _opens(self, at: int, least: int) -> int:
        """Return where the noun phrase begins that ends with a word: at its determiner, at most five words before."""
        first = at
        for step in range(1, 6):
            here = at - step
            if here < 0 or self.starts[here] < least or not self.words[here][0].isalnum():
                break
            word = self.lower[here]
            if word in _DETERMINERS or word.endswith(("’s", "'s")):
                return here
            if word in english.STARTERS or word in english.CUES or word in _PREPOSITIONS:
                break
            first = here
        return first

    def before(self, place: int) -> int:
        """Return the number of the last word that ends at a place or before it; -1 when there is none."""
        at = bisect_left(self.starts, place)
        return at - 1

    def after(self, place: int) -> int:
        """Return the number of the first word that begins at a place or behind it."""
        return bisect_left(self.starts, place)


_PRONOUNS = frozenset("he she they it we i who his her their its".split())


def sources(
    sight: Sight, stretch: Stretch, turns: Sequence[Turn], earlier: Sight | None, later: Sight | None
) -> list[Source]:
    """Return every answer to who said a stretch, nobody first; `earlier` and `later` are the sentences around it."""
    quote = _Quoted(sight, stretch)
    ruled = _ruled(sight, quote)
    form = _form(sight, quote, ruled)
    found = [
        Source(Sort.NOBODY, None, tuple("0 " + sign for sign in form)),
        Source(Sort.ELSE, None, tuple("else " + sign for sign in form)),
    ]
    if turns:
        found.append(Source(Sort.LAST, None, _last(sight, quote, turns[-1], ruled)))
    found += _placed(sight, quote, ruled, turns)
    if quote.bare and earlier is not None:
        found += _announced(earlier, quote, turns[-1] if turns else None)
    if quote.bare and later is not None:
        found += _signed(later, quote)
    return found


class _Quoted:
    """Hold what the signs ask of a quotation: its place, size and form."""

    def __init__(self, sight: Sight, stretch: Stretch) -> None:
        text = sight.text
        self.stretch = stretch
        self.start, self.end = stretch.outer.start - sight.base, stretch.outer.end - sight.base
        self.said = stretch.words.of(text)
        words = _WORD.findall(self.said)
        self.size = len(words)
        first = self.said.lstrip("[(“‘\"'…. ")[:1]
        self.capital = first.isupper() or first.isdigit()
        self.sentence = self.capital and self.size > 2
        tail = text[max(stretch.words.end - 1, 0) : stretch.outer.end + 1]
        self.mark = next((sign for sign in tail if sign in ",.?!—–"), "") if tail else ""
        self.comma = self.mark in {",", "?", "!", "—", "–"}
        large = [word for word in words if len(word) > 3]
        self.titled = bool(large) and all(word[0].isupper() for word in large) and words[0][0].isupper()
        self.bare = sight.bare
        self.form = ("bare" if self.bare else "full" if self.sentence else "part") + ("-" if self.size <= SHORT else "+")
        self.single = text[stretch.outer.start] in "‘'" and text[stretch.outer.start : stretch.outer.start + 2] != "''"


def _ruled(sight: Sight, quote: _Quoted) -> list[Cue]:
    """Return the cues that govern the quotation by the rules, the likeliest first."""
    if quote.bare:
        return []
    return list(cues_of(sight.mask, quote.start, quote.end, comma=quote.comma, known=sight.verbs))[:3]


def _form(sight: Sight, quote: _Quoted, ruled: Sequence[Cue]) -> Signs:
    """Return what the words themselves and those beside them tell: of titles, terms and scare quotes, of speech."""
    at = sight.before(quote.start)
    before = sight.lower[at] if at >= 0 else "^"
    behind = sight.after(quote.end)
    after = sight.lower[behind] if behind < len(sight.lower) else "$"
    size = next(name for most, name in _LENGTHS if quote.size <= most)
    sort = _sort_of(before, sight.words[at] if at >= 0 else "")
    cue = "no" if not ruled else "spoken" if ruled[0].verb in english.SPOKEN else "called"
    signs = [
        "",
        f"{quote.form}",
        f"{quote.form} size {size}",
        f"{quote.form} behind {sort}",
        f"{quote.form} cue {cue}",
        f"size {size} cue {cue}",
        f"behind {sort} cue {cue}",
        f"before {_sort_of(after, sight.words[behind] if behind < len(sight.words) else '')}",
        f"mark {quote.mark} {quote.form}",
    ]
    if quote.titled and not quote.bare:
        signs += ["titled", f"titled behind {sort}", f"titled size {size}"]
    if sort == "Name" and after[:1].isalpha() and sight.words[behind][0].isupper() and quote.size <= 2:
        signs.append("nickname")
    if quote.single:
        signs.append(f"single {quote.form}")
    if before in english.WORKS:
        signs.append("work")
    if before in _NAMING:
        signs.append(f"naming {'capital' if quote.capital else 'small'}")
    if len(sight.line.stretches) > 1:
        signs.append(f"several {quote.form}")
    return tuple(signs)


_NAMING = frozenset("called named titled entitled dubbed so-called known as word words phrase term slogan".split())


def _sort_of(word: str, raw: str) -> str:
    """Return the sort of a word beside a quotation or a source."""
    if not word or word in "^$":
        return word or "^"
    for name, words in _SORTS:
        if word in words:
            return name
    if word[0] == FILLER:
        return "quote"
    if not word[0].isalnum():
        return word[0]
    if raw.endswith(("’s", "'s", "s’", "s'")):
        return "owner"
    if raw[:1].isupper():
        return "Name"
    if word.endswith(("ed", "ing")):
        return word[-3:] if word.endswith("ing") else "ed"
    return "ly" if word.endswith("ly") else "word"


_SORTS = (
    ("told", frozenset("told tell tells telling asked ask asks".split())),
    ("saying", english.SPOKEN),
    ("calling", english.CALLING),
    ("by", frozenset({"by"})),
    ("and", frozenset("and or but nor".split())),
    ("of", frozenset({"of"})),
    ("preposition", _PREPOSITIONS),
    ("opener", _OPENERS),
    ("that", _THAT),
    ("who", frozenset("who whom whose".split())),
    ("helper", _AUX),
    ("a", frozenset({"a", "an"})),
    ("the", frozenset({"the"})),
    ("determiner", _DETERMINERS),
    ("pronoun", frozenset("he she they it we i you him them me us".split())),
    ("work", english.WORKS),
)


def _last(sight: Sight, quote: _Quoted, turn: Turn, ruled: Sequence[Cue]) -> Signs:
    """Return what speaks for whoever spoke last."""
    stretch = quote.stretch
    if turn.sentence == sight.line.span:
        where = "sentence"
    elif turn.paragraph == stretch.paragraph:
        where = "paragraph"
    elif not turn.closed:
        where = "open"
    else:
        where = "gap " + next(name for most, name in _GAPS if stretch.outer.start - turn.at < most)
    cue = "cue" if ruled else "no cue"
    known = turn.speaker.kind.value if turn.speaker else "unknown"
    sure = "sure" if turn.sure > 0.8 else "likely" if turn.sure > 0.5 else "doubtful"
    alone = "alone" if not sight.places else "others"
    inside = bool(turn.name) and _surname(turn.name) in quote.said
    return (
        f"last {quote.form}",
        f"last {quote.form} {where}",
        f"last {quote.form} {where} {cue}",
        f"last {where} {cue} {alone}",
        f"last {where} {known}",
        f"last {where} {sure}",
        f"last inside {inside}",
        f"last {where} {'asked' if turn.asked else 'told'}",
        f"last {quote.form} {where} {alone} {'capital' if quote.capital else 'small'}",
    )


def _placed(sight: Sight, quote: _Quoted, ruled: Sequence[Cue], turns: Sequence[Turn]) -> Iterator[Source]:
    """Yield the places of the quotation's own sentence, and the rules' sources that are no such place."""
    places = list(sight.places)
    owners: list[tuple[int, Cue]] = []  # the rule's number and cue for each place it chose
    for number, cue in enumerate(ruled):
        inside = [n for n, each in enumerate(places) if each.start < cue.source.end and each.end > cue.source.start]
        chosen = _head(sight, places, inside, cue)
        if chosen is None:
            words = sight.mask[cue.source.start : cue.source.end]
            if FILLER in words:
                continue
            places.append(Place(cue.source.start, cue.source.end, Sort.PHRASE, words.lower()))
            chosen = len(places) - 1
        owners.append((chosen, cue))
    last = turns[-1] if turns else None
    for number, place in enumerate(places):
        rules = [(rank, cue) for rank, (chosen, cue) in enumerate(owners) if chosen == number]
        signs = _signs(sight, quote, places, number, rules, ruled, last)
        span = Span(sight.base + place.start, sight.base + place.end)
        cue = rules[0][1] if rules else None
        if cue is not None and place.sort in {Sort.NOUN, Sort.PHRASE}:
            span = Span(sight.base + cue.source.start, sight.base + cue.source.end)
        yield Source(place.sort, span, signs, cue, place.mention)


def _head(sight: Sight, places: Sequence[Place], inside: Sequence[int], cue: Cue) -> int | None:
    """Return which place heads a rule's source: “Ana Ruiz of the Harbour Board” is Ana Ruiz."""
    if not inside:
        return None
    words = sight.mask[cue.source.start : cue.source.end]
    names = [n for n in inside if places[n].sort is Sort.NAME]
    comma = words.find(",")
    early = [n for n in names if 0 < comma and places[n].end <= cue.source.start + comma]
    for n in reversed(early or names):
        place = places[n]
        behind = sight.mask[place.end : cue.source.end].lstrip(" ")
        modifier = behind[:1].islower() and not _FOLLOWS_NAME.match(behind)  # “the Trump campaign”
        owner = place.mention is not None and place.mention.owner
        if not owner and not modifier and not _dated(place) and not _behind_preposition(sight, place, cue):
            return n
    nouns = [n for n in inside if places[n].sort is not Sort.NAME]
    if nouns:
        return nouns[0]
    return None


_FOLLOWS_NAME = re.compile(
    r"(?:and|of|in|from|at|for|on|by|who|himself|herself|itself|also|now|then|this|last|late|early|yesterday|today)\b"
)


def _dated(place: Place) -> bool:
    """Say whether a name is a day or a month."""
    return place.words.split()[-1].lower() in english.CALENDAR


def _behind_preposition(sight: Sight, place: Place, cue: Cue) -> bool:
    """Say whether a name belongs to a preposition before it, with or without a determiner between."""
    at = sight.before(place.start)
    if at >= 0 and sight.lower[at] in _DETERMINERS:
        at -= 1
    return at >= 0 and sight.starts[at] >= cue.source.start and sight.lower[at] in _PREPOSITIONS


def _signs(
    sight: Sight,
    quote: _Quoted,
    places: Sequence[Place],
    number: int,
    rules: Sequence[tuple[int, Cue]],
    ruled: Sequence[Cue],
    last: Turn | None,
) -> Signs:
    """Return what speaks for one place of the sentence."""
    place = places[number]
    at = sight.before(place.start)
    behind = sight.after(place.end)
    if place.mention and place.mention.owner:
        behind += 1 if behind < len(sight.lower) and sight.lower[behind] in {"’s", "'s", "’", "'", "s"} else 0
    before = _sort_of(sight.lower[at] if at >= 0 else "^", sight.words[at] if at >= 0 else "")
    follows = (
        _sort_of(sight.lower[behind], sight.words[behind]) if behind < len(sight.lower) else "$"
    )
    second = _sort_of(sight.lower[behind + 1], sight.words[behind + 1]) if behind + 1 < len(sight.lower) else "$"
    side = "before" if place.end <= quote.start else "after"
    aside = _aside(sight, behind) if follows == "," else ""
    low, high = (place.end, quote.start) if side == "before" else (quote.end, place.start)
    others = sum(1 for each in places if low <= each.start and each.end <= high)
    between = min(others, 2)
    across = "across" if FILLER in sight.mask[low:high] else "next"
    sort = _kind(place, sight.names)
    form = quote.form
    rule = "none" if not rules else f"{rules[0][0]} {rules[0][1].place.value}"
    verb = "" if not rules else "spoken" if rules[0][1].verb in english.SAYING else "called"
    beaten = "beaten" if not rules and ruled else "free"
    signs = [
        f"{sort}",
        f"{sort} {form}",
        f"rule {rule} {verb}",
        f"rule {rule} {form}",
        f"rule {rule} {sort}",
        f"{beaten} {side} {between} {across}",
        f"{beaten} {form} {side} {between}",
        f"behind {before} {side}",
        f"behind {before} {beaten}",
        f"then {follows} {side}",
        f"then {follows} {beaten}",
        f"then {follows} {second}",
        f"{sort} behind {before}",
        f"{sort} then {follows}",
    ]
    soon = _soon(sight, behind)
    if soon != follows:
        signs += [f"soon {soon} {side}", f"soon {soon} {beaten}"]
    if aside:
        signs += [f"aside {aside} {side}", f"aside {aside} {beaten}", f"aside {aside} behind {before}"]
    if not any(each.end <= place.start for each in places):
        signs.append(f"first {aside or soon}")
        signs += [f"first {side} {beaten}", f"first {form}"]
    if place.mention:
        if place.mention.owner:
            signs += [f"owner {side}", f"owner {form} {between} {second}"]
        if last is not None and last.name and last.name == sight.names.who(place.mention)[0]:
            signs += ["spoke last", f"spoke last {form}"]
        if _surname(place.mention.name) in quote.said:
            signs.append("named inside")
    if place.sort is Sort.NOUN:
        opens = sight.lower[sight.after(place.start)]
        signs.append(f"noun opens {opens if opens in _DETERMINERS else '-'} {beaten}")
    return tuple(signs)


def _soon(sight: Sight, at: int) -> str:
    """Return the sort of the first word that is no helper or adverb: “Ruiz has also said”."""
    for word in range(at, min(at + 4, len(sight.lower))):
        sort = _sort_of(sight.lower[word], sight.words[word])
        if sort not in {"helper", "ly"} and sight.lower[word] not in {"also", "himself", "herself", "itself", "have"}:
            return sort
    return "far"


def _aside(sight: Sight, comma: int) -> str:
    """Return the sort of the word behind the aside that a comma opens: “Ana Ruiz, 60, a nurse, said”."""
    for at in range(comma + 1, min(comma + 25, len(sight.lower) - 1)):
        if sight.words[at][0] in "\x01;:":
            return "open"
        if sight.lower[at] == ",":
            after = _sort_of(sight.lower[at + 1], sight.words[at + 1])
            if after not in {"word", "a", "the", "Name", "preposition", "who", "of"}:
                return after
    return "open"


def _surname(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def _kind(place: Place, names: Names) -> str:
    """Return the sort of a place, finer: what a name or a noun stands for, which pronoun."""
    if place.sort is Sort.PRONOUN:
        return "he" if place.words in {"he", "she"} else "his" if place.words in {"his", "her"} else place.words
    if place.sort is Sort.NOUN:
        return "people" if place.words in english.PEOPLE else "role" if place.words in english.ROLES else "body"
    if place.mention is None:
        return "phrase"
    known = names.of(names.full(place.mention.name)[0])
    if place.mention.name.split()[-1].lower() in english.PLACES_AND_TIMES:
        return "place"
    if known is None or known.kind is SpeakerKind.ORGANISATION:
        return "body name"
    return "person" if names.person(known.name) else "name"


def _announced(earlier: Sight, quote: _Quoted, last: Turn | None) -> Iterator[Source]:
    """Yield the places of the sentence before a bare quotation: who was announced, or is spoken of."""
    text = earlier.text
    end = "colon" if text[earlier.line.span.end - 1] == ":" else "stop"
    quoted = "quoted" if earlier.line.stretches else "plain"
    verb = {each.start: each for each in earlier.verbs}
    for number, place in enumerate(earlier.places[:5]):
        at = earlier.before(place.start)
        behind = earlier.after(place.end)
        before = _sort_of(earlier.lower[at] if at >= 0 else "^", earlier.words[at] if at >= 0 else "")
        follows = _sort_of(earlier.lower[behind], earlier.words[behind]) if behind < len(earlier.lower) else "$"
        paragraph = "same" if earlier.line.paragraph == quote.stretch.paragraph else "before"
        sort = _kind(place, earlier.names)
        signs = (
            f"ahead {end} {quoted}",
            f"ahead {end} {quoted} {min(number, 2)}",
            f"ahead {end} {quoted} {paragraph}",
            f"ahead {sort}",
            f"ahead {sort} {min(number, 2)} {end}",
            f"ahead behind {before} {end}",
            f"ahead then {follows} {end}",
            f"ahead {'verb' if verb else 'no verb'} {end}",
            f"ahead {sort} behind {before}",
            f"ahead soon {_soon(earlier, behind)} {end}",
            f"ahead spoke {bool(last and place.mention and last.name == earlier.names.who(place.mention)[0])} {end}",
        )
        span = Span(earlier.base + place.start, earlier.base + place.end)
        yield Source(place.sort, span, signs, None, place.mention)


def _signed(later: Sight, quote: _Quoted) -> Iterator[Source]:
    """Yield the name in a line of its own that signs a bare quotation: “…” and below it “— Ana Ruiz”."""
    line = later.text[later.line.span.start : later.line.span.end]
    if len(line) > 60 or line[0] not in "-–—―" or later.line.paragraph == quote.stretch.paragraph:
        return
    for place in later.places[:1]:
        span = Span(later.base + place.start, later.base + place.end)
        yield Source(place.sort, span, ("signed", f"signed {_kind(place, later.names)}"), None, place.mention)
