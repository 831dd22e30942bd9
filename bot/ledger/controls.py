"""Controls: claims and words whose answer is known, put among those that are asked about.

A reader that lets everything stand, takes everything away, or gives every quote one label gets them wrong, and is not
believed. One that reads gets them right without knowing that they are there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.model.choice import Claimed, Doubt, Held
from bot.model.news import digest_of
from bot.model.position import Stance

TOLL = "I was wrong about the toll on the bridge, and on Monday I will vote for it"
MOVED = Claimed(
    "",
    "Ana Ruiz",
    "reversed on the toll on the bridge",
    "2025-02-03: “I will never vote for the toll on the bridge,” Ana Ruiz told the council.",
    f"2025-03-14: “{TOLL},” Ana Ruiz said.",
    f"“{TOLL},” Ana Ruiz said on Friday. In February she had told the council that she would never vote for it.",
)
WORDS = {  # words, the labels that they bear
    "I will vote against the toll on the bridge, whatever it costs me": frozenset({Stance.OPPOSES, Stance.RULES_OUT}),
    "I am for the toll on the bridge and will vote for it": frozenset({Stance.SUPPORTS}),
}
ON = "the toll on the bridge"


def among(claims: Sequence[Claimed]) -> tuple[Claimed, ...]:
    """Return claims with two among them whose answers are known, in an order that tells nothing."""
    return tuple(sorted((*claims, *_known(claims)), key=lambda each: each.id))


def _known(claims: Sequence[Claimed]) -> tuple[Claimed, Claimed]:
    """Return a claim that stands, and one that does not: the same words on both its sides."""
    ids = [each.id for each in claims]
    first = claims[0]
    still = replace(first, id=digest_of("control", "still", *ids), before=first.after, by="")
    return replace(MOVED, id=digest_of("control", "moved", *ids)), still


def careful(claims: Sequence[Claimed], found: Mapping[str, Doubt]) -> bool:
    """Say whether a reader got the claims right whose answers are known."""
    stands, falls = _known(claims)
    return stands.id not in found and falls.id in found


def taken(claims: Sequence[Claimed], found: Mapping[str, Doubt]) -> dict[str, Doubt]:
    """Return which claims fall after an answer; one that was not careful leaves the rules' claims as they are."""
    if careful(claims, found):
        return {each.id: found[each.id] for each in claims if each.id in found}
    return unread(claims)


def unread(claims: Sequence[Claimed]) -> dict[str, Doubt]:
    """Return what falls without a careful reader: whatever a model alone says."""
    return {each.id: Doubt.UNREAD for each in claims if each.by}


def words(held: Mapping[str, Held]) -> dict[str, str]:
    """Return words whose labels are known, by ids of their own."""
    return {digest_of("control", each, *sorted(held)): each for each in WORDS}


def labelled(held: Mapping[str, Held], found: Mapping[str, Stance]) -> bool:
    """Say whether a reader labelled the words right whose labels are known."""
    return all(found.get(id_) in WORDS[each] for id_, each in words(held).items())
