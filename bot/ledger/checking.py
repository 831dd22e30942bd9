"""Compare words that somebody quotes with the quotes on record: the same, changed, cut, put together, another's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from bot.ledger.people import fold
from bot.ledger.words import fold_words
from bot.model.record import NAMED_FROM, Filed

MOST_WORDS = 200  # of one quotation; more is compared by its beginning
MOST_PHRASES = 12  # by which quotes are looked up
MOST_COMPARED = 8  # quotes that are compared word by word
PART = 3  # words that two parts of a splice have at least
ALIKE = 0.6  # of the words in their order, from which a quotation is a changed one
STRETCHED = 2  # times its length over which a quotation's words may be spread
_WORD = re.compile(r"[-−]?[$€£¥]?\d+(?:[.,:]\d+)*[%‰]?|[^\W\d_]+(?:'[^\W\d_]+)*|[$€£¥%]")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_TURNS = frozenset(  # words that turn or limit a sentence: without them it says something else
    "not no never nor neither nothing nobody none without unless if whether hardly barely until except cannot only "
    "deny denied denies refuse refused refuses doubt doubts doubted reject rejected false nicht kein keine nie ohne "
    "wenn".split()
)


class Finding(StrEnum):
    """Say how a quotation stands to the record."""

    SAME = "word for word"
    OTHER = "by somebody else"
    CUT = "cut: its clause says less or the opposite"
    SPLICED = "put together from two"
    ALTERED = "altered"
    NONE = "not on record"


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """Hold words that are quoted somewhere, and whose they are said to be."""

    words: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Alteration:
    """Hold what stands on record in a place and what the quotation has there."""

    recorded: str
    quoted: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Hold what was found of a claim: the quotes that it is, or comes nearest to, and where it differs."""

    claim: QuotedWords
    finding: Finding
    nearest: tuple[Filed, ...] = ()
    differences: tuple[Alteration, ...] = ()


def tokens(text: str) -> list[str]:
    """Return the words of a text as they are compared: without case, with all that changes a word or a number."""
    plain = re.sub("[’‘ʼ`´]", "'", unicodedata.normalize("NFKC", text)).casefold()
    return _WORD.findall(plain)[:MOST_WORDS]


