"""Measure how soon Slack's commands are acknowledged while the real feeds are polled and read."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import quantiles

from bench.polling import FEEDS
from bench.table import Row
from bot import wiring
from bot.config import Settings
from bot.desk import Desk
from bot.model.news import Feed, Polling, digest_of
from tests.servers.feedserver import FeedServer
from tests.servers.slack import LocalSlack

START = timedelta(seconds=8)  # from now on until the poll: the bot has started and was asked once
AT_ONCE = 50  # commands in flight, always
COMMANDS = (
    ("/who-said", "nato"),
    ("/brief", ""),
    ("/digest", ""),
    ("/feeds", ""),
    ("/speaker", "trump"),
    ("/onrecord", "help"),
)


def rows() -> Iterator[Row]:
    """Measure acknowledgements of a running bot during a poll of the real feeds, or say that they are not here."""
    bodies = {f"/{file.name}": file.read_bytes() for file in sorted(FEEDS.glob("*.xml"))}
    if not bodies:
        return
    runs = [acknowledged(bodies) for _ in range(3)]
    note = f"{AT_ONCE} in flight, {len(bodies)} feeds"
    yield Row("Slack: acknowledgement, median", "ms", tuple(each[0] for each in runs), note)
    yield Row("Slack: acknowledgement, p99", "ms", tuple(each[1] for each in runs), f"{note}; bar: 300")
    yield Row("Slack: commands while polling", "a second", tuple(each[2] for each in runs), note)
    yield Row(
        "Slack: slowest of the first after the start", "ms", tuple(each[3] for each in runs), f"{AT_ONCE} at once"
    )


def acknowledged(bodies: dict[str, bytes]) -> tuple[float, float, float, float]:
    """Return median and 99th percentile in milliseconds, the commands a second, and the slowest of the first."""
    with tempfile.TemporaryDirectory() as folder, FeedServer() as server, LocalSlack() as slack:
        database = str(Path(folder) / "bench.db")
        with wiring.desk(Settings(database=database)) as desk:
            due = desk.clock.now() + START
            for path, body in bodies.items():
                url = server.serve(path, body, etag=True)
                desk.store.add_feed(Feed(digest_of(url), url, path, path, desk.clock.now()), Polling(next_at=due))
            with running(slack, server, database):
                first = max(kept_asking(slack, lambda: False))
                while desk.clock.now() < due:
                    time.sleep(0.05)
                began = time.perf_counter()
                seconds = kept_asking(slack, lambda: under_way(desk))
                took = time.perf_counter() - began
    cut = quantiles(seconds, n=100)
    return cut[49] * 1000, cut[98] * 1000, len(seconds) / took, first * 1000


def under_way(desk: Desk) -> bool:
    """Say whether feeds wait to be polled or entries to be read."""
    time.sleep(0.5)
    totals = desk.store.totals()
    return bool(totals.pending or not totals.entries or desk.store.feeds_due(desk.clock.now()))


def kept_asking(slack: LocalSlack, going: Callable[[], bool]) -> list[float]:
    """Keep as many commands in flight as long as something goes on, each asked when the one before is answered."""
    seconds: list[float] = []
    done = threading.Event()

    def ask(number: int) -> None:
        while True:
            exchange = slack.command(*COMMANDS[number % len(COMMANDS)])
            exchange.answer(timeout=60)
            seconds.append(exchange.seconds)
            number += 1
            if done.is_set():
                return

    with ThreadPoolExecutor(AT_ONCE) as pool:
        people = [pool.submit(ask, number) for number in range(AT_ONCE)]
        while going():
            continue
        done.set()
        for person in people:
            person.result()  # a command that nobody acknowledged or answered ends the measurement
    return seconds


@contextmanager
def running(slack: LocalSlack, server: FeedServer, database: str) -> Iterator[None]:
    """Keep the bot going as a process of its own."""
    tokens = {"ONRECORD_SLACK_BOT_TOKEN": "xoxb-1", "ONRECORD_SLACK_APP_TOKEN": "xapp-1"}
    settings = {"ONRECORD_SLACK_API_URL": slack.url, "ONRECORD_ALLOW_HOSTS": f'["{server.address}"]'}
    words = [sys.executable, "-m", "bot", "--db", database, "run", "slack"]
    with subprocess.Popen(words, env=os.environ | tokens | settings, stdout=subprocess.DEVNULL) as process:
        try:
            slack.connected(60)
            yield
        finally:
            process.terminate()
