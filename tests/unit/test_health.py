"""Steps of the machine's clock are noticed, and a node knows when it may have been taken for dead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli.doctor import time_check
from bot.edges.stores.sql import SqlStore
from bot.edges.work.heart import SURE, Heart
from bot.errors import StoreError
from bot.health import Steps

START = datetime(2026, 11, 30, 8, tzinfo=UTC)


@pytest.mark.parametrize(("moved", "said"), [(-60, "back by 60 minutes"), (60, "forward by 60 minutes"), (0, "")])
def test_a_clock_that_is_set_is_noticed(moved: int, said: str) -> None:
    """A step of the clock either way is said for a while; time that passes is no step."""
    wall, steady = START, 100.0
    steps = Steps(lambda: wall, lambda: steady)
    steps.look()
    wall, steady = wall + timedelta(seconds=30), steady + 30
    assert steps.look() == timedelta(0)
    wall, steady = wall + timedelta(minutes=moved, seconds=1), steady + 1
    steps.look()
    assert said in steps.sentence
    assert bool(steps.sentence) is bool(said)
    steady += 301
    assert steps.sentence == ""


class Monitor:
    """Hear beats, and fail where a test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.fails = False
        self.heart = Heart("a", self.beat, now=lambda: self.now)

    def beat(self) -> None:
        """Take a beat."""
        if self.fails:
            raise StoreError("The database does not answer.")

    def after(self, seconds: float) -> None:
        """Beat again after a while."""
        self.now += seconds
        self.heart.beat()


def test_a_node_is_sure_as_long_as_it_beats() -> None:
    """Before its first beat, and too long after its last one, a node is not sure that it counts as alive."""
    monitor = Monitor()
    assert not monitor.heart.sure()
    monitor.after(0)
    assert monitor.heart.sure()
    monitor.now += SURE
    assert not monitor.heart.sure()


def test_a_node_that_was_silent_since_it_claimed_is_not_sure() -> None:
    """A claim from before a silence that others may have taken for death counts no more, though beats are back."""
    monitor = Monitor()
    monitor.after(0)
    claimed = monitor.now
    monitor.after(5)
    assert monitor.heart.sure(claimed)
    monitor.fails = True
    monitor.after(20)
    monitor.fails = False
    monitor.after(20)
    assert monitor.heart.sure()
    assert not monitor.heart.sure(claimed)


def test_one_missed_beat_is_no_silence() -> None:
    """A beat that fails says why; with the next one in time all is as before."""
    monitor = Monitor()
    monitor.after(0)
    claimed = monitor.now
    monitor.fails = True
    monitor.after(5)
    assert monitor.heart.wrong == "The database does not answer."
    monitor.fails = False
    monitor.after(5)
    assert (monitor.heart.wrong, monitor.heart.sure(claimed)) == ("", True)


def test_doctor_says_that_the_clock_was_set_back(tmp_path: Path) -> None:
    """A ledger whose newest entries lie ahead of the clock is named; one with a right clock is not."""
    store = SqlStore(str(tmp_path / "ledger.db"))
    store.migrate()
    store.stamp(START)
    assert list(time_check(store, START)) == []
    (found,) = time_check(store, START - timedelta(hours=1))
    assert (found.right, "set back" in found.sentence) == (False, True)
    store.close()
