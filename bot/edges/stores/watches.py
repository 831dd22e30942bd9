"""Watches and their alerts in the database."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select, update

from bot.edges.stores import rows
from bot.edges.stores.nodes import dead
from bot.edges.stores.schema_positions import alert, watch
from bot.model.record import Topic
from bot.model.watch import Alert, AlertState, Watch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.edges.stores.database import Database

_NAMES = [each.name for each in fields(Alert)]


class WatchTables:
    """Keep watches and their alerts."""

    database: Database

    def keep_watch(self, kept: Watch) -> None:
        """Write a watch."""
        values = {
            "id": kept.id,
            "person": kept.person,
            "created_at": kept.created_at,
            "seen_until": kept.seen_until,
            "settings": settings_of(kept),
        }
        insert = self.database.insert(watch).values(values)
        newer = {name: insert.excluded[name] for name in ("seen_until", "settings")}
        with self.database.writing() as connection:
            connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=newer))

    def watch(self, watch_id: str) -> Watch | None:
        """Return a watch."""
        with self.database.reading() as connection:
            row = connection.execute(select(watch).where(watch.c.id == watch_id)).first()
        return None if row is None else watch_of(row)

    def watches(self, person: str = "") -> tuple[Watch, ...]:
        """Return all watches, or a person's, in the order they were set."""
        query = select(watch).order_by(watch.c.created_at, watch.c.id)
        with self.database.reading() as connection:
            found = connection.execute(query.where(watch.c.person == person) if person else query).all()
        return tuple(watch_of(row) for row in found)

    def remove_watch(self, watch_id: str) -> bool:
        """Forget a watch and its alerts; False when there was none."""
        with self.database.writing() as connection:
            return bool(connection.execute(delete(watch).where(watch.c.id == watch_id)).rowcount)

    def note_alert(self, noted: Alert) -> None:
        """Write an alert, unless the watch knows of the thing already."""
        insert = self.database.insert(alert).values(asdict(noted) | {"state": noted.state.value})
        with self.database.writing() as connection:
            connection.execute(insert.on_conflict_do_nothing())

    def claim_alerts(self, alerts: Sequence[Alert], now: datetime, *, owner: str) -> bool:
        """Claim all of them, or none where one is settled or another live node's lease on it still holds."""
        with self.database.writing() as connection:
            for each in alerts:
                mine = (alert.c.watch_id == each.watch_id) & (alert.c.item == each.item)
                row = connection.execute(select(alert).where(mine).with_for_update()).first()
                if row is None or not _free(connection, row, now, owner):
                    connection.rollback()
                    return False
                values = {name: getattr(each, name) for name in ("claimed_at", "bundle", "lease_until")}
                values |= {"state": AlertState.CLAIMED.value, "owner": owner}
                connection.execute(update(alert).where(mine).values(values))
        return True

    def keep_alert(self, kept: Alert) -> None:
        """Write what became of an alert."""
        values = asdict(kept) | {"state": kept.state.value}
        insert = self.database.insert(alert).values(values)
        names = ("state", "claimed_at", "sent_at", "post", "bundle")
        newer = {name: insert.excluded[name] for name in names}
        with self.database.writing() as connection:
            connection.execute(insert.on_conflict_do_update(index_elements=["watch_id", "item"], set_=newer))

    def alerts(self, watch_id: str) -> tuple[Alert, ...]:
        """Return the alerts of a watch, oldest first."""
        query = select(alert).where(alert.c.watch_id == watch_id).order_by(alert.c.found_at, alert.c.item)
        with self.database.reading() as connection:
            found = connection.execute(query).all()
        return tuple(
            Alert(**{name: getattr(row, name) for name in _NAMES} | {"state": AlertState(row.state)}) for row in found
        )


def _free(connection: Connection, row: rows.Found, now: datetime, owner: str) -> bool:
    """Return whether an alert may be claimed: it is held, ours, or its owner's lease is over or its owner dead."""
    if row.state == AlertState.HELD.value:
        return True
    over = row.owner == owner or row.lease_until is None or row.lease_until <= now or dead(connection, row.owner)
    return row.state == AlertState.CLAIMED.value and over


def settings_of(kept: Watch) -> str:
    """Return what is watched and how as JSON."""
    values = asdict(kept)
    for name in ("id", "person", "created_at", "seen_until"):
        del values[name]
    values["muted_until"] = kept.muted_until.isoformat() if kept.muted_until else None
    values["quiet"] = [f"{each:%H:%M}" for each in kept.quiet] if kept.quiet else None
    return json.dumps(values)


def watch_of(row: rows.Found) -> Watch:
    """Return a watch from its row."""
    values = json.loads(row.settings)
    values["topic"] = Topic(**values["topic"]) if values["topic"] else None
    values["muted_until"] = datetime.fromisoformat(values["muted_until"]) if values["muted_until"] else None
    begin, end = [time.fromisoformat(each) for each in values["quiet"]] if values["quiet"] else (None, None)
    values["quiet"] = (begin, end) if begin and end else None
    return Watch(id=row.id, person=row.person, created_at=row.created_at, seen_until=row.seen_until, **values)
