"""A connection to SQLite or Postgres, and what differs between the two."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, nullcontext, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY_MS = 15_000  # how long a writer waits for another one
CONNECTIONS = 10  # to a server, at most
WRITER = 6_817_429_305  # the number of Postgres' lock that writers of a ledger take


class Database:
    """Open a file or a server when it is first needed."""

    def __init__(self, address: str, connections: int = CONNECTIONS) -> None:
        """Take a file's path or `postgresql://…`, and how many connections to a server there may be."""
        self.address, self.connections = address, connections
        self.sqlite = "://" not in address
        self._turn = threading.Lock()  # threads that wait here are woken at once; SQLite lets them sleep and look again
        self.name = f"The database {address if self.sqlite else address.rsplit('@', 1)[-1]}"

    @cached_property
    def engine(self) -> Engine:
        """Return the engine; connects when it is used."""
        if not self.sqlite:
            most = {"pool_size": self.connections, "max_overflow": 0, "pool_timeout": 15}
            engine = create_engine(server_of(self.address), pool_pre_ping=True, **most)
            event.listen(engine, "connect", bounded)
            event.listen(engine, "begin", _queue)
            return engine
        url = URL.create("sqlite", database=str(Path(self.address).expanduser()))
        engine = create_engine(url, creator=self._opened)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine

    def _opened(self) -> sqlite3.Connection:
        """Return a connection to the file; where nothing can be written beside it, one that only reads."""
        place = Path(self.address).expanduser()
        connection = sqlite3.connect(place, timeout=BUSY_MS / 1000, check_same_thread=False)
        try:
            connection.execute("SELECT 1 FROM sqlite_master").close()
        except sqlite3.OperationalError as error:
            connection.close()
            if not place.exists() or not any(sign in str(error) for sign in ("unable to open", "readonly")):
                raise
            only = f"file:{quote(str(place))}?mode=ro&immutable=1"
            connection = sqlite3.connect(only, uri=True, timeout=BUSY_MS / 1000, check_same_thread=False)
        return connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection whose view does not change; raises StoreError."""
        view = {} if self.sqlite else {"isolation_level": "REPEATABLE READ"}
        with self._said(), self.engine.execution_options(**view).begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that is alone in writing; all or nothing; raises StoreError."""
        turn = self._turn if self.sqlite else nullcontext()
        with self._said(), turn, self.engine.execution_options(alone=True).begin() as connection:
            yield connection

    @contextmanager
    def touching(self) -> Iterator[Connection]:
        """Give a connection for one small row that nobody else writes: on Postgres without waiting for writers."""
        if self.sqlite:
            with self.writing() as connection:
                yield connection
        else:
            with self._said(), self.engine.begin() as connection:
                yield connection

    def insert(self, table: Table) -> Any:  # noqa: ANN401 - two dialects' inserts share no type, only their methods
        """Return an insert that knows ON CONFLICT."""
        if self.sqlite:
            return sqlite.insert(table)
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)

    def close(self) -> None:
        """Close what was opened."""
        if "engine" in self.__dict__:
            self.engine.dispose()
            del self.__dict__["engine"]

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise StoreError(self._sentence(error)) from error

    def _sentence(self, error: SQLAlchemyError) -> str:
        cause = str(error.orig if isinstance(error, DBAPIError) else error).strip().splitlines() or [""]
        for sign, sentence in _KNOWN:
            if sign in cause[0]:
                return f"{self.name} {sentence}"
        return f"{self.name} could not do that: {cause[0]}."


_KNOWN = (
    ("FATAL:  database", "does not exist on its server. Create it first, then run `onrecord migrate`."),
    ("authentication failed", "refuses the name or the password."),
    ("no such table", "has no tables yet. Run `onrecord migrate`."),
    ("does not exist", "lacks what this version needs. Run `onrecord migrate`."),
    ("not a database", "is not a ledger of On Record: the file is something else or is damaged. Restore a backup."),
    ("malformed", "is damaged. Restore a backup made with `onrecord backup`."),
    ("unable to open", "cannot be opened: look at the folder and its permissions."),
    ("readonly", "cannot be written: look at the file's permissions."),
    ("database or disk is full", "cannot grow: the disk is full."),
    ("database is locked", "is busy: another program holds it. Try again."),
    ("statement timeout", "took too long for one step. Try again."),
    ("lock timeout", "is busy: another node holds it. Try again."),
    ("idle-in-transaction", "was cut off from us. Try again."),
    ("connection", "does not answer. Is the server running, and is the address right?"),
)


LIMITS = {  # of a server: what a node that is cut off holds is free again in seconds, not in hours
    "statement_timeout": "30s",
    "lock_timeout": "15s",
    "idle_in_transaction_session_timeout": "15s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "20s",
}


def server_of(address: str) -> URL:
    """Return a server's address as SQLAlchemy has it, with limits on how long a dead connection is waited for."""
    url = make_url("postgresql+psycopg://" + address.split("://", 1)[1])
    ours = {"connect_timeout": "10", "keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3"}
    return url.update_query_dict({**ours, "tcp_user_timeout": "20000", **url.query})


def bounded(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection has no type of its own
    """Set limits on what a connection to a server may hold and for how long."""
    was, connection.autocommit = connection.autocommit, True
    connection.execute("; ".join(f"SET {name} = '{value}'" for name, value in LIMITS.items()))
    connection.autocommit = was


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection has no type of its own
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    for pragma in ("synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
        connection.execute(f"PRAGMA {pragma}").close()
    # Of several that turn one new file to WAL at once SQLite refuses all but one, without waiting; the
    # mode belongs to the file, so what the one does holds for all. Any other error comes again at BEGIN.
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode=WAL").close()


def _begin(connection: Connection) -> None:
    alone = connection.get_execution_options().get("alone")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if alone else "BEGIN")


def _queue(connection: Connection) -> None:
    """Let one writer in at a time, as SQLite does: two revisions of a page then never miss each other."""
    if connection.get_execution_options().get("alone"):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")
