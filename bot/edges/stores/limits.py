"""What all nodes together may ask of somebody: places at once, a pause between two, and when to stay away."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from secrets import randbits
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, select, update

from bot.edges.stores.nodes import database_time
from bot.edges.stores.schema_fleet import place, visited

if TYPE_CHECKING:
    from bot.edges.stores.database import Database


EPOCH = datetime.fromtimestamp(0, UTC)


class SharedLimits:
    """Share limits through a server's database, by its clock.

    What a dead process held is free at once, what one holds that only sleeps after its lease.
    """

    def __init__(self, database: Database) -> None:
        """Take the database that the nodes share."""
        self._database, self._owner = database, randbits(62)
        self._life: Connection | None = None
        self._turn = threading.Lock()

    def close(self) -> None:
        """Give up what shows that this process lives."""
        if self._life:
            self._life.invalidate()  # closed, not given back to the pool: its lock goes with it
            self._life.close()
            self._life = None

    def take(self, name: str, places: int, pause: float, lease: float) -> tuple[int, float] | None:
        """Take a place at somebody's, and return its number and the seconds until its turn; None where all are taken.

        The place is kept for so many seconds from its turn on, unless it is given back.
        """
        self._live()
        with self._database.touching() as connection:
            now, free_at = self._locked(connection, name)
            held = select(place.c.number, place.c.owner).where(place.c.name == name, place.c.kept_until > now)
            taken = {row.number: row.owner for row in connection.execute(held)}
            number = next((each for each in range(places) if each not in taken or _dead(connection, taken[each])), None)
            if number is None:
                return None
            begins = max(now, free_at)
            mine = {"owner": str(self._owner), "kept_until": begins + timedelta(seconds=lease)}
            insert = self._database.insert(place).values(name=name, number=number, **mine)
            connection.execute(insert.on_conflict_do_update(index_elements=["name", "number"], set_=mine))
            later = {"free_at": begins + timedelta(seconds=pause)}
            connection.execute(update(visited).where(visited.c.name == name).values(later))
            return number, (begins - now).total_seconds()

    def give(self, name: str, number: int) -> None:
        """Give a place back."""
        mine = (place.c.name == name, place.c.number == number, place.c.owner == str(self._owner))
        with self._database.touching() as connection:
            connection.execute(delete(place).where(*mine))

    def away(self, name: str) -> tuple[timedelta, str]:
        """Return how long somebody is still left alone, and why."""
        query = select(visited.c.away_until, visited.c.why).where(visited.c.name == name)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
            if row is None:
                return timedelta(0), ""
            return max(timedelta(0), row.away_until - database_time(connection, row.away_until)), row.why

    def keep_away(self, name: str, wait: timedelta, why: str) -> None:
        """Leave somebody alone for a while, and say why."""
        with self._database.touching() as connection:
            now, _ = self._locked(connection, name)
            until = {"away_until": now + wait, "why": why}
            connection.execute(update(visited).where(visited.c.name == name).values(until))

    def _live(self) -> None:
        """Hold a lock for as long as this process lives: the server frees it when the connection is gone."""
        with self._turn:
            if self._life is None:
                self._life = self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
                self._life.execute(select(func.pg_advisory_lock(self._owner)))

    def _locked(self, connection: Connection, name: str) -> tuple[datetime, datetime]:
        """Return now and when the next turn is, once nobody else is at it."""
        at = database_time(connection, EPOCH)
        insert = self._database.insert(visited).values(name=name, free_at=at, away_until=at, why="")
        locked = insert.on_conflict_do_update(index_elements=["name"], set_={"name": name}).returning(visited.c.free_at)
        free_at: datetime = connection.execute(locked).scalar_one()
        return database_time(connection, at), free_at


def _dead(connection: Connection, owner: str) -> bool:
    """Return whether nobody holds the lock of an owner's life; it is given back with the transaction."""
    return owner.isdigit() and bool(connection.scalar(select(func.pg_try_advisory_xact_lock(int(owner)))))
