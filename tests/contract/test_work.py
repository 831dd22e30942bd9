"""Whatever does the work, does each key once: at once in this process, or durably through kills."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.edges.work.durable import DurableWork
from bot.edges.work.inline import InlineWork
from bot.edges.work.ticker import Ticker
from bot.errors import StoreError
from bot.ports.world import Work

SOON = 10.0  # seconds; a job is done long before
SHORT = timedelta(seconds=2)
WORKER = """
import os, sys, time
from datetime import timedelta
from pathlib import Path
from bot.edges.work.durable import DurableWork

database, slow, *keys = sys.argv[1:]

def run(job, argument):
    if slow == "slow":
        time.sleep(60)
    with Path(database + ".done").open("a") as file:
        file.write(argument + chr(10))

work = DurableWork(run, database, "node")
work.start()
for key in keys:
    work.submit("write", key, key=key)
print("submitted", flush=True)
sys.stdin.read()
work.stop(timedelta(seconds=2))
"""

Make = Callable[[Callable[[str, str], None]], Work]


@pytest.fixture(params=["inline", "durable"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    """Give what makes started work; it is stopped at the end."""
    made: list[Work] = []

    def begin(run: Callable[[str, str], None]) -> Work:
        database = str(tmp_path / "ledger.db")
        work: Work = InlineWork(run) if request.param == "inline" else DurableWork(run, database, "node")
        work.start()
        made.append(work)
        return work

    yield begin
    for work in made:
        work.stop(SHORT)


def until(true: Callable[[], bool], seconds: float = SOON) -> bool:
    """Wait until something is true, at most so long, and say whether it came true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return true()


def test_each_key_is_done_once(make: Make) -> None:
    """Twenty jobs submitted three times each are done once each, with their own argument."""
    done: list[tuple[str, str]] = []
    work = make(lambda job, argument: done.append((job, argument)))
    for _ in range(3):
        for number in range(20):
            work.submit("count", str(number), key=f"count:{number}")
    assert until(lambda: len(done) >= 20)
    work.submit("count", "last", key="count:last")
    assert until(lambda: ("count", "last") in done)
    assert sorted(done) == sorted(("count", word) for word in [*map(str, range(20)), "last"])


def test_another_key_does_the_same_job_again(make: Make) -> None:
    """The key makes a job the same, not its name and argument."""
    done: list[str] = []
    work = make(lambda _job, argument: done.append(argument))
    work.submit("poll", "a", key="poll:a:1")
    assert until(lambda: done == ["a"])
    number = iter(range(2, 1_000))

    def again() -> bool:  # the first may still be noting that it is done
        work.submit("poll", "a", key=f"poll:a:{next(number)}")
        return done[:2] == ["a", "a"]

    assert until(again)


def test_a_job_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    """After a job that raises, the next one is done, and the failed key is not tried again."""
    done: list[str] = []

    def run(_job: str, argument: str) -> None:
        done.append(argument)
        if argument == "bad":
            raise StoreError("the disk is full")

    work = DurableWork(run, str(tmp_path / "ledger.db"), "node")
    work.start()
    try:
        work.submit("poll", "bad", key="bad")
        assert until(lambda: done == ["bad"])
        work.submit("poll", "bad", key="bad")
        work.submit("poll", "good", key="good")
        assert until(lambda: "good" in done)
        assert done == ["bad", "good"]
    finally:
        work.stop(SHORT)


