"""The lock of a ledger's file: one program at a time works on it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import BadSetting


@contextmanager
def alone(database: str) -> Iterator[None]:
    """Hold the ledger's lock, so that two processes never share one SQLite file; raises BadSetting."""
    if "://" in database:
        yield
        return
    try:
        opened = Path(f"{Path(database).expanduser()}.lock").open("w", encoding="utf-8")  # noqa: SIM115 - closed below
    except OSError as error:
        raise BadSetting(f"The folder of {database} cannot be written: look at its permissions.") from error
    with opened as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BadSetting(f"Another On Record is running on {database}. Stop it first.") from error
        yield
