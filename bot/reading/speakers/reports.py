"""Indirect speech, only where it is sure: a named speaker, a plain verb, and “that” or a whole clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.model.text import Span
from bot.reading.speakers.cues import FILLER, Cue, Place, masked, subject

_ASIDE = (  # when or where, between the verb and the clause
    r"(?:(?:(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?|yesterday|today|later|earlier"
    r"|in an? (?:\w+ ){0,2}(?:statement|interview|letter|speech|post|report|email|note|briefing))\s+)?"
)
_THAT = re.compile(
    rf"\b(said|says|told [^,.\x01]{{2,40}}?|announced|confirmed|warned|argued|insisted|denied|promised|pledged|vowed|stressed)\s+{_ASIDE}that\s+"
)
_SUBJECT = (  # with which a clause begins: nothing that could be a day, a place or who was told
    r"(?:(?:the|an?|his|her|its|their|our|no|some|all|both|most|many|such|this|these|those|any|every|each) (?:[\w’'%-]+ ){1,6}?"
    r"|(?:he|she|it|they|we|there|nobody|everyone|everybody|this|that|these|those) "
    r"|(?:[A-Z][\w.’'-]+ ){1,4}?|\d[\d,.]* (?:[\w’'%-]+ ){1,4}?)"
)
_VERB = r"(?:would|will|could|can|cannot|may|might|must|should|had|has|have|was|were|is|are|did|does|do)(?:n[’']t)?\b"
_CLAUSE = re.compile(
    rf"\b(said|says|told (?!(?:how|what|why|of|about)\b)[^,.\x01]{{2,40}}?|added|warned|argued|insisted)\s+{_ASIDE}(?={_SUBJECT}{_VERB})"
)
_BEHIND = re.compile(
    r", (?P<who>(?:[A-Z][\w.’'-]*|the|of|and|for)(?: (?:[A-Z][\w.’'-]*|the|of|for|[a-z]{4,})){0,7}) (?P<verb>said|says|added|warned|argued|insisted)"
    r"(?: (?:late |early )?(?:on )?[A-Z]\w+day| late| earlier| in an? \w+| in \w+)?\.$"
)
_WHOLE = re.compile(rf"\s{_VERB}")
_UNSURE = re.compile(  # before the speaker: supposed, asked, or told by somebody else
    r"(?i)^(?:had|should|were)\b|\b(?:if|whether|what|which|who|whose|whom|how|why|where|as|than|until|unless|like|not|never|denied|suggested|claimed|reported|"
    r"rumou?rs?|allegedly|reportedly|nobody|none|neither|could|should|would|might|may|must|asked)\b[^.]*$"
)
_SIGN = re.compile(r"\bthat\s|According to |\b(?:said|says|told|added|warned|argued|insisted)\b")  # else no report
_ACCORDING = re.compile(r"^According to ([^,\x01]+), ")


def reported(text: str, sentence: Span, quoted: Sequence[Span]) -> Iterator[tuple[Cue, Span]]:
    """Yield the cue and the span of indirect speech in a sentence without quotation marks."""
    if not _SIGN.search(text, sentence.start, sentence.end):
        return
    mask = masked(text, sentence, quoted)
    if FILLER in mask or mask.rstrip().endswith("?"):
        return
    for told in (_before, _behind, _according):
        if found := told(mask):
            cue, words = found
            end = min(sentence.start + words.end, sentence.end)
            yield cue, Span(min(sentence.start + words.start, end), end)
            return


def _before(mask: str) -> tuple[Cue, Span] | None:
    """Return “Ruiz said that …” and “Ruiz said the …”: the cue and what was said."""
    found = _THAT.search(mask) or _CLAUSE.search(mask)
    if found is None or _UNSURE.search(mask, 0, found.start()):
        return None
    source = subject(mask, 0, found.start())
    cue = source and Cue(Place.BEFORE, found[1].split()[0], Span(*found.span()), source)
    return (cue, Span(found.end(), len(mask))) if cue else None


def _behind(mask: str) -> tuple[Cue, Span] | None:
    """Return “…, Ruiz said.”: the cue and what was said, a whole clause."""
    found = _BEHIND.search(mask)
    if found is None or _UNSURE.match(mask) or not _WHOLE.search(mask, 0, found.start()):
        return None
    cue = Cue(Place.AFTER, found["verb"], Span(*found.span("verb")), Span(*found.span("who")))
    return cue, Span(0, found.start())


def _according(mask: str) -> tuple[Cue, Span] | None:
    """Return “According to Ruiz, …”: the cue and what was said."""
    found = _ACCORDING.search(mask)
    if found is None:
        return None
    return Cue(Place.ACCORDING, "according to", Span(*found.span()), Span(*found.span(1))), Span(found.end(), len(mask))
