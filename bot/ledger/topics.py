"""What a quote is about: from its own words, the words around it and the headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from bot.ledger import people
from bot.ledger.words import fold_words, without_accents
from bot.model.record import Quote, Topic
from bot.reading.names import stripped

MOST = 3
# One thing under several names; the first is how it is shown.
ALIASES = (
    (
        "Nato",
        "north atlantic treaty organization",
        "north atlantic treaty organisation",
        "north atlantic alliance",
        "otan",
    ),
    ("United States", "us", "u s", "usa", "america", "united states of america"),
    ("United Kingdom", "uk", "u k", "britain", "great britain"),
    ("European Union", "eu", "e u"),
    ("United Nations", "un", "u n"),
    ("climate change", "climate", "global warming", "climate crisis"),
    ("Ukraine", "ukraine war", "war in ukraine", "ukraine conflict"),
    ("artificial intelligence", "ai", "a i"),
)
_SAME = {fold_words(name): names[0] for names in ALIASES for name in names}
_NAME = re.compile(r"(?<![\w’'])(?:[A-Z][\w’'-]*\w|[A-Z]{2,}|(?:[A-Z]\.){2,})(?:\s(?:of\s(?:the\s)?)?[A-Z][\w’'-]*\w)*")
_WORD = re.compile(r"(?<![\w’'-])[a-z][a-z’'-]{3,}")
_NO_NOUN = ("ing", "ed", "ly", "n't")
_POSSESSIVE = re.compile(r"[’']s?$")
_COMMON = frozenset(
    """
    that this these those there their they them then than with from have been were will would could should about after
    before being because between both cannot does doing done down during each even every from further going gone good
    great have having here himself herself into itself just keep kept know known last less let's like likely little long
    look made make makes making many maybe mean means might more most much must need needs never next none nothing often
    once only other ought ours over people person please quite rather really right said same says saying seem seems
    seen several shall since some somebody something sometimes soon still such sure take taken takes taking tell tells
    thank that's they're thing things think thought time times today told tomorrow tonight toward towards tried trying
    under until upon used uses using very want wanted wants well went were what when where whether which while whole
    whom whose will with within without wouldn't year years yesterday your yours monday tuesday wednesday thursday
    friday saturday sunday week weeks month months days night morning evening asked added insisted warned argued called
    wrote reporters statement interview official officials spokesman spokeswoman minister president secretary leader
    leaders government believe believes ready made point part parts side question questions answer reason matter matters
    work works working place world country countries nation nations every everyone anybody anything another against
    always already almost along also among around away back best better came come comes coming course different either
    else enough ever first second third half hard high home hope idea left life live lives money number open order
    page read real small start stop thing together turn view wait week yes true false fact facts told words word
    called calls find found give given gives getting gets hours minute minutes speaking speak spoke simply single
    clear clearly whatever somewhere anywhere nowhere despite until later earlier again once early late full
    """.split()
)


def key(text: str) -> str:
    """Return what look-ups compare: folded, one name for many, each word stemmed."""
    folded = re.sub(r"^the ", "", without_accents(fold_words(text)))
    folded = fold_words(_SAME.get(folded, folded))
    return " ".join(_stem(word) for word in folded.split())


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """Return a word's stem; the stemmer keeps its state in itself, so each word gets its own."""
    return str(snowballstemmer.stemmer("english").stemWord(word))


def topics_of(quote: Quote, headline: str) -> tuple[Topic, ...]:
    """Return one to three topics, the likeliest first: names first, then words that quote and headline share."""
    own = _own_names(quote)
    votes: Counter[str] = Counter()
    shown: dict[str, Topic] = {}
    for weight, part in _parts(quote, headline):
        for name in _candidates(part):
            found = key(name)
            if not found or found in own or len(found) < 2:
                continue
            votes[found] += weight
            shown.setdefault(found, Topic(found, _SAME.get(fold_words(name), name), name))
    best = [each for each, _ in votes.most_common(MOST * 4)]
    kept = [each for each in best if not any(each != other and each in other.split() for other in best)]
    return tuple(shown[each] for each in kept[:MOST])


def _parts(quote: Quote, headline: str) -> Iterator[tuple[int, str]]:
    """Yield the texts that may name the topic, each with its weight."""
    yield 5, quote.text
    if quote.lead_in:
        yield 4, quote.lead_in.text
    yield 3, quote.carrier.text.replace(quote.text, " ")
    yield 2, headline


def _candidates(text: str) -> Iterator[str]:
    """Yield the names in a text, and its longer plain words."""
    for found in _NAME.finditer(text):
        words = stripped(_POSSESSIVE.sub("", found.group()).split())[1]
        name = " ".join(words)
        begins = len(words) == 1 and text[: found.start()].rstrip()[-1:] in {"", ".", "“", "‘", '"', "!", "?", "'"}
        if begins and fold_words(name) not in _SAME and not name.isupper():
            continue  # a capital at the beginning of a sentence is no sign of a name
        if name.lower() not in _COMMON and len(name) > 1:
            yield name
    for word in _WORD.findall(text):
        plain = _POSSESSIVE.sub("", word)
        if plain not in _COMMON and len(plain) > 4 and not plain.endswith(_NO_NOUN) and plain.isalpha():
            yield plain


def _own_names(quote: Quote) -> set[str]:
    """Return the keys that are no topic: the speaker's own name and the outlet's."""
    names = [quote.publication.outlet, quote.publication.agency]
    if quote.speaker:
        names += [quote.speaker.name, *people.aliases(quote.speaker.name), *quote.speaker.role.split()]
    return {key(name) for name in names if name}
