"""Measure what people wait for in a large ledger: a digest, a command on Slack, a look-up while quotes are recorded."""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections.abc import Iterator

from bench import day
from bench.lookups import QUOTES, TIMES, looks
from bench.reading import article
from bench.slack import running
from bench.table import Row
from bot import delivery, wiring
from bot.config import Settings
from bot.desk import Desk
from bot.edges.stores.seeding import PERIOD, Life
from bot.edges.stores.sql import SqlStore
from bot.edges.web import markup
from bot.model.briefing import Channel
from bot.recording import put_on_record, understood
from tests.servers.feedserver import FeedServer
from tests.servers.slack import LocalSlack

A_DAY = 5_000  # quotes of a large day
WRITTEN = 60  # articles


def rows(database: str) -> Iterator[Row]:
    """Yield what people wait for with a ledger that `bench.lookups` has filled."""
    with wiring.desk(Settings(database=database, reading="rules")) as desk:
        yield digest_of_many(desk)
        yield from writing(desk, database)
    with FeedServer() as server, LocalSlack() as slack, running(slack, server, database):
        taken = [answered(slack, f"topic{number % 20}") for number in range(20 + TIMES)][20:]
    yield Row("/who-said on Slack, until it is answered", "ms", tuple(taken), note(taken))


def note(taken: list[float]) -> str:
    """Return the 99th percentile in words."""
    return f"p99 {statistics.quantiles(taken, n=100)[-1]:.1f} ms at {QUOTES:,} quotes"


def digest_of_many(desk: Desk) -> Row:
    """Measure the digest of so many days that their quotes are a large day's."""
    channel, now = Channel("console:1", "console", "UTC"), desk.clock.now()
    since = now - PERIOD * (A_DAY / QUOTES)
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        delivery.compose(desk, channel, since, now)
        taken.append((time.perf_counter() - begun) * 1000)
    return Row(f"a digest of {A_DAY:,} quotes", "ms", tuple(taken))


def writing(desk: Desk, database: str) -> Iterator[Row]:
    """Measure how fast quotes are compared and recorded while somebody looks up, and how fast that is meanwhile."""
    life, look = Life(random.Random(2)), looks(SqlStore(database))["a topic, all"]
    texts = [markup.plain(day.paragraphs(life, number)) for number in range(WRITTEN)]
    known = [understood(desk, article(each), silent=True) for each in texts]
    taken, done = list[float](), threading.Event()

    def looking() -> None:
        while not done.is_set():
            begun = time.perf_counter()
            look(len(taken))
            taken.append((time.perf_counter() - begun) * 1000)

    asker = threading.Thread(target=looking)
    asker.start()
    begun = time.perf_counter()
    new = sum(put_on_record(desk, each, silent=True)[1] for each in known)
    seconds = time.perf_counter() - begun
    done.set()
    asker.join()
    yield Row("quotes compared and recorded per second", "quotes/s", (new / seconds,), "while somebody looks up")
    yield Row("look-up: a topic, while quotes are recorded", "ms", tuple(taken), note(taken))


def answered(slack: LocalSlack, about: str) -> float:
    """Return the milliseconds from a command until its answer is on the screen."""
    exchange = slack.command("/who-said", about)
    exchange.answer()
    return 1000 * max(exchange.seconds, exchange.last - exchange.begun)
