"""Score the reading on articles whose labels nobody reads: the set's own script prints figures and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.evaluation.corpora import FOLDER

BLIND = FOLDER.parent / "blind"
KINDS = ("quotes", "reported")  # what the program says of articles; splits and comparisons are a language model's


def there() -> bool:
    """Return whether the set can be found."""
    return (BLIND / "score_blind.py").exists()


def scored(kind: str, answered: Callable[[str], object]) -> str:
    """Return what the script prints of the answers to one kind of input line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.jsonl"
        path.write_text("".join(_lines(kind, answered)), encoding="utf-8")
        command = [sys.executable, str(BLIND / "score_blind.py"), kind, str(path)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _lines(kind: str, answered: Callable[[str], object]) -> Iterator[str]:
    for line in (BLIND / f"{kind}.in.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.dumps(answered(line), ensure_ascii=False) + "\n"
