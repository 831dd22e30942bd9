"""Where the evaluation data lies, and how it is scored: by its own scorer, in a process of its own."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.reading.lines import article_of, line_of
from bot.reading.read import read

ROOT = Path(__file__).parent.parent.parent
FOLDER = Path(os.environ.get("ONRECORD_EVAL") or ROOT.parent / "shared" / "eval") / "quotes"
CORPORA = {"dev": "gold_dev.jsonl.gz", "recent": "gold_recent.jsonl.gz"}
MISSING = f"the evaluation data is not in {FOLDER.parent.name}/ beside the checkout; set ONRECORD_EVAL"


@dataclass(frozen=True, slots=True)
class Score:
    """Hold what the scorer says, of all that is emitted and of what would be shown with a name."""

    all: Mapping[str, Any]
    shown: Mapping[str, Any]
    per_second: float

    def figures(self) -> dict[str, float]:
        """Return the figures that have floors, all in percent."""
        return {
            "end_to_end_f1": self.all["end_to_end"]["F1"],
            "attribution_accuracy": self.all["attribution_accuracy"],
            "right_of_named": round(100 - self.all["wrong_attribution_rate"], 1),
            "scare_left_out": round(100 - self.all["scare_quote_rate"], 1),
            "verbatim": 100.0 if self.all["bad"] == 0 else 0.0,
            "shown_right": round(100 - self.shown["wrong_attribution_rate"], 1),
            "shown_recall": self.shown["end_to_end"]["R"],
        }


def there() -> bool:
    """Say whether the data can be found."""
    return (FOLDER / "score.py").exists()


def digest(name: str) -> str:
    """Return the hash of a corpus."""
    return hashlib.sha256((FOLDER / CORPORA[name]).read_bytes()).hexdigest()


def rows(name: str) -> list[dict[str, Any]]:
    """Return the articles of a corpus."""
    with gzip.open(FOLDER / f"gold_{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def scored(name: str, shown_from: float) -> Score:
    """Read a corpus and return its score."""
    articles, now = rows(name), datetime.now(UTC)
    start = time.perf_counter()
    out = [line_of(str(row["id"]), read(article_of(row, now))) for row in articles]
    seconds = time.perf_counter() - start
    with TemporaryDirectory() as folder:
        file = Path(folder) / "predictions.jsonl"
        file.write_text("".join(json.dumps(each) + "\n" for each in out), encoding="utf-8")
        everything = _score(name, file)
        shown = _score(name, file, "--min-confidence", str(shown_from))
    return Score(everything, shown, len(articles) / seconds)


def _score(name: str, file: Path, *more: str) -> Mapping[str, Any]:
    words: Sequence[str] = (
        sys.executable,
        str(FOLDER / "score.py"),
        str(FOLDER / CORPORA[name]),
        str(file),
        "--json",
        *more,
    )
    found: Mapping[str, Any] = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    return found
