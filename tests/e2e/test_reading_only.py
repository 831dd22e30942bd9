"""Who only asks needs no ledger that can be written: locked, or read-only, it answers from what is there."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from shutil import copy

import pytest

from bot.errors import StoreError
from bot.late import LateWrites
from tests.e2e.office import Hall, Office


def test_who_said_answers_on_slack_while_the_ledger_is_locked(office: Office) -> None:
    """The answer with its quotes comes although what its buttons stand for cannot be written yet."""
    with closing(sqlite3.connect(office.desk.settings.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = office.answer("/who-said", "bridge")
        other.execute("ROLLBACK")
    assert "“" in answer


def test_who_said_answers_on_discord_while_the_ledger_is_locked(hall: Hall) -> None:
    """The same there."""
    with closing(sqlite3.connect(hall.desk.settings.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = hall.answer("who-said", {"text": "nato"})
        other.execute("ROLLBACK")
    assert "“" in answer


def ask(ledger: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Ask on the command line."""
    command = [sys.executable, "-m", "bot", "--db", str(ledger), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_who_said_answers_on_the_command_line_while_the_ledger_is_locked(newswire: Path, tmp_path: Path) -> None:
    """Another program that holds the ledger for writing keeps nobody from reading it."""
    ledger = Path(copy(newswire, tmp_path / "ledger.db"))
    with closing(sqlite3.connect(ledger, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = ask(ledger, "who-said", "bridge", "since:2y")
        other.execute("ROLLBACK")
    assert (done.returncode, "“" in done.stdout) == (0, True), done.stderr


def test_who_said_answers_where_nothing_can_be_written(newswire: Path, tmp_path: Path) -> None:
    """A ledger on a read-only disk, where SQLite cannot make its index beside it, is read all the same."""
    ledger = Path(copy(newswire, tmp_path / "ledger.db"))
    Path(f"{ledger}-shm").mkdir()  # whoever may do everything is stopped by this only
    done = ask(ledger, "who-said", "bridge", "since:2y")
    assert (done.returncode, "“" in done.stdout) == (0, True), done.stderr


def test_what_could_not_be_written_is_written_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that fails does not keep who waits, and is done as soon as the ledger can be written."""
    monkeypatch.setattr("bot.late.AGAIN", 0.01)
    tries: list[int] = []

    def write() -> None:
        tries.append(1)
        if len(tries) < 30:
            raise StoreError("busy")

    assert LateWrites(0.02).soon(write) is False
    end = time.monotonic() + 20
    while len(tries) < 30 and time.monotonic() < end:
        time.sleep(0.01)
    assert len(tries) == 30
