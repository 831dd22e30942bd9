"""Charts on Slack: its own kind of block, a picture where a workspace does not take that, else text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import structlog

from bot.briefing.charts import strip
from bot.edges.platforms.kit.picture import drawable, png
from bot.edges.platforms.slack.calls import called
from bot.edges.platforms.slack.elements import Json, one_line, plain, small
from bot.errors import PlatformError, StoreError
from bot.model.message import Chart

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.model.message import Message
    from bot.ports.store import Store

Pictures: TypeAlias = "Mapping[Chart, str]"  # the file that shows a chart; one without a file is text
TEXT: Pictures = {}
LONGEST_ALT = 2_000  # characters, as docs.slack.dev/reference/block-kit/blocks/image-block says
NATIVE = "data_visualization"
log = structlog.get_logger()


def chart(block: Chart, pictures: Pictures | None) -> list[Json]:
    """Return a chart as Slack draws it itself (`pictures` is None), as a picture, or as text."""
    title = one_line(block.title)
    if pictures is None:
        return [{"type": NATIVE, "title": title[:50], "chart": _bars(block)}]
    if file := pictures.get(block):
        shown = {"slack_file": {"id": file}, "alt_text": block.alt[:LONGEST_ALT], "title": plain(title)}
        return [{"type": "image"} | shown]
    return small(f"{title}\n{strip(block)}")


def _bars(block: Chart) -> Json:
    series = [
        {
            "name": each.name,
            "data": [{"label": label, "value": value} for label, value in zip(block.labels, each.values, strict=True)],
        }
        for each in block.series
    ]
    return {"type": "bar", "series": series, "axis_config": {"categories": list(block.labels)}}


class Charts:
    """Know how each workspace is shown charts."""

    def __init__(self, clients: Callable[[str], WebClient], store: Store) -> None:
        """Take the client of each workspace."""
        self._clients, self._store = clients, store

    def first(self, message: Message, workspace: str) -> Pictures | None:
        """Return how to draw a message's charts at first: by Slack, unless this workspace refused that before."""
        if not message.charts or not self._store.workspace(workspace).classic:
            return None
        return next(self.simpler(message, workspace))

    def simpler(self, message: Message, workspace: str) -> Iterator[Pictures]:
        """Yield how to draw a message's charts when its blocks were refused: as pictures if it can, then as text."""
        if not message.charts:
            return
        if drawable() and (pictures := self._uploaded(message, workspace)):
            yield pictures
        yield TEXT

    def remember(self, workspace: str) -> None:
        """Draw this workspace's charts by ourselves from now on."""
        try:
            known = self._store.workspace(workspace)
            if not known.classic:
                self._store.keep_workspace(replace(known, classic=True))
        except StoreError as error:  # the answer is out; the next one is refused once more
            log.warning("charts not remembered", workspace=workspace, reason=str(error))

    def _uploaded(self, message: Message, workspace: str) -> Pictures:
        client = self._clients(workspace)
        pictures: dict[Chart, str] = {}
        for number, each in enumerate(message.charts, start=1):
            name, content = f"chart-{number}.png", png(each)
            try:
                sent = partial(client.files_upload_v2, filename=name, title=each.title, content=content)
                files = called(partial(sent, alt_txt=each.alt)).get("files") or []
                pictures[each] = str(files[0]["id"])
            except (PlatformError, LookupError) as error:
                log.warning("chart not uploaded", workspace=workspace, reason=str(error))
        return pictures
