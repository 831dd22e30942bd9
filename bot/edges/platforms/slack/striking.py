"""Strike words through in a message that was posted: pure, over what was kept of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from bot.edges.platforms.slack.elements import Json, escaped, section, words
from bot.edges.platforms.slack.fit import MOST_JSON, Payload

CORRECTED = "Corrected: "
SHOWING = frozenset("qcs")  # what begins the ids of blocks that show a quote, a change, a split


def items_in(blocks: Sequence[Json]) -> tuple[str, ...]:
    """Return the ids of the quotes, changes and splits that blocks show."""
    ids = (str(block.get("block_id") or "").split(":") for block in blocks)
    shown = (each[1] for each in ids if len(each) == 3 and each[0] in SHOWING)
    return tuple(dict.fromkeys(each for several in shown for each in several.split(",")))


def content_of(payload: Payload) -> str:
    """Return what is kept of a payload, to be struck through later."""
    return json.dumps({"blocks": payload.blocks, "text": payload.text}, ensure_ascii=False)


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
    return Payload(made, _corrected(str(kept.get("text", "")), note))


def _corrected(text: str, note: str) -> str:
    """Return the text below a line that says what is wrong, the newest correction's."""
    if text.startswith(CORRECTED):
        text = text.partition("\n")[2]
    return f"{CORRECTED}{escaped(note)}.\n{text}"


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