def phrases(claim: str) -> tuple[str, ...]:
    """Return stretches of three words by which quotes that may be meant are found, the longest of each half."""
    words = fold_words(claim).split()[:MOST_WORDS]
    size = min(3, len(words))
    rows = [" ".join(words[at : at + size]) for at in range(len(words) - size + 1)] if size else []
    half = -(-len(rows) // 2)
    chosen = [row for part in (rows[:half], rows[half:]) for row in sorted(part, key=len)[-MOST_PHRASES // 2 :]]
    pairs = [" ".join(words[at : at + 2]) for at in range(len(words) - 1)] if 2 <= len(words) <= 6 else []
    return tuple(dict.fromkeys([*chosen, *pairs]))[: MOST_PHRASES + len(pairs)]


def verdict(claim: QuotedWords, candidates: Sequence[Filed]) -> Verdict:
    """Return how a claim stands to quotes that share words with it."""
    mine = tokens(claim.words)
    if not mine:
        return Verdict(claim, Finding.NONE)
    known = [(filed, tokens(filed.quote.text)) for filed in candidates]
    if same := [filed for filed, theirs in known if within(mine, theirs) is not None]:
        return _same(claim, same)
    nearest = sorted(known, key=lambda each: -_shared(mine, each[1]))
    if parts := _spliced(mine, nearest):
        return Verdict(claim, Finding.SPLICED, parts)
    near = nearest[:MOST_COMPARED]
    compared = [(_alike(mine, theirs), filed, theirs) for filed, theirs in near]
    score, best, theirs = max(compared, key=lambda each: each[0], default=(0.0, None, []))
    if best is None or score < ALIKE:
        return Verdict(claim, Finding.NONE)
    return Verdict(claim, Finding.ALTERED, (best,), tuple(_differences(mine, theirs)))


def within(mine: Sequence[str], theirs: Sequence[str]) -> int | None:
    """Return where words stand in a row in others, or None."""
    size = len(mine)
    return next((at for at in range(len(theirs) - size + 1) if theirs[at : at + size] == list(mine)), None)


def _same(claim: QuotedWords, same: Sequence[Filed]) -> Verdict:
    """Return the verdict on words that are on record in a row."""
    theirs = [each for each in same if not claim.speaker or _is(claim.speaker, each)]
    if not theirs:
        return Verdict(claim, Finding.OTHER, tuple(same))
    whole = [each for each in theirs if not _says_less(claim.words, each)]
    return Verdict(claim, Finding.SAME if whole else Finding.CUT, tuple(whole or theirs))


def _is(name: str, filed: Filed) -> bool:
    """Say whether a quote is by somebody of that name, by its last word; whose it is not surely may be anybody's."""
    speaker, sure = filed.quote.speaker, filed.quote.confidence >= NAMED_FROM
    return speaker is None or not sure or fold(name).split()[-1:] == fold(speaker.name).split()[-1:]


def _says_less(words: str, filed: Filed) -> bool:
    """Say whether the sentences that hold the words have a word that turns or limits them, and the words do not."""
    mine, carrier = tokens(words), filed.quote.carrier.text
    held = [tokens(each) for each in _SENTENCE.split(carrier)]
    around = next((each for each in held if within(mine, each) is not None), None)
    return around is not None and _turned(_said_there(around, tokens(filed.quote.text), mine)) > _turned(mine)


def _said_there(sentence: Sequence[str], quoted: Sequence[str], mine: Sequence[str]) -> Sequence[str]:
    """Return the words of a sentence without what it tells besides, behind the quotation: “… and said he would not”."""
    held = quoted if within(quoted, sentence) is not None else mine
    end = (within(held, sentence) or 0) + len(held)
    for at in range(end, len(sentence) - 1):
        if sentence[at] == "and" and not _turned([sentence[at + 1]]):
            return sentence[:at]
    return sentence


def _turned(words: Sequence[str]) -> int:
    return sum(word in _TURNS or word.endswith("n't") for word in words)


def _shared(mine: Sequence[str], theirs: Sequence[str]) -> int:
    """Return how many pairs of neighbours two texts share, and words: what may be the same is looked at first."""
    pairs = set(pairwise(mine)) & set(pairwise(theirs))
    return 2 * len(pairs) + len(set(mine) & set(theirs))


def _spliced(mine: Sequence[str], near: Sequence[tuple[Filed, list[str]]]) -> tuple[Filed, ...]:
    """Return two quotes of which the words are the end of nothing but a part each, or ()."""
    begins = [(_begun(mine, theirs), filed) for filed, theirs in near]
    ends = [(_begun(mine[::-1], theirs[::-1]), filed) for filed, theirs in near]
    for at in range(PART, len(mine) - PART + 1):
        first = [filed for length, filed in begins if length >= at]
        second = [filed for length, filed in ends if length >= len(mine) - at]
        if first and second and not {each.quote.id for each in first} & {each.quote.id for each in second}:
            return (first[0], second[0])
    return ()


def _begun(mine: Sequence[str], theirs: Sequence[str]) -> int:
    """Return how many of the first words stand in a row in others."""
    longest = 0
    for start in (at for at, word in enumerate(theirs) if word == mine[0]):
        pairs = zip(mine, theirs[start:], strict=False)
        longest = max(
            longest,
            next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(mine), len(theirs) - start)),
        )
    return longest


def _alike(mine: Sequence[str], theirs: Sequence[str]) -> float:
    """Return which part of the words stands in the others in the same order."""
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()[:-1]
    if not blocks or max(each.size for each in blocks) < min(2, len(mine)):
        return 0.0
    spread = blocks[-1].b + blocks[-1].size - blocks[0].b
    return sum(each.size for each in blocks) / len(mine) if spread <= STRETCHED * len(mine) else 0.0


def _differences(mine: Sequence[str], theirs: Sequence[str]) -> list[Alteration]:
    """Return where the words differ, what turns a sentence first; what stands before and behind is no difference."""
    steps = SequenceMatcher(None, theirs, mine, autojunk=False).get_opcodes()
    inner = [step for at, step in enumerate(steps) if step[0] != "delete" or 0 < at < len(steps) - 1]
    found = [Alteration(" ".join(theirs[a:b]), " ".join(mine[c:d])) for kind, a, b, c, d in inner if kind != "equal"]
    return sorted(found, key=lambda each: not _turned(f"{each.recorded} {each.quoted}".split()))
