"""The same message in Discord's older form, for where the newer components are refused: embeds and rows of buttons."""

from __future__ import annotations

from collections.abc import Sequence

from bot.edges.platforms.discord.elements import (
    BUTTON,
    ROW,
    SECTION,
    SELECT,
    SEPARATOR,
    TEXT,
    Json,
    rows,
    walked,
)

MOST_ROWS = 5


def embedded(components: Sequence[Json]) -> tuple[list[Json], list[Json]]:
    """Return components as embeds and as rows of buttons."""
    return _embeds(components), _rows(components)


def _embeds(components: Sequence[Json]) -> list[Json]:
    """Return an embed for each part between two separators; texts stay whole, in order."""
    parts: list[list[str]] = [[]]
    for each in walked(components):
        if each["type"] == SEPARATOR:
            parts.append([])
        elif each["type"] == TEXT:
            parts[-1].append(str(each["content"]))
    whole = "\n\n".join(text for part in parts for text in part)
    described = ["\n\n".join(part) for part in parts if part]
    return [{"description": each} for each in (described if len(described) <= 10 else [whole])]


def _rows(components: Sequence[Json]) -> list[Json]:
    """Return the selects and buttons, those beside a quote last, as far as there is room."""
    every = walked(components)
    selects = [each for each in every if each["type"] == ROW and each["components"][0]["type"] == SELECT]
    beside = [each["accessory"] for each in every if each["type"] == SECTION]
    buttons = [each for each in every if each["type"] == BUTTON and each not in beside]
    return [*selects, *rows([*buttons, *beside])][:MOST_ROWS]
