"""Whether work moves: looked at every few seconds beside the work, so that who asks is answered at once."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.briefing.wording import counted
from bot.config import folder_of
from bot.due.digests import owed_since
from bot.errors import StoreError
from bot.model.query import Facts

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.model.query import Queued

EVERY = 10.0  # seconds between two looks
DIGESTS = 30.0  # seconds between two looks at every channel's digests
SILENT = 45.0  # seconds without a tick, a beat or a look, after which something stands still
STEP = timedelta(minutes=1)  # a clock that is set by more is said
SAID = 300.0  # seconds for which it is
APART = timedelta(seconds=20)  # by which clocks of nodes may differ
OVERDUE = timedelta(minutes=10)  # after which a digest or a poll should have been done
FULL = 50_000_000  # bytes left on a disk, below which it is as good as full
log = structlog.get_logger()


class Beating(Protocol):
    """Say what is wrong with the node's beat, or ''."""

    wrong: str


@dataclass(slots=True)
class Steps:
    """Notice when the machine's clock is set: it moves against one that nobody sets."""

    wall: Callable[[], datetime]
    steady: Callable[[], float] = time.monotonic
    last: timedelta = timedelta(0)
    at: float = float("-inf")
    _zero: datetime | None = None

    def look(self) -> timedelta:
        """Return by how much the clock was set since the last look."""
        zero = self.wall() - timedelta(seconds=self.steady())
        moved = zero - self._zero if self._zero else timedelta(0)
        self._zero = zero
        if abs(moved) >= STEP:
            self.last, self.at = moved, self.steady()
            log.warning("clock was set", seconds=moved.total_seconds())
        return moved

    @property
    def sentence(self) -> str:
        """Return that the clock was set a short while ago, or ''."""
        if self.steady() - self.at > SAID:
            return ""
        minutes = round(abs(self.last).total_seconds() / 60)
        by = counted(minutes, "minute") if minutes < 120 else counted(round(minutes / 60), "hour")
        way = "forward" if self.last > timedelta(0) else "back"
        return f"The clock was set {way} by {by}. Nothing is lost; look at its time source."


@dataclass(slots=True)
class Health:
    """Look again and again at everything that has to move, and answer from what was found."""

    desk: Desk
    queued: Callable[[], Queued]
    beating: Beating
    deaf: Sequence[Callable[[], str]] = ()
    fatal: Callable[[str], None] = print  # hears why the program cannot go on
    steps: Steps = field(init=False)
    facts: Facts = field(default_factory=Facts)
    _ticked: float = float("-inf")
    _began: float = field(default_factory=time.monotonic)
    _file: tuple[int, int] | None = None
    _digests: tuple[datetime | None, datetime | None] = (None, None)
    _digests_at: float = float("-inf")
    _over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        """Watch the desk's clock, and remember which file the ledger is."""
        self.steps = Steps(self.desk.clock.now)
        self.steps.look()
        self._file = self._named()

    def ticked(self) -> None:
        """Note that the ticker ticked, and look at the clock."""
        self._ticked = time.monotonic()
        self.steps.look()

    @property
    def steady(self) -> bool:
        """Return whether the clock was not set for an hour, nor is this program younger."""
        return time.monotonic() - max(self.steps.at, self._began) > 3_600

    def wrong(self) -> str:
        """Return why this process is not ready, or ''; answers at once, whatever stands still."""
        now = time.monotonic()
        if self._ticked == float("-inf"):
            return "The clock has not ticked yet."
        if now - self._ticked > SILENT:
            return f"The clock has not ticked for {round(now - self._ticked)} seconds."
        if self.facts.at == float("-inf"):
            return "The ledger has not been looked at yet."
        if now - self.facts.at > SILENT:
            return f"{self._name} has not answered for {round(now - self.facts.at)} seconds."
        return self.facts.wrong or self.steps.sentence or next(filter(None, (each() for each in self.deaf)), "")

    @property
    def _name(self) -> str:
        database = self.desk.settings.database
        return f"The database {database.rsplit('@', 1)[-1]}"

    def start(self) -> None:
        """Begin to look."""
        threading.Thread(target=self._go, name="health", daemon=True).start()

    def stop(self) -> None:
        """Stop looking."""
        self._over.set()

    def _go(self) -> None:
        while True:
            try:
                self.look()
            except Exception:
                log.exception("health could not be looked at")
            if self._over.wait(EVERY):
                return

    def look(self) -> None:
        """Look at everything once."""
        facts = Facts()
        try:
            facts.wrong = self._gone() or self._found(facts)
        except StoreError as error:
            facts.wrong = str(error)
            if "is damaged" in facts.wrong:
                self._stop(facts.wrong)
        facts.at = time.monotonic()
        self.facts = facts

    def _gone(self) -> str:
        """Return that the ledger's file was taken away under this program, which then ends."""
        if self._named() == self._file:
            return ""
        said = f"{self._name} was deleted or replaced while On Record ran. Restore it, then start again."
        self._stop(said)
        return said

    def _stop(self, why: str) -> None:
        """Say in the log, too, why the program cannot go on: what it prints may be lost."""
        log.critical("stopping", reason=why)
        self.fatal(why)

    def _named(self) -> tuple[int, int] | None:
        """Return which file the ledger's name leads to."""
        if "://" in self.desk.settings.database:
            return None
        try:
            found = Path(self.desk.settings.database).expanduser().stat()
        except OSError:
            return (0, 0)
        return found.st_dev, found.st_ino

    def _found(self, facts: Facts) -> str:
        """Fill in what the ledger says, and return what is wrong."""
        store, now = self.desk.store, self.desk.clock.now()
        store.check()
        store.probe()
        facts.polled_at, facts.recorded_at = store.newest()
        if time.monotonic() - self._digests_at >= DIGESTS:
            known = [(channel, store.deliveries(channel.id)) for channel in store.channels()]
            self._digests, self._digests_at = owed_since(known, now), time.monotonic()
        facts.digest_due, facts.digest_done = self._digests
        facts.disk = shutil.disk_usage(folder_of(self.desk.settings)).free
        facts.queued = self.queued()
        store.stamp(now)  # that it can be written
        return next(filter(None, self._late(facts, now)), "")

    def _late(self, facts: Facts, now: datetime) -> Sequence[str]:
        """Return what does not move, in sentences."""
        said = [self.beating.wrong]
        if facts.disk < FULL:
            said.append(f"The disk is nearly full: {facts.disk // 1_000_000} MB are left.")
        if facts.digest_due and now - facts.digest_due > OVERDUE:
            said.append(f"A digest has been due since {facts.digest_due:%H:%M} UTC. Look at onrecord.log.")
        young = time.monotonic() - self._began < OVERDUE.total_seconds()
        due = [] if young else self.desk.store.feeds_due(now - OVERDUE, 100)
        if due and facts.polled_at and now - facts.polled_at > OVERDUE:
            said.append(f"No feed was polled for 10 minutes, and {counted(len(due), 'feed')} or more should have been.")
        for name, ahead in self.desk.store.live_nodes(now):
            if abs(ahead) > APART:
                said.append(
                    f"The clock of {name} differs from the database's by {round(abs(ahead).total_seconds())} s."
                )
        return said
