"""Kill the running program again and again and compare what it leaves with an uninterrupted run.

`python -m tests.soak.kill [kills] [seed]` prints a line a kill and ends with exit code 1 when anything differs.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from bot.edges.stores.schema import quote
from bot.edges.stores.sql import SqlStore
from bot.errors import StoreError
from bot.model.briefing import DeliveryState

DONE = 90.0  # seconds in which a run posts its digest, with much to spare: it is due ten after the start
FIRST, LAST = -3.0, 12.0  # seconds around the greeting: from starting up to after the digest
GREETING = "Ctrl-C stops."


@dataclass(frozen=True, slots=True)
class Left:
    """Hold what runs left behind in a folder."""

    quotes: tuple[tuple[str, ...], ...]  # page, words, place and speaker of each, in order: doubles would show
    pending: int
    slots: tuple[tuple[str, str], ...]  # with their states
    posts: tuple[str, ...]  # names of the files
    printed: int  # how often a digest was printed


def start(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    """Start the program on the ledger in a folder; what it prints is added to a file there."""
    command = [sys.executable, "-m", "bot", "run", "--demo", "--db", str(folder / "ledger.db"), *options]
    with (folder / "printed.txt").open("ab") as printed:
        return subprocess.Popen(command, stdout=printed, stderr=subprocess.STDOUT)


def finish(process: subprocess.Popen[bytes], number: int = signal.SIGTERM) -> tuple[int, float]:
    """Send a signal and return the exit code and the seconds until the end."""
    begun = time.monotonic()
    os.kill(process.pid, number)
    return process.wait(20), time.monotonic() - begun


def settled(folder: Path) -> bool:
    """Say whether the ledger holds its digest as done and nothing that waits."""
    file = folder / "ledger.db"
    if not file.exists():
        return False
    store = SqlStore(str(file))
    try:
        latest = store.deliveries("console", 1)
        return bool(latest) and latest[0].state is not DeliveryState.CLAIMED and store.totals().pending == 0
    except StoreError:
        return False  # the process is still making the tables
    finally:
        store.close()


def await_end(folder: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until everything is done; raises TimeoutError, or ChildProcessError when the process ends by itself."""
    end = time.monotonic() + DONE
    while not settled(folder):
        if process.poll() is not None:
            raise ChildProcessError(f"it ended by itself with {process.returncode}: {printed(folder)[-500:]}")
        if time.monotonic() > end:
            raise TimeoutError(f"not done after {DONE:.0f} s: {printed(folder)[-500:]}")
        time.sleep(0.3)


def await_greeting(folder: Path, process: subprocess.Popen[bytes], greetings: int) -> None:
    """Wait until so many runs in a folder have greeted; raises TimeoutError."""
    end = time.monotonic() + DONE
    while printed(folder).count(GREETING) < greetings and process.poll() is None:
        if time.monotonic() > end:
            raise TimeoutError(f"it did not greet: {printed(folder)[-500:]}")
        time.sleep(0.05)


def printed(folder: Path) -> str:
    """Return all that the runs in a folder printed."""
    return (folder / "printed.txt").read_text(encoding="utf-8", errors="replace")


def left(folder: Path) -> Left:
    """Return what the runs in a folder left behind."""
    store = SqlStore(str(folder / "ledger.db"))
    try:
        store.check()
        query = select(quote.c.page_id, quote.c.text, quote.c.start, quote.c.speaker_name)
        with store.database.reading() as connection:
            quotes = tuple(sorted(tuple(map(str, row)) for row in connection.execute(query)))
        slots = tuple((each.slot.id, each.state.value) for each in store.deliveries("console"))
        pending = store.totals().pending
    finally:
        store.close()
    posts = tuple(sorted(file.name for file in (folder / "onrecord-posts").rglob("*") if file.is_file()))
    return Left(quotes, pending, slots, posts, printed(folder).count("Daily briefing · "))


def uninterrupted(folder: Path) -> Left:
    """Run once to the end, undisturbed."""
    process = start(folder)
    try:
        await_end(folder, process)
    finally:
        finish(process)
    return left(folder)


def killed(folder: Path, moments: Sequence[float]) -> Left:
    """Kill a run at each moment (seconds after its greeting; below 0, while it starts), then let one end."""
    for moment in moments:
        process = start(folder)
        if moment >= 0:
            await_greeting(folder, process, printed(folder).count(GREETING) + 1)
        time.sleep(abs(moment))
        finish(process, signal.SIGKILL)
    return uninterrupted(folder)


def differences(whole: Left, broken: Left) -> list[str]:
    """Say what a killed run has lost or doubled."""
    wrong = [
        f"{name} differ" for name in ("quotes", "pending", "slots") if getattr(whole, name) != getattr(broken, name)
    ]
    shown = [
        name for name in broken.posts if not name.startswith(".new-")
    ]  # a kill may leave a half-written one, hidden
    if shown != list(whole.posts):
        wrong.append(f"posts are {shown}, not {list(whole.posts)}")
    if broken.printed > 1:
        wrong.append(f"the digest was printed {broken.printed} times")
    return wrong


def main(kills: int = 10, seed: int | None = None) -> int:
    """Kill so many times, each in a ledger of its own at a random moment, and return the exit code."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        whole = uninterrupted(folder_in(place, "whole"))
        print(f"uninterrupted: {len(whole.quotes)} quotes, {whole.slots}")
        bad = 0
        for number in range(kills):
            moment = chance.uniform(FIRST, LAST)
            wrong = differences(whole, killed(folder_in(place, f"k{number}"), [moment]))
            print(f"killed at {moment:+6.2f} s: {'; '.join(wrong) or 'nothing lost, nothing doubled'}", flush=True)
            bad += bool(wrong)
    return 1 if bad else 0


def folder_in(place: str | Path, name: str) -> Path:
    """Make a folder and return it."""
    made = Path(place) / name
    made.mkdir()
    return made


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
