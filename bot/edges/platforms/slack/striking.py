"""Strike words through in a message that was posted: pure, over what was kept of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.edges.platforms.slack.elements import Json, escaped, section, words
from bot.edges.platforms.slack.fit import MOST_JSON, MOST_TEXT, Payload

CORRECTED, WITHDRAWN = "Corrected: ", "[withdrawn"
LONGEST_NOTE = 120  # characters of the line above a corrected text
SHOWING = frozenset("qcs")  # what begins the ids of blocks that show a quote, a change, a split


def items_in(blocks: Sequence[Json]) -> tuple[str, ...]:
    """Return the ids of the quotes, changes and splits that blocks show."""
    ids = (str(block.get("block_id") or "").split(":") for block in blocks)
    shown = (each[1] for each in ids if len(each) == 3 and each[0] in SHOWING)
    return tuple(dict.fromkeys(each for several in shown for each in several.split(",")))


def content_of(payload: Payload) -> str:
    """Return what is kept of a payload, to be struck through later."""
    return json.dumps({"blocks": payload.blocks, "text": payload.text}, ensure_ascii=False)


def amended(content: str, notes: Mapping[str, str]) -> Payload:
    """Return a kept payload with these items struck through, each with its note."""
    kept: dict[str, Any] = json.loads(content)
    made = Payload(tuple(kept.get("blocks") or ()), str(kept.get("text", "")))
    for item, note in notes.items():
        made = struck(content_of(made), item, note) or made
    return made


def struck(content: str, item: str, note: str) -> Payload | None:
    """Return a kept payload with an item struck through and a note beside it; None when nothing is left to strike.

    Where struck words would make it longer than a message may be, the note stands in their place.
    """
    kept: dict[str, Any] = json.loads(content) if content else {}
    blocks = kept.get("blocks") or []
    said = section(words(note, bold=True))
    wrong = [item in items_in([block]) and said[0] not in (block.get("elements") or []) for block in blocks]
    if not any(wrong):
        return None

    def with_each(part: Callable[[Json], list[Json]]) -> tuple[Json, ...]:
        return tuple(_changed(block, part, said) if so else block for block, so in zip(blocks, wrong, strict=True))

    made = with_each(_crossed)
    if len(json.dumps(made, ensure_ascii=False)) > MOST_JSON:
        made = with_each(_without)
    said_there = [block for block, so in zip(blocks, wrong, strict=True) if so]
    return Payload(made, _corrected(str(kept.get("text", "")), note, said_there))


def _corrected(text: str, note: str, wrong: Sequence[Json]) -> str:
    """Return the text with the withdrawn words marked, below a line that says what is wrong, the newest one's.

    Who hears the text or finds it by a search knows what no longer stands; where it would be too long, the words go.
    """
    if text.startswith(CORRECTED):
        text = text.partition("\n")[2]
    for words_gone in (_read(part) for block in wrong for part in block["elements"]):
        marked = f"{WITHDRAWN}: {words_gone}]"
        fits = len(text) + len(marked) - len(words_gone) <= MOST_TEXT - LONGEST_NOTE
        if words_gone and f"{WITHDRAWN}: {words_gone}" not in text:
            text = text.replace(words_gone, marked if fits else f"{WITHDRAWN}]", 1)
    return f"{CORRECTED}{escaped(note)}.\n{text}"


def _read(part: Json) -> str:
    """Return quoted words as the text has them, '' for any other part."""
    quoted = part.get("type") == "rich_text_quote"
    return escaped("".join(str(each.get("text", "")) for each in part["elements"])) if quoted else ""


def _changed(block: Json, part: Callable[[Json], list[Json]], said: list[Json]) -> Json:
    return {**block, "elements": [*(made for each in block["elements"] for made in part(each)), *said]}


def _crossed(part: Json) -> list[Json]:
    """Return a part with quoted words struck through."""
    if part.get("type") != "rich_text_quote":
        return [part]
    crossed = [each | {"style": each.get("style", {}) | {"strike": True}} for each in part["elements"]]
    return [{**part, "elements": crossed}]


def _without(part: Json) -> list[Json]:
    """Return a part unless it holds quoted words."""
    return [] if part.get("type") == "rich_text_quote" else [part]
