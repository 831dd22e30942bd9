"""Controls: claims and words whose answer is known, put among those that are asked about.

A reader that lets everything stand, takes everything away, or gives every quote one label gets them wrong, and is not
believed. One that reads gets them right without knowing that they are there. Those of our own words a server could
learn; beside them stand sentences of the very article, of which nothing was claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
MOST_PLAIN = 2  # sentences of the same text in one request
ON = "the toll on the bridge"
TOLD = {  # English words, what says the same in German, and what has the same figures and negations and says otherwise
    "“I will vote for the toll on the bridge in March,” Ana Ruiz said.": (
        "„Ich werde im März für die Maut auf der Brücke stimmen“, sagte Ana Ruiz.",
        "„Ich werde im März gegen die Maut auf der Brücke stimmen“, sagte Ana Ruiz.",
    ),
}


def among(claims: Sequence[Claimed]) -> tuple[Claimed, ...]:
    """Return claims with some among them whose answers are known, in an order that tells nothing."""
    return tuple(sorted((*claims, *_known(claims), *_plain(claims)), key=lambda each: each.id))


def _plain(claims: Sequence[Claimed]) -> tuple[Claimed, ...]:
    """Return what a model claims, said of sentences of the same text of which neither it nor a rule claims anything.

    A reader that finds its claims in any sentence finds them there, too.
    """
    sentences = {each.plain: each for each in claims if each.by and each.plain}
    made = [*sentences.values()][:MOST_PLAIN]
    return tuple(replace(each, id=digest_of("control", "plain", each.id), after=_as_told(each), by="") for each in made)


def _as_told(each: Claimed) -> str:
    """Return a plain sentence with its day, as one that tells something."""
    return f"{each.after.partition(': ')[0]}: {each.plain}"


def _known(claims: Sequence[Claimed]) -> tuple[Claimed, Claimed]:
    """Return a claim that stands, and one that does not: the same words on both its sides."""
    ids = [each.id for each in claims]
    first = claims[0]
    still = replace(first, id=digest_of("control", "still", *ids), before=first.after, by="")
    return replace(MOVED, id=digest_of("control", "moved", *ids)), still


def careful(claims: Sequence[Claimed], found: Mapping[str, Doubt]) -> bool:
    """Say whether a reader got the claims right whose answers are known."""
    stands, falls = _known(claims)
    return stands.id not in found and {falls.id, *(each.id for each in _plain(claims))} <= found.keys()


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


def beside(source: str, found: Mapping[str, str], originals: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return originals with their translations by ids, among them two of which it is known whether they agree."""
    known = dict(zip(_told(found), _sides(source), strict=True))
    return {id_: (originals[id_], words) for id_, words in found.items()} | known


def kept(found: Mapping[str, str], told: Mapping[str, bool]) -> dict[str, str]:
    """Return the translations that tell the same; of a reader that gets the known ones wrong none."""
    same, other = _told(found)
    if not told.get(same) or told.get(other, True):
        return {}
    return {id_: words for id_, words in found.items() if told.get(id_)}


def _told(found: Mapping[str, str]) -> tuple[str, str]:
    return digest_of("control", "same", *sorted(found)), digest_of("control", "differs", *sorted(found))


def _sides(source: str) -> Iterator[tuple[str, str]]:
    for english, german in TOLD.items():
        for each in german:
            yield (english, each) if source == "en" else (each, english)
