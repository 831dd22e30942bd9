"""Who is who in the database: what managers decided of names, and quotes filed anew under it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from bot.edges.stores import rows
from bot.edges.stores.schema import naming, quote, quote_key, speaker, speaker_alias
from bot.edges.stores.schema_positions import position_change
from bot.ledger import people
from bot.model.record import Naming

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection, Table

    from bot.edges.stores.database import Database

AT_ONCE = 500  # a database takes a limited number of parameters


class NamingTables:
    """Keep what managers decided of names."""

    database: Database

    def namings(self, limit: int = 20) -> tuple[Naming, ...]:
        """Return what is decided of names, newest first."""
        query = select(naming).order_by(naming.c.at.desc(), naming.c.id).limit(limit)
        with self.database.reading() as connection:
            return tuple(map(_naming, connection.execute(query)))

    def decide(self, made: Naming) -> int:
        """Decide of a name and file its quotes under the person; return how many quotes changed hands."""
        with self.database.writing() as connection:
            before = decided(connection)
            insert = self.database.insert(naming).values(asdict(made)).on_conflict_do_nothing()
            connection.execute(insert)
            return _filed_anew(self.database, connection, made, before)

    def undo(self, naming_id: str) -> int | None:
        """Take a decision back and return how many quotes changed hands, or None where there is none of that id."""
        with self.database.writing() as connection:
            row = connection.execute(select(naming).where(naming.c.id == naming_id)).first()
            if row is None:
                return None
            before = decided(connection)
            connection.execute(delete(naming).where(naming.c.id == naming_id))
            return _filed_anew(self.database, connection, _naming(row), before)

    def spellings(self, person: str, newest: int | None = None) -> tuple[tuple[str, int], ...]:
        """Return the names under which a person is quoted, each with how often, the most frequent first."""
        query = select(quote.c.speaker_name).where(quote.c.speaker_key == person)
        query = query.order_by(quote.c.seq.desc()).limit(newest)
        with self.database.reading() as connection:
            counts = Counter(connection.scalars(query))
        return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def _naming(row: rows.Found) -> Naming:
    return Naming(row.id, row.name, row.person, row.said, row.by, row.at)


def decided(connection: Connection) -> dict[str, str]:
    """Return the key under which each name goes that was decided of; of two decisions the newer counts."""
    query = select(naming.c.name, naming.c.person).order_by(naming.c.at, naming.c.id)
    return {row.name: row.person for row in connection.execute(query)}


def _filed_anew(database: Database, connection: Connection, made: Naming, before: Mapping[str, str]) -> int:
    """File the quotes of all whom a decision touches under their persons of now; return how many changed hands."""
    now = decided(connection)
    touched = {made.name, made.person}
    touched |= {people.person(each, choices) for each in (made.name, made.person) for choices in (before, now)}
    touched |= {before.get(each, each) for each in touched} | {now.get(each, each) for each in touched}
    query = select(quote.c.speaker_key, quote.c.speaker_name, quote.c.speaker_kind, quote.c.seq)
    moved, seqs = 0, defaultdict[str, list[int]](list)
    names, kinds = defaultdict[str, Counter[str]](Counter), dict[str, str]()
    for row in connection.execute(query.where(quote.c.speaker_key.in_(touched))).all():
        person = people.person(row.speaker_name, now)
        moved += person != row.speaker_key
        names[person][row.speaker_name] += 1
        kinds.setdefault(person, row.speaker_kind)
        seqs[person].append(row.seq)
    connection.execute(delete(speaker_alias).where(speaker_alias.c.speaker_key.in_(touched)))
    connection.execute(delete(speaker).where(speaker.c.key.in_(touched)))
    for table in (quote, position_change):
        _move(connection, table, touched, now)
    for person, called in names.items():
        label = called.most_common(1)[0][0]
        known = {"key": person, "name": label, "kind": kinds[person]}
        connection.execute(database.insert(speaker).values(known).on_conflict_do_nothing())
        _find(
            database, connection, person, seqs[person], {form for name in called for form in people.called(name, now)}
        )
    return moved


def _move(connection: Connection, table: Table, touched: Iterable[str], now: Mapping[str, str]) -> None:
    """Give the rows of a table to the persons that their names stand for."""
    mine = table.c.speaker_key.in_(tuple(touched))
    for name in connection.scalars(select(table.c.speaker_name).where(mine).distinct()).all():
        person = people.person(name, now)
        connection.execute(update(table).where(mine, table.c.speaker_name == name).values(speaker_key=person))


def _find(database: Database, connection: Connection, person: str, seqs: list[int], forms: Iterable[str]) -> None:
    """Let a person's quotes be found by all forms of the name, and by no other."""
    named = [{"alias": form, "speaker_key": person} for form in sorted(forms)]
    if named:
        connection.execute(database.insert(speaker_alias).on_conflict_do_nothing(), named)
    for start in range(0, len(seqs), AT_ONCE):
        some = seqs[start : start + AT_ONCE]
        old = quote_key.c.key.startswith("s:") & quote_key.c.seq.in_(some)
        connection.execute(delete(quote_key).where(old))
        keys = [{"key": f"s:{each['alias']}", "seq": seq} for each in named for seq in some]
        if keys:
            connection.execute(database.insert(quote_key).on_conflict_do_nothing(), keys)
