"""What a person types in a shell, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def typed(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command line in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *words], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("status", "0 quotes"),
        ("help", "who-said"),
        ("help who-said", "who-said <topic or name>"),
        ("log", "No setting was changed"),
        ("who-said --help", "onrecord who-said nato"),
        ("digest --help", "digest at 08:00 weekdays"),
        ("feeds --help", "feeds add https://example.org"),
    ],
)
def test_the_words_of_chat_work_in_a_shell(tmp_path: Path, line: str, said: str) -> None:
    """Each command of the desk stands alone, and help shows arguments with an example."""
    done = typed(tmp_path, *line.split())
    assert done.returncode in {0, 1}, done.stderr  # 1: nothing to show yet
    assert said in done.stdout
