"""Workspaces in the database: settings, buttons, what happened once, objections, changes."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from bot.edges.stores.corrections import note_hidden, take_back
from bot.edges.stores.schema import audit, hidden, objection, once, presence, reference, tally, workspace
from bot.edges.stores.schema_fleet import secret
from bot.model.ask import Standing
from bot.model.briefing import workspace_of
from bot.model.workspace import Appointee, Objection, OwnTopic, Reference, SettingChange, Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from sqlalchemy import Connection

    from bot.edges.stores.database import Database


MOMENTS = ("gone_at", "here_since")  # of a workspace


class WorkspaceTables:
    """Keep workspaces and what their people did."""

    database: Database

    def workspace(self, workspace_id: str) -> Workspace:
        """Return a workspace's settings; one that nobody set up has the defaults."""
        with self.database.reading() as connection:
            content = connection.scalar(select(workspace.c.settings).where(workspace.c.id == workspace_id))
        return Workspace(workspace_id) if content is None else _workspace(content)

    def keep_workspace(self, kept: Workspace) -> None:
        """Write a workspace's settings."""
        moments = {name: at.isoformat() if at else None for name in MOMENTS for at in [getattr(kept, name)]}
        values = asdict(kept) | moments
        insert = self.database.insert(workspace).values(id=kept.id, settings=json.dumps(values))
        with self.database.writing() as connection:
            newer = {"settings": insert.excluded.settings}
            connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=newer))

    def keep_references(self, references: Sequence[Reference]) -> None:
        """Write what buttons stand for; one that is known begins its life anew."""
        if not references:
            return
        names = ("ref", "line", "channel_id", "person", "created_at")
        insert = self.database.insert(reference)
        renewed = insert.on_conflict_do_update(
            index_elements=["ref"],
            set_={"line": insert.excluded.line, "created_at": insert.excluded.created_at},
        )
        rows = {each.ref: {name: getattr(each, name) for name in names} for each in references}
        with self.database.writing() as connection:
            connection.execute(renewed, list(rows.values()))

    def reference(self, ref: str) -> Reference | None:
        """Return what a button stands for."""
        with self.database.reading() as connection:
            row = connection.execute(select(reference).where(reference.c.ref == ref)).first()
        return None if row is None else Reference(row.ref, row.line, row.channel_id, row.person, row.created_at)

    def references_between(self, prefix: str, since: datetime, until: datetime) -> tuple[Reference, ...]:
        """Return what was kept in [since, until) under names with a prefix, oldest first."""
        at = reference.c.created_at
        query = select(reference).where(at >= since, at < until, reference.c.ref.startswith(prefix, autoescape=True))
        with self.database.reading() as connection:
            found = connection.execute(query.order_by(at, reference.c.ref)).all()
        return tuple(Reference(row.ref, row.line, row.channel_id, row.person, row.created_at) for row in found)

    def first(self, key: str, now: datetime) -> bool:
        """Say whether this is the first time that a key is seen, and remember it."""
        insert = self.database.insert(once).values(key=key, at=now).on_conflict_do_nothing().returning(once.c.key)
        with self.database.writing() as connection:
            return connection.scalar(insert) is not None

    def forget_first(self, key: str) -> None:
        """Let a key count as never seen: what it stood for did not happen."""
        with self.database.writing() as connection:
            connection.execute(delete(once).where(once.c.key == key))

    def secret(self, name: str, fresh: str) -> str:
        """Return the secret that is kept under a name, which is `fresh` where there was none."""
        known = select(secret.c.value).where(secret.c.name == name)
        with self.database.reading() as connection:
            if found := connection.scalar(known):
                return str(found)
        with self.database.writing() as connection:
            connection.execute(self.database.insert(secret).values(name=name, value=fresh).on_conflict_do_nothing())
            return str(connection.scalar(known))

    def spend(self, key: str, now: datetime, *, most: int, within: timedelta) -> bool:
        """Count one use, unless there were `most` within the time before now; say whether it was counted."""
        with self.database.writing() as connection:
            connection.execute(delete(tally).where(tally.c.key == key, tally.c.at <= now - within))
            if (connection.scalar(select(func.count()).where(tally.c.key == key)) or 0) >= most:
                return False
            connection.execute(self.database.insert(tally).values(key=key, at=now).on_conflict_do_nothing())
            return True

    def seen(self, person: str, channel_id: str) -> None:
        """Remember that a person is in a channel."""
        known = select(presence.c.person).where(presence.c.person == person, presence.c.channel_id == channel_id)
        with self.database.reading() as connection:
            if connection.scalar(known):
                return
        insert = self.database.insert(presence).values(person=person, channel_id=channel_id).on_conflict_do_nothing()
        with self.database.writing() as connection:
            connection.execute(insert)

    def left(self, person: str, channel_id: str) -> None:
        """Forget that a person is in a channel."""
        gone = delete(presence).where(presence.c.person == person, presence.c.channel_id == channel_id)
        with self.database.writing() as connection:
            connection.execute(gone)

    def channels_of(self, person: str) -> tuple[str, ...]:
        """Return the channels in which a person was seen."""
        query = select(presence.c.channel_id).where(presence.c.person == person).order_by(presence.c.channel_id)
        with self.database.reading() as connection:
            return tuple(connection.scalars(query))

    def object(self, made: Objection) -> bool:
        """File an objection and say whether the quote is hidden now: one manager or two members object."""
        values = asdict(made)
        insert = self.database.insert(objection).values(values)
        newer = {name: insert.excluded[name] for name in ("reason", "manager", "name", "at")}
        with self.database.writing() as connection:
            keys = ["quote_id", "workspace", "person"]
            connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=newer))
            return _hide(self.database, connection, made)

    def objections(self, workspace_id: str, limit: int = 20) -> tuple[Objection, ...]:
        """Return the newest objections of a workspace, newest first."""
        query = select(objection).where(objection.c.workspace == workspace_id)
        with self.database.reading() as connection:
            found = connection.execute(query.order_by(objection.c.at.desc(), objection.c.quote_id).limit(limit))
            return tuple(Objection(**row._mapping) for row in found)  # noqa: SLF001 - SQLAlchemy's public name for it

    def review(self, quote_id: str, workspace_id: str, now: datetime) -> bool:
        """Show a hidden quote again, take its corrections back and forget the objections; False when there was none."""
        with self.database.writing() as connection:
            mine = (objection.c.quote_id == quote_id, objection.c.workspace == workspace_id)
            gone = connection.execute(delete(objection).where(*mine)).rowcount
            connection.execute(delete(hidden).where(hidden.c.quote_id == quote_id, hidden.c.workspace == workspace_id))
            take_back(connection, quote_id, workspace_id, now)
            return bool(gone)

    def setting_changed(self, change: SettingChange) -> None:
        """Write a changed setting to the log."""
        values = asdict(change) | {"workspace": workspace_of(change.channel_id)}
        with self.database.writing() as connection:
            connection.execute(self.database.insert(audit).values(values))

    def setting_changes(self, workspace_id: str, limit: int = 20) -> tuple[SettingChange, ...]:
        """Return the newest changed settings of a workspace, newest first."""
        query = select(audit).where(audit.c.workspace == workspace_id).order_by(audit.c.id.desc()).limit(limit)
        with self.database.reading() as connection:
            return tuple(
                SettingChange(row.at, row.channel_id, row.person, row.said) for row in connection.execute(query)
            )

    def forget_chat(self, *, references_before: datetime, once_before: datetime) -> None:
        """Remove old references, and keys that cannot come again."""
        with self.database.writing() as connection:
            connection.execute(delete(reference).where(reference.c.created_at < references_before))
            connection.execute(delete(once).where(once.c.at < once_before))
            connection.execute(delete(tally).where(tally.c.at < once_before))


