"""Where words stand: a label from a closed list, only where the words carry it."""

from __future__ import annotations

import re

from bot.ledger.commitments import own_condition
from bot.model.position import Stance
from bot.model.record import Quote, QuoteKind

_DECLINES = re.compile(
    r"\b(?:declin(?:e|ed|es|ing) to (?:say|comment|answer|discuss|speculate)|(?:would|will|did) not (?:comment|say (?:whether|if|how)|discuss)"
    r"|(?:wouldn|won|didn)[’']t (?:comment|say (?:whether|if|how)|discuss)|refus(?:ed|es|ing) to (?:say|comment|answer)|no comment)\b"
)
_REPEATS = re.compile(
    r"\b(?:reiterat(?:ed|es|ing)|repeat(?:ed|s|ing) (?:his|her|its|their|that)|said again that|reaffirm(?:ed|s|ing))\b"
)
_HOPELESS = re.compile(r"\b(?:illusion(?:ary)?|out of the question|off the table|non-?starter|dead end)\b")
_UNDECIDED = re.compile(
    r"\b(?:I|[Ww]e) (?:ha(?:ve|s)n[’']t|have not) (?:yet )?(?:decided|made up my mind|made a decision)\b|\bI[’'](?:m| am) (?:still )?undecided\b"
    r"|\b(?:I|[Ww]e)(?: am| are|[’']m|[’']re| would be|[’']d be) open to\b"
)
_OUTLETS_NOT = re.compile(r"\b(?:not|never|den(?:y|ies|ied)|stopped short)\b|n[’']t\b")
_DONE = (  # what a position is about: things that one does or lets be
    r"(?:support|back|endorse|sign|join|apply|accept|agree|allow|vote|build|pay|send|return|recogni[sz]e|negotiate|leave|approve|repeal|ban|raise"
    r"|cut|withdraw|cede|surrender|tolerate|consider|let)"
)
_NEVER = re.compile(
    rf"\b(?:I|[Ww]e|[A-Z]\w+) (?:will|would|shall) never (?:ever )?{_DONE}\b|\b(?:I|[Ww]e) rule (?:it |that )?out\b|\babsolutely not {_DONE}\b"
)
_AGAINST = re.compile(
    r"\b(?:I|[Ww]e)(?: \w+ly)? (?:oppose|reject)\b|\b(?:I|[Ww]e)(?: am| are|[’']m|[’']re) (?:\w+ly )?(?:against|opposed to)\b"
    r"|\b(?:I|[Ww]e) (?:do not|don[’']t|will not|won[’']t|cannot|can[’']t)(?: and will not)? (?:support|back|endorse|accept|vote for|agree to|sign|allow)\b"
)
_FOR = re.compile(
    r"\b(?:I|[Ww]e)(?: will|[’']ll| \w+ly)? (?:support|endorse|back)\b|\b(?:I|[Ww]e)(?: will|[’']ll) (?:sign|build|vote for|join|accept|approve)\b"
    r"|\b(?:I|[Ww]e)(?: am| are|[’']m|[’']re) (?:\w+ly )?in favou?r of\b"
)
_INNER = re.compile(r"[“”\"]|(?<!\w)['‘]|\b(?:said|says|saying|reasons?|why|whether|sure if)\b")
EARLY = 70  # characters within which words come to their point
LONGEST = 240  # of a quote that takes one stand


def stance(quote: Quote) -> Stance | None:
    """Return the label that a quote's own words carry, in their sentence, or None: the normal answer."""
    before, after = _around(quote)
    own = _by(quote)
    told = not _OUTLETS_NOT.search(f"{before} {after}")
    if told and re.search(rf"(?:{own}) (?:has |had )?(?:flatly )?rul(?:ed|es) out\b", f"{before} … {after}"):
        return Stance.RULES_OUT
    repeats = _REPEATS.search(before[-40:])
    if quote.kind is QuoteKind.MIXED:
        hopeless = told and _HOPELESS.search(quote.text)
        return Stance.RULES_OUT if hopeless else Stance.REPEATS if repeats else None
    if re.search(rf"(?:{own}|said,?) (?:{_DECLINES.pattern})", f"{before} … {after}") or _DECLINES.search(after[:60]):
        return Stance.DECLINES
    return _committed(quote.text) or (Stance.REPEATS if repeats or _REPEATS.search(after[:30]) else None)


def _by(quote: Quote) -> str:
    """Return a pattern for the words that stand for a quote's speaker."""
    name = re.escape(quote.speaker.name.split()[-1]) if quote.speaker else "nobody"
    return rf"\b{name}|\b[Hh]e|\b[Ss]he|\b[Ii]t|\b[Tt]hey"


def _around(quote: Quote) -> tuple[str, str]:
    """Return the outlet's words before and behind a quote, in its carrier."""
    start = max(0, quote.span.start - quote.carrier.span.start)
    return quote.carrier.text[:start], quote.carrier.text[start + len(quote.text) :]


def _committed(text: str) -> Stance | None:
    """Return how far words go, where they come to one point soon and quote nobody."""
    if len(text) > LONGEST or text.rstrip(" .,").endswith("?") or _INNER.search(text):
        return None
    labels = {
        label
        for label, pattern in (
            (Stance.RULES_OUT, _NEVER),
            (Stance.OPPOSES, _AGAINST),
            (Stance.SUPPORTS, _FOR),
            (Stance.UNDECIDED, _UNDECIDED),
        )
        if (found := pattern.search(text)) and (found.start() < EARLY or own_condition(text))
    }
    if len(labels) != 1:
        return None
    label = labels.pop()
    if not own_condition(text):
        return label
    return Stance.SUPPORTS_IF if label is Stance.SUPPORTS else None
