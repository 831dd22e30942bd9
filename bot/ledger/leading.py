"""Which quotes of an article are its key quotes: they hold its central words, come early, commit somebody in office."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from bot.ledger.newsworthy import in_office
from bot.ledger.profile import words
from bot.ledger.usual import USUAL
from bot.model.news import Article
from bot.model.record import NAMED_FROM, Quote

KEY_QUOTES = 3
CENTRAL = 35  # words of an article that it is about
RARE = 0.0015  # share of paragraphs that has a word which is not usual
LONG = 35  # words from which a quote is long enough
# How much each sign is worth, in central words; chosen on labelled articles.
WHOLE, EARLY, COMMITS, NAMED, OFFICE, LENGTH = 1.5, 1.0, 1.0, 1.5, 2.0, 2.0
_COMMITS = r"""
    will, shall, must, should, won[’']t, can ?not, can[’']t, never, going to, needs? to, demand\w*,
    call(?:s|ing)? (?:on|for), reject\w*, refus\w+, promis\w+, den(?:y|ies|ied), resign\w*, condemn\w*,
    support\w*, oppos\w+, announc\w+, decid\w+, agree\w*, unacceptable, responsib\w+, wrong, apolog\w+, sorry
"""  # words of somebody who commits to something
COMMITTING = re.compile(rf"(?i)\b(?:{'|'.join(each.strip() for each in _COMMITS.split(','))})\b")


def key_quotes(article: Article, quotes: Sequence[Quote]) -> tuple[str, ...]:
    """Return the ids of at most three key quotes, the best first, no two from one sentence."""
    central = central_words(f"{article.publication.title}\n{article.text}")
    ordered = sorted(quotes, key=lambda each: each.span.start)
    worth = {each.id: _worth(each, at, central) for at, each in enumerate(ordered)}
    chosen: list[Quote] = []
    for each in sorted(ordered, key=lambda quote: -worth[quote.id]):
        if len(chosen) < KEY_QUOTES and all(each.carrier.span != other.carrier.span for other in chosen):
            chosen.append(each)
    return tuple(each.id for each in chosen)


def central_words(text: str) -> frozenset[str]:
    """Return the words that a text says often and others seldom."""
    counts = Counter(key for key, _ in words(text))
    weight = {word: count * -math.log(USUAL.get(word, RARE)) for word, count in counts.items()}
    return frozenset(sorted(weight, key=lambda word: (-weight[word], word))[:CENTRAL])


def _worth(quote: Quote, at: int, central: frozenset[str]) -> float:
    """Return how well a quote stands for its article, the one at this number of its quotes."""
    own = [key for key, _ in words(quote.text)]
    name = {key for key, _ in words(quote.speaker.name)} if quote.speaker else set()
    sure = quote.speaker is not None and quote.confidence >= NAMED_FROM
    return (
        len(set(own) & central - name)
        + LENGTH * min(1.0, len(quote.text.split()) / LONG)
        + WHOLE * quote.kind.whole
        + COMMITS * bool(COMMITTING.search(quote.text))
        + NAMED * sure
        + OFFICE * (quote.speaker is not None and in_office(quote.speaker.role))
        - EARLY * math.log(1 + at)
    )
