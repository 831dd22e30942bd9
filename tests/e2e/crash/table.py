"""Kill a process before and after every side effect, let one sleep, and see that each thing happened once.

`python -m tests.e2e.crash.table [console,slack,discord] [sqlite,postgres]` prints the table; 1 where one is not “once”.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from html import unescape
from pathlib import Path

from sqlalchemy import func, select

from bot.edges.stores.schema import article, entry, quote
from bot.edges.stores.schema_positions import post
from bot.edges.stores.sql import SqlStore
from bot.model.briefing import DeliveryState
from bot.model.watch import AlertState
from tests.contract.conftest import _from_package, _stop, database_in, drop
from tests.e2e.crash.scene import NAP, PLACES, POINTS
from tests.servers.discord import C1, LocalDiscord
from tests.servers.discord_limits import as_read, texts
from tests.servers.feedserver import FeedServer
from tests.servers.openai import ModelServer
from tests.servers.slack import LocalSlack

NOWHERE, PATIENCE = subprocess.DEVNULL, 600  # seconds
ENTRIES = 3
ITEM = (
    "<item><title>Bridge {n} opens</title><link>http://{host}/{n}</link><guid>{n}</guid>"
    "<pubDate>Fri, 14 Feb 2025 05:5{n}:00 GMT</pubDate>{body}</item>"
)
WHOLE = '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">{text}</content:encoded>'
TEASER = "<description>The council of the harbour met.</description>"
PAGE = "<html><head><title>Bridge {n} opens</title></head><body><article><h1>Bridge {n} opens</h1>{text}</article>"
TEXT = (
    "&lt;p&gt;“We will build bridge number {n} before the winter comes to this coast,” said Ana Kovač, the finance "
    "minister, on Thursday.&lt;/p&gt;&lt;p&gt;“Nobody will pay a toll for road number {n} while I am in office,” "
    "Kovač told reporters.&lt;/p&gt;"
    + "&lt;p&gt;The council of the harbour met for the third time this week.&lt;/p&gt;"
    * 6
)


KEYED = os.environ | {"ONRECORD_MODEL_KEY": "sk-of-nobody"}
ASLEEP = ("digest posted", "alert posted")  # what another node does meanwhile


class Town:
    """Hold the servers that all scenes share."""

    def __init__(self, stack: ExitStack) -> None:
        self.feeds = stack.enter_context(FeedServer())
        self.slack = stack.enter_context(LocalSlack())
        self.model = stack.enter_context(ModelServer())
        self.discord: LocalDiscord | None = None
        host = self.feeds.url("/").split("/")[2]
        last = ENTRIES - 1  # the feed has a teaser of it only
        page = PAGE.format(n=last, text=unescape(TEXT.format(n=last)))
        self.feeds.serve(f"/{last}", page.encode(), content_type="text/html; charset=utf-8")
        bodies = [WHOLE.format(text=TEXT.format(n=n)) for n in range(last)]
        items = "".join(ITEM.format(n=n, host=host, body=body) for n, body in enumerate([*bodies, TEASER]))
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>{items}</channel></rss>'
        self.feed = self.feeds.serve("/feed", body.encode())

    @contextmanager
    def living(
        self, address: str, folder: Path, platform: str, minutes: int, *point: str
    ) -> Iterator[subprocess.Popen[str]]:
        """Give a process that lives through a day."""
        command = [sys.executable, "-m", "tests.e2e.crash.scene", address, str(folder), self.feed, self.slack.url]
        command += [self.discord.url if self.discord else "", self.model.url, platform, str(minutes), *point]
        with subprocess.Popen(command, stdout=NOWHERE, stderr=subprocess.PIPE, text=True, env=KEYED) as process:
            try:
                yield process
            finally:
                process.kill()

    def live(self, address: str, folder: Path, platform: str, minutes: int, *point: str) -> int:
        """Live through a day and return the exit code."""
        with self.living(address, folder, platform, minutes, *point) as process:
            return ended(process)


def ended(process: subprocess.Popen[str]) -> int:
    """Wait for a process and return its exit code; raises ChildProcessError for one that fails."""
    said = process.communicate(timeout=PATIENCE)[1]
    if process.returncode > 0:
        raise ChildProcessError(said[-2_000:])
    return process.returncode


def once(town: Town, address: str, folder: Path, platform: str, *point: str) -> str:
    """Kill a day at a point or let it sleep there, live it again, and return “once” or what is wrong."""
    with ExitStack() as stack:
        town.slack.reset()
        town.model.asked.clear()
        town.discord = stack.enter_context(LocalDiscord()) if platform == "discord" else None
        if not (slept if point[1] == "asleep" else killed)(town, address, folder, platform, *point):
            return "not reached"
        return "; ".join(wrong(town, address, folder, platform)) or "once"


def killed(town: Town, address: str, folder: Path, platform: str, *point: str) -> bool:
    """Kill a day at a point and live it again; return whether it came there."""
    dead = town.live(address, folder, platform, 0, *point) == -signal.SIGKILL
    return dead and town.live(address, folder, platform, 2) == 0


def slept(town: Town, address: str, folder: Path, platform: str, *point: str) -> bool:
    """Stop a node at a point until another one has taken over, and let it go on; return whether it came there."""
    with town.living(address, folder, platform, 0, *point) as process:
        if not os.WIFSTOPPED(os.waitpid(process.pid, os.WUNTRACED)[1]):
            return False
        time.sleep(2 * NAP)
        town.live(address, folder, platform, 6)  # beyond the lease
        process.send_signal(signal.SIGCONT)
        return ended(process) == 0


def wrong(town: Town, address: str, folder: Path, platform: str) -> Iterator[str]:
    """Yield what was lost or doubled."""
    store = SqlStore(address)
    try:
        with store.database.reading() as connection:
            kept = [connection.scalar(select(func.count()).select_from(table)) for table in (entry, quote, article)]
            posts = connection.scalar(select(func.count()).select_from(post)) or 0
        if kept != [ENTRIES, 2 * ENTRIES, ENTRIES + 1]:
            yield f"entries, quotes, articles {kept}"
        slots = [each.state for each in store.deliveries(PLACES[platform])]
        if slots != [DeliveryState.POSTED]:
            yield f"slots {[each.value for each in slots]}"
        alerts = Counter(each.state for each in store.alerts("w"))
        if set(alerts) - {AlertState.SENT, AlertState.DROPPED} or not alerts[AlertState.SENT]:
            yield f"alerts {dict(alerts)}"
        if store.corrections_open():
            yield "a correction is open"
        if posts < 2:
            yield f"{posts} posts kept"
    finally:
        store.close()
    asked = Counter(str(each["messages"]) for each in town.model.asked)
    if not asked or max(asked.values()) > 1:
        yield f"the model was asked {sorted(asked.values())}"
    shown = shown_on(town, folder, platform)
    if [kind for kind, number in sorted(shown.items()) if number != 1] or {"digest", "alert"} - {k[0] for k in shown}:
        yield f"shown {dict(shown)}"


def shown_on(town: Town, folder: Path, platform: str) -> Counter[tuple[str, str]]:
    """Count the messages on a platform, by what they are and their key and part."""
    if platform == "console":
        names = [file.name for file in folder.rglob("*.txt") if not file.name.startswith(".new")]
        return Counter(("alert" if name.startswith("alert") else "digest", name) for name in names)
    if platform == "slack":
        payloads = [each["metadata"]["event_payload"] for each in town.slack.posts if each.get("metadata")]
        return Counter(
            ("alert" if each["slot"].startswith("alert") else "digest", f"{each['slot']} {each['part']}")
            for each in payloads
        )
    made = town.discord.by_bot(C1) if town.discord else []
    marks = [(str(each["components"][0].get("id")), "Watch" in as_read(list(texts(each)))) for each in made]
    return Counter(("alert" if alert else "digest", mark) for mark, alert in marks)


@contextmanager
def server() -> Iterator[str]:
    """Give a Postgres server."""
    folder = Path(tempfile.mkdtemp(prefix="or-pg-", dir="/tmp"))
    address, stop = _from_package(folder)
    try:
        yield address
    finally:
        _stop(stop, folder)


def main(platforms: str = "console,slack", databases: str = "sqlite,postgres") -> int:
    """Print a line a failpoint and return the exit code."""
    bad = 0
    with ExitStack() as stack, tempfile.TemporaryDirectory() as place:
        town = Town(stack)
        pg = stack.enter_context(server()) if "postgres" in databases else ""
        columns = [(platform, name) for platform in platforms.split(",") for name in databases.split(",")]
        print(f"{'side effect':<30} {'killed':<7}", *(f"{' '.join(each):<18}" for each in columns), flush=True)
        number = 0
        rows = [
            *((point, when) for point in POINTS for when in ("before", "after")),
            *((each, "asleep") for each in ASLEEP),
        ]
        for point, when in rows:
            said = []
            for platform, name in columns:
                number += 1
                folder = Path(place) / str(number)
                folder.mkdir()
                address = database_in(pg) if name == "postgres" else str(folder / "ledger.db")
                if name == "postgres":
                    made = SqlStore(address)
                    made.migrate()
                    made.close()
                said.append(once(town, address, folder / "posts", platform, point, when))
                if name == "postgres":
                    drop(pg, address)
            bad += sum(each != "once" for each in said)
            print(f"{point:<30} {when:<7}", *(f"{each:<18}" for each in said), flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
