"""Durable work on DBOS: a SQLite file beside the ledger, or Postgres; the same code on both."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from dbos import DBOS, SetWorkflowID
from sqlalchemy import create_engine, event

from bot.errors import StoreError

if TYPE_CHECKING:
    from dbos import DBOSConfig
    from sqlalchemy import Engine

QUEUE, POLLING, READING = "onrecord", "onrecord-polling", "onrecord-reading"
SLOW = {"poll": POLLING, "read": READING, "record": READING}  # wait for other people's servers: nobody behind them
AT_ONCE = 4  # jobs at the same time in one process, of each queue
KEPT = timedelta(days=2)  # how long finished jobs are remembered, and with them their keys
VERSION = "1"  # pinned: another version of the program takes up the work of this one


class DurableWork:
    """Queue jobs so that each is done once a key, whatever crashes; one of these a process."""

    def __init__(self, run: Callable[[str, str], None], database: str, node: str) -> None:
        """Take what does a job, the ledger's address, and the stable name of this process."""
        logging.getLogger("dbos").setLevel(logging.CRITICAL)  # a job that fails is in our own log
        self._sqlite = "://" not in database
        self._engine = _beside(database) if self._sqlite else None
        address = f"sqlite:///{Path(database).expanduser()}.work" if self._sqlite else database
        config: DBOSConfig = {
            "name": "onrecord",
            "system_database_url": address,
            "executor_id": node,
            "application_version": VERSION,
            "log_level": "CRITICAL",
            "dbos_system_schema": "onrecord_work",
            "notification_listener_polling_interval_sec": 1.0,
            "max_executor_threads": 16,
        }
        if self._engine is not None:
            config["system_database_engine"] = self._engine
        DBOS(config=config)

        @DBOS.workflow(name="onrecord_job")
        def job(name: str, argument: str) -> None:
            run(name, argument)

        self._job = job

    def submit(self, job: str, argument: str, *, key: str) -> None:
        """Queue a job under its key; a key seen in the last two days does nothing."""
        with SetWorkflowID(key):
            DBOS.enqueue_workflow(SLOW.get(job, QUEUE), self._job, job, argument)

    def start(self) -> None:
        """Launch, and take up what an earlier process of this name left unfinished; raises StoreError."""
        try:
            DBOS.launch()
            for queue in (QUEUE, POLLING, READING):
                DBOS.register_queue(queue, worker_concurrency=AT_ONCE, polling_interval_sec=0.5)
        except Exception as error:
            raise StoreError(f"The work queue beside the ledger cannot be opened: {error}.") from error

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
        if self._engine is not None:
            self._engine.dispose()


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
