from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench import asking, day, lookups, polling, process, reading, slack, week
from bench.table import Row, write

RESULTS = Path(__file__).parent / "last.json"
PARTS: tuple[Callable[[], Iterator[Row]], ...] = (
    process.rows,
    reading.rows,
    polling.rows,
    partial(lookups.rows, asking.rows),
    lookups.on_postgres,
    week.rows,
    day.rows,
    slack.rows,
)


def main() -> None:
    """Print each row as soon as it is measured and write them all to bench/last.json."""
    print(f"{'':<44} {'median':>10} {'':<11} {'lowest to highest':>22}")
    rows: list[Row] = []
    for part in PARTS:
        for row in part():
            print(row.line(), flush=True)
            rows.append(row)
    write(rows, RESULTS)
    print(f"All values: {RESULTS.relative_to(Path.cwd()) if RESULTS.is_relative_to(Path.cwd()) else RESULTS}")


if __name__ == "__main__":
    main()
