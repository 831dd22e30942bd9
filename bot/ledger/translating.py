"""Whether a translation may stand below its original: numbers, names and negations are counted on both sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from bot.errors import Refused
from bot.ledger import people
from bot.ledger.gates import listed, short
from bot.model.choice import Foreign
from bot.model.text import Span
from bot.reading.languages.given import GIVEN
from bot.reading.languages.translated import NAMES, NEGATIONS, NUMBERS
from bot.reading.text.sentences import sentences

LANGUAGES = {"en": "English", "de": "German"}  # between which both sides can be counted
SHORTEST, LONGEST = 0.5, 2.0  # of the original's length
SAME, DIFFERS = "same", "differs"
_FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f' ]\d{3})*(?:[.,]\d+)?|%")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_OPENS = re.compile(r"(?<![^\s(\[—–-])[“„\"«»‘‚]")  # a mark that begins a quotation
_TITLED = re.compile(r"[A-Z]\w")
_FIGURES = {
    language: {word.casefold(): row[2] for row in NUMBERS for word in row[at].split()}
    for at, language in enumerate(LANGUAGES)
}


def translations(answer: object, offered: Sequence[Foreign]) -> dict[str, str]:
    """Return the translations of an answer that keep what can be counted; raises Refused for what was not offered."""
    return {each.id: words for each, words in _rows(answer, "translations", offered) if faithful(each, words)}


def alike(answer: object, offered: Collection[str]) -> dict[str, bool]:
    """Return of which translations a second reader says that they tell the same; raises Refused."""
    known, found = {short(id_): id_ for id_ in offered}, dict[str, bool]()
    for row in listed(answer, "verdicts"):
        id_, verdict = (row.get("id"), row.get("verdict")) if isinstance(row, dict) else (None, None)
        if not isinstance(id_, str) or id_ not in known or known[id_] in found:
            raise Refused("unknown id", f"There is no translation {str(id_)[:20]!r}, or it stands there twice.")
        if verdict not in {SAME, DIFFERS}:
            raise Refused("verdict", f"{str(verdict)[:30]!r} is no verdict of the list.")
        found[known[id_]] = verdict == SAME
    return found


def _rows(answer: object, name: str, offered: Sequence[Foreign]) -> list[tuple[Foreign, str]]:
    known, found = {short(each.id): each for each in offered}, dict[str, tuple[Foreign, str]]()
    for row in listed(answer, name):
        id_, words = (row.get("id"), row.get("words")) if isinstance(row, dict) else (None, None)
        if not isinstance(id_, str) or id_ not in known or id_ in found:
            raise Refused("unknown id", f"There is no original {str(id_)[:20]!r}, or it stands there twice.")
        if not isinstance(words, str):
            raise Refused("malformed", "A translation has “words”.")
        found[id_] = (known[id_], " ".join(words.split()))
    return list(found.values())


def faithful(each: Foreign, words: str) -> bool:
    """Say whether a translation keeps the numbers, days, names, negations and marks of its original, and adds none."""
    source, target = each.source, each.target
    if not words.isprintable() or "://" in words or words.casefold() == each.text.casefold():
        return False
    if not SHORTEST <= len(words) / len(each.text) <= LONGEST:
        return False
    counted = ((each.text, source), (words, target))
    figures, negations = ([count(*side) for side in counted] for count in (_figures, _negations))
    marks = [len(_OPENS.findall(text)) for text, _ in counted]
    told = [len(sentences(text, Span(0, len(text)), ())) for text, _ in counted]
    if any(one != other for one, other in (figures, negations, marks, told)):
        return False
    english, german = (each.text, words) if source == "en" else (words, each.text)
    return _named(english, german) and _spoken(each, words)


def _figures(text: str, language: str) -> Counter[str]:
    """Count numbers, their units, days and months, each as one figure for both languages."""
    plain = text.casefold()
    found = Counter(re.sub(r"\D", "", each.group()) or "%" for each in _FIGURE.finditer(plain))
    words = (_FIGURES[language].get(each.group()) for each in _WORD.finditer(plain))
    return found + Counter(each for each in words if each)


def _negations(text: str, language: str) -> int:
    plain = [re.sub("[’']", "", each.group()) for each in _WORD.finditer(text.casefold())]
    return sum(each in NEGATIONS[language] for each in plain) + _in_two(plain, language)


def _in_two(words: Sequence[str], language: str) -> int:
    """Return how many “nor” have no “neither” before them: with it both are one negation."""
    if language != "en" or "nor" not in words:
        return 0
    return sum(each == "nor" for each in words) - words.count("neither")


def _named(english: str, german: str) -> bool:
    """Say whether each capital word of the English side that does not begin a sentence has its word in the German.

    German nouns have capitals, too: of its words only given names must stand in the English.
    """
    here, there = ({each.group().casefold() for each in _WORD.finditer(text)} for text in (english, german))
    persons = {each.casefold() for each in _capital(german)} & GIVEN
    return persons <= here and all(_has(each, there) for each in _capital(english))


def _capital(text: str) -> list[str]:
    words = list(_WORD.finditer(text))
    inside = [
        each.group()
        for before, each in pairwise(words)
        if not re.search(r"[.!?:;“”\"„…]", text[before.end() : each.start()]) and _TITLED.match(each.group())
    ]
    return [re.sub(r"[’']s?$", "", each) for each in inside]


def _has(word: str, there: set[str]) -> bool:
    plain = word.casefold()
    if plain in _FIGURES["en"]:
        return True  # a day or a month, which is counted
    begins = NAMES.get(plain, plain).casefold()
    return any(begins in each if plain in NAMES else each in {begins, f"{begins}s"} for each in there)


def _spoken(each: Foreign, words: str) -> bool:
    """Say whether the names of speakers that the original has stand in the translation."""
    here, there = (
        {one.group().casefold().removesuffix("s") for one in _WORD.finditer(text)} for text in (each.text, words)
    )
    names = {word.removesuffix("s") for name in each.names for word in people.fold(name).split()}
    return names & here <= there