def _workspace(content: str) -> Workspace:
    values = json.loads(content)
    moments = {name: datetime.fromisoformat(values[name]) for name in MOMENTS if values.get(name)}
    own = values.get("topics", ())  # kept before there were any, a row has none
    return Workspace(
        **values
        | {
            "policy": Standing(values["policy"]),
            "managers": tuple(_manager(each) for each in values["managers"]),
            "topics": tuple(OwnTopic(each["name"], tuple(each["keywords"])) for each in own),
        }
        | {name: moments.get(name) for name in MOMENTS}
    )


def _manager(kept: str | dict[str, str]) -> Appointee:
    """Return somebody who may manage; before names were kept, a row had ids only."""
    return Appointee(kept) if isinstance(kept, str) else Appointee(**kept)


def _hide(database: Database, connection: Connection, made: Objection) -> bool:
    mine = (objection.c.quote_id == made.quote_id, objection.c.workspace == made.workspace)
    managers = connection.scalar(select(func.count()).where(*mine, objection.c.manager)) or 0
    people = connection.scalar(select(func.count()).where(*mine)) or 0
    if not managers and people < 2:
        return False
    row = database.insert(hidden).values(workspace=made.workspace, quote_id=made.quote_id)
    if connection.execute(row.on_conflict_do_nothing()).rowcount:
        note_hidden(database, connection, made)
    return True
