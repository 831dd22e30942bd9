"""Clocks that jump or differ lose no news and tell none twice, in digests and alerts, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot import wiring
from bot.config import Settings
from bot.desk import Desk, Only
from bot.edges.stores.sql import SqlStore
from bot.jobs.deliver import deliver
from bot.jobs.watch import watch_all
from bot.model.briefing import DAILY, Channel, DigestTime
from bot.model.watch import AlertState, Watch
from tests.e2e.room import DUE, Room, SetClock
from tests.unit.building import KOVAC, told

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STEP, JUMP, END = 20, 120, 300  # minutes: between two looks, when the clock is set, and how long all is looked at
DAYS = 2 * 24 * 60
SAID = (
    "We will build both roads before the winter comes",
    "The bridge was never part of what we promised",
    "Nobody told us about the tunnel under the bay",
    "Fishermen pay no tax on diesel from next month",
    "I have signed the treaty with our neighbours",
    "Schools stay open through the whole of August",
    "Not one hospital in this county will close",
    "The budget has a hole of nine million",
    "Our ferries run on batteries within four years",
    "Whoever leaked that letter has to resign",
)
CLOCKS: dict[str, Callable[[int, int], timedelta]] = {  # how far off the clock of a node is at a minute
    "an hour back": lambda minute, _: -HOUR if minute >= JUMP else 0 * HOUR,
    "an hour forth": lambda minute, _: HOUR if minute >= JUMP else 0 * HOUR,
    "a minute off": lambda _, node: -node * MINUTE,
    "a day ahead for a while": lambda minute, _: DAY if minute == JUMP else 0 * DAY,
}


@pytest.fixture
def nodes(store: SqlStore, address: str) -> Iterator[tuple[list[Desk], list[SetClock], Room]]:
    """Give two nodes with a clock each, one chat with a digest every hour, and a watch there."""
    clocks, room = [SetClock(), SetClock()], Room()
    assert store.check()
    with ExitStack() as stack:
        opened = [stack.enter_context(wiring.desk(Settings(database=address), clock=each)) for each in clocks]
        desks = [
            replace(each, platforms={"room": room}, node=Only(name)) for each, name in zip(opened, "ab", strict=True)
        ]
        times = tuple(DigestTime(time(hour), DAILY) for hour in range(24))
        since = DUE - MINUTE
        opened[0].store.keep_channel(Channel("room", "room", "room", "UTC", times, since=since))
        opened[0].store.keep_watch(Watch("w", "room:ana", "@ana", "room", since, since, "UTC", "Ana Kovač", "kovac"))
        yield desks, clocks, room


@pytest.mark.parametrize("name", CLOCKS)
def test_whatever_clocks_do_all_is_told_once(nodes: tuple[list[Desk], list[SetClock], Room], name: str) -> None:
    """Each of ten quotes, recorded by two nodes before and after the jump, is in one digest and noted for one alert."""
    desks, clocks, room = nodes
    coming = list(SAID)
    later = range(DAYS, DAYS + 60 * 2, 60)  # when what clocks brought forward lies behind
    for minute in (*range(5, END, STEP), *later):
        for number, (desk, clock) in enumerate(zip(desks, clocks, strict=True)):
            clock.moment = DUE + minute * MINUTE + CLOCKS[name](minute - 5, number)
            if coming and (minute // STEP + number) % 2 == 0:
                words = coming.pop(0)
                url, title = f"https://harbour.example/{len(coming)}", f"About {words.rsplit(maxsplit=1)[-1]}"
                at = clock.moment
                desk.store.record(told(words, KOVAC, url=url, title=title, published=at, fetched=at))
            deliver(desk, "room")
            watch_all(desk)
    assert coming == []
    digests = [quote.text for key, message in room.posts if not key.startswith("alert") for quote in message.quotes]
    assert sorted(digests) == sorted(SAID)
    alerts = desks[0].store.alerts("w")
    assert len(alerts) == len({each.item for each in alerts}) == len(SAID)
    assert {each.state for each in alerts} <= {AlertState.SENT, AlertState.HELD}
    keys = [key for key, _ in room.posts]
    assert len(keys) == len(set(keys))
