"""Whose words they are when rules and a model have both read: whom both name, or the model where rules are unsure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.ledger import people
from bot.model.choice import Unnamed
from bot.model.record import Quote, Speaker, SpeakerKind

SURE = 0.95  # from here on a name of the rules stands unless the model differs; then nobody is named
AGREED = 0.97  # confidence of a name that both found
DOUBTED = 3  # of so many sure names more than one in dispute makes a reader doubtful
KNOWN = 8  # articles after which a reader is known: it may be doubtful in one of DISPUTED
DISPUTED = 5
ALONE = 0.85  # of one that the model found where the rules were unsure


def voiced(quote: Quote, voice: Speaker | Unnamed | None) -> Quote:
    """Return a quote under the name that may be shown for it; without a voice, as the rules have it."""
    ruled = quote.speaker
    if voice is None:
        return quote
    if isinstance(voice, Speaker):
        if ruled and same(ruled, voice):
            return replace(quote, confidence=max(quote.confidence, AGREED))
        if not (ruled and quote.confidence >= SURE):
            return replace(quote, speaker=voice, confidence=ALONE)
    elif voice is Unnamed.SOMEBODY and ruled and ruled.kind is SpeakerKind.UNNAMED:
        return quote
    return replace(quote, speaker=None, confidence=0.0)


def believed(quotes: Sequence[Quote], voices: Mapping[str, Speaker | Unnamed]) -> Mapping[str, Speaker | Unnamed]:
    """Return the voices of a reader that is to be believed; of another only what takes sure names away is left."""
    if reliable(quotes, voices):
        return voices
    return {each.id: voices[each.id] for each in _sure(quotes, voices)}


def reliable(quotes: Sequence[Quote], voices: Mapping[str, Speaker | Unnamed]) -> bool:
    """Say whether a reader is mostly of the rules' mind where these are sure: another reads worse than they do."""
    sure = _sure(quotes, voices)
    differing = [each for each in sure if voiced(each, voices[each.id]).speaker is None]
    return len(differing) * DOUBTED <= len(sure)


def tells(quotes: Sequence[Quote], voices: Mapping[str, Speaker | Unnamed]) -> bool:
    """Say whether an article shows how a reader reads: it has a sure name."""
    return bool(_sure(quotes, voices))


def trusted(alike: int, doubtful: int) -> bool:
    """Say whether a reader is believed that was of the rules' mind in so many articles, and doubtful in so many."""
    return alike + doubtful < KNOWN or doubtful * DISPUTED <= alike + doubtful


def _sure(quotes: Sequence[Quote], voices: Mapping[str, Speaker | Unnamed]) -> list[Quote]:
    return [each for each in quotes if each.speaker and each.confidence >= SURE and each.id in voices]


def same(one: Speaker, other: Speaker) -> bool:
    """Say whether two names are one person's or body's: equal, or the shorter within the longer."""
    if SpeakerKind.UNNAMED in {one.kind, other.kind}:
        return False
    short, long = sorted((people.key(each.name).split() for each in (one, other)), key=len)
    return bool(short) and _within(short, long)


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)
