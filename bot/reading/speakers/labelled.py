"""Whom a line only names before it gives their words: “Ana Ruiz, mayor of Sarn: “We will not pay.””."""

from __future__ import annotations

import re

from bot.reading.languages import english
from bot.reading.names.names import Mention
from bot.reading.text.quotes import Stretch
from bot.reading.text.scene import Scene

LABELLED = 0.95  # how often the name before the colon is whose words follow
LONGEST = 120  # characters of a name, a role and a colon
FEWEST = 3  # words; fewer may be the title of a work
_REST = re.compile(r"(?:,\s([^,:;.“”\"\n]{2,60})|\s\([^()\n]{2,60}\))?:\s*")


def labelled(scene: Scene, stretch: Stretch) -> Mention | None:
    """Return the mention of the person whom a line names, with a role at most, before the sentence that it quotes."""
    start, end = stretch.paragraph.start, stretch.outer.start
    if end - start > LONGEST or not _sentence(stretch.words.of(scene.text)):
        return None
    first = next(iter(scene.names.between(start, end)), None)
    if first is None or first.start != start or not _somebody(scene, first):
        return None
    rest = _REST.fullmatch(scene.text, first.end, end)
    role = (rest[1] or "").lower().split() if rest else []
    return first if rest and not english.CUES.intersection(role) else None


def _sentence(words: str) -> bool:
    """Say whether words are a sentence and no title: “We will not pay.”, not “The Long Road”."""
    return words.rstrip()[-1:] in {".", "?", "!", "…"} and len(words.split()) >= FEWEST


def _somebody(scene: Scene, mention: Mention) -> bool:
    """Say whether a mention names a person for certain, whole."""
    return " " in mention.name and scene.names.person(mention.name)
