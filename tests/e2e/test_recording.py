"""Articles go on the record one at a time, so that of two the second is compared with the first."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot import wiring
from bot.config import Settings
from bot.reading.speakers.windows import Window
from bot.recording import put_on_record, understood
from tests.e2e.room import SetClock
from tests.unit.building import article

TEXTS = ("“The pier stays open,” Ida Quill said.", "“The pier is shut,” Ida Quill said.")


class Watched:
    """Be a ledger that lets whoever records wait a second for another who records."""

    def __init__(self, store: Any) -> None:
        """Stand before a real ledger."""
        self.store, self.meeting, self.met = store, threading.Barrier(2), False

    def __getattr__(self, name: str) -> Any:
        """Return what the ledger has."""
        return getattr(self.store, name)

    def record(self, *given: Any, **named: Any) -> int:
        """Record, and note whether somebody else was recording at the same time."""
        with suppress(threading.BrokenBarrierError):
            self.meeting.wait(timeout=1)
            self.met = True
        return int(self.store.record(*given, **named))


def test_two_articles_are_never_recorded_at_a_time(tmp_path: Path) -> None:
    """Two threads put an article each on the record; neither meets the other there, and both are recorded."""
    with wiring.desk(Settings(database=str(tmp_path / "ledger.db")), clock=SetClock()) as opened:
        watched = Watched(opened.store)
        desk = replace(opened, store=watched)
        known = [
            understood(desk, article(text, url=f"https://coast.example/{number}"), silent=False)
            for number, text in enumerate(TEXTS)
        ]
        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(lambda each: put_on_record(desk, each, silent=False), known))
        assert [new for _, new in found] == [1, 1]
        assert not watched.met


def test_an_article_is_read_while_another_asks_the_encoder(tmp_path: Path) -> None:
    """What keeps the encoder busy keeps no other article waiting for the rules."""
    unsure = "Tom Reed met Ida Quill. The pier, which “nobody wants”, is hers."
    with wiring.desk(Settings(database=str(tmp_path / "ledger.db")), clock=SetClock()) as desk:

        def asked(windows: Sequence[Window]) -> Sequence[Sequence[Sequence[float]]]:
            with ThreadPoolExecutor(1) as pool:
                other = pool.submit(understood, replace(desk, encoder=None), article(TEXTS[0]), silent=True)
                read_beside.append(len(other.result(timeout=20).reading.quotes))
            return desk.encoder(windows) if desk.encoder else []

        read_beside: list[int] = []
        understood(replace(desk, encoder=asked), article(unsure), silent=True)
    assert read_beside == [1]
