"""Strike words through in a message that was posted: pure, over what was kept of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.edges.platforms.discord.elements import SMALL, TEXT, Json, many_lines, styled
from bot.edges.platforms.discord.fit import MOST_TEXT, Payload, length

QUOTED = "> "


def content_of(payload: Payload) -> str:
    """Return what is kept of a payload, to be struck through later."""
    return json.dumps({"components": payload.components, "shown": payload.shown}, ensure_ascii=False)


def kept_of(content: str) -> Payload | None:
    """Return the payload that was kept; its pictures stay as they are on Discord."""
    if not content:
        return None
    kept = json.loads(content)
    return Payload(tuple(kept["components"]), tuple((str(item), int(number)) for item, number in kept["shown"]))


def amended(content: str, notes: Mapping[str, str]) -> Payload | None:
    """Return a kept payload with these items struck through, each with its note; None where nothing was kept."""
    made = kept_of(content)
    for item, note in notes.items() if made else ():
        made = struck(content_of(made), item, note) or made if made else made
    return made


def struck(content: str, item: str, note: str) -> Payload | None:
    """Return a kept payload with an item struck through and a note beside it; None when nothing is left to strike.

    Where struck words would make it longer than a message may be, the note stands in their place.
    """
    kept = kept_of(content)
    if kept is None:
        return None
    numbers = {number for each, number in kept.shown if each == item}
    said = styled(many_lines(note), "**")

    def changed(words: Callable[[str], str]) -> Payload:
        return replace(kept, components=tuple(_changed(each, numbers, said, words) for each in kept.components))

    made = changed(_crossed)
    if made == kept:
        return None
    return made if length(made.components) <= MOST_TEXT else changed(_without)


def _changed(part: Json, numbers: set[int], said: str, words: Callable[[str], str]) -> Json:
    """Return a component in which the texts with these numbers are changed, unless they say so already."""
    if part["type"] == TEXT:
        wrong = part.get("id") in numbers and not str(part["content"]).endswith(said)
        return {**part, "content": f"{words(str(part['content']))}\n{said}"} if wrong else part
    if "components" not in part:
        return part
    return {**part, "components": [_changed(each, numbers, said, words) for each in part["components"]]}


def _crossed(text: str) -> str:
    """Return a text with its quoted words struck through."""
    return "\n".join(f"{QUOTED}{_once(line[2:])}" if line.startswith(QUOTED) else line for line in text.split("\n"))


def _once(words: str) -> str:
    size = SMALL if words.startswith(SMALL) else ""
    words = words.removeprefix(SMALL)
    return f"{size}{words if words.startswith('~~') else styled(words, '~~')}"


def _without(text: str) -> str:
    """Return a text without its quoted words."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(QUOTED))
