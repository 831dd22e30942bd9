"""Where a text says that members of one camp differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.model.news import Article
from bot.model.position import Split
from bot.reading.scene import Scene
from bot.reading.sight import Line

SHOWN_FROM = 0.8  # confidence from which a split is shown


def splits(article: Article, scene: Scene, all_lines: Sequence[Line]) -> Iterator[Split]:  # noqa: ARG001
    """Yield the splits inside one camp that a text tells, in its order."""
    yield from ()
