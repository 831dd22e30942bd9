"""Copies of the whole ledger, checked when they are made and when they are put back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, make_url, select
from sqlalchemy.exc import SQLAlchemyError

from bot.edges.stores.alone import alone
from bot.edges.stores.database import Database
from bot.edges.stores.schema import article, delivery, once, reference
from bot.edges.stores.schema_fleet import ledger_time, restored
from bot.edges.stores.schema_positions import alert, post, post_item, watch
from bot.errors import BadSetting, StoreError

if TYPE_CHECKING:
    from sqlalchemy import Table

    from bot.edges.stores.sql import SqlStore

JOURNALS = ("-wal", "-shm", "-journal")
TOLD = (watch, alert, delivery, post, post_item, once, reference)  # what people were told, and by what it is known
WORK = "onrecord_work"  # the schema of the work queue: of no use a day later
Rows = dict[str, list[dict[str, object]]]


def copy(database: Database, path: str) -> None:
    """Copy the whole ledger to a new file while others write, and check the copy; raises BadSetting or StoreError."""
    target = Path(path).expanduser()
    if target.exists():
        raise BadSetting(f"{path} is there already. Name a new file.")
    if not target.parent.is_dir():
        raise BadSetting(f"There is no folder {target.parent}.")
    try:
        if database.sqlite:
            _copy_file(Path(database.address).expanduser(), target, database.name)
        else:
            _server("pg_dump", database.address, "--format=custom", f"--exclude-schema={WORK}", f"--file={target}")
            _server("pg_restore", "", "--list", str(target))
    except BaseException:
        target.unlink(missing_ok=True)  # half a copy, or one of a damaged ledger, would look like a backup
        raise


def _copy_file(source: Path, target: Path, name: str) -> None:
    try:
        with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
            here.backup(there)
            found = [row[0] for row in there.execute("PRAGMA integrity_check(1)")]
            there.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{name} could not be copied to {target}: {error}. Nothing was kept.") from error
    if found != ["ok"]:
        raise StoreError(f"{name} is damaged ({found[0]}): no copy was kept. Restore an earlier one.")
    with target.open("rb") as file:
        os.fsync(file.fileno())


def put_back(store: SqlStore, path: str, now: datetime) -> str:
    """Put a backup in the ledger's place and return what was done, in sentences; raises BadSetting or StoreError.

    The old ledger stays beside. What it knows of what people were told goes over into the new one.
    """
    source = Path(path).expanduser()
    if not source.is_file():
        raise BadSetting(f"There is no file {path}.")
    database = store.database
    if not database.sqlite:
        return _put_back_on_server(store, source, now)
    _require_sound(source)
    ledger = Path(database.address).expanduser()
    with alone(database.address):
        kept = _aside(ledger, now)
        _copy_file(source, ledger, f"The backup {path}")
        told = _told_in_file(kept) if kept else {}
        since = _settled(store, told, now)
    beside = f" The old one is {kept}." if kept else ""
    return f"{ledger} is the ledger of {since:%Y-%m-%d %H:%M} UTC again.{beside} {_said(told)}"


def _require_sound(source: Path) -> None:
    """Raise BadSetting for a file that is no sound ledger."""
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro&immutable=1", uri=True)) as file:
            found = [row[0] for row in file.execute("PRAGMA integrity_check(1)")]
            file.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise BadSetting(f"{source} is no backup of On Record: {error}.") from error
    if found != ["ok"]:
        raise BadSetting(f"{source} is damaged: {found[0]}. Take an earlier one.")


def _aside(ledger: Path, now: datetime) -> Path | None:
    """Move a ledger, its journals and its work aside, and return where it is now."""
    if not ledger.exists():
        for journal in JOURNALS:
            Path(f"{ledger}{journal}").unlink(missing_ok=True)
        return None
    kept = ledger.with_name(f"{ledger.name}.before-{now:%Y%m%dT%H%M%S}")
    for name in ("", *JOURNALS, ".work", *(f".work{each}" for each in JOURNALS)):
        with suppress(FileNotFoundError):
            Path(f"{ledger}{name}").rename(f"{kept}{name}")
    return kept


def _told_in_file(kept: Path) -> Rows:
    return _told(Database(str(kept)))


def _told(database: Database) -> Rows:
    """Return the rows of what people were told, of each table that can still be read."""
    found: Rows = {}
    for table in TOLD:
        with suppress(StoreError, SQLAlchemyError), database.reading() as connection:
            there = {each["name"] for each in inspect(connection).get_columns(table.name)}
            columns = [column for column in table.columns if column.name in there]
            found[table.name] = [dict(row._mapping) for row in connection.execute(select(*columns))]  # noqa: SLF001 - SQLAlchemy's public name for it
    database.close()
    return found


def _settled(store: SqlStore, told: Rows, now: datetime) -> datetime:
    """Bring a ledger that was put back to this version and to what people were told, and return how old it is."""
    store.close()
    store.migrate()
    with store.database.writing() as connection:
        since = connection.scalar(select(ledger_time.c.last)) or connection.scalar(
            select(article.c.recorded_at).order_by(article.c.recorded_at.desc()).limit(1)
        )
        since = since or now
        for table in TOLD:
            for row in told.get(table.name, ()):
                _put(store.database, connection, table, row)
        known = all(table.name in told for table in TOLD)
        values = {"at": now, "since": now if known else min(since, now)}
        connection.execute(store.database.insert(restored).values(values).on_conflict_do_nothing())
    return since


def _put(database: Database, connection: Connection, table: Table, row: dict[str, object]) -> None:
    keys = [column.name for column in table.primary_key.columns]
    newer = {name: value for name, value in row.items() if name not in keys}
    insert = database.insert(table).values(row)
    if newer:
        connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=newer))
    else:
        connection.execute(insert.on_conflict_do_nothing())


def _said(told: Rows) -> str:
    if all(table.name in told for table in TOLD):
        return "What it had told since is not told again."
    return (
        "What was told since cannot be read from it: digests are looked up in their channels before they are posted, "
        "and watches stay silent about what was published before now."
    )


def _put_back_on_server(store: SqlStore, source: Path, now: datetime) -> str:
    """Restore a dump into a server's database, with a dump of what was there beside it."""
    _server("pg_restore", "", "--list", str(source))
    told: Rows = {}
    kept = source.with_name(f"{source.name}.before-{now:%Y%m%dT%H%M%S}")
    with suppress(StoreError):
        running = [name for name, _ in store.live_nodes(now)]
        if running:
            raise BadSetting(
                f"On Record is running on this database: {', '.join(running)}. Stop it, then wait a minute."
            )
        copy(store.database, str(kept))
        told = _told(store.database)
    store.close()
    address = store.database.address
    _server("psql", address, "--quiet", f"--command=DROP SCHEMA IF EXISTS {WORK} CASCADE")
    _server("pg_restore", address, "--clean", "--if-exists", "--no-owner", "--single-transaction", str(source))
    since = _settled(store, told, now)
    beside = f" What was there before is {kept}." if kept.exists() else ""
    return f"The database is the ledger of {since:%Y-%m-%d %H:%M} UTC again.{beside} {_said(told)}"


def _server(program: str, address: str, *words: str) -> None:
    """Run one of Postgres' programs, the password in its environment and in no command line; raises StoreError."""
    found = shutil.which(program)
    if found is None:
        raise BadSetting(f"A backup of Postgres needs the program {program}, which is not installed here.")
    environment = dict(os.environ)
    place = []
    if address:
        url = make_url(address)
        environment |= {"PGPASSWORD": url.password} if url.password else {}
        place = [f"--dbname={url.set(password=None).render_as_string(hide_password=False)}"]
    done = subprocess.run([found, *place, *words], capture_output=True, text=True, check=False, env=environment)  # noqa: S603 - our own words
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["it did not say why."])[-1]
        raise StoreError(f"{program} could not do it: {reason}")
