"""Several nodes on one Postgres ledger: one that is cut off holds nobody up, one that dies is taken over."""

from __future__ import annotations

import signal
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import update

from bot import wiring
from bot.config import Settings
from bot.desk import Desk, Only
from bot.edges.stores import database as limits
from bot.edges.stores.schema_fleet import node
from bot.edges.stores.sql import SqlStore
from bot.edges.work.durable import DurableWork
from bot.errors import StoreError
from bot.jobs.deliver import deliver
from bot.jobs.watch import watch_all
from bot.model.briefing import DAILY, Channel, DeliveryState, DigestTime
from bot.model.watch import Watch
from tests.contract.conftest import database_in, drop, postgres
from tests.contract.test_work import SHORT, end, until, worker
from tests.e2e.room import DUE, Killed, Room, SetClock
from tests.unit.building import told

__all__ = ["postgres"]
NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
SOCKET = ".s.PGSQL.5432"


@pytest.fixture
def address(postgres: str) -> Iterator[str]:
    """Give an empty database on a server."""
    mine = database_in(postgres)
    yield mine
    drop(postgres, mine)


@pytest.fixture
def store(address: str) -> Iterator[SqlStore]:
    """Give a ledger with its tables made."""
    made = SqlStore(address, lambda: NOW)
    made.migrate()
    yield made
    made.close()


class Cable:
    """Carry bytes between a node and the server, until it is cut: then nothing comes through, and nobody is told."""

    def __init__(self, server: str, folder: Path) -> None:
        self._server, self._whole = server, threading.Event()
        self._whole.set()
        self._ear = socket.socket(socket.AF_UNIX)
        self._ear.bind(str(folder / SOCKET))
        self._ear.listen()
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """Carry nothing from now on."""
        self._whole.clear()

    def mend(self) -> None:
        """Carry everything again."""
        self._whole.set()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._ear.accept()
                far = socket.socket(socket.AF_UNIX)
                far.connect(self._server)
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while content := one.recv(65_536):
                self._whole.wait()
                other.sendall(content)
            self._whole.wait()
            other.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Stop listening."""
        self._ear.close()


@contextmanager
def through_a_cable(address: str) -> Iterator[tuple[str, Cable]]:
    """Give another way to the same database, which can be cut."""
    head, _, place = address.partition("host=")
    with tempfile.TemporaryDirectory(prefix="or-cable-", dir="/tmp") as folder:
        cable = Cable(str(Path(place) / SOCKET), Path(folder))
        try:
            yield f"{head}host={folder}", cable
        finally:
            cable.close()


def test_a_writer_that_is_cut_off_holds_the_others_up_for_seconds(
    address: str, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock of a node that is cut off in a write is free after the server's limit; what it wrote is not there."""
    monkeypatch.setitem(limits.LIMITS, "idle_in_transaction_session_timeout", "1s")
    with through_a_cable(address) as (other, cable):
        cut_off = SqlStore(other, lambda: NOW)

        def cut_in_a_write() -> None:
            with cut_off.database.writing() as connection:
                connection.execute(node.insert().values(name="half", beat_at=NOW, wall_at=NOW, steps=0))
                cable.cut()
                assert store.stamp(NOW) == NOW  # waits for the lock, and gets it
                cable.mend()

        with pytest.raises(StoreError):
            cut_in_a_write()
        assert store.dead_nodes(NOW) == ()
        cut_off.close()


def test_every_connection_has_limits(store: SqlStore) -> None:
    """The server forgets no session of ours for hours: limits stand on the ledger's connections."""
    with store.database.reading() as connection:
        found = {name: connection.exec_driver_sql(f"SHOW {name}").scalar() for name in limits.LIMITS}
    assert found["statement_timeout"] == "30s"
    assert found["lock_timeout"] == "15s"
    assert found["idle_in_transaction_session_timeout"] == "15s"


def test_a_beat_does_not_wait_for_writers(store: SqlStore) -> None:
    """While another node holds the writers' lock, a node still shows that it lives."""
    with store.database.writing():
        assert store.beat("a", NOW) == 0
    assert [name for name, _ in store.live_nodes(NOW)] == ["a"]


def test_clocks_of_nodes_are_compared_with_the_databases(store: SqlStore) -> None:
    """A node whose clock is two minutes behind is alive, and its difference is known."""
    real = datetime.now(UTC)
    store.beat("behind", real - timedelta(minutes=2))
    ((name, ahead),) = store.live_nodes(real)
    assert name == "behind"
    assert round(ahead.total_seconds()) == pytest.approx(-120, abs=2)


