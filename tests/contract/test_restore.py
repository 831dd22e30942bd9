"""Backups are sound, and a restore heals: nothing is damaged, nothing told twice, the old ledger stays beside."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import psycopg
import pytest

from bot import wiring
from bot.config import Settings
from bot.desk import Desk
from bot.edges.stores.alone import alone
from bot.edges.stores.backup import put_back
from bot.edges.stores.sql import SqlStore
from bot.errors import BadSetting, StoreError
from bot.jobs.deliver import deliver
from bot.jobs.watch import watch_all
from bot.model.briefing import DAILY, Channel, DeliveryState, DigestTime
from bot.model.record import Topic
from bot.model.watch import Watch
from tests.contract.conftest import database_in, drop
from tests.contract.test_store import many
from tests.e2e.room import DUE, Room, SetClock
from tests.unit.building import KOVAC, told

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
WORDS = "We will build both roads before the winter comes"
MORE = "The bridge was never part of what we promised"


@contextmanager
def newsroom(address: str, clock: SetClock, room: Room) -> Iterator[Desk]:
    """Give a desk with a channel that has its digest at eight in Berlin, and with a watch."""
    with wiring.desk(Settings(database=address), clock=clock) as opened:
        yield replace(opened, platforms={"room": room})


def says(desk: Desk, words: str) -> None:
    """Put an article with one quote on the record, published now."""
    at = desk.clock.now()
    url = f"https://harbour.example/{len(words)}"
    desk.store.record(
        told(words, KOVAC, "roads", url=url, title=words.rsplit(maxsplit=1)[-1], published=at, fetched=at)
    )


def set_up(desk: Desk) -> None:
    """Give the desk its channel and its watch."""
    times = (DigestTime(time(8), DAILY),)
    since = DUE - timedelta(hours=3)
    desk.store.keep_channel(Channel("room", "room", "room", "Europe/Berlin", times, since=since))
    topic = Topic("road", "roads")
    desk.store.keep_watch(Watch("w", "room:ana", "@ana", "room", since, since, "UTC", "Ana Kovač", "kovac", topic))


def quoted(room: Room) -> list[str]:
    """Return the words of all quotes in digests, in order."""
    return [quote.text for key, message in room.posts if not key.startswith("alert") for quote in message.quotes]


@pytest.mark.parametrize("lost", [False, True])
def test_after_a_restore_nothing_is_told_twice(tmp_path: Path, lost: bool) -> None:
    """Backup at seven, digest at eight, restore at half past: neither digest nor alert comes again.

    With the old ledger at hand what it told is known; without it the channel is looked at.
    """
    address, clock, room = str(tmp_path / "ledger.db"), SetClock(DUE - timedelta(hours=2)), Room()
    with newsroom(address, clock, room) as desk:
        set_up(desk)
        says(desk, MORE)
        watch_all(desk)
        desk.store.backup(str(tmp_path / "backup.db"))
        clock.moment = DUE - timedelta(minutes=30)
        says(desk, WORDS)
        watch_all(desk)
        clock.moment = DUE
        deliver(desk, "room")
    before = [key for key, _ in room.posts]
    assert len(before) == 3
    if lost:
        (tmp_path / "ledger.db").unlink()
    clock.moment = DUE + timedelta(minutes=30)
    store = SqlStore(address, clock.now)
    said = put_back(store, str(tmp_path / "backup.db"), clock.now())
    store.close()
    assert ("cannot be read" in said) is lost
    with newsroom(address, clock, room) as desk:
        clock.moment -= timedelta(hours=1)
        found = told(WORDS, KOVAC, "roads", published=clock.now(), url=f"https://harbour.example/{len(WORDS)}")
        clock.moment += timedelta(hours=1)
        done = deliver(desk, "room")
        desk.store.record(found)
        watch_all(desk)
        assert desk.store.deliveries("room", 1)[0].state is DeliveryState.POSTED
        assert lost or done is None
    assert [key for key, _ in room.posts] == before


def test_a_restore_after_a_crash_leaves_a_sound_ledger(tmp_path: Path) -> None:
    """With the journal of a killed process beside it, the ledger is exactly the backup afterwards."""
    address = str(tmp_path / "ledger.db")
    store = SqlStore(address)
    store.migrate()
    many(store, 20)
    store.backup(str(tmp_path / "backup.db"))
    kept = store.totals().quotes
    script = (
        "import os,sys\nfrom bot.edges.stores.sql import SqlStore\nfrom tests.unit.building import told\n"
        "s = SqlStore(sys.argv[1])\n"
        "[s.record(told(f'Sentence {n} of the day,', url=f'https://b.example/{n}')) for n in range(60)]\nos._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", script, address], check=False)
    assert (tmp_path / "ledger.db-wal").stat().st_size > 0
    put_back(store, str(tmp_path / "backup.db"), NOW)
    assert store.totals().quotes == kept
    store.backup(str(tmp_path / "again.db"))  # which looks whether it is sound
    beside = next(tmp_path.glob("ledger.db.before-*[0-9]"))
    old = SqlStore(str(beside))
    assert old.totals().quotes == kept + 60
    old.close()
    store.close()


def test_a_damaged_ledger_is_never_copied_in_silence(tmp_path: Path) -> None:
    """A backup of a damaged file is an error that names the damage, and leaves no file."""
    place = tmp_path / "ledger.db"
    store = SqlStore(str(place))
    store.migrate()
    many(store, 40)
    store.close()
    content = bytearray(place.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4096] = b"\x5a" * 4096
    place.write_bytes(content)
    with pytest.raises(StoreError, match=r"damaged|malformed"):
        store.backup(str(tmp_path / "copy.db"))
    assert not (tmp_path / "copy.db").exists()


def test_a_restore_refuses_what_it_cannot_use(tmp_path: Path) -> None:
    """A running ledger, no file, no ledger and a damaged one are refused in words, and the ledger stays as it was."""
    place = tmp_path / "ledger.db"
    store = SqlStore(str(place))
    store.migrate()
    many(store, 3)
    store.backup(str(tmp_path / "good.db"))
    (tmp_path / "letter.db").write_text("Dear reader, this is no database. " * 100)
    broken = bytearray((tmp_path / "good.db").read_bytes())
    broken[8192:12_288] = b"\x5a" * 4096
    (tmp_path / "broken.db").write_bytes(broken)
    for name, said in (("no.db", "no file"), ("letter.db", "no backup"), ("broken.db", r"damaged|no backup")):
        with pytest.raises(BadSetting, match=said):
            put_back(store, str(tmp_path / name), NOW)
    with alone(str(place)), pytest.raises(BadSetting, match="running"):
        put_back(store, str(tmp_path / "good.db"), NOW)
    assert store.totals().articles == 3
    store.close()


def test_damage_under_a_running_program_is_noticed(tmp_path: Path) -> None:
    """A page that goes bad on the disk is found by the next look, though the program has it in its memory."""
    place = tmp_path / "ledger.db"
    store = SqlStore(str(place))
    store.migrate()
    many(store, 40)
    store.close()  # what is in the journal goes into the file
    with closing(sqlite3.connect(place)) as other:
        (page,) = other.execute("SELECT rootpage FROM sqlite_master WHERE name = 'quote'").fetchone()
        (size,) = other.execute("PRAGMA page_size").fetchone()
    store.probe()
    with place.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x5a" * size)
    with pytest.raises(StoreError, match="is damaged"):
        store.probe()
    store.close()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """Where no lock can be put beside the ledger, a sentence names the folder's permissions."""
    (tmp_path / "ledger.db.lock").mkdir()  # whoever may do everything is stopped by this only
    with pytest.raises(BadSetting, match="cannot be written"), alone(str(tmp_path / "ledger.db")):
        pass


