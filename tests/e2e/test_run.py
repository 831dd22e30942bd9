"""The running program, a real process on the demo's newswire: killed, stopped, started twice."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from tests.soak.kill import differences, finish, folder_in, killed, printed, start, uninterrupted

GREETING = "Polling 3 feeds, 1 channel. Next digest Fri 08:00 Europe/Brussels. Ctrl-C stops."
MOMENTS = (-2.5, 0.4, 8.0)  # seconds: while it starts; after its greeting while it reads; about when it delivers
MOST_MEMORY = 300_000_000  # bytes, with the encoder loaded


def test_killed_three_times_it_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """After kill -9 at three moments and a restart each, quotes, slot and post are those of an uninterrupted run."""
    with ThreadPoolExecutor(2) as pool:
        undisturbed = pool.submit(uninterrupted, folder_in(tmp_path, "whole"))
        disturbed = pool.submit(killed, folder_in(tmp_path, "killed"), MOMENTS)
        whole, broken = undisturbed.result(), disturbed.result()
    assert len(whole.quotes) > 40
    assert (whole.slots, whole.pending) == ((("console|2026-03-13|08:00", "posted"),), 0)
    assert (len(whole.posts), whole.printed) == (1, 1)
    assert len(set(broken.quotes)) == len(broken.quotes)
    assert differences(whole, broken) == []


ELSEWHERE = """
import signal, sys, threading, time
from bot.cli.running import hear
signal.signal(signal.SIGHUP, signal.SIG_IGN if "nohup" in sys.argv else signal.SIG_DFL)
stop = threading.Event()
hear(stop)
number = signal.Signals[sys.argv[1]]
tell = lambda: (time.sleep(0.2), signal.pthread_kill(threading.get_ident(), number), time.sleep(60))
threading.Thread(target=tell, daemon=True).start()
sys.exit(0 if stop.wait(1 if "nohup" in sys.argv else 10) else 9)
"""


@pytest.mark.parametrize(
    ("said", "code"), [(("SIGTERM",), 0), (("SIGINT",), 0), (("SIGHUP",), 0), (("SIGHUP", "nohup"), 9)]
)
def test_a_signal_that_another_thread_gets_is_heard(said: tuple[str, ...], code: int) -> None:
    """A signal counts whichever thread gets it, while the main one sleeps and runs no handler; nohup bars SIGHUP."""
    ended = subprocess.run([sys.executable, "-c", ELSEWHERE, *said], timeout=20, check=False)
    assert ended.returncode == code


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Running:
    """Hold a running program with its web server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.http = f"127.0.0.1:{free_port()}"
        self.process = start(folder, "--http", self.http)

    def said(self, words: str, seconds: float = 40) -> bool:
        """Wait until the program has printed these words and say whether it did."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            if words in printed(self.folder):
                return True
            time.sleep(0.1)
        return words in printed(self.folder)

    def status(self, path: str) -> int:
        """Return the status of a path of its web server."""
        try:
            with urllib.request.urlopen(f"http://{self.http}{path}", timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code

    def ready(self, seconds: float = 20) -> bool:
        """Wait until it says that it is ready."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.status("/readyz") == 200:
                return True
            time.sleep(0.1)
        return False


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Give a program that has greeted; the last test of this file stops it."""
    made = Running(tmp_path_factory.mktemp("running"))
    try:
        assert made.said("Ctrl-C stops."), printed(made.folder)
        yield made
    finally:
        if made.process.poll() is None:
            finish(made.process, signal.SIGKILL)


def test_a_second_one_on_the_same_ledger_is_told_so(running: Running) -> None:
    """Two programs never work on one file: the second ends with code 2 and a sentence; the first goes on."""
    command = [sys.executable, "-m", "bot", "run", "--demo", "--db", str(running.folder / "ledger.db")]
    second = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode == 2, second.stderr
    assert "Another On Record is running" in second.stderr
    assert running.status("/healthz") == 200


def test_at_rest_it_needs_little_memory(running: Running) -> None:
    """Once it has read its feeds, the process holds less memory than a small server has."""
    assert running.ready()
    used = psutil.Process(running.process.pid).memory_info().rss
    assert used < MOST_MEMORY, f"{used / 1e6:.0f} MB"


def test_a_signal_stops_it_in_five_seconds(running: Running) -> None:
    """It greets in one line, answers its health checks, and ends with code 0 within five seconds of a signal."""
    assert printed(running.folder).splitlines()[0] == GREETING
    assert (running.status("/healthz"), running.ready(), running.status("/metrics")) == (200, True, 200)
    code, seconds = finish(running.process, signal.SIGINT)
    assert code == 0, printed(running.folder)
    assert seconds < 5
    assert not re.search(r"Traceback|dbos|DBOS", printed(running.folder))
