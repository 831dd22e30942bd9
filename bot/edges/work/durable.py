"""Durable work on DBOS: a SQLite file beside the ledger, or Postgres; the same code on both."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from dbos import DBOS, SetEnqueueOptions, SetWorkflowID
from sqlalchemy import create_engine, event

from bot.edges.stores.database import bounded, server_of
from bot.errors import StoreError
from bot.model.query import Queued

if TYPE_CHECKING:
    from dbos import DBOSConfig
    from sqlalchemy import Engine

QUEUE, POLLING, TROUBLED, READING = "onrecord", "onrecord-polling", "onrecord-troubled", "onrecord-reading"
QUEUES = {
    "poll": POLLING,
    "retry": TROUBLED,
    "read": READING,
    "record": READING,
    "again": READING,
}  # other people's servers: by itself
AT_ONCE = 4  # jobs at the same time in one process, of digests and alerts, and of reading
FEW = 2  # of feeds that failed the last time, so that a hundred that hang hold up nobody else
KEPT = timedelta(days=2)  # how long finished jobs are remembered, and with them their keys
VERSION = "1"  # pinned: another version of the program takes up the work of this one
OPEN = ["ENQUEUED", "PENDING"]


class DurableWork:
    """Queue jobs so that each is done once a key, whatever crashes; one of these a process."""

    def __init__(
        self, run: Callable[[str, str], None], database: str, node: str, *, pollers: int = AT_ONCE, connections: int = 6
    ) -> None:
        """Take what does a job, the ledger's address, the stable name of this process, and how much it may do at once.

        `pollers` are hands for feeds, `connections` those to a Postgres server.
        """
        logging.getLogger("dbos").setLevel(logging.CRITICAL)  # a job that fails is in our own log
        self._sqlite = "://" not in database
        self._node, self._pollers = node, pollers
        self.started = False
        self._engine = _beside(database) if self._sqlite else _on_server(database, connections)
        config: DBOSConfig = {
            "name": "onrecord",
            "system_database_url": f"sqlite:///{Path(database).expanduser()}.work" if self._sqlite else database,
            "system_database_engine": self._engine,
            "executor_id": node,
            "application_version": VERSION,
            "log_level": "CRITICAL",
            "dbos_system_schema": "onrecord_work",
            "notification_listener_polling_interval_sec": 1.0,
            "max_executor_threads": 2 * AT_ONCE + FEW + pollers + 4,
        }
        DBOS(config=config)

        @DBOS.workflow(name="onrecord_job")
        def job(name: str, argument: str) -> None:
            run(name, argument)

        self._job = job

    def submit(self, job: str, argument: str, *, key: str) -> None:
        """Queue a job under its key; a key seen in the last two days does nothing, nor one that waits already.

        So no queue ever holds more jobs than there are things to do.
        """
        one = SetEnqueueOptions(deduplication_id=f"{job}:{argument}", duplication_policy="return-existing")
        with SetWorkflowID(key), one:
            DBOS.enqueue_workflow(QUEUES.get(job, QUEUE), self._job, job, argument)

    def start(self) -> None:
        """Launch, and take up what an earlier process of this name left unfinished; raises StoreError."""
        hands = {QUEUE: AT_ONCE, POLLING: self._pollers, TROUBLED: FEW, READING: AT_ONCE}
        try:
            DBOS.launch()
            for queue, number in hands.items():
                DBOS.register_queue(queue, worker_concurrency=number, polling_interval_sec=0.5)
            if self._sqlite:  # nobody else works on this file: whoever did is gone, whatever its name was
                names = {each.executor_id for each in DBOS.list_workflows(status="PENDING", load_input=False)}
                for name in sorted(filter(None, names - {self._node})):
                    self.take_over(name)
            self.started = True
        except Exception as error:
            raise StoreError(f"The work queue beside the ledger cannot be opened: {error}.") from error

    def take_over(self, node: str) -> int:
        """Take up what a dead node had begun, and return how much that is."""
        left = DBOS.list_workflows(status="PENDING", executor_id=[node])
        for each in left:
            job = str(each.input["args"][0]) if each.input else ""
            DBOS.resume_workflow(each.workflow_id, queue_name=QUEUES.get(job, QUEUE))
        return len(left)

    def queued(self, now: datetime) -> Queued:
        """Count what waits and what failed in the last hour."""
        waiting = dict.fromkeys((QUEUE, POLLING, TROUBLED, READING), 0)
        for each in DBOS.list_workflows(status=OPEN, limit=5_000, load_input=False, load_output=False):
            if each.queue_name in waiting:
                waiting[each.queue_name] += 1
        since = (now - timedelta(hours=1)).astimezone(UTC).isoformat()
        failed = DBOS.list_workflows(status="ERROR", start_time=since, limit=1_000, load_input=False, load_output=False)
        return Queued(waiting, len(failed))

    def forget(self, before: datetime) -> int:
        """Remove finished jobs from before a moment and return how many."""
        until = before.astimezone(UTC).isoformat()
        done = DBOS.list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED"],
            completed_before=until,
            limit=5_000,
            load_input=False,
            load_output=False,
        )
        if done:
            DBOS.delete_workflows([each.workflow_id for each in done])
        return len(done)

    def stop(self, timeout: timedelta) -> None:
        """Wait for what is under way, at most this long; the rest is taken up at the next start."""
        DBOS.destroy(workflow_completion_timeout_sec=int(timeout.total_seconds()))
        self._engine.dispose()


def _on_server(database: str, connections: int) -> Engine:
    """Return an engine on a server whose connections end by themselves when this node is cut off."""
    engine = create_engine(server_of(database), pool_size=connections, max_overflow=0, pool_pre_ping=True)
    event.listen(engine, "connect", bounded)
    return engine


def _beside(database: str) -> Engine:
    """Return an engine on the work file, with the pragmas that make it quick and safe."""
    engine = create_engine(f"sqlite:///{Path(database).expanduser()}.work", connect_args={"timeout": 15})

    def prepare(connection: object, _record: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=15000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(engine, "connect", prepare)
    return engine