def _programs(server: str) -> str:
    """Return where the programs lie that came with a server."""
    with psycopg.connect(server) as connection:
        row = connection.execute("SELECT setting FROM pg_config WHERE name = 'BINDIR'").fetchone()
    return str(row[0]) if row else ""


def test_postgres_is_backed_up_and_restored(postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dump made by `backup` is put back by `restore`; no digest and no alert of the time in between comes again."""
    monkeypatch.setenv("PATH", f"{_programs(postgres)}:{os.environ['PATH']}")  # as new as the server
    address = database_in(postgres)
    clock, room = SetClock(DUE - timedelta(hours=2)), Room()
    try:
        store = SqlStore(address, clock.now)
        store.migrate()
        with newsroom(address, clock, room) as desk:
            set_up(desk)
            says(desk, MORE)
            watch_all(desk)
            store.backup(str(tmp_path / "backup.dump"))
            clock.moment = DUE
            says(desk, WORDS)
            watch_all(desk)
            deliver(desk, "room")
        before = [key for key, _ in room.posts]
        put_back(store, str(tmp_path / "backup.dump"), clock.now() + timedelta(minutes=5))
        assert store.totals().articles == 1
        assert store.deliveries("room", 1)[0].state is DeliveryState.POSTED
        with newsroom(address, clock, room) as desk:
            clock.moment += timedelta(minutes=10)
            desk.store.record(
                told(WORDS, KOVAC, "roads", published=DUE, fetched=DUE, url=f"https://harbour.example/{len(WORDS)}")
            )
            deliver(desk, "room")
            watch_all(desk)
        store.beat("a", datetime.now(UTC))
        with pytest.raises(BadSetting, match="running"):
            put_back(store, str(tmp_path / "backup.dump"), clock.now())
        store.close()
    finally:
        drop(postgres, address)
    assert len(before) == 3
    assert [key for key, _ in room.posts] == before
    assert sorted(quoted(room)) == sorted([WORDS, MORE])
