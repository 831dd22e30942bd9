"""How two dated statements of one speaker on one topic compare: said only where the later words say so themselves."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.ledger.topics import dull, stem, tokens
from bot.ledger.variants import alike
from bot.model.position import Compared, Comparison, Statement

NONE = Comparison(Compared.NOT_COMPARABLE)
SHORTEST = 3  # words that can have been meant otherwise
SAME, SURE = 0.9, 0.82
SOON = timedelta(days=3)  # within which somebody's words on earlier ones need not repeat any of them
# “I no longer want the toll”, “I’ve changed my mind”; not “I no longer live there”.
TURNED = re.compile(
    r"\bI(?:['’]ve| have) (?:changed my (?:mind|position|view)|reconsidered)\b"
    r"|\bI no longer (?:believe|think|support|oppose|want|favou?r|back|rule out|insist)\b"
)
# “I misspoke”, “I withdraw that remark”, “I take it back”; not “I withdraw from the race”.
WITHDRAWN = re.compile(
    r"\bI (?:misspoke|(?:take|took) (?:it|that|this|those words) back)\b"
    r"|\bI (?:withdraw|retract) (?:it|that|this|those|my|what I said|the (?:remarks?|words?|comments?|statement))\b"
)
_SUPPOSED = re.compile(r"(?i)\b(?:if|whether|would|should|unless)\b")
_CLAUSE_END = re.compile(r"[.;!?]")


def compare(topic: str, earlier: Statement, later: Statement) -> Comparison:
    """Return how the later statement compares with the earlier one; not comparable where it does not say so."""
    if min(len(earlier.quote.split()), len(later.quote.split())) < SHORTEST:
        return NONE
    if alike(earlier.quote, later.quote):
        return Comparison(Compared.SAME, "the same words", SAME)
    if not _tied(topic, earlier, later):
        return NONE
    for pattern, label, means in (
        (TURNED, Compared.REVERSED, "the later words say that it changed"),
        (WITHDRAWN, Compared.SOFTENED, "the later words take back"),
    ):
        found = pattern.search(later.quote)
        if found and not pattern.search(earlier.quote) and not _supposed(later.quote[: found.start()]):
            return Comparison(label, f"{means}: “{found.group()}”, after “{opening(earlier.quote)}”", SURE)
    return NONE


def _supposed(before: str) -> bool:
    """Say whether the clause that ends a text only supposes something."""
    return _SUPPOSED.search(_CLAUSE_END.split(before)[-1]) is not None


def _tied(topic: str, earlier: Statement, later: Statement) -> bool:
    """Say whether words on earlier ones mean these: said within days of them, or with words of theirs."""
    if earlier.on and later.on and later.on - earlier.on <= SOON:
        return True
    return bool((_stems(earlier.quote) & _stems(f"{later.quote} {later.context}")) - _stems(topic))


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(token.text) for token in tokens(text) if not dull(token.text))


def opening(quote: str) -> str:
    """Return the first words of a quote, on one line without marks at their ends."""
    words = quote.split()
    return " ".join(words[:8]).strip(" ,.;:“”\"'") + (" …" if len(words) > 8 else "")
