"""Whom a text names: the people and bodies that may be offered as the speakers of its quotes."""

from __future__ import annotations

from collections.abc import Iterable

from bot.model.record import Speaker, SpeakerKind
from bot.reading.languages import english
from bot.reading.names.finder import names_of
from bot.reading.names.names import Known, Names

MOST = 60  # names of one text


def speakers_named(text: str, known: Iterable[Speaker | None] = ()) -> tuple[Speaker, ...]:
    """Return the people and bodies of a text, each once, in its fullest form, in the order of the text.

    `known` are speakers that were found already: bodies without a name of their own are among them.
    """
    names = names_of(text)
    found: dict[str, Speaker] = {}
    for mention in names.mentions:
        full, _ = names.who(mention)
        here = names.of(full) or names.of(mention.name)
        if here and _may_speak(here, names):
            role = here.role if here.kind is SpeakerKind.PERSON else ""
            found.setdefault(full.casefold(), Speaker(full, here.kind, role))
    for each in known:
        if each and each.kind is not SpeakerKind.UNNAMED:
            found.setdefault(each.name.casefold(), each)
    return tuple(found.values())[:MOST]


def _may_speak(known: Known, names: Names) -> bool:
    """Say whether a name may be somebody's: not a day, not a place, not a lone word that nothing shows to be a name."""
    words = known.name.split()
    if any(word.lower() in english.CALENDAR for word in words) or words[-1].lower() in english.PLACES_AND_TIMES:
        return False
    return len(words) > 1 or known.kind is SpeakerKind.ORGANISATION or known.speaks or names.person(known.name)
