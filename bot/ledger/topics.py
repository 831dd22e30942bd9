"""What a quote is about: from its own words, the words around it and the headline."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import snowballstemmer

from bot.ledger.subjects import ALIASES, BEFORE_NOUNS, BESIDE_NAMES, DULL, NO_ADVERBS, OFFICES, PEOPLES, THEMES
from bot.ledger.words import fold_words, without_accents
from bot.model.news import Publication
from bot.model.position import ReportedChange
from bot.model.record import Quote, Speaker, Topic

MOST = 3
OFTEN = 3  # times that an article says a plain word that it is about
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_LINKS = re.compile(r"\s(?:of|of the|for|for the|de|del|da|do|van|von|der|al|bin|el)\s")
_OFFICE = re.compile(  # “defence minister” is somebody, not what is spoken about
    r"(?i)\b[\w’'-]+(?: and [\w’'-]+)? "
    r"(?=(?:minister|secretary|commissioner|spokesman|spokeswoman|correspondent|editor)s?\b)"
)
_OPENS = frozenset('.!?:;“”"‘(—–•\n')


@dataclass(frozen=True, slots=True)
class Token:
    """Hold a word of a text: as written, and whether a capital there says nothing because a sentence begins."""

    text: str
    start: int
    end: int
    opens: bool

    @property
    def capital(self) -> bool:
        """Say whether the word begins with a capital."""
        return self.text[0].isupper()

    @property
    def shouted(self) -> bool:
        """Say whether the word is an abbreviation in capitals."""
        return len(self.text) > 1 and self.text.replace(".", "").isupper()


@dataclass(frozen=True, slots=True)
class Lexis:
    """Hold what an article's own words teach: its names, whole names by surname, and the stems of its nouns."""

    names: frozenset[str] = frozenset()
    whole: Mapping[str, str] = field(default_factory=dict)
    nouns: frozenset[str] = frozenset()  # said often enough to be what it is about


@dataclass(frozen=True, slots=True)
class TopicCandidate:
    """Hold a candidate: what it is called, the words that led to it, and how much it is worth."""

    name: str
    because: str
    worth: float


