"""Keep going: the clock submits, the work is done, the server answers, until somebody says stop."""

from __future__ import annotations

import fcntl
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.briefing.days import moment
from bot.briefing.feeds import pages_silent
from bot.briefing.windows import next_due
from bot.briefing.wording import counted
from bot.edges.work.durable import KEPT, DurableWork
from bot.edges.work.ticker import Ticker
from bot.entrances import WAYS_IN, checked
from bot.errors import BadSetting, StoreError
from bot.jobs import push
from bot.jobs.deliver import node
from bot.jobs.table import JOBS, ticks

if TYPE_CHECKING:
    from starlette.routing import Route

    from bot.desk import Desk
    from bot.model.choice import Spending

TICK = 1.0  # seconds
SWITCH = 0.001  # seconds after which a thread gives way: people wait for answers while articles are read
SILENT = timedelta(minutes=2)  # without a tick for this long, the process is not ready
log = structlog.get_logger()


class Rounds:
    """Submit what is due, and remember when that last worked."""

    def __init__(self, desk: Desk, work: DurableWork, deaf: Sequence[Callable[[], str]] = ()) -> None:
        """Take the desk and where work goes; each of `deaf` says why a chat is not heard any more, or ''."""
        self._desk, self._work, self._deaf = desk, work, deaf
        self._last: datetime | None = None
        self._told: set[str] = set()
        self._asked_pages: datetime | None = None
        self._complained = False
        self._submitted: set[str] = set()  # keys that were due at the last tick: a slow job is due for many

    def tick(self) -> None:
        """Submit everything that is due; a failing database is logged and tried again at the next tick."""
        now = self._desk.clock.now()
        try:
            due = list(ticks(self._desk, now))
            for each in due:
                if each.key not in self._submitted:
                    self._work.submit(each.job, each.argument, key=each.key)
            self._submitted = {each.key for each in due}
            self._forget(now)
            self._complain(now)
        except StoreError as error:
            log.exception("tick failed", reason=str(error))
            return
        self._last = now
        for said in {each() for each in self._deaf} - self._told - {""}:
            self._told.add(said)
            print(said, file=sys.stderr, flush=True)  # noqa: T201 - the operator reads it

    def _forget(self, now: datetime) -> None:
        if self._last is None or self._last.date() != now.date():
            self._work.forget(now - KEPT)

    def _complain(self, now: datetime) -> None:
        """Say once that pages do not answer, and what is done about it; looked for every minute."""
        if self._asked_pages and now - self._asked_pages < timedelta(minutes=1):
            return
        self._asked_pages = now
        if said := (not self._complained and pages_silent(self._desk.store.unanswered())) or "":
            self._complained = True
            print(said, flush=True)  # noqa: T201 - the operator reads it

    def wrong(self) -> str:
        """Return why this process is not ready, or ''."""
        try:
            self._desk.store.check()
        except StoreError as error:
            return str(error)
        if self._last is None:
            return "The clock has not ticked yet."
        if self._desk.clock.now() - self._last > SILENT:
            return "The clock has not ticked for two minutes."
        return next(filter(None, (each() for each in self._deaf)), "")


@contextmanager
def alone(database: str) -> Iterator[None]:
    """Hold the ledger's lock, so that two processes never share one SQLite file; raises BadSetting."""
    if "://" in database:
        yield
        return
    with Path(f"{Path(database).expanduser()}.lock").open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BadSetting(f"Another On Record is running on {database}. Stop it first.") from error
        yield


def run(desk: Desk, *, http: str | None, stop: threading.Event, platforms: Collection[str] = ()) -> None:
    """Poll, read, deliver and answer until `stop` is set; raises BadSetting or StoreError when it cannot begin."""

    def do(job: str, argument: str) -> None:
        try:
            JOBS[job](desk, argument)
        except Exception:
            log.exception("job failed", job=job, argument=argument)
            raise

    sys.setswitchinterval(SWITCH)
    with ExitStack() as stack:
        stack.enter_context(alone(desk.settings.database))
        entrances = [stack.enter_context(WAYS_IN[name](desk, http)) for name in sorted(platforms)]
        open_ones, late = checked(entrances)
        work = DurableWork(
            do,
            str(Path(desk.settings.database).expanduser())
            if "://" not in desk.settings.database
            else desk.settings.database,
            node(),
        )
        rounds = Rounds(desk, work, [*(each.deaf for each in entrances), *(each.deaf for each in late)])
        work.start()
        stack.callback(work.stop, timedelta(seconds=1))  # what is cut off is taken up at the next start
        ticker = Ticker(rounds.tick, TICK)
        ticker.start()
        stack.callback(ticker.stop)
        if http:
            stack.enter_context(serving(desk, rounds, http, [route for each in entrances for route in each.routes]))
        for entrance in open_ones:
            stack.enter_context(entrance.open())
        for each in late:
            stack.enter_context(each.coming())
        for line in (*(line for lines in open_ones.values() for line in lines), greeting(desk)):
            print(line, flush=True)  # noqa: T201
        stop.wait()


@contextmanager
def serving(desk: Desk, rounds: Rounds, http: str, more: Sequence[Route] = ()) -> Iterator[None]:
    """Answer /healthz, /readyz, /metrics, /corrections and more routes while the context lasts."""
    from bot.edges.site.app import Counts, Server, app_of
    from bot.edges.site.log import MOST, log_of
    from bot.edges.site.push import push_of

    def failing() -> int:
        return sum(1 for each in desk.store.feeds() if each.polling.failures)

    def spending() -> Spending:
        return desk.store.spending(desk.clock.now())

    public = log_of(lambda: desk.store.corrections(limit=MOST))
    hubs = push_of(push.PATH, partial(push.confirmed, desk), partial(push.secret_of, desk), partial(push.pushed, desk))
    server = Server(app_of(rounds.wrong, Counts(desk.store.totals, failing, spending), (public, hubs, *more)), http)
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
