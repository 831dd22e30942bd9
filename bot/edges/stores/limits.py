"""What all nodes together may ask of somebody: places at once, a pause between two, and when to stay away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import Connection, delete, select, update

from bot.edges.stores.nodes import database_time
from bot.edges.stores.schema_fleet import place, visited

if TYPE_CHECKING:
    from bot.edges.stores.database import Database


EPOCH = datetime.fromtimestamp(0, UTC)


class SharedLimits:
    """Share limits through a server's database, by its clock; what a dead node held is free after its lease."""

    def __init__(self, database: Database) -> None:
        """Take the database that the nodes share."""
        self._database, self._owner = database, uuid4().hex

    def take(self, name: str, places: int, pause: float, lease: float) -> tuple[int, float] | None:
        """Take a place at somebody's, and return its number and the seconds until its turn; None where all are taken.

        The place is kept for so many seconds from its turn on, unless it is given back.
        """
        with self._database.touching() as connection:
            now, free_at = self._locked(connection, name)
            taken = set(
                connection.scalars(select(place.c.number).where(place.c.name == name, place.c.kept_until > now))
            )
            number = next((each for each in range(places) if each not in taken), None)
            if number is None:
                return None
            begins = max(now, free_at)
            mine = {"owner": self._owner, "kept_until": begins + timedelta(seconds=lease)}
            insert = self._database.insert(place).values(name=name, number=number, **mine)
            connection.execute(insert.on_conflict_do_update(index_elements=["name", "number"], set_=mine))
            later = {"free_at": begins + timedelta(seconds=pause)}
            connection.execute(update(visited).where(visited.c.name == name).values(later))
            return number, (begins - now).total_seconds()

    def give(self, name: str, number: int) -> None:
        """Give a place back."""
        mine = (place.c.name == name, place.c.number == number, place.c.owner == self._owner)
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

    def _locked(self, connection: Connection, name: str) -> tuple[datetime, datetime]:
        """Return now and when the next turn is, once nobody else is at it."""
        at = database_time(connection, EPOCH)
        insert = self._database.insert(visited).values(name=name, free_at=at, away_until=at, why="")
        locked = insert.on_conflict_do_update(index_elements=["name"], set_={"name": name}).returning(visited.c.free_at)
        free_at: datetime = connection.execute(locked).scalar_one()
        return database_time(connection, at), free_at