def _bare(word: str) -> str:
    """Return a word without a possessive."""
    return _POSSESSIVE.sub("", word)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what the forms of a word share; the stemmer keeps its state in itself, so each word gets its own."""
    return str(snowballstemmer.stemmer("english").stemWord(without_accents(fold_words(word)).replace(" ", "")))


def key(text: str) -> str:
    """Return what look-ups compare: folded, one name for many, each word stemmed."""
    stems = " ".join(stem(word) for word in without_accents(fold_words(_undotted(text))).split())
    bare = stems.removeprefix("the ")
    same = _SAME.get(stems) or _SAME.get(bare)
    return _key_of(same) if same else bare


def place_of(word: str) -> str:
    """Return the place or body that a capitalised word stands for (“Russian”, “US”), else nothing."""
    return _SAME.get(stem(word), "")


def _key_of(name: str) -> str:
    return " ".join(stem(word) for word in fold_words(name).split())


def _undotted(text: str) -> str:
    return re.sub(r"(?<![^\W\d_]{2})\.(?=[^\W\d_]\.|\s|$)", "", text)


_SAME = {_key_of(name): names[0] for names in ALIASES for name in names}
_SAME |= {
    _key_of(f"{people}{plural}"): land.replace("_", " ") for people, land in PEOPLES.items() for plural in ("", "s")
}
_THEMES = {_key_of(name.replace("_", " ")): name.replace("_", " ") for name in THEMES} | _SAME
_SHOUTED = {_key_of(name) for names in ALIASES for name in names if name.isupper()} - {
    _key_of(name) for names in ALIASES for name in names if not name.isupper()
}  # “us” is not “US”
_PROPER = {_key_of(name) for names in ALIASES for name in names if name[0].isupper()} | {
    _key_of(f"{people}{plural}") for people in PEOPLES for plural in ("", "s")
}
_LONGEST = max(len(each.split()) for each in _THEMES)


def topics_of(quote: Quote, headline: str, lexis: Lexis | None = None) -> tuple[Topic, ...]:
    """Return one to three topics, the likeliest first; none only where no word says anything.

    Counted are names, themes and the article's own frequent nouns, in the quote, its lead-in, its carrier and the
    headline. The speaker and the outlet are no topics. `lexis` is what the whole article teaches (`lexis_of`).
    """
    taught = lexis or lexis_of(f"{headline}\n\n{quote.carrier.text}")
    own = own_words(quote.publication, quote.speaker)
    return voted(_parts(quote, headline), own, taught) or _last_resort((headline, quote.text, quote.carrier.text), own)


def nameable(text: str, headline: str) -> dict[str, Topic]:
    """Return the themes and frequent nouns of an article as topics, by their keys."""
    lexis = lexis_of(text)
    lines = (_OFFICE.sub("…", line) for line in (headline, *text.split("\n")))
    words = ((tokens(line), in_title_case(tokens(line))) for line in lines)
    themes = (each for some, titled in words for each, _ in themed(some, lexis, titled=titled))
    nouns = (
        TopicCandidate(_bare(token.text).lower(), token.text, 0.5)
        for token in tokens(text)
        if not token.capital and not dull(token.text) and stem(_bare(token.text)) in lexis.nouns
    )
    found = ((key(each.name), each) for each in (*themes, *nouns))
    return {of: Topic(of, each.name, each.because) for of, each in found if of}


def topics_told(change: ReportedChange, headline: str, lexis: Lexis | None = None) -> tuple[Topic, ...]:
    """Return what a change of position is about, likeliest first: its own words, what was held before, the headline."""
    sentence, earlier = change.told.sentence.text, change.earlier.sentence.text if change.earlier else ""
    taught = lexis or lexis_of(f"{headline}\n\n{earlier} {sentence}")
    parts = ((5.0, change.words), (4.0, sentence.replace(change.words, " … ")), (3.0, earlier), (2.0, headline))
    return voted(parts, own_words(change.told.publication, change.speaker), taught)


def voted(
    parts: Iterable[tuple[float, str]], own: Collection[str], taught: Lexis, most: int = MOST
) -> tuple[Topic, ...]:
    """Return the topics that weighted texts name, the weightiest first; `own` are words that are no topic here."""
    votes: dict[str, float] = defaultdict(float)
    first: dict[str, Topic] = {}
    for weight, text in parts:
        plain = _OFFICE.sub("…", text)
        for found in {each.name: each for each in candidates(plain, taught)}.values():
            found_key = key(found.name)
            if not found_key or set(fold_words(found.name).split()) <= set(own):
                continue
            votes[found_key] += weight * found.worth
            first.setdefault(found_key, Topic(found_key, found.name, found.because))
    ordered = sorted(votes, key=lambda each: -votes[each])
    kept = [each for each in ordered if not _within(each, ordered)][:most]
    return tuple(first[each] for each in kept)


def _within(one: str, others: Collection[str]) -> bool:
    """Say whether a longer candidate holds all words of this one."""
    return any(one != other and set(one.split()) < set(other.split()) for other in others)


def _parts(quote: Quote, headline: str) -> Iterator[tuple[float, str]]:
    """Yield the texts that may name the topic, each with its weight."""
    yield 5, quote.text
    if quote.lead_in:
        yield 4, quote.lead_in.text
    yield 3, quote.carrier.text.replace(quote.text, " … ")
    yield 2, headline


def own_words(here: Publication, speaker: Speaker | None) -> set[str]:
    """Return the folded words that name the speaker or the outlet."""
    names = [here.outlet, here.agency, speaker.name if speaker else ""]
    return {word for name in names for word in fold_words(name).split()}


def _last_resort(texts: Iterable[str], own: Collection[str]) -> tuple[Topic, ...]:
    """Return the longest telling word of the first text that has one, as the only topic."""
    for text in texts:
        words = [token.text for token in tokens(text) if fold_words(token.text) not in own and not dull(token.text)]
        if words:
            longest = max(words, key=len)
            return (Topic(key(longest), _bare(longest).lower(), longest),) if key(longest) else ()
    return ()


def dull(word: str) -> bool:
    """Say whether a word names no topic by itself."""
    plain = _bare(word).casefold()
    adverb = plain.endswith("ly") and plain not in NO_ADVERBS
    return len(plain) < 4 or plain in DULL or adverb or plain.endswith(("n’t", "n't")) or "’" in plain or "'" in plain


def tokens(text: str) -> list[Token]:
    """Return the words of a text in order."""
    found = []
    for match in _TOKEN.finditer(text):
        at = match.start()
        while at and text[at - 1] == " ":
            at -= 1
        found.append(Token(match[0], match.start(), match.end(), not at or text[at - 1] in _OPENS))
    return found


def lexis_of(text: str) -> Lexis:
    """Return what an article teaches about its own words; lines in title case teach nothing."""
    lines = [(line, tokens(line)) for line in text.split("\n")]
    lines = [(line, words) for line, words in lines if words and not in_title_case(words)]
    every = [token for _, words in lines for token in words]
    names = {_bare(token.text) for token in every if token.capital and not token.opens and not dull(token.text)}
    names |= {token.text for token in every if token.shouted and not token.opens}
    full = {name for line, words in lines for name, _ in named(line, words, names) if " " in name}
    ends: dict[str, set[str]] = defaultdict(set)
    for name in full:
        ends[name.split()[-1]].add(name)
    whole = {end: next(iter(several)) for end, several in ends.items() if len(several) == 1}
    counts = Counter(stem(_bare(token.text)) for token in every)
    after = Counter(
        stem(_bare(token.text))
        for _, words in lines
        for before, token in pairwise(words)
        if before.text.casefold() in BEFORE_NOUNS and not token.capital
    )
    return Lexis(frozenset(names), whole, frozenset(one for one in after if counts[one] >= OFTEN and after[one] > 1))


def in_title_case(words: list[Token]) -> bool:
    """Say whether nearly all words begin with a capital, so that capitals say nothing."""
    return sum(token.capital for token in words) > 0.6 * len(words) and len(words) > 2


def candidates(text: str, lexis: Lexis) -> Iterator[TopicCandidate]:
    """Yield what a text may be about: its themes, its names, its article's frequent nouns."""
    words = tokens(text)
    titled = in_title_case(words)
    themes = list(themed(words, lexis, titled=titled))
    yield from (found for found, _ in themes)
    taken = {number for _, numbers in themes for number in numbers}
    for name, span in named(text, words, lexis.names, titled=titled):
        if not taken & set(span):
            taken |= set(span)
            yield TopicCandidate(lexis.whole.get(name, name), name, 0.9)
    for number, token in enumerate(words):
        plain = _bare(token.text)
        capital = token.capital and not titled and not token.opens
        if number not in taken and not dull(plain) and not capital and stem(plain) in lexis.nouns:
            yield TopicCandidate(plain.lower(), plain, 0.5)