def test_a_clock_that_is_set_back_begins_new_keys(store: SqlStore) -> None:
    """Each step back of a node's clock counts once, so that the keys of the hour that comes again are new."""
    assert [store.beat("a", NOW + timedelta(minutes=each)) for each in (0, 1, -59, -58, -57)] == [0, 0, 1, 1, 1]
    assert store.beat("b", NOW - timedelta(minutes=57)) == 1


def silence(store: SqlStore, name: str) -> None:
    """Let a node have been silent for a minute."""
    late = update(node).where(node.c.name == name).values(beat_at=datetime.now(UTC) - timedelta(minutes=1))
    with store.database.writing() as connection:
        connection.execute(late)


def test_the_work_of_a_dead_node_is_taken_over(address: str, store: SqlStore) -> None:
    """What a killed node had begun, and what it had queued, is done by another one once it counts as dead."""
    store.beat("node", NOW)
    end(worker(address, "slow", "k1", "k2"), signal.SIGKILL)
    done: list[str] = []
    work = DurableWork(lambda _job, argument: done.append(argument), address, "other")
    work.start()
    try:
        assert store.dead_nodes(NOW) == ()
        silence(store, "node")
        assert store.dead_nodes(NOW) == ("node",)
        for name in store.dead_nodes(NOW):
            work.take_over(name)
        assert until(lambda: sorted(done) == ["k1", "k2"], 20)
        assert work.take_over("node") == 0
    finally:
        work.stop(SHORT)


@pytest.fixture
def desks(address: str, store: SqlStore) -> Iterator[tuple[Desk, Desk, Room, SetClock]]:
    """Give two nodes at a desk each, one chat, one clock, and a channel with one thing to tell."""
    clock, room = SetClock(), Room()
    store.check()
    with wiring.desk(Settings(database=address), clock=clock) as opened:
        clock.moment = DUE - timedelta(hours=2)
        opened.store.record(told("We will build both roads before the winter comes", fetched=clock.moment))
        since = DUE - timedelta(minutes=30)
        channel = Channel("room", "room", "room", "Europe/Berlin", (DigestTime(time(8), DAILY),), since=since)
        opened.store.keep_channel(channel)
        clock.moment = DUE
        one = replace(opened, platforms={"room": room}, node=Only("a"))
        yield one, replace(one, node=Only("b")), room, clock


def test_the_slot_of_a_dead_node_is_taken_over_at_once(
    desks: tuple[Desk, Desk, Room, SetClock], store: SqlStore
) -> None:
    """A slot that a node claimed before it died is told by another one as soon as it counts as dead, once."""
    one, other, room, clock = desks
    store.beat("a", NOW)
    room.before = Killed()
    with pytest.raises(Killed):
        deliver(one, "room")
    room.heal()
    clock.moment += timedelta(minutes=1)
    deliver(other, "room")
    assert room.posts == []
    silence(store, "a")
    done = deliver(other, "room")
    assert done
    assert done.state is DeliveryState.POSTED
    deliver(one, "room")
    assert len(room.posts) == 1


def test_the_alert_of_a_dead_node_is_taken_over_at_once(
    desks: tuple[Desk, Desk, Room, SetClock], store: SqlStore
) -> None:
    """An alert that a node claimed before it died is sent by another one as soon as it counts as dead, once."""
    one, other, room, clock = desks
    early = DUE - timedelta(hours=3)
    store.keep_watch(Watch("w", "room:ana", "@ana", "room", early, early, "UTC", "Ana Kovač", "kovac"))
    store.beat("a", NOW)
    room.before = Killed()
    with pytest.raises(Killed):
        watch_all(one)
    room.heal()
    clock.moment += timedelta(minutes=1)
    watch_all(other)
    assert room.posts == []
    silence(store, "a")
    watch_all(other)
    watch_all(one)
    assert [key.split(":")[0] for key, _ in room.posts] == ["alert"]


def test_a_node_asks_for_no_more_connections_than_it_may(address: str, postgres: str) -> None:
    """Twenty threads that read at once share the connections that the settings allow."""
    store = SqlStore(address, lambda: NOW, 3)
    store.migrate()
    threads = [threading.Thread(target=store.check) for _ in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    name = address.split("?", maxsplit=1)[0].rsplit("/", 1)[1]
    with psycopg.connect(postgres) as connection:
        row = connection.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [name]).fetchone()
    assert row
    assert 1 <= row[0] <= 3
    store.close()
