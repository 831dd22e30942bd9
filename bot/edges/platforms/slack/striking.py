"""Strike words through in a message that was posted: pure, over what was kept of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from bot.edges.platforms.slack.elements import Json, escaped, section, words
from bot.edges.platforms.slack.fit import MOST_TEXT, Payload

SHOWING = frozenset("qcs")  # what begins the ids of blocks that show a quote, a change, a split


def items_in(blocks: Sequence[Json]) -> tuple[str, ...]:
    """Return the ids of the quotes, changes and splits that blocks show."""
    ids = (str(block.get("block_id") or "").split(":") for block in blocks)
    return tuple(dict.fromkeys(each[1] for each in ids if len(each) == 3 and each[0] in SHOWING))


def content_of(payload: Payload) -> str:
    """Return what is kept of a payload, to be struck through later."""
    return json.dumps({"blocks": payload.blocks, "text": payload.text}, ensure_ascii=False)


def struck(content: str, item: str, note: str) -> Payload | None:
    """Return a kept payload with an item struck through and a note beside it; None when nothing is left to strike."""
    kept: dict[str, Any] = json.loads(content) if content else {}
    blocks = [_struck(block, note) if item in items_in([block]) else block for block in kept.get("blocks") or []]
    if blocks == (kept.get("blocks") or []):
        return None
    text = f"Corrected: {escaped(note)}.\n{kept.get('text', '')}"
    return Payload(tuple(blocks), text[:MOST_TEXT])


def _struck(block: Json, note: str) -> Json:
    """Return a block whose quoted words are struck through; one that is already comes back as it is."""
    parts = block.get("elements") or []
    said = section(words(note, bold=True))
    if said[0] in parts:
        return block
    return {**block, "elements": [*map(_crossed, parts), *said]}


def _crossed(part: Json) -> Json:
    if part.get("type") != "rich_text_quote":
        return part
    return {
        **part,
        "elements": [each | {"style": each.get("style", {}) | {"strike": True}} for each in part["elements"]],
    }
