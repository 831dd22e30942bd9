"""Databases for contract tests: a file each for SQLite, one server with a database each for Postgres."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from bot.edges.stores.sql import SqlStore


def _from_package(folder: Path) -> tuple[str, list[str]]:
    """Start the Postgres that comes as a package."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a machine without a session of its own
        from pgserver.postgres_server import get_server

        server = get_server(str(folder), cleanup_mode="stop")
    return server.get_uri(), []


def _installed(folder: Path) -> tuple[str, list[str]]:
    """Start the Postgres that the machine has."""
    control, make = shutil.which("pg_ctl"), shutil.which("initdb")
    if control is None or make is None:
        raise OSError("no pg_ctl and initdb on this machine")
    subprocess.run([make, "--auth=trust", "-U", "postgres", "-D", folder], check=True, capture_output=True)
    start = [control, "-D", str(folder), "-w", "-l", str(folder / "log"), "-o", f"-h '' -k {folder}", "start"]
    subprocess.run(start, check=True, capture_output=True)
    return f"postgresql://postgres@/postgres?host={folder}", [control, "-D", str(folder), "-m", "fast", "stop"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Give a server's address; skip with the reason where none can be started."""
    reasons = []
    for start in (_from_package, _installed):
        folder = Path(tempfile.mkdtemp(prefix="or-pg-", dir="/tmp"))
        try:
            address, stop = start(folder)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next way is tried and the reason is shown
            reasons.append(f"{start.__name__}: {error!r}"[:200])
            shutil.rmtree(folder, ignore_errors=True)
            continue
        _hasten(address)
        yield address
        _stop(stop, folder)
        return
    pytest.skip(f"no Postgres can be started here: {'; '.join(reasons)}")


def _hasten(address: str) -> None:
    """Let the server not wait for the disk: its databases live as long as a test."""
    with psycopg.connect(address, autocommit=True) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")


def _stop(words: list[str], folder: Path) -> None:
    if words:
        subprocess.run(words, check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)
        return
    from pgserver.postgres_server import get_server

    get_server(str(folder)).cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def database_in(server: str) -> str:
    """Make an empty database on a server and return its address."""
    name = f"t{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.replace("/postgres?", f"/{name}?")


def drop(server: str, address: str) -> None:
    """Drop a database that `database_in` made."""
    name = address.split("?", maxsplit=1)[0].rsplit("/", 1)[1]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of an empty database."""
    if request.param == "sqlite":
        yield str(tmp_path / "ledger.db")
        return
    server = request.getfixturevalue("postgres")
    mine = database_in(server)
    yield mine
    drop(server, mine)


@pytest.fixture
def store(address: str) -> Iterator[SqlStore]:
    """Give a store with its tables made."""
    made = SqlStore(address)
    made.migrate()
    yield made
    made.close()
