"""Read a language that has words but no learned weights: a verb of saying between a name and a quotation, no more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bot.model.news import Article
from bot.model.record import Draft, QuoteKind, Speaker
from bot.reading.languages import PLAIN
from bot.reading.languages.given import GIVEN
from bot.reading.languages.plain import Plain
from bot.reading.speakers.cues import FILLER, masked
from bot.reading.text.quotes import Stretch
from bot.reading.text.sentence import Line, lines

SURE = 0.9  # of a full name beside a verb of saying; there is no data to measure it on
_NAME = r"((?:[a-zäöü]+\s)?[A-ZÄÖÜ][\w’'-]+(?:\s(?:von|van|de|zu|al)?\s?[A-ZÄÖÜ][\w’'-]+){0,5})"
_WORD = re.compile(r"\w+")
_SAMPLE = 5_000  # characters of a text that its language is guessed by
_SEVERAL = 4  # words of a language
_SHORT = 4  # letters; longer roles end compounds
_ENGLISH = frozenset("the and of to that is for was it with has he she said".split())
_LONG = 2  # words; a shorter stretch that nobody is said to say is a term


def drafts(article: Article, language: Plain) -> Iterator[Draft]:
    """Yield the quotations of an article, each in its whole sentence, named only where the pattern is plain."""
    full: dict[str, str] = {}
    for line in lines(article.text, language.abbreviations):
        mask = masked(article.text, line.span, [stretch.outer for stretch in line.stretches])
        found = [_speaker(mask, stretch, line, language, full) for stretch in line.stretches]
        for stretch, each in zip(line.stretches, found, strict=True):
            speaker = each or next((other for other in found if other), None)
            if speaker or len(stretch.words.of(article.text).split()) > _LONG:
                yield Draft(
                    stretch.words, QuoteKind.MIXED, line.span, speaker=speaker, confidence=SURE if speaker else 0.0
                )


def _speaker(mask: str, stretch: Stretch, line: Line, language: Plain, full: dict[str, str]) -> Speaker | None:
    """Return whom the words beside a quotation name: “…”, sagte Ana Ruiz; Ana Ruiz sagte: “…”; laut Ana Ruiz “…”."""
    start, end = stretch.outer.start - line.span.start, stretch.outer.end - line.span.start
    verbs = "|".join(sorted(language.saying))
    after = re.match(rf"[,\s]*(?:{verbs})\s(?:(?:der|die)\s)?{_NAME}", mask[end:])
    before = re.search(rf"{_NAME}\s(?:{verbs})\b[^{FILLER}.;]*$", mask[:start])
    according = re.search(rf"\b(?:{'|'.join(language.according)})\s{_NAME}", mask)
    for found in (after, before, according):
        speaker = _named(found[1], language, full) if found else None
        if speaker:
            return speaker
    return None


def guessed(text: str) -> Plain | None:
    """Return the plain language of a text that names none, by its small words and verbs, or None for English."""
    counts = Counter(_WORD.findall(text[:_SAMPLE].lower()))
    english = sum(counts[word] for word in _ENGLISH)
    for language in PLAIN.values():
        theirs = sum(counts[word] for word in language.small | language.saying)
        if theirs >= _SEVERAL and theirs > 2 * english:
            return language
    return None


def _role(word: str, language: Plain) -> bool:
    """Say whether a word is a role, or a compound that ends in one: “Verkehrsministerin”."""
    return word in language.roles or any(len(role) > _SHORT and word.endswith(role) for role in language.roles)


def _named(words: str, language: Plain, full: dict[str, str]) -> Speaker | None:
    """Return the person behind titles: by a given name, or by the surname of one who was named before."""
    tokens = [word for word in words.split() if word.lower() not in language.small]
    at = 0
    while at < len(tokens) and _role(tokens[at].lower().strip("."), language):
        at += 1
    role, name = " ".join(tokens[:at]), " ".join(tokens[at:])
    if len(tokens) - at > 1 and tokens[at].lower() in GIVEN:
        full[tokens[-1]] = name
        return Speaker(name, role=role)
    return Speaker(full[name], role=role) if name in full else None
