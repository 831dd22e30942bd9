"""Two nodes on one Postgres, one of them killed every few seconds, and what they leave: nothing lost, nothing doubled.

`python -m tests.soak.fleet [minutes] [seconds between kills]` prints a table and ends with 1 where anything is wrong.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from sqlalchemy import func, select

from bot.edges.stores.schema import article, entry, quote
from bot.edges.stores.sql import SqlStore
from bot.model.briefing import CLOSED, DAILY, Channel, DeliveryState, DigestTime
from bot.model.news import Feed, Polling, digest_of
from bot.model.watch import AlertState, Watch
from tests.contract.conftest import _from_package, _stop, database_in
from tests.servers.feedserver import FeedServer
from tests.servers.slack import LocalSlack

FEEDS, EVERY = 4, 20.0  # feeds, and seconds until each has one more entry
SETTLING = 360.0  # seconds undisturbed at the end, at most
CHANNEL = "slack:T1:C1"
WHO = ("Ana Kovač", "Boris Lind", "Carla Meunier", "Dario Santos")
ITEM = (
    "<item><title>Bridge {n} of {feed} opens</title><link>http://{host}/{feed}/{n}</link><guid>{feed}-{n}</guid>"
    "<pubDate>{at:%a, %d %b %Y %H:%M:%S} GMT</pubDate><content:encoded xmlns:content="
    '"http://purl.org/rss/1.0/modules/content/">{text}</content:encoded></item>'
)
TEXT = (
    "&lt;p&gt;“We will build bridge number {n} of {feed} before the winter comes,” said {who}, the finance minister, "
    "on Thursday.&lt;/p&gt;&lt;p&gt;“Nobody will pay a toll for road number {n} of {feed} while I am in office,” "
    "{last} told reporters.&lt;/p&gt;"
    + "&lt;p&gt;The council of the harbour met for the third time this week.&lt;/p&gt;"
    * 6
)


@dataclass
class Press:
    """Publish one more entry in every feed, again and again, and remember them."""

    server: FeedServer
    items: list[list[str]] = field(default_factory=lambda: [[] for _ in range(FEEDS)])
    over: threading.Event = field(default_factory=threading.Event)

    def publish(self) -> None:
        """Add an entry to every feed."""
        host = self.server.url("/").split("/")[2]
        for feed, items in enumerate(self.items):
            who, n = WHO[feed], len(items)
            text = TEXT.format(n=n, feed=f"county {feed}", who=who, last=who.split()[-1])
            items.append(ITEM.format(n=n, feed=feed, host=host, at=datetime.now(UTC), text=text))
            body = "".join(items[-40:])
            self.server.serve(
                f"/feed{feed}",
                f'<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette {feed}</title>{body}'
                "</channel></rss>".encode(),
            )

    def run(self) -> None:
        """Publish until it is over."""
        while not self.over.wait(EVERY):
            self.publish()

    @property
    def published(self) -> int:
        """Return how many entries there are."""
        return sum(map(len, self.items))


@dataclass
class Node:
    """Hold one process that is started anew whenever it was killed."""

    name: str
    folder: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    kills: int = 0

    def start(self) -> None:
        """Start it."""
        where = self.folder / self.name
        where.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "bot", "run", "slack"]
        with (where / "printed.txt").open("ab") as printed:
            self.process = subprocess.Popen(
                command,
                cwd=where,
                env=self.environment | {"ONRECORD_NODE": self.name, "PYTHONPATH": str(Path.cwd())},
                stdout=printed,
                stderr=subprocess.STDOUT,
            )

    def kill(self) -> None:
        """Kill it, as a power cut does."""
        assert self.process
        self.process.kill()
        self.process.wait(20)
        self.kills += 1

    def end(self) -> None:
        """Stop it as it wants to be stopped."""
        assert self.process
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


def prepare(store: SqlStore, feeds: FeedServer, minutes: float) -> tuple[DigestTime, ...]:
    """Follow the feeds, set a digest for every second minute and a watch for each speaker, and return the times."""
    now = datetime.now(UTC)
    for number in range(FEEDS):
        url = feeds.url(f"/feed{number}")
        polling = Polling(now, seeded=True)
        store.add_feed(Feed(digest_of(url), url, f"Gazette {number}", f"Gazette {number}", now), polling)
    first = now.replace(second=0, microsecond=0) + timedelta(minutes=2)
    every = [first + timedelta(minutes=2 * each) for each in range(int(minutes / 2) + 1)]  # the last in peace
    times = tuple(DigestTime(each.time(), DAILY) for each in every)
    store.keep_channel(Channel(CHANNEL, "slack", "policy", "UTC", times, since=now))
    for number, name in enumerate(WHO):
        surname = name.split()[-1].lower().replace("č", "c")
        store.keep_watch(
            Watch(f"w{number}", f"{CHANNEL}:UANA", "@ana", CHANNEL, now, now, "UTC", name, surname, here=True)
        )
    return times


def left(store: SqlStore) -> dict[str, object]:
    """Return what the ledger holds."""
    with store.database.reading() as connection:
        entries, articles, quotes = (
            connection.scalar(select(func.count()).select_from(table)) or 0 for table in (entry, article, quote)
        )
        pages = connection.scalar(select(func.count(article.c.page_id.distinct()))) or 0
        words = connection.scalar(select(func.count(quote.c.text.distinct()))) or 0
    return {
        "entries": entries,
        "articles": articles,
        "pages": pages,
        "quotes": quotes,
        "words": words,
        "pending": store.totals().pending,
    }


def settled(store: SqlStore, published: int, times: tuple[DigestTime, ...]) -> bool:
    """Return whether all that was published is read and every slot has its end."""
    held = left(store)
    states = [each.state for each in store.deliveries(CHANNEL, 500)]
    done = len(states) >= len(times) and DeliveryState.CLAIMED not in states
    noted = sum(len(store.alerts(f"w{number}")) for number in range(len(WHO)))
    return held["quotes"] == noted == 2 * published and not held["pending"] and done


def wrong(store: SqlStore, slack: LocalSlack, published: int, times: tuple[DigestTime, ...]) -> Iterator[str]:
    """Print what there is, and yield what was lost or doubled."""
    held = left(store)
    print(f"published {published}; ledger: {held}", flush=True)
    for name, number in (("entries", 1), ("articles", 1), ("pages", 1), ("quotes", 2), ("words", 2)):
        if held[name] != number * published:
            yield f"{held[name]} {name}, not {number * published}"
    states = Counter(each.state.value for each in store.deliveries(CHANNEL, 500))
    print(f"{len(times)} slots: {dict(states)}", flush=True)
    if sum(states.values()) != len(times) or set(states) - {"posted", "folded", "empty"}:
        yield f"slots {dict(states)}"
    posts = Counter(
        (each["metadata"]["event_payload"]["slot"], each["metadata"]["event_payload"]["part"])
        for each in slack.posts
        if each.get("metadata")
    )
    digests = {slot for slot, _ in posts if not slot.startswith("alert")}
    print(f"Slack: {sum(posts.values())} posts, {len(digests)} digests, most of one {max(posts.values())}", flush=True)
    yield from (f"{key} posted {number} times" for key, number in posts.items() if number != 1)
    if not digests:
        yield "no digest was posted"
    if len(digests) != states["posted"]:
        yield f"{len(digests)} digests on Slack, {states['posted']} posted by the ledger"
    closed = sorted(
        (each for each in store.deliveries(CHANNEL, 500) if each.state in CLOSED), key=lambda one: one.until
    )
    told = Counter(quoted for each in closed for quoted in set(each.quotes) if store.quote(quoted))
    yield from (f"quote {key} in {number} digests" for key, number in told.items() if number > 1)
    yield from (
        f"news from {one.until} to {next_one.since} in no digest"
        for one, next_one in pairwise(closed)
        if one.until != next_one.since
    )
    alerts = Counter(each.state for number in range(len(WHO)) for each in store.alerts(f"w{number}"))
    print(f"alerts: { {key.value: number for key, number in alerts.items()} }", flush=True)
    if AlertState.CLAIMED in alerts or not alerts[AlertState.SENT] or alerts.total() != 2 * published:
        yield f"alerts {dict(alerts)}, not {2 * published}"


def soak(address: str, folder: Path, minutes: float, pause: float, chance: random.Random) -> list[str]:
    """Let two nodes work and be killed, then one after the other undisturbed, and return what is wrong."""
    with ExitStack() as stack:
        feeds = stack.enter_context(FeedServer())
        slack = stack.enter_context(LocalSlack())
        store = SqlStore(address)
        stack.callback(store.close)
        store.migrate()
        times = prepare(store, feeds, minutes)
        press = Press(feeds)
        press.publish()
        host = feeds.url("/").split("/")[2]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ONRECORD_", "SLACK_"))}
        environment = kept | {
            "ONRECORD_DATABASE": address,
            "ONRECORD_SLACK_API_URL": slack.url,
            "ONRECORD_SLACK_BOT_TOKEN": "xoxb-1",
            "ONRECORD_SLACK_APP_TOKEN": "xapp-1",
            "ONRECORD_ALLOW_HOSTS": host,
            "ONRECORD_POLL_MINUTES": "1",
            "ONRECORD_READING": "rules",
            "HOME": str(folder),
        }
        nodes = [Node(name, folder, environment) for name in ("a", "b")]
        for each in nodes:
            each.start()
        threading.Thread(target=press.run, daemon=True).start()
        until = time.monotonic() + 60 * minutes
        for each in itertools.cycle(nodes):
            if time.monotonic() > until:
                break
            time.sleep(pause * chance.uniform(0.7, 1.3))
            each.kill()
            each.start()
        press.over.set()
        kills = sum(each.kills for each in nodes)
        print(f"{kills} kills in {minutes:g} minutes; now undisturbed", flush=True)
        end = time.monotonic() + SETTLING
        while time.monotonic() < end and not settled(store, press.published, times):
            time.sleep(1)
        print(f"settled after {SETTLING - (end - time.monotonic()):.0f} s", flush=True)
        for each in nodes:
            each.end()
        return list(wrong(store, slack, press.published, times))


def main(minutes: float = 10, pause: float = 5, seed: float = 0) -> int:
    """Soak for so many minutes and return the exit code."""
    server = Path(tempfile.mkdtemp(prefix="or-pg-", dir="/tmp"))
    address, stop = _from_package(server)
    try:
        with tempfile.TemporaryDirectory() as folder:
            found = soak(database_in(address), Path(folder), minutes, pause, random.Random(seed))
    finally:
        _stop(stop, server)
    print("\n".join(found) or "0 lost, 0 doubled", flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:])))
