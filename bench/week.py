"""Simulate a week of 500 feeds on a virtual clock: how fresh the ledger is, and what that costs the sites."""

from __future__ import annotations

import heapq
import math
import random
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from statistics import mean, quantiles

from bench.table import Row
from bot.due import polls
from bot.errors import FetchError
from bot.model.news import Entry, FeedPage, Polling, digest_of

FEEDS, DAYS = 500, 7
LEAST = 10  # minutes between polls, as in the settings
START = datetime(2026, 3, 9, tzinfo=UTC)  # a Monday
BEFORE = timedelta(days=30)  # of publications that the feeds hold at the start
SHOWN = 25  # entries in a feed
ENTRY, HEAD, ASKED = 900, 350, 300  # bytes of an entry, of an answer's head, of a request
FAILING = 0.01  # of all requests
HOURS = (1, 1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 10, 9, 9, 10, 10, 10, 9, 8, 6, 5, 4, 3, 2)  # how much is published when
WEEKEND = 0.35


@dataclass(frozen=True, slots=True)
class Source:
    """Hold a feed's publications, oldest first, and its server's habits."""

    id: str
    published: tuple[datetime, ...]
    validators: bool  # whether it answers 304
    max_age: timedelta | None


@dataclass(slots=True)
class Cost:
    """Count what a week costs and how late each publication was seen."""

    requests: int = 0
    unchanged: int = 0
    bytes: int = 0
    delays: list[float] = field(default_factory=list)  # minutes from publication until a poll saw it


def rows() -> Iterator[Row]:
    """Measure the week with our rhythm, and with polls at a fixed interval to compare."""
    sources = made()
    for name, every in (("own rhythm", None), ("every 10 min", 10), ("every 30 min", 30)):
        yield from told(name, week(sources, timedelta(minutes=every) if every else None), sources)


def told(name: str, cost: Cost, sources: list[Source]) -> Iterator[Row]:
    """Yield the figures of a week."""
    cut = quantiles(cost.delays, n=100)
    days = len(sources) * DAYS
    note = f"{len(sources)} feeds, {len(cost.delays):,} publications"
    yield Row(f"a week, {name}: until seen, median", "min", (cut[49],), note)
    yield Row(f"a week, {name}: until seen, p95", "min", (cut[94],), note)
    yield Row(
        f"a week, {name}: requests", "feed, day", (cost.requests / days,), f"{cost.unchanged / cost.requests:.0%} 304"
    )
    yield Row(f"a week, {name}: traffic", "kB", (cost.bytes / days / 1000,), "a feed and day, both ways")


def made() -> list[Source]:
    """Return feeds from two hundred entries a day to one a week, most by day and on weekdays, some in bursts."""
    chance = random.Random(7)
    sources = []
    for number in range(FEEDS):
        a_day = min(200.0, max(1 / 7, chance.lognormvariate(math.log(5), 1.5)))
        burst = chance.choice((1, 1, 1, 1, 6))
        habits = chance.random() < 0.8, chance.choice((None, None, None, 5, 15, 60))
        sources.append(
            Source(
                digest_of(str(number)),
                tuple(sorted(publications(chance, a_day / burst, burst))),
                habits[0],
                timedelta(minutes=habits[1]) if habits[1] else None,
            )
        )
    return sources


def publications(chance: random.Random, a_day: float, burst: int) -> Iterator[datetime]:
    """Yield when a feed publishes."""
    moment, end = START - BEFORE, START + timedelta(days=DAYS)
    peak = max(HOURS) / mean(HOURS) * a_day
    while moment < end:
        moment += timedelta(days=chance.expovariate(peak))
        likely = HOURS[moment.hour] / max(HOURS) * (WEEKEND if moment.weekday() > 4 else 1)
        if chance.random() < likely:
            yield from (moment + timedelta(seconds=20 * n) for n in range(burst))


def week(sources: list[Source], every: timedelta | None = None) -> Cost:
    """Poll all feeds for a week by the decisions of `polls`, and count; the first answers are backlog."""
    chance = random.Random(8)
    cost = Cost()
    known = {each.id: 0 for each in sources}
    waiting = [
        (START + timedelta(seconds=chance.randrange(600)), n, Polling(next_at=START)) for n in range(len(sources))
    ]
    heapq.heapify(waiting)
    while waiting[0][0] < START + timedelta(days=DAYS):
        now, number, polling = heapq.heappop(waiting)
        source = sources[number]
        cost.requests += 1
        cost.bytes += ASKED + HEAD
        if chance.random() < FAILING:
            after = polls.after_failure(polling, FetchError("busy", status=503), source.id, now)
        else:
            after = answered(source, polling, now, known, cost)
            after = replace(after, next_at=polls.grid(source.id, now, every)) if every else after
        heapq.heappush(waiting, (after.next_at, number, after))
    return cost


def answered(source: Source, polling: Polling, now: datetime, known: dict[str, int], cost: Cost) -> Polling:
    """Count one answer and return the memory after it."""
    upto = bisect_right(source.published, now)
    new = source.published[known[source.id] : upto]
    if polling.seeded:
        cost.delays += [(now - at).total_seconds() / 60 for at in new if at >= START]
    changed = bool(new) or not polling.seeded
    known[source.id] = upto
    shown = source.published[max(0, upto - SHOWN) : upto] if changed else ()
    if changed or not source.validators:
        cost.bytes += ENTRY * min(SHOWN, upto)
    else:
        cost.unchanged += 1
    entries = tuple(Entry(source.id, str(at), "", "t", "", False, at) for at in shown)
    page = FeedPage(changed, entries, max_age=source.max_age)
    return polls.after_success(polling, page, source.id, now, LEAST)