def themed(words: list[Token], lexis: Lexis, *, titled: bool) -> Iterator[tuple[TopicCandidate, range]]:
    """Yield the themes that a text names, the longest phrase first, with the places of their words."""
    stems = [stem(_bare(token.text)) for token in words]
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            phrase = " ".join(stems[at : at + size])
            if phrase in _THEMES and _meant(phrase, words[at], lexis, titled=titled):
                because = " ".join(token.text for token in words[at : at + size])
                worth = 0.7 if phrase in _PROPER and phrase not in _SAME else 1.0
                yield TopicCandidate(_THEMES[phrase], _bare(because), worth), range(at, at + size)
                at += size - 1
                break
        at += 1


def _meant(phrase: str, token: Token, lexis: Lexis, *, titled: bool) -> bool:
    """Say whether a word is the name or the theme it looks like: “US” in capitals, “Polish” with one."""
    if " " in phrase:
        return True
    if phrase in _SHOUTED or phrase in _PROPER:
        return token.shouted if phrase in _SHOUTED else token.capital
    if token.text.casefold() in DULL:
        return False
    proper = token.capital and not token.opens and not titled
    return token.shouted or phrase in _SAME or not (proper and token.text in lexis.names)


def named(
    text: str, words: list[Token], known: Collection[str], *, titled: bool = False
) -> Iterator[tuple[str, range]]:
    """Yield the names in a text with the places of their words; a capital that opens a sentence is no sign."""
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and _goes_on(text, words, at, end, known, titled=titled):
            end += 1
        if end == at:
            at += 1
            continue
        begin = at
        while begin < end and dull_name(words[begin].text):
            begin += 1
        offices = [each for each in range(begin, end - 1) if words[each].text.casefold() in OFFICES]
        begin = offices[-1] + 1 if offices and words[offices[-1] + 1].capital else begin
        last = end
        while last > begin and (dull_name(words[last - 1].text) or not words[last - 1].capital):
            last -= 1
        if begin < last and _a_name(words, begin, last, known):
            yield _bare(text[words[begin].start : words[last - 1].end]), range(begin, last)
        at = max(end, at + 1)


def _goes_on(text: str, words: list[Token], at: int, end: int, known: Collection[str], *, titled: bool) -> bool:
    """Say whether the word at `end` belongs to the name that begins at `at`."""
    token = words[end]
    if end == at:
        return token.capital and (not titled or _bare(token.text) in known or token.shouted)
    gap = text[words[end - 1].end : token.start]
    if words[end - 1].text.endswith(("’s", "'s")) or gap not in {" ", "-", " & "}:
        return False
    if token.capital:
        return not titled or _bare(token.text) in known
    link = end + 1 < len(words) and words[end + 1].capital and _LINKS.match(text, words[end - 1].end)
    return bool(link) and not titled


def dull_name(word: str) -> bool:
    """Say whether a word with a capital is no part of the name next to it: a title, a month, “The”."""
    plain = _bare(word)
    return plain.casefold().strip(".") in BESIDE_NAMES and not (len(plain) > 1 and plain.isupper())


def _a_name(words: list[Token], begin: int, last: int, known: Collection[str]) -> bool:
    """Say whether the words are a name: two of them, or one that is not merely the first of its sentence."""
    first = words[begin]
    if last - begin > 1:
        return True
    if dull(first.text) and not first.shouted:
        return False
    return not first.opens or _bare(first.text) in known
