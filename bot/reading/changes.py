"""Where a text says that somebody's position moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.model.news import Article
from bot.model.position import ReportedChange
from bot.reading.scene import Scene
from bot.reading.sight import Line

SHOWN_FROM = 0.8  # confidence from which a reported change is shown


def changes(article: Article, scene: Scene, all_lines: Sequence[Line]) -> Iterator[ReportedChange]:  # noqa: ARG001
    """Yield the changes of position that a text tells, in its order, also those that do not count."""
    yield from ()