def test_no_digest_and_no_poll_waits_behind_slow_pages(tmp_path: Path) -> None:
    """While every hand that reads waits for a server, polls go on, and so does what has its hour."""
    done: list[str] = []
    begun, go_on = threading.Semaphore(0), threading.Event()

    def run(_job: str, argument: str) -> None:
        if argument.startswith("slow"):
            begun.release()
            go_on.wait(30)
        done.append(argument)

    work = DurableWork(run, str(tmp_path / "ledger.db"), "node")
    work.start()
    try:
        for number in range(8):
            work.submit("read", f"slow page {number}", key=f"read:{number}")
        assert all(begun.acquire(timeout=SOON) for _ in range(4))
        work.submit("poll", "feed", key="poll")
        assert until(lambda: done == ["feed"])
        for number in range(8):
            work.submit("poll", f"slow feed {number}", key=f"poll:{number}")
        assert all(begun.acquire(timeout=SOON) for _ in range(4))
        work.submit("deliver", "digest", key="deliver")
        assert until(lambda: done == ["feed", "digest"])
        go_on.set()
        assert until(lambda: len(done) == 18)
    finally:
        go_on.set()
        work.stop(SHORT)


def test_a_queue_holds_each_thing_once(tmp_path: Path) -> None:
    """Under however many keys a job is asked for while it waits or runs, it is queued once: no queue grows for ever."""
    done: list[str] = []
    go_on = threading.Event()

    def run(_job: str, argument: str) -> None:
        go_on.wait(30)
        done.append(argument)

    work = DurableWork(run, str(tmp_path / "ledger.db"), "node")
    work.start()
    try:
        for minute in range(20):
            work.submit("record", "", key=f"record:{minute}")
            work.submit("read", "feed", key=f"read:{minute}")
        assert sum(work.queued(datetime.now(UTC)).waiting.values()) == 2
        go_on.set()
        assert until(lambda: sum(work.queued(datetime.now(UTC)).waiting.values()) == 0)
        assert sorted(done) == ["", "feed"]
    finally:
        go_on.set()
        work.stop(SHORT)


def test_feeds_that_hang_hold_their_own_hands_only(tmp_path: Path) -> None:
    """While a hundred feeds that failed before hang, another feed is polled and a digest delivered."""
    done: list[str] = []
    go_on = threading.Event()

    def run(job: str, argument: str) -> None:
        if job == "retry":
            go_on.wait(30)
        done.append(argument)

    work = DurableWork(run, str(tmp_path / "ledger.db"), "node", pollers=2)
    work.start()
    try:
        for number in range(100):
            work.submit("retry", f"hangs {number}", key=f"retry:{number}")
        work.submit("poll", "feed", key="poll")
        work.submit("deliver", "digest", key="deliver")
        assert until(lambda: sorted(done) == ["digest", "feed"])
    finally:
        go_on.set()
        work.stop(SHORT)


def test_the_work_of_another_name_on_this_file_is_taken_up(tmp_path: Path) -> None:
    """A container made anew has another name: what the old one had begun is done all the same."""
    database = tmp_path / "ledger.db"
    assert end(worker(database, "slow", "k1", "k2"), signal.SIGKILL) == -signal.SIGKILL
    done: list[str] = []
    work = DurableWork(lambda _job, argument: done.append(argument), str(database), "renamed")
    work.start()
    try:
        assert until(lambda: sorted(done) == ["k1", "k2"], 20)
    finally:
        work.stop(SHORT)


def test_stopping_does_not_wait_for_a_job_that_hangs(tmp_path: Path) -> None:
    """Work stops within its time although a job is under way."""
    begun, go_on = threading.Event(), threading.Event()

    def run(_job: str, _argument: str) -> None:
        begun.set()
        go_on.wait(30)

    work = DurableWork(run, str(tmp_path / "ledger.db"), "node")
    work.start()
    work.submit("hang", "", key="hang")
    assert begun.wait(SOON)
    started = time.monotonic()
    try:
        work.stop(timedelta(seconds=1))
        assert time.monotonic() - started < 5
    finally:
        go_on.set()


def test_finished_keys_are_forgotten_when_told(tmp_path: Path) -> None:
    """Only what was finished before the moment is forgotten; its key may be done again."""
    done: list[str] = []
    work = DurableWork(lambda _job, argument: done.append(argument), str(tmp_path / "ledger.db"), "node")
    work.start()
    try:
        work.submit("poll", "a", key="a")
        assert until(lambda: done == ["a"])
        assert work.forget(datetime.now(UTC) - timedelta(hours=1)) == 0
        assert until(lambda: work.forget(datetime.now(UTC) + timedelta(hours=1)) == 1)
        work.submit("poll", "a", key="a")
        assert until(lambda: done == ["a", "a"])
    finally:
        work.stop(SHORT)


