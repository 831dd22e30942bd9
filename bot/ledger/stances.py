"""Where words stand: a label from a closed list, only where the words carry it."""

from __future__ import annotations

import re

from bot.ledger import commitments as said
from bot.ledger.commitments import Level
from bot.model.position import Stance
from bot.model.record import Quote, QuoteKind

_DECLINES = re.compile(
    r"\b(?:declin(?:e|ed|es|ing) to (?:say|comment|answer|discuss|speculate)|(?:would|will|did) not (?:comment|say (?:whether|if|how)|discuss)"
    r"|(?:wouldn|won|didn)[’']t (?:comment|say (?:whether|if|how)|discuss)|refus(?:ed|es|ing) to (?:say|comment|answer)|no comment)\b"
)
_REPEATS = re.compile(
    r"\b(?:reiterat(?:ed|es|ing)|repeat(?:ed|s|ing) (?:his|her|its|their|that)|said again that|reaffirm(?:ed|s|ing))\b"
)
_RULES_OUT = re.compile(r"\b(?:rul(?:ed|es|ing) out|ruled it out|categorically)\b")
_HOPELESS = re.compile(
    r"\b(?:illusion(?:ary)?|unrealistic|impossible|out of the question|off the table|non-?starter|a dead end)\b"
)
_UNDECIDED = re.compile(
    r"\b(?:ha(?:ve|s)n[’']t (?:yet )?(?:decided|made up)|ha(?:ve|s) not (?:yet )?(?:decided|made up)|undecided|we[’']ll see|remains to be seen)\b"
)
_OUTLETS_NOT = re.compile(r"\b(?:not|n[’']t|never|den(?:y|ies|ied)|stopped short)\b|n[’']t\b")
_SHOWN = {
    Level.NEVER: Stance.RULES_OUT,
    Level.NO: Stance.OPPOSES,
    Level.OPEN: Stance.UNDECIDED,
    Level.YES: Stance.SUPPORTS,
    Level.ABSOLUTELY: None,
    Level.NOT_NOW: None,
    Level.IF: Stance.SUPPORTS_IF,
}


def stance(quote: Quote) -> Stance | None:
    """Return the label that a quote's own words carry, in their sentence, or None: the normal answer."""
    around = _around(quote)
    if _DECLINES.search(around):
        return Stance.DECLINES
    if quote.kind is QuoteKind.MIXED and _HOPELESS.search(quote.text) and not _OUTLETS_NOT.search(around):
        return Stance.RULES_OUT
    if _RULES_OUT.search(around) and not _OUTLETS_NOT.search(around):
        return Stance.RULES_OUT
    if _UNDECIDED.search(quote.text):
        return Stance.UNDECIDED
    if quote.kind is QuoteKind.MIXED:
        return Stance.REPEATS if _REPEATS.search(around) else None
    return _committed(quote.text) or (Stance.REPEATS if _REPEATS.search(around) else None)


def _around(quote: Quote) -> str:
    """Return the outlet's words around a quote, in its carrier."""
    start = max(0, quote.span.start - quote.carrier.span.start)
    return f"{quote.carrier.text[:start]} … {quote.carrier.text[start + len(quote.text) :]}"


def _committed(text: str) -> Stance | None:
    """Return how far words go, where they say it in one way."""
    found = said.cues(text)
    levels = {cue.level for cue in found}
    if len(levels) != 1 or text.rstrip().endswith("?"):
        return None
    level = found[0].level
    if level is Level.YES and said.own_condition(text):
        return Stance.SUPPORTS_IF
    return _SHOWN[level]
