"""Indirect speech, only where it is sure: a named speaker, a plain verb, “that”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.model.text import Span
from bot.reading.speakers.cues import FILLER, Cue, Place, masked, subject

_THAT = re.compile(
    r"\b(said|says|told [^,.\x01]{2,40}?|announced|confirmed|warned|argued|insisted|denied|promised|pledged|vowed|stressed)\s+that\s+"
)
_SIGN = re.compile(r"\sthat\s|According to ")  # a sentence without either holds no report
_ACCORDING = re.compile(r"^According to ([^,\x01]+), ")


def reported(text: str, sentence: Span, quoted: Sequence[Span]) -> Iterator[tuple[Cue, Span]]:
    """Yield the cue and the span of indirect speech in a sentence without quotation marks."""
    if not _SIGN.search(text, sentence.start, sentence.end):
        return
    mask = masked(text, sentence, quoted)
    if FILLER in mask:
        return
    found = _THAT.search(mask)
    if found:
        source = subject(mask, 0, found.start())
        if source:
            verb = found[1].split()[0]
            yield Cue(Place.BEFORE, verb, Span(found.start(), found.end()), source), _rest(sentence, found.end())
        return
    according = _ACCORDING.search(mask)
    if according:
        cue = Cue(Place.ACCORDING, "according to", Span(*according.span()), Span(*according.span(1)))
        yield cue, _rest(sentence, according.end())


def _rest(sentence: Span, offset: int) -> Span:
    return Span(min(sentence.start + offset, sentence.end), sentence.end)
