"""Nodes and time: which processes live, and the ledger's own time, which never goes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, literal_column, select

from bot.edges.stores.schema_fleet import ledger_time, node

if TYPE_CHECKING:
    from bot.edges.stores.database import Database

DEAD = timedelta(seconds=45)  # without a beat; a node acts on its claims for a shorter time, see heart.SURE
BACK = timedelta(seconds=30)  # a clock that is set back by less disturbs nothing
FORGOTTEN = timedelta(days=2)  # without a beat
LEAST = timedelta(microseconds=1)
_NOW = "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)"


class NodeTables:
    """Keep which nodes live, and the ledger's time."""

    database: Database

    def beat(self, name: str, now: datetime) -> int:
        """Note that a node lives, and return how often the clocks of all nodes were set back."""
        with self.database.touching() as connection:
            at = database_time(connection, now)
            known = connection.execute(select(node).where(node.c.name == name)).first()
            steps = known.steps + (now < known.wall_at - BACK) if known else 0
            insert = self.database.insert(node).values(name=name, beat_at=at, wall_at=now, steps=steps)
            newer = {"beat_at": at, "wall_at": now, "steps": steps}
            connection.execute(insert.on_conflict_do_update(index_elements=["name"], set_=newer))
            connection.execute(delete(node).where(node.c.beat_at < at - FORGOTTEN))
            return int(connection.scalar(select(func.sum(node.c.steps))) or 0)

    def dead_nodes(self, now: datetime) -> tuple[str, ...]:
        """Return the nodes that fell silent."""
        with self.database.reading() as connection:
            late = node.c.beat_at < database_time(connection, now) - DEAD
            return tuple(connection.scalars(select(node.c.name).where(late).order_by(node.c.name)))

    def live_nodes(self, now: datetime) -> tuple[tuple[str, timedelta], ...]:
        """Return the nodes that beat, each with how far its clock is ahead of the database's."""
        with self.database.reading() as connection:
            late = node.c.beat_at >= database_time(connection, now) - DEAD
            found = connection.execute(select(node).where(late).order_by(node.c.name)).all()
        return tuple((row.name, row.wall_at - row.beat_at) for row in found)

    def stamp(self, now: datetime) -> datetime:
        """Return the ledger's time and go on from it: the clock's, or where that went back the smallest step more."""
        with self.database.writing() as connection:
            return stamped(self.database, connection, now)

    def latest(self, now: datetime) -> datetime:
        """Return the later of now and of the ledger's time: all that is recorded lies before it."""
        with self.database.reading() as connection:
            last = connection.scalar(select(ledger_time.c.last))
        return max(now, last + LEAST) if last else now


def stamped(database: Database, connection: Connection, now: datetime) -> datetime:
    """Return the ledger's next time, on a connection that is alone in writing."""
    last = connection.scalar(select(ledger_time.c.last))
    at = max(now, last + LEAST) if last else now
    insert = database.insert(ledger_time).values(id=1, last=at)
    connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_={"last": at}))
    return at


def dead(connection: Connection, name: str) -> bool:
    """Return whether a node is known and has fallen silent; on SQLite, which has one node, none ever has."""
    if connection.dialect.name == "sqlite":
        return False
    beat_at = connection.scalar(select(node.c.beat_at).where(node.c.name == name))
    return beat_at is not None and beat_at < database_time(connection, beat_at) - DEAD


def database_time(connection: Connection, now: datetime) -> datetime:
    """Return the time of the server that all nodes share; a file has no clock, its one node's counts."""
    if connection.dialect.name == "sqlite":
        return now
    micros = int(connection.scalar(select(literal_column(_NOW))) or 0)
    return datetime.fromtimestamp(micros // 1_000_000, UTC).replace(microsecond=micros % 1_000_000)
