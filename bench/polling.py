"""Measure polling beside lemon24/reader: all feeds for the first time, and again when nothing has changed."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.server import serving
from bench.table import Row
from bot import wiring
from bot.config import Settings
from bot.desk import Desk
from bot.jobs import poll, record
from bot.model.news import Feed, Polling, digest_of

FEEDS = Path(__file__).parent.parent.parent / "shared" / "eval" / "feeds"
RUNS = 5
WORKERS = 8
Polled = Callable[[list[str]], tuple[float, ...]]


def rows() -> Iterator[Row]:
    """Measure both in turns on the real feeds from one local server, or say that they are not here."""
    files = sorted(FEEDS.glob("*.xml"))
    if not files:
        print("(polling is not measured: ../shared/eval/feeds is not here)")
        return
    note = f"{len(files)} feeds, {sum(file.stat().st_size for file in files) / 1e6:.1f} MB, {WORKERS} workers"
    with serving(FEEDS) as address:
        for habit, again in (("tagged", "304"), ("plain", "the same body")):
            urls = [f"http://{address}/{habit}/{file.name}" for file in files]
            ours, theirs = zip(*((polled(urls), polled_by_reader(urls)) for _ in range(RUNS)), strict=True)
            yield from pair(f"cold poll, then {again}", [each[0] for each in ours], [each[0] for each in theirs], note)
            yield from pair(f"unchanged poll ({again})", [each[1] for each in ours], [each[1] for each in theirs], note)
    speed = tuple(each[2] for each in ours)
    yield Row("reading and recording what came", "articles/s", speed, "no pages fetched")


def pair(name: str, ours: list[float], theirs: list[float], note: str) -> Iterator[Row]:
    """Yield a figure of ours, of theirs, and how they compare."""
    mine, other = Row(name, "s", tuple(ours), note), Row("  the same by lemon24/reader", "s", tuple(theirs), note)
    yield mine
    yield other
    yield Row("  times as fast", "", tuple(b / a for a, b in zip(ours, theirs, strict=True)))


def polled(urls: list[str]) -> tuple[float, float, float]:
    """Return the seconds of a cold poll, of an unchanged one, and articles recorded a second."""
    with tempfile.TemporaryDirectory() as folder:
        own = urls[0].split("/")[2]
        settings = Settings(database=str(Path(folder) / "bench.db"), allow_hosts=(own,), fetch_workers=WORKERS)
        with wiring.desk(settings) as desk:
            for url in urls:
                now = desk.clock.now()
                desk.store.add_feed(Feed(digest_of(url), url, url, url, now), Polling(next_at=now))
            cold, again = timed(desk), timed(desk)
            start = time.perf_counter()
            read = record.record_pending(desk)
            return cold, again, len(read) / (time.perf_counter() - start)


def timed(desk: Desk) -> float:
    """Return the seconds that polling every feed takes."""
    start = time.perf_counter()
    outcomes = poll.poll_all(desk, desk.store.feeds(), lambda _outcome: None)
    if wrong := [each.error for each in outcomes if each.error]:
        raise RuntimeError(wrong[0])
    return time.perf_counter() - start


def polled_by_reader(urls: list[str]) -> tuple[float, float]:
    """Return the seconds of a cold poll and of an unchanged one by reader, on a file as well."""
    from reader import make_reader

    with tempfile.TemporaryDirectory() as folder:
        reader = make_reader(str(Path(folder) / "reader.db"))
        for url in urls:
            reader.add_feed(url)
        seconds = []
        for _ in range(2):
            start = time.perf_counter()
            reader.update_feeds(scheduled=False, workers=WORKERS)
            seconds.append(time.perf_counter() - start)
        if reader.get_feed_counts(broken=True).total:
            raise RuntimeError("reader could not read a feed")
        reader.close()
    return seconds[0], seconds[1]
