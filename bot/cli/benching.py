"""Fill a scratch ledger with invented quotes, so that look-ups can be tried at any size."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.errors import BadSetting

bench = typer.Typer(help="Fill a scratch ledger with invented quotes.", no_args_is_help=True)


@bench.callback()
def measure() -> None:
    """Fill a scratch ledger with invented quotes."""


@bench.command("seed")
def fill(
    quotes: Annotated[int, typer.Option(min=1, max=10_000_000, help="How many.")] = 100_000,
) -> None:
    """Fill the ledger, which has to be empty, with invented quotes of three years, as frequent as words are in life."""
    from bot.cli.app import settings
    from bot.edges.stores.seeding import seed
    from bot.edges.stores.sql import SqlStore

    store = SqlStore(settings().database)
    try:
        store.migrate()
        if store.totals().articles:
            raise BadSetting(
                f"{store.database.name} holds articles. Name a new one: onrecord --db scratch.db bench seed"
            )
        begun = time.monotonic()
        for done in seed(store.database, quotes, datetime.now(UTC), random.Random(1)):
            typer.echo(f"{done:,} of {quotes:,} quotes, {done / (time.monotonic() - begun):,.0f} a second")
    finally:
        store.close()