def worker(database: Path | str, speed: str, *keys: str) -> subprocess.Popen[str]:
    """Start a process that submits keys and waits; return it once all are submitted."""
    command = [sys.executable, "-c", WORKER, str(database), speed, *keys]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "submitted\n"
    return process


def end(process: subprocess.Popen[str], number: int) -> int:
    """Send a signal, wait for the end, and return the exit code."""
    with suppress(ProcessLookupError):
        os.kill(process.pid, number)
    code = process.wait(SOON)
    for stream in (process.stdin, process.stdout):
        if stream:
            stream.close()
    return code


def finished(database: Path) -> list[str]:
    """Return the keys that the processes say they did, in order of their names."""
    file = Path(f"{database}.done")
    return sorted(file.read_text(encoding="utf-8").split()) if file.exists() else []


def test_submitted_work_survives_kill_9(tmp_path: Path) -> None:
    """Jobs queued or begun in a process that is killed are all done by the next one, each once."""
    database = tmp_path / "ledger.db"
    keys = [f"k{number}" for number in range(12)]
    assert end(worker(database, "slow", *keys), signal.SIGKILL) == -signal.SIGKILL
    assert finished(database) == []
    next_one = worker(database, "quick")
    try:
        assert until(lambda: len(finished(database)) >= len(keys), 20)
    finally:
        end(next_one, signal.SIGKILL)
    assert finished(database) == sorted(keys)


def test_work_that_was_done_is_not_done_again_after_a_restart(tmp_path: Path) -> None:
    """A key that one process finished does nothing in the next one."""
    database = tmp_path / "ledger.db"
    first = worker(database, "quick", "a", "b")
    assert until(lambda: finished(database) == ["a", "b"])
    time.sleep(0.5)  # the file is written inside the job; let its end be noted, too
    end(first, signal.SIGKILL)
    again = worker(database, "quick", "a", "b", "c")
    try:
        assert until(lambda: "c" in finished(database))
    finally:
        end(again, signal.SIGKILL)
    assert finished(database) == ["a", "b", "c"]


def test_a_queue_that_cannot_be_opened_is_said_in_words(tmp_path: Path) -> None:
    """A folder that is not there is a StoreError with a sentence, not a library's traceback."""
    work = DurableWork(lambda _job, _argument: None, str(tmp_path / "absent" / "ledger.db"), "node")
    with pytest.raises(StoreError, match="work queue"):
        work.start()
    work.stop(SHORT)


def test_the_clock_ticks_on_when_the_machines_clock_is_set_back() -> None:
    """A scheduler that waits for a time of day which a step back has moved an hour away is woken all the same."""
    ticks: list[float] = []
    ticker = Ticker(lambda: ticks.append(time.monotonic()), 0.05)
    ticker.start()
    try:
        assert until(lambda: len(ticks) >= 2)
        ticker._job.modify(next_run_time=datetime.now(UTC) + timedelta(hours=1))
        count = len(ticks)
        assert until(lambda: len(ticks) > count + 3)
    finally:
        ticker.stop()


def test_the_clock_ticks_never_twice_at_once() -> None:
    """A tick that takes longer than its interval is not begun again meanwhile; stopping waits for it."""
    under_way: list[int] = []
    most: list[int] = []

    def tick() -> None:
        under_way.append(1)
        most.append(len(under_way))
        time.sleep(0.15)
        under_way.pop()

    ticker = Ticker(tick, 0.05)
    ticker.start()
    assert until(lambda: len(most) >= 3)
    ticker.stop()
    assert (max(most), under_way) == (1, [])
    count = len(most)
    time.sleep(0.2)
    assert len(most) == count
