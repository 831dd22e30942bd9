"""Measure look-ups in a ledger of any size: `ONRECORD_BENCH_QUOTES` quotes, 200,000 unless told."""

from __future__ import annotations

import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bench.table import Row
from bot.briefing import said
from bot.edges.stores.seeding import Life, seed
from bot.edges.stores.sql import SqlStore
from bot.model.query import QuoteQuery
from bot.running import settle

QUOTES = int(os.environ.get("ONRECORD_BENCH_QUOTES", "200000"))
POSTGRES = os.environ.get("ONRECORD_BENCH_POSTGRES", "")
TIMES = 200
PAGE = said.LOOKED
Look = Callable[[int], object]


def rows(afterwards: Callable[[str], Iterator[Row]]) -> Iterator[Row]:
    """Yield how fast the ledger is filled, each look-up in it, and what is measured in it `afterwards`."""
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "bench.db")
        yield from filled_and_looked_up(file)
        yield Row("a ledger's size", "MB", (Path(file).stat().st_size / 1e6,), f"{QUOTES:,} quotes")
        with closing(sqlite3.connect(file)) as connection:
            for name, look in plain(connection).items():
                yield _measured(name, look)
        yield from afterwards(file)


def on_postgres() -> Iterator[Row]:
    """Yield the same look-ups on the empty database that ONRECORD_BENCH_POSTGRES names, or say that there is none."""
    if not POSTGRES:
        print("(Postgres is not measured: ONRECORD_BENCH_POSTGRES names no empty database)")
        return
    for row in filled_and_looked_up(POSTGRES):
        yield replace(row, name=f"{row.name}, Postgres")


def filled_and_looked_up(database: str) -> Iterator[Row]:
    """Yield how fast a ledger is filled, and each look-up in it, the garbage collector set as `run` sets it."""
    with closing(SqlStore(database)) as store:
        store.migrate()
        begun = time.perf_counter()
        for _ in seed(store.database, QUOTES, datetime.now(UTC), random.Random(1)):
            pass
        rate = QUOTES / (time.perf_counter() - begun)
        yield Row("invented quotes written per second", "quotes/s", (rate,), f"{QUOTES:,} quotes")
        if not store.database.sqlite:
            with store.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))  # autovacuum does it, in its own time
        settle()
        for name, look in looks(store).items():
            look(0)
            yield _measured(name, look)


def looks(store: SqlStore) -> dict[str, Look]:
    """Return what people look up, by name; each takes the number of the try."""
    life, month = Life(random.Random(1)), datetime.now(UTC) - timedelta(days=30)
    names = [each.name.lower() for each in life.speakers]

    def asked(query: Callable[[int], QuoteQuery]) -> Look:
        return lambda number: store.quotes(query(number % 20))

    return {
        "a topic, 30 days": asked(lambda n: QuoteQuery(topics=(f"topic{n}",), since=month, limit=PAGE)),
        "a topic, all": asked(lambda n: QuoteQuery(topics=(f"topic{n}",), limit=PAGE)),
        "a frequent word, all": asked(lambda n: QuoteQuery(words=life.words[n], limit=PAGE)),
        "a rare word, all": asked(lambda n: QuoteQuery(words=life.words[20_000 + n], limit=PAGE)),
        "two words, all": asked(lambda n: QuoteQuery(words=f"{life.words[n]} {life.words[n + 20]}", limit=PAGE)),
        "a speaker, all": asked(lambda n: QuoteQuery(speakers=(names[n],), limit=PAGE)),
        "a speaker on a topic": asked(
            lambda n: QuoteQuery(speakers=(names[n],), topics=(f"topic{n % 7}",), limit=PAGE)
        ),
        "an outlet, all": asked(lambda n: QuoteQuery(outlets=(f"Outlet {n}",), limit=PAGE)),
        "nothing": asked(lambda _: QuoteQuery(words="nobody says this")),
        "a speaker's card": lambda n: store.speakers(names[n % 20]),
        "names of speakers offered": lambda n: store.known_speakers("ana"[: n % 4]),
        "names of topics offered": lambda n: store.known_topics("topic1"[: n % 7]),
        "names of outlets": lambda _: store.outlets(),
        "totals": lambda _: store.totals(),
    }


def plain(connection: sqlite3.Connection) -> dict[str, Look]:
    """Return the least that a look-up of a frequent word costs: SQLite's own index of words, and no more."""
    life = Life(random.Random(1))
    matching = "FROM quote_text WHERE quote_text MATCH ?"

    def asked(query: str) -> Look:
        return lambda number: connection.execute(query, (life.words[number % 20],)).fetchall()

    return {
        "a frequent word, plain FTS5, 40 ids": asked(f"SELECT rowid {matching} ORDER BY rowid DESC LIMIT 40"),
        "a frequent word, plain FTS5, counted": asked(f"SELECT count(*) {matching}"),
    }


def _measured(name: str, look: Look) -> Row:
    taken = []
    for number in range(TIMES):
        begun = time.perf_counter()
        look(number)
        taken.append((time.perf_counter() - begun) * 1000)
    p99 = statistics.quantiles(taken, n=100)[-1]
    return Row(f"look-up: {name}", "ms", tuple(taken), f"p99 {p99:.1f} ms at {QUOTES:,} quotes")
