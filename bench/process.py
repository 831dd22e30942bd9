"""Measure whole processes: how long they take to answer and what they keep in memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import psutil

from bench.table import Row, repeated

COMMAND = (sys.executable, "-m", "bot")
DEPLOYED = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "65536"}  # as deploy/ sets them


def rows() -> Iterator[Row]:
    """Measure --help, an answer from the console, the start of `run` and its memory at rest."""
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "bench.db")
        yield Row("onrecord --help", "s", repeated(7, lambda: seconds("--help")))
        seconds("--demo", "--db", database, "poll")
        answer = ("--demo", "--db", database, "who-said", "nato")
        yield Row("onrecord who-said nato, as a process", "s", repeated(7, lambda: seconds(*answer)))
        runs = [at_rest(folder, number) for number in range(3)]
        yield Row("onrecord run, until it polls", "s", tuple(started for started, _ in runs))
        yield Row("onrecord run, memory at rest", "MB", tuple(memory for _, memory in runs))
        deployed = [at_rest(folder, number, DEPLOYED) for number in range(3, 6)]
        yield Row("  the same, as deploy/ starts it", "MB", tuple(memory for _, memory in deployed), "bar: 250")


def seconds(*words: str) -> float:
    """Return how long one command line takes, wall clock."""
    start = time.perf_counter()
    subprocess.run([*COMMAND, *words], check=True, capture_output=True)
    return time.perf_counter() - start


def at_rest(folder: str, number: int, also: Mapping[str, str] = MappingProxyType({})) -> tuple[float, float]:
    """Start `run --demo`, wait for its first line and twenty seconds more; return start-up seconds and RSS in MB."""
    start = time.perf_counter()
    words = [*COMMAND, "run", "--demo", "--db", str(Path(folder) / f"run{number}.db")]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ | also
    ) as process:
        if process.stdout is None or not process.stdout.readline():
            raise RuntimeError("`onrecord run --demo` said nothing")
        started = time.perf_counter() - start
        time.sleep(20)
        memory = psutil.Process(process.pid).memory_info().rss / 1e6
        process.terminate()
        process.communicate(timeout=15)
    return started, memory
