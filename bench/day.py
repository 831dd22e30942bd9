"""Measure what a day of 100,000 articles costs: a share of it goes the whole way from feeds to digests."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Literal, TypeVar

import psutil

from bench.server import serving
from bench.table import Row
from bench.week import HOURS
from bot import delivery, wiring
from bot.config import Settings
from bot.desk import Desk
from bot.edges.stores.seeding import Life
from bot.edges.web.pages import read_page
from bot.jobs import poll, record
from bot.model.briefing import Channel
from bot.model.news import Feed, Polling, digest_of

ARTICLES, FEEDS, CHANNELS, CORES = 100_000, 2_000, 200, 2  # of the whole day
SHARE = int(os.environ.get("ONRECORD_BENCH_DAY", "600"))  # articles that are really polled, read and recorded
A_FEED = 20
POLLS_A_DAY = 60  # of a feed that publishes fifty articles, as `bench.week` has it
PARAGRAPHS = 14  # of an article
SAID = (  # plain, dull and unsure, as in life
    "The plan for {said} was debated in the capital for hours, {name} among those who listened.",
    "“We want {said},” {name}, the {role}, said on Monday. The plan was debated in the capital for hours.",
    "Of {said} little was heard. “I never asked for {said},” he added, after {name} had left the room.",
    "The council spoke of {said} until late. Nobody left before the vote.",
    "“It is {said},” said the {role}.",
)
ROLES = ("president", "foreign minister", "spokeswoman", "mayor", "chief executive", "head of the union")
T = TypeVar("T")
ReadBy = Literal["rules", "encoder"]
BUSIEST = max(HOURS) / sum(HOURS)  # of all articles, in one hour


@dataclass(frozen=True, slots=True)
class Spent:
    """Hold the seconds of all cores that a part of the work took, and how often it was done."""

    seconds: float
    times: int

    @property
    def each(self) -> float:
        """Return milliseconds for one."""
        return 1000 * self.seconds / max(1, self.times)


def rows() -> Iterator[Row]:
    """Measure both ways to read, and how busy two cores would be."""
    ways: tuple[tuple[ReadBy, int], ...] = ("rules", SHARE), ("encoder", SHARE // 4)
    for reading, share in ways:
        spent, memory = lived(reading, share)
        for name, each in spent.items():
            yield Row(f"a day, {reading}: {name}", "ms", (each.each,), f"CPU, {each.times} of them")
        busy = sum(daily(name, each) for name, each in spent.items())
        note = f"{ARTICLES:,} articles, {FEEDS:,} feeds, {CHANNELS} channels on {CORES} cores"
        yield Row(f"a day, {reading}: cores busy", "%", (100 * busy / (CORES * 86_400),), note)
        peak = 100 * busy * BUSIEST / (CORES * 3_600)
        yield Row(f"a day, {reading}: cores busy in its busiest hour", "%", (peak,), f"{BUSIEST:.1%} of all articles")
        yield Row(f"a day, {reading}: memory, first half and second", "MB", memory)


def daily(name: str, spent: Spent) -> float:
    """Return the seconds that a part takes in the whole day."""
    times = {"an unchanged poll": FEEDS * POLLS_A_DAY, "a digest": CHANNELS}
    return spent.each / 1000 * times.get(name, ARTICLES)


def lived(reading: ReadBy, share: int) -> tuple[dict[str, Spent], tuple[float, ...]]:
    """Return what each part of so many articles' day took, and the memory after each half."""
    chance, spent, memory = random.Random(1), dict[str, Spent](), []
    with tempfile.TemporaryDirectory() as folder:
        feeds = written(Path(folder), share, chance)
        with serving(Path(folder)) as address, desk_in(folder, address, reading) as desk:
            halves = feeds[: len(feeds) // 2], feeds[len(feeds) // 2 :]
            for half in halves:
                follow(desk, address, half)
                for name, each in worked(desk).items():
                    before = spent.get(name, Spent(0, 0))
                    spent[name] = Spent(before.seconds + each.seconds, before.times + each.times)
                memory.append(psutil.Process().memory_info().rss / 1e6)
    spent["a page's text, where the feed has none"] = extracted(chance)
    return spent, tuple(memory)


@contextmanager
def desk_in(folder: str, address: str, reading: ReadBy) -> Iterator[Desk]:
    """Give a desk on a ledger of its own."""
    settings = Settings(database=str(Path(folder) / "day.db"), allow_hosts=(address,), reading=reading)
    with wiring.desk(settings) as desk:
        yield desk


def follow(desk: Desk, address: str, feeds: Sequence[str]) -> None:
    """Add feeds that are due now."""
    for name in feeds:
        url, now = f"http://{address}/tagged/{name}", desk.clock.now()
        desk.store.add_feed(Feed(digest_of(url), url, name, name, now), Polling(next_at=now, seeded=True))


def worked(desk: Desk) -> dict[str, Spent]:
    """Poll what is new, read and record it, poll again, and make digests."""
    feeds = [each for each in desk.store.feeds() if not each.entries]
    polled, outcomes = cpu(lambda: poll.poll_all(desk, feeds))
    new = sum(each.new for each in outcomes)
    recorded, read = cpu(lambda: record.record_pending(desk))
    again, unchanged = cpu(lambda: poll.poll_all(desk, desk.store.feeds()))
    channel = Channel("console:1", "console", "UTC")
    now = desk.clock.now()
    made, digests = cpu(lambda: [delivery.compose(desk, channel, now - timedelta(days=1), now) for _ in range(5)])
    return {
        "an article from its feed": Spent(polled, new),
        "an article read and recorded": Spent(recorded, len(read)),
        "an unchanged poll": Spent(again, len(unchanged)),
        "a digest": Spent(made, len(digests)),
    }


def cpu(work: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds of all cores that a piece of work takes, and what it gives."""
    begun = time.process_time()
    done = work()
    return time.process_time() - begun, done


def extracted(chance: random.Random) -> Spent:
    """Measure how long the text of an article's page takes to find."""
    life = Life(chance)
    pages = [f"<html><body><nav>Home</nav><article>{paragraphs(life, n)}</article></body></html>" for n in range(30)]
    seconds, done = cpu(lambda: [read_page(each.encode(), "http://outlet.example/1", "text/html") for each in pages])
    return Spent(seconds, len(done))


def written(folder: Path, share: int, chance: random.Random) -> list[str]:
    """Write feeds of invented articles, and return their names."""
    life, now = Life(chance), datetime.now(UTC)
    names = []
    for number in range(0, share, A_FEED):
        items = "".join(item(life, number + n, now - timedelta(minutes=chance.randrange(600))) for n in range(A_FEED))
        name = f"feed{number}.xml"
        (folder / name).write_text(f"<rss version='2.0'><channel><title>Outlet {number}</title>{items}</channel></rss>")
        names.append(name)
    return names


def item(life: Life, number: int, at: datetime) -> str:
    """Return an invented article as an entry of a feed."""
    text, link = paragraphs(life, number), f"http://outlet{number // A_FEED}.example/{number}"
    title = " ".join(life.words[each] for each in life.drawn(2_000, 8)).capitalize()
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{format_datetime(at)}</pubDate>"
        f"<description><![CDATA[{text}]]></description></item>"
    )


def paragraphs(life: Life, number: int) -> str:
    """Return an article's paragraphs, some with a quote."""
    found = []
    for place in range(PARAGRAPHS):
        said = " ".join(life.words[each] for each in life.drawn(3_000, 18))
        who = life.speakers[(number * 7 + place) % 900]
        role = ROLES[place % len(ROLES)]
        found.append(f"<p>{SAID[place % len(SAID)].format(said=said, name=who.name, role=role)}</p>")
    return "".join(found)
