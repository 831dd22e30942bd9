"""A day of one channel in a process of its own, which a failpoint may kill: poll, read, tell, alert, correct.

`python -m tests.e2e.crash.scene ADDRESS FOLDER FEED SLACK DISCORD MODEL PLATFORM MINUTES [POINT before|after|asleep]`
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from bot import delivery, wiring
from bot.config import Settings
from bot.desk import Desk, Only
from bot.edges.engines.endpoint import Endpoint
from bot.edges.platforms.console.posting import ConsolePlatform
from bot.edges.platforms.discord.posting import DiscordPlatform
from bot.edges.platforms.discord.room import Room
from bot.edges.platforms.slack.calls import client
from bot.edges.platforms.slack.pace import Pace
from bot.edges.platforms.slack.posting import SlackPlatform
from bot.edges.stores.sql import SqlStore
from bot.edges.web.fetcher import WebFetcher
from bot.jobs import poll, record
from bot.jobs.correct import correct
from bot.jobs.deliver import deliver
from bot.jobs.watch import watch_all
from bot.model.briefing import DAILY, Channel, DigestTime
from bot.model.news import Feed, Polling, digest_of
from bot.model.query import Findings
from bot.model.watch import Watch
from tests.e2e.room import DUE, SetClock
from tests.servers.discord import C1, GUILD, TOKEN

PLACES = {"console": "console", "slack": "slack:T1:C1", "discord": f"discord:{GUILD}:{C1}"}
SENDS = {"console": ConsolePlatform, "slack": SlackPlatform, "discord": DiscordPlatform}
NAP = 0.5  # seconds after which a node that slept may not post any more
POINTS: dict[str, tuple[Callable[[str], type], str]] = {
    "fetch of a feed": (lambda _: WebFetcher, "feed"),
    "fetch of a page": (lambda _: WebFetcher, "page"),
    "entries kept": (lambda _: SqlStore, "keep_poll"),
    "request reserved": (lambda _: SqlStore, "claim_answer"),
    "request to a model": (lambda _: Endpoint, "ask"),
    "answer kept": (lambda _: SqlStore, "keep_answer"),
    "quotes on record": (lambda _: SqlStore, "record"),
    "slot claimed": (lambda _: SqlStore, "claim"),
    "digest posted": (SENDS.__getitem__, "post"),
    "post kept": (lambda _: SqlStore, "keep_post"),
    "slot settled": (lambda _: SqlStore, "settle"),
    "alert found": (lambda _: SqlStore, "note_alert"),
    "alert claimed": (lambda _: SqlStore, "claim_alerts"),
    "alert posted": (SENDS.__getitem__, "post"),
    "alert settled": (lambda _: SqlStore, "keep_alert"),
    "correction posted": (SENDS.__getitem__, "strike"),
    "correction settled": (lambda _: SqlStore, "corrected"),
}


def break_at(point: str, when: str, platform: str) -> None:
    """Let this process be killed before or after the side effect when it first comes, or fall asleep before it."""
    if when == "asleep":
        delivery.POSTING = NAP
    of, name = POINTS[point]
    owner = of(platform)
    real = getattr(owner, name)

    def broken(*args: Any, **words: Any) -> Any:
        mine = point != "alert posted" or str(args[3]).startswith("alert:")
        if mine and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        if mine and when == "asleep":
            setattr(owner, name, real)
            os.kill(os.getpid(), signal.SIGSTOP)
        found = real(*args, **words)
        if mine and when == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    setattr(owner, name, broken)


def day(desk: Desk, clock: SetClock, feed: str, platform: str, later: timedelta) -> None:
    """Do all that is due, as the jobs do it; doing it again changes nothing."""
    place = PLACES[platform]
    clock.moment = DUE - timedelta(hours=1) + later
    desk.store.add_feed(
        Feed(digest_of(feed), feed, "Gazette", "Gazette", clock.moment), Polling(clock.moment, seeded=True)
    )
    since, early = DUE - timedelta(minutes=30), DUE - timedelta(hours=2)
    times = (DigestTime(time(8), DAILY),)
    desk.store.keep_channel(Channel(place, platform, "desk", "Europe/Berlin", times, since=since))
    if not desk.store.watches():
        desk.store.keep_watch(
            Watch("w", f"{place}:ana", "@ana", place, early, early, "UTC", "Ana Kovač", "kovac", here=True)
        )
    poll.poll_all(desk, desk.store.feeds())
    record.record_pending(desk)
    clock.moment = DUE + later
    deliver(desk, place)
    watch_all(desk)
    lose(desk, clock)
    correct(desk)


def lose(desk: Desk, clock: SetClock) -> None:
    """Let one article come again without its words, once the digest is out."""
    for each in sorted(desk.store.publications(25), key=lambda one: one.url):
        if each.url.endswith("/0") and (known := desk.store.article(each.article_id)) and "“" in known.text:
            clock.moment += timedelta(minutes=1)
            text = "This article was withdrawn by its editors."
            source = replace(known.publication, article_id=digest_of(each.page_id, text), fetched_at=clock.moment)
            desk.store.record(Findings(replace(known, publication=source, text=text), ()))


def main(
    address: str, folder: str, feed: str, slack: str, discord: str, model: str, platform: str, minutes: str, *point: str
) -> None:
    """Live through a day; with a point, not to its end."""
    clock = SetClock(DUE - timedelta(hours=1))
    host = feed.split("/")[2]
    settings = Settings(
        database=address, posts_folder=folder, allow_hosts=(host,), model="m", model_url=model, reading="rules"
    )
    with wiring.desk(settings, clock=clock) as opened:
        one = client("xoxb-1", slack, timeout=5)
        platforms: dict[str, Any] = {"console": opened.platforms["console"]}
        if platform == "slack":
            platforms["slack"] = SlackPlatform(lambda _: one, opened.store, clock, pace=Pace(0), settle=0.05)
        if platform == "discord":
            platforms["discord"] = DiscordPlatform(Room(TOKEN, discord), opened.store, clock)
        desk = replace(opened, platforms=platforms, node=Only("node"))
        if point:
            break_at(point[0], point[1], platform)
        day(desk, clock, feed, platform, timedelta(minutes=float(minutes)))
    Path(folder).mkdir(exist_ok=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
