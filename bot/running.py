"""Keep going: the clock submits, the work is done, the server answers, until somebody says stop."""

from __future__ import annotations

import gc
import socket
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.briefing.days import moment
from bot.briefing.feeds import pages_silent
from bot.briefing.wording import counted
from bot.due.digests import next_due
from bot.edges import systemd
from bot.edges.stores.alone import alone
from bot.edges.work.durable import KEPT, DurableWork
from bot.edges.work.heart import Heart
from bot.edges.work.ticker import Ticker
from bot.entrances import WAYS_IN, checked
from bot.errors import StoreError
from bot.health import Health
from bot.jobs import push
from bot.jobs.table import JOBS, Quiet, ticks
from bot.wiring import ours

if TYPE_CHECKING:
    from starlette.routing import Route

    from bot.desk import Desk
    from bot.model.choice import Spending

TICK = 1.0  # seconds
ALONE = "local"  # the name of the one node on a file: what it is called may change, the file stays
SWITCH = 0.001  # seconds after which a thread gives way: people wait for answers while articles are read
SWEPT = (
    20_000,
    20,
    20,
)  # objects made between two sweeps of the garbage collector, and how many of those between larger ones
log = structlog.get_logger()


class Rounds:
    """Submit what is due."""

    def __init__(self, desk: Desk, work: DurableWork, health: Health) -> None:
        """Take the desk, where work goes, and who wants to know of each tick."""
        self._desk, self._work, self._health = desk, work, health
        self._quiet = Quiet()
        self._pruned: date | None = None
        self._told: set[str] = set()
        self._asked_pages: datetime | None = None
        self._complained = False
        self._failed = ""
        self._submitted: set[str] = set()  # keys that were due at the last tick: a slow job is due for many
        self.epoch = 0  # how often a clock was set back

    def tick(self) -> None:
        """Submit everything that is due; a failing database is logged once and tried again at the next tick."""
        now = self._desk.clock.now()
        self._health.ticked()
        systemd.tell(systemd.ALIVE)  # a ticker that stands still is started anew
        try:
            due = list(ticks(self._desk, now, epoch=self.epoch, steady=self._health.steady, quiet=self._quiet))
            for each in due:
                if each.key not in self._submitted:
                    self._work.submit(each.job, each.argument, key=each.key)
            self._submitted = {each.key for each in due}
            self._forget(now)
            self._complain(now)
        except Exception as error:  # noqa: BLE001 - whatever fails, the next tick tries again; it is said once
            self._fails(error)
            return
        if self._failed:
            log.warning("ticks work again")
            self._failed = ""
        for said in {each() for each in self._health.deaf} - self._told - {""}:
            self._told.add(said)
            print(said, file=sys.stderr, flush=True)  # noqa: T201 - the operator reads it

    def _fails(self, error: Exception) -> None:
        """Log a failure once: an outage of an hour must not rotate its cause away."""
        said = str(error)
        if said != self._failed:
            log.error("tick failed", reason=said, exc_info=error)
        self._failed = said

    def _complain(self, now: datetime) -> None:
        """Say once that pages do not answer, and what is done about it; looked for every minute."""
        if self._asked_pages and now - self._asked_pages < timedelta(minutes=1):
            return
        self._asked_pages = now
        if said := (not self._complained and pages_silent(self._desk.store.unanswered())) or "":
            self._complained = True
            print(said, flush=True)  # noqa: T201 - the operator reads it

    def _forget(self, now: datetime) -> None:
        if self._pruned != now.date():
            self._work.forget(now - KEPT)
            self._pruned = now.date()


