"""What a quotation needs beside it: its carrier, and the sentence it leans on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.model.record import QuoteKind
from bot.model.text import Span
from bot.reading.languages import english, german
from bot.reading.languages.words import any_of, listed
from bot.reading.text.quotes import Stretch

LONG = 400  # characters; a longer carrier is cut at clause borders where that is safe
LONGEST = 2_000  # characters; what is longer without an end is no sentence, and stays whole
_WHOLE = [rf"{each}\b" for each in listed(english.DENIALS)]
_DENIAL = re.compile(any_of(["n’t", "n't", *_WHOLE, *listed(english.DENIALS_BEGIN)]))
_WORD = re.compile(r"[\w’'-]+")
_SIGNPOST = re.compile(rf"(?i)\W{{0,3}}(?:{english.SIGNPOSTS}|{german.SIGNPOSTS})")
_SENTENCE_END = re.compile(r"[.!?…]$")
_CLAUSE_BORDER = re.compile(r"(?:[;:—]\s|,\s(?=(?:and|but|while|which|who|as|because|although|though)\b))")


def kind_of(text: str, stretch: Stretch, sentence: Span, *, cued: bool) -> QuoteKind:
    """Return DIRECT only for words that stand alone: whole clauses that nothing outside denies.

    A quotation stands alone when it opens like a sentence, runs to its own end, and the outlet's words around it hold no
    negation and no other quotation that it is a part of.
    """
    words = stretch.words.of(text)
    outside = text[sentence.start : stretch.outer.start] + " " + text[stretch.outer.end : sentence.end]
    first = words.lstrip("[(“‘\"'…. ")[:1]
    capital = first.isupper() or first.isdigit() or not stretch.opened
    long_enough = len(_WORD.findall(words)) >= 3
    begins = stretch.outer.start == sentence.start or bool(
        re.search(r"[,:—–]\s*$|\bthat\s*$", text[sentence.start : stretch.outer.start])
    )
    ended = (
        bool(re.search(r"[.!?…,—–-]$", words))
        or not stretch.closed
        or text[stretch.outer.end : stretch.outer.end + 1] in {".", ",", ""}
    )
    whole = capital and long_enough and (begins or cued) and ended and not _goes_on(text, stretch, sentence)
    return QuoteKind.DIRECT if whole and next(denials(outside), -1) < 0 else QuoteKind.MIXED


def _goes_on(text: str, stretch: Stretch, sentence: Span) -> bool:
    """Say whether the outlet's sentence goes on into the quotation, or out of it into another one."""
    before = text[sentence.start : stretch.outer.start]
    after = text[stretch.outer.end : sentence.end]
    if re.search(r"[\"“‘«„]", after) and stretch.words.of(text).endswith((",", "-", "—")):
        rest = re.search(r"[\"“‘«„]\W*(\w)", after)
        return bool(rest and rest[1].islower())
    return bool(before.strip()) and not re.search(r"[,:—–.”\"’]\s*$", before)


def carrier_of(text: str, stretch: Stretch, sentence: Span) -> Span:
    """Return the sentence that holds a quotation, cut at clause borders when it is over 400 characters and that is safe.

    Safe is a cut that leaves the governing verb and every negation of the sentence inside; else the whole sentence.
    """
    start = stretch.outer.end
    if not LONG < sentence.end - sentence.start <= LONGEST:
        return sentence
    denied = max(denials(text[start : sentence.end]), default=0)
    borders = (each.start() for each in _CLAUSE_BORDER.finditer(text, start + denied, sentence.end))
    return Span(sentence.start, next(borders, sentence.end))


def leads_away(sentence: str) -> bool:
    """Say whether a line of a page leads to another page: no sentence of the article leans on it."""
    return bool(_SIGNPOST.match(sentence))


def denials(words: str) -> Iterator[int]:
    """Yield where words deny or doubt something."""
    lower = words.lower()
    if len(lower) != len(words):  # a few letters change their length, and places must not
        lower = words
    for found in _DENIAL.finditer(lower):
        if found[0] in {"n’t", "n't"} or not lower[found.start() - 1 : found.start()].isalnum():
            yield found.start()


def lead_in_of(text: str, stretch: Stretch, before: Span | None, taken: Sequence[Span]) -> Span | None:
    """Return the outlet's sentence before a quotation that leans on it, verbatim, or None.

    A quotation leans when it opens with a conjunction or an answer, or when its first clause has a pronoun or a
    pointing word with nothing in the clause before it to point at.
    """
    if before is None or not leans(stretch.words.of(text)) or any(before.overlaps(span) for span in taken):
        return None
    return before


def leans(words: str) -> bool:
    """Say whether words point back at what was said before them."""
    clause = re.split(r"[.;:!?]|, (?:but|and|so)\b", words.strip(" “”\"'‘’[]"), maxsplit=1)[0]
    found = [word.lower().replace("’", "'") for word in _WORD.findall(clause)][:14]
    if not found:
        return False
    if found[0] in english.LEANING_STARTS:
        return True
    seen_noun = False
    for word in found[:8]:
        stem = word.split("'")[0]
        if stem in english.LEANING and not (stem in {"there", "it"} and _pleonastic(found, word)):
            return not seen_noun
        seen_noun = seen_noun or (len(stem) > 4 and stem not in english.STARTERS and stem not in _VERBS)
    return False


_VERBS = frozenset("think believe really would could should going never always don doesn hope know guess want".split())


def _pleonastic(words: list[str], word: str) -> bool:
    """Say whether “there are …” or “it is …” points at nothing."""
    at = words.index(word)
    follows = words[at + 1 : at + 2]
    return (
        word.split("'", maxsplit=1)[0] == "there"
        and bool(follows)
        and follows[0] in {"are", "is", "was", "were", "will", "has", "have"}
    )
