"""The ledger on SQLite or Postgres: one store, made of its parts."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, inspect, select, text, update

from bot.edges.stores import backup, search
from bot.edges.stores.browsing import BrowsingTables
from bot.edges.stores.channels import ChannelTables
from bot.edges.stores.corrections import CorrectionTables
from bot.edges.stores.database import CONNECTIONS, Database
from bot.edges.stores.feeds import FeedTables
from bot.edges.stores.lookups import LedgerTables
from bot.edges.stores.model import ModelTables
from bot.edges.stores.naming import NamingTables
from bot.edges.stores.news import NewsTables
from bot.edges.stores.nodes import NodeTables
from bot.edges.stores.notices import NoticeTables
from bot.edges.stores.positions import PositionTables
from bot.edges.stores.push import PushTables
from bot.edges.stores.schema import article, delivery, entry, feed, quote, quote_key, report, speaker
from bot.edges.stores.schema_fleet import restored, visited
from bot.edges.stores.schema_model import model_answer, taken_away, translation
from bot.edges.stores.schema_positions import position_change, split
from bot.edges.stores.taken_away import TakenAwayTables
from bot.edges.stores.watches import WatchTables
from bot.edges.stores.workspaces import WorkspaceTables
from bot.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

MONTH = timedelta(days=31)  # what a month cost is still asked for
MIGRATIONS = Path(__file__).parent / "migrations"


class SqlStore(
    FeedTables,
    NoticeTables,
    PushTables,
    LedgerTables,
    BrowsingTables,
    NamingTables,
    NewsTables,
    PositionTables,
    CorrectionTables,
    WatchTables,
    ChannelTables,
    WorkspaceTables,
    ModelTables,
    TakenAwayTables,
    NodeTables,
):
    """Keep everything in one database, opened when it is first needed."""

    def __init__(self, address: str, now: Callable[[], datetime] | None = None, connections: int = CONNECTIONS) -> None:
        """Take a file's path or `postgresql://…`, a clock, and how many connections to a server there may be.

        Without a clock an article counts as recorded when it was fetched.
        """
        self.database = Database(address, connections)
        self.now = now

    def migrate(self) -> None:
        """Bring the tables to this version; raises StoreError."""
        with self.database.reading() as connection:
            if self._require_known(connection) == _known()[-1]:
                return  # who only reads needs no write
        with self.database.writing() as connection:
            if self._require_known(connection) != _known()[-1]:
                if not self.database.sqlite:
                    connection.execute(text("SET LOCAL statement_timeout = 0"))
                self._upgrade(connection)

    def check(self) -> str:
        """Return the version of the tables; raise StoreError in words when they cannot be used."""
        with self.database.reading() as connection:
            found = self._require_known(connection)
        if found is None:
            raise StoreError(f"{self.database.name} has no tables yet. Run `onrecord migrate`.")
        if found != _known()[-1]:
            raise StoreError(f"{self.database.name} has older tables ({found}). Run `onrecord migrate`.")
        return found

    def probe(self) -> None:
        """Read a row of each large table from the disk, so that a damaged one is noticed; raises StoreError."""
        with self.database.reading() as connection:
            if self.database.sqlite:  # what this connection remembers may be better than what is there
                connection.exec_driver_sql("PRAGMA shrink_memory")
            for table in (feed, entry, article, quote, delivery):
                connection.execute(select(table).limit(1)).first()  # a key alone would be read from its index

    def newest(self) -> tuple[datetime | None, datetime | None]:
        """Return when a feed was last polled, and when an article was last recorded."""
        with self.database.reading() as connection:
            polled = connection.scalar(select(func.max(feed.c.last_try_at)))
            return polled, connection.scalar(select(func.max(article.c.recorded_at)))

    def _upgrade(self, connection: Connection) -> None:
        """Run the migrations that are missing; Alembic is imported only when there are some."""
        from alembic import command
        from alembic.config import Config
        from alembic.util import CommandError

        logging.getLogger("alembic").setLevel(logging.WARNING)  # who typed a command did not ask for its steps
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError(f"{self.database.name} could not be brought to this version: {error}.") from error

    def _require_known(self, connection: Connection) -> str | None:
        """Return the version of the tables; raises StoreError for one that this program does not know."""
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        if found is not None and found not in _known():
            raise StoreError(f"{self.database.name} was written by a newer On Record ({found}). Update this one.")
        return found

    def backup(self, path: str) -> None:
        """Copy the whole ledger to a new file while others write; raises BadSetting or StoreError."""
        backup.copy(self.database, path)

    def restored(self) -> tuple[datetime, datetime] | None:
        """Return when a backup was last put back and since when it knows nothing of what was told, if so."""
        with self.database.reading() as connection:
            row = connection.execute(select(restored).order_by(restored.c.at.desc()).limit(1)).first()
        return None if row is None or row.since >= row.at else (row.at, row.since)

    def prune(self, *, quotes_before: datetime, texts_before: datetime) -> tuple[int, int]:
        """Remove old quotes and old article texts (the hashes stay); return both counts."""
        old = quote.c.recorded_at < quotes_before
        texts = update(article).where(article.c.recorded_at < texts_before, article.c.text != "").values(text="")
        with self.database.writing() as connection:
            seqs = list(connection.scalars(select(quote.c.seq).where(old)))
            search.forget(self.database, connection, seqs)
            connection.execute(delete(quote_key).where(quote_key.c.seq.in_(select(quote.c.seq).where(old))))
            connection.execute(delete(quote).where(old))
            past = select(article.c.id).where(article.c.recorded_at < quotes_before)
            connection.execute(delete(report).where(report.c.article_id.in_(past)))
            connection.execute(delete(position_change).where(position_change.c.recorded_at < quotes_before))
            connection.execute(delete(split).where(split.c.recorded_at < quotes_before))
            connection.execute(delete(model_answer).where(model_answer.c.at < min(quotes_before, texts_before) - MONTH))
            for table in (translation, taken_away):  # both hold words of quotes
                connection.execute(delete(table).where(table.c.at < quotes_before))
            long_ago = (visited.c.free_at < texts_before, visited.c.away_until < texts_before)
            connection.execute(delete(visited).where(*long_ago))
            heard = select(quote.c.speaker_key).where(quote.c.speaker_key.is_not(None))
            connection.execute(delete(speaker).where(speaker.c.key.not_in(heard)))
            return len(seqs), connection.execute(texts).rowcount

    def close(self) -> None:
        """Close connections; the store cannot be used afterwards."""
        self.database.close()


def _known() -> list[str]:
    """Return the versions of the tables that this program knows, in order: the numbers that the files begin with."""
    return sorted(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))