def run(desk: Desk, *, http: str | None, stop: threading.Event, platforms: Collection[str] = ()) -> None:
    """Poll, read, deliver and answer until `stop` is set; raises BadSetting or StoreError when it cannot begin.

    Raises StoreError, too, when the ledger is taken away or damaged while it runs.
    """
    fatal: list[str] = []

    def end(why: str) -> None:
        fatal.append(why)
        stop.set()

    sys.setswitchinterval(SWITCH)
    with ExitStack() as stack:
        stack.enter_context(alone(desk.settings.database))
        desk, work, rounds, health, heart = _made(desk, end)
        heart.start()
        stack.callback(heart.stop)
        entrances = [stack.enter_context(WAYS_IN[name](desk, http)) for name in sorted(platforms)]
        open_ones, late = checked(entrances)
        health.deaf = [*(each.deaf for each in entrances), *(each.deaf for each in late)]
        work.start()
        stack.callback(work.stop, timedelta(seconds=1))  # what is cut off is taken up at the next start
        ticker = Ticker(rounds.tick, TICK)
        ticker.start()
        stack.callback(ticker.stop)
        health.start()
        stack.callback(health.stop)
        if http:
            stack.enter_context(serving(desk, health, http, [route for each in entrances for route in each.routes]))
        for entrance in open_ones:
            stack.enter_context(entrance.open())
        for each in late:
            stack.enter_context(each.coming())
        for line in (*(line for lines in open_ones.values() for line in lines), greeting(desk)):
            print(line, flush=True)  # noqa: T201
        settle()
        systemd.tell(systemd.READY)
        stop.wait()
        systemd.tell(systemd.STOPPING)
    if fatal:
        raise StoreError(fatal[0])


def settle() -> None:
    """Keep the garbage collector from what stands now, and from the rest longer: somebody waits while it sweeps."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SWEPT)


def _made(desk: Desk, end: Callable[[str], None]) -> tuple[Desk, DurableWork, Rounds, Health, Heart]:
    """Return what a node is made of: a desk that knows its node, work, rounds, health and a heart."""
    settings = desk.settings
    fleet = "://" in settings.database
    name = (settings.node or socket.gethostname()) if fleet else ALONE

    def do(job: str, argument: str) -> None:
        try:
            JOBS[job](desk, argument)
        except StoreError as error:  # said by health and the tick; its traceback says nothing more
            log.warning("job failed", job=job, argument=argument, reason=str(error))
            raise
        except Exception:
            log.exception("job failed", job=job, argument=argument)
            raise

    place = settings.database if fleet else str(Path(settings.database).expanduser())
    connections = settings.database_connections - ours(settings.database_connections)
    work = DurableWork(do, place, name, pollers=settings.fetch_workers, connections=connections)

    def beat() -> None:
        rounds.epoch = desk.store.beat(name, desk.clock.now())
        for each in desk.store.dead_nodes(desk.clock.now()) if fleet and work.started else ():
            if taken := work.take_over(each):
                log.warning("work of a dead node taken over", node=each, jobs=taken)

    heart = Heart(name, beat, alone=not fleet)
    desk = replace(desk, node=heart)
    health = Health(desk, lambda: work.queued(desk.clock.now()), heart, fatal=end)
    rounds = Rounds(desk, work, health)
    return desk, work, rounds, health, heart


@contextmanager
def serving(desk: Desk, health: Health, http: str, more: Sequence[Route] = ()) -> Iterator[None]:
    """Answer /healthz, /readyz, /metrics, /corrections and more routes while the context lasts."""
    from bot.archive import site
    from bot.edges.site.app import Counts, Server, app_of
    from bot.edges.site.push import push_of

    def failing() -> int:
        return sum(1 for each in desk.store.feeds() if each.polling.failures)

    def spending() -> Spending:
        return desk.store.spending(desk.clock.now())

    hubs = push_of(push.PATH, partial(push.confirmed, desk), partial(push.secret_of, desk), partial(push.pushed, desk))
    counts = Counts(desk.store.totals, failing, spending, lambda: health.facts)
    pages, lifespan = site(desk)
    app = app_of(health.wrong, counts, (hubs, *more, *pages), lifespan)
    server = Server(app, http, desk.settings.trusted_proxies)
    server.start()
    try:
        yield
    finally:
        server.stop()


def greeting(desk: Desk) -> str:
    """Return the line that says what is kept going."""
    now = desk.clock.now()
    channels = [channel for channel in desk.store.channels() if channel.times]
    feeds = counted(len(desk.store.feeds()), "feed")
    coming = [(at, channel.zone) for channel in channels if (at := next_due(channel, now))]
    following = (
        f"Next digest {moment(min(coming)[0], min(coming)[1], now)} {min(coming)[1]}."
        if coming
        else "No digest is set."
    )
    return f"Polling {feeds}, {counted(len(channels), 'channel')}. {following} Ctrl-C stops."
