"""Rows of figures: medians with their spread."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """Hold repeated measurements of one thing."""

    name: str
    unit: str
    values: tuple[float, ...]
    note: str = ""

    @property
    def median(self) -> float:
        """Return the middle value."""
        return statistics.median(self.values)

    def line(self) -> str:
        """Return the row as it is printed: name, median, lowest to highest, runs."""
        low, high = min(self.values), max(self.values)
        spread = f"{low:,.2f} to {high:,.2f}"
        return f"{self.name:<44} {self.median:>10,.2f} {self.unit:<11} {spread:>22}  n={len(self.values)}  {self.note}"


def repeated(times: int, measure: Callable[[], float]) -> tuple[float, ...]:
    """Return what several runs of a measurement gave."""
    return tuple(measure() for _ in range(times))


def write(rows: list[Row], file: Path) -> None:
    """Write all rows with every single value as JSON."""
    content = [asdict(row) | {"median": row.median} for row in rows]
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
