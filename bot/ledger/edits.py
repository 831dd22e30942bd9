"""What an edited page now has in the place of words that it had: pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ledger.checking import Alteration, Finding, QuotedWords, verdict
from bot.ledger.words import fold_words
from bot.model.record import Filed

RUN = 5  # words in a row that tell one text from another
SHARED = 0.5  # of these that a text has in common with its earlier revision
LONGEST = 240  # characters of what it now reads


def one_article(before: str, after: str) -> bool:
    """Say whether a text is the other edited: a wall or a front page shares few rows of words with an article."""
    old, new = _rows(before), _rows(after)
    return bool(old) and len(old & new) >= SHARED * len(old)


def _rows(text: str) -> set[tuple[str, ...]]:
    words = fold_words(text).split()
    return {tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}


def edited(words: str, revision: Sequence[Filed]) -> str:
    """Return how words were edited, by the quotes of the new revision, or "" where they were taken out."""
    found = verdict(QuotedWords(words), revision)
    if found.finding is not Finding.ALTERED or not found.differences:
        return ""
    now = " ".join(found.nearest[0].quote.text.split())
    now = now if len(now) <= LONGEST else f"{now[:LONGEST].rstrip()} …"
    return f"edited in the article: {'; '.join(map(_told, found.differences[:3]))}. It now reads “{now}”"


def _told(difference: Alteration) -> str:
    """Return what became of some words; `recorded` is what the new revision has."""
    if not difference.quoted:
        return f"“{difference.recorded}” was put in"
    if not difference.recorded:
        return f"“{difference.quoted}” was left out"
    return f"“{difference.quoted}” became “{difference.recorded}”"
