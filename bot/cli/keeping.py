"""Keep the ledger: bring its tables to this version, copy it, put a copy back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.edges.stores import backup
from bot.edges.stores.sql import SqlStore

if TYPE_CHECKING:
    from bot.config import Settings


def brought_up(settings: Settings) -> str:
    """Bring the tables to this version and return which it is; raises StoreError."""
    with _store(settings) as store:
        store.migrate()
        return f"The tables are at version {store.check()}."


def copied(settings: Settings, file: str) -> str:
    """Copy the ledger to a new file and say so; raises BadSetting or StoreError."""
    with _store(settings) as store:
        store.check()
        store.backup(file)
    return f"The ledger was copied to {file}, and the copy is sound."


def put_back(settings: Settings, file: str) -> str:
    """Put a copy in the ledger's place and say what was done; raises BadSetting or StoreError."""
    with _store(settings) as store:
        return backup.put_back(store, file, datetime.now(UTC))


@contextmanager
def _store(settings: Settings) -> Iterator[SqlStore]:
    store = SqlStore(settings.database, lambda: datetime.now(UTC))
    try:
        yield store
    finally:
        store.close()
