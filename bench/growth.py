"""Measure how look-ups and the ledger's size grow from ten thousand quotes to three million, and draw it.

`python -m bench.growth` seeds a ledger of each size in turn, which takes some twenty minutes and eight gigabytes, and
draws docs/pictures/growth.svg. Times are of the processor, so that others on the machine count less.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from matplotlib.figure import Figure

from bench.lookups import Look, looks
from bench.table import Row
from bot import delivery, wiring
from bot.config import Settings
from bot.edges.stores.seeding import seed
from bot.edges.stores.sql import SqlStore
from bot.model.briefing import Channel
from bot.running import settle

SIZES = 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000
TIMES = 60
CHART = Path(__file__).parent.parent / "docs" / "pictures" / "growth.svg"
WIDE, HIGH = 8, 5  # inches
A_DAY = 1.0  # days of a digest


def main(sizes: Sequence[int]) -> None:
    """Print the figures of each size as soon as they are measured, and draw the chart."""
    lines: dict[str, list[float]] = {}
    for size in sizes:
        for row in grown(size):
            print(f"{size:>9,}  {row.line()}", flush=True)
            lines.setdefault(f"{row.name} ({row.unit})", []).append(row.median)
    draw(sizes, lines, CHART)


def grown(size: int) -> Iterator[Row]:
    """Yield the figures of a ledger of so many quotes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.db"
        store = SqlStore(str(file))
        store.migrate()
        begun = time.process_time()
        for _ in seed(store.database, size, datetime.now(UTC), random.Random(1)):
            pass
        yield Row("filled", "quotes/s", (size / (time.process_time() - begun),))
        settle()
        for name, look in looks(store).items():
            yield Row(name, "ms", tuple(spent(look)))
        store.close()
        yield Row("digest of a day", "ms", tuple(digests(file)))
        yield Row("size", "MB", (file.stat().st_size / 1e6,))


def spent(look: Look) -> Iterator[float]:
    """Yield the milliseconds of this thread that each try of a look-up takes."""
    look(0)
    for number in range(TIMES):
        begun = time.thread_time()
        look(number)
        yield 1000 * (time.thread_time() - begun)


def digests(file: Path) -> Iterator[float]:
    """Yield the milliseconds that the digest of a day takes."""
    with wiring.desk(Settings(database=str(file), reading="rules")) as desk:
        channel, now = Channel("console:1", "console", "UTC"), desk.clock.now()
        for _ in range(3):
            begun = time.thread_time()
            delivery.compose(desk, channel, now - timedelta(days=A_DAY), now)
            yield 1000 * (time.thread_time() - begun)


def draw(sizes: Sequence[int], lines: Mapping[str, Sequence[float]], file: Path) -> None:
    """Draw what takes milliseconds against the number of quotes, both logarithmic."""
    figure = Figure(figsize=(WIDE, HIGH), layout="constrained")
    axes = figure.subplots()
    for name, values in lines.items():
        if name.endswith("(ms)"):
            axes.plot(sizes, values, marker="o", markersize=3, label=name.removesuffix(" (ms)"))
    axes.set(xscale="log", yscale="log", xlabel="quotes in the ledger", ylabel="milliseconds of the processor, median")
    axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize=7, ncols=2)
    figure.savefig(file, metadata={"Date": None})


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or SIZES)
