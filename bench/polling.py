"""Measure polling: all feeds for the first time, and again when nothing has changed."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.table import Row
from bot import wiring
from bot.config import Settings
from bot.desk import Desk
from bot.jobs import poll, record
from bot.model.news import Feed, Polling, digest_of
from tests.servers.feedserver import FeedServer

FEEDS = Path(__file__).parent.parent.parent / "shared" / "eval" / "feeds"


def rows() -> Iterator[Row]:
    """Measure a cold and an unchanged poll of the real feeds, or say that they are not here."""
    bodies = {f"/{file.name}": file.read_bytes() for file in sorted(FEEDS.glob("*.xml"))}
    if not bodies:
        print("(polling is not measured: ../shared/eval/feeds is not here)")
        return
    runs = [polled(bodies) for _ in range(3)]
    note = f"{len(bodies)} feeds, 8 workers"
    yield Row("cold poll", "s", tuple(cold for cold, _, _ in runs), note)
    yield Row("unchanged poll (304)", "s", tuple(again for _, again, _ in runs), note)
    yield Row("reading and recording what came", "articles/s", tuple(speed for _, _, speed in runs), "no pages fetched")


def polled(bodies: dict[str, bytes]) -> tuple[float, float, float]:
    """Return the seconds of a cold poll, of an unchanged one, and articles recorded a second."""
    with tempfile.TemporaryDirectory() as folder, FeedServer() as server:
        for path, body in bodies.items():
            server.serve(path, body, etag=True)
        settings = Settings(database=str(Path(folder) / "bench.db"), allow_hosts=(server.address,))
        with wiring.desk(settings) as desk:
            for path in bodies:
                url = f"http://{server.address}{path}"
                now = desk.clock.now()
                desk.store.add_feed(Feed(digest_of(url), url, path, path, now), Polling(next_at=now))
            cold, again = timed(desk), timed(desk)
            start = time.perf_counter()
            read = record.record_pending(desk)
            return cold, again, len(read) / (time.perf_counter() - start)


def timed(desk: Desk) -> float:
    """Return the seconds that polling every feed takes."""
    start = time.perf_counter()
    poll.poll_all(desk, desk.store.feeds(), lambda _outcome: None)
    return time.perf_counter() - start
