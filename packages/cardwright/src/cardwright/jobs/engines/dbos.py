"""DBOS Transact in the same database: enqueue commits with our rows, steps are checkpointed.

A SQLite file has one process at a time (its folder is locked), so the executor's id is constant and a start takes
up whatever its predecessor left. On a database of several processes each start is an executor of its own with a
lease; whoever sees PENDING work whose executor has none puts it back into the queue. The engine fences its own
rows: a run that lost its job cannot write a checkpoint any more, and ours are fenced by the attempt.
"""

import logging
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from typing import Any, cast

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig

from cardwright.db import Database, leases
from cardwright.db.rows import run
from cardwright.ids import PICTURE_PREFIX
from cardwright.jobs.engines import Flow, Step
from cardwright.jobs.heart import Heart

log = logging.getLogger(__name__)
APPLICATION = "cardwright"
VERSION = "3"  # of the workflow's shape; jobs in flight run only on code of their own version, others are dead
QUEUE = "generations"
WORKFLOW = "generation"
# A name of its own: a process of a version that does not paint yet leaves such a job to others when it ends.
PICTURE = "picture"
POLL_S = 0.1
LOG = {"sqlite": "workflow_status", "postgresql": "dbos.workflow_status"}  # its table of jobs
STEPS = {"sqlite": "operation_outputs", "postgresql": "dbos.operation_outputs"}  # and of what their steps left
CONCURRENCY = 16  # jobs in flight; most of their time they wait for a render process


# What it does not know of its own is not lost as long as somebody who knew it lived so many seconds ago.
NEWER_S = 900


class DbosEngine:
    """Runs `flow` for every enqueued generation; without one it enqueues and cancels, and runs nothing.

    `name` is that of this start of a process, no other's; `slots` is how many jobs this process renders at the same
    time, `lease_s` after how many seconds of silence its jobs are taken over.
    """

    def __init__(
        self, database: Database, flow: Flow | None, name: str = "local", slots: int = 0, lease_s: float = 15.0
    ) -> None:
        executor = name if database.is_shared else "local"
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_engine": database.engine,
            "application_version": VERSION,
            "executor_id": executor,
            "log_level": "ERROR",
            "notification_listener_polling_interval_sec": 0.25,  # asks nobody; a stop waits for it
            "use_listen_notify": False,  # nobody waits for a notification; this saves a connection
        }
        self._dbos = DBOS(config=config)
        news = logging.getLogger("dbos")
        news.setLevel(logging.ERROR)
        news.addFilter(is_news)
        news.handlers.clear()  # what it says goes where everything goes
        news.propagate = True
        self._client: DBOSClient | None = None
        self._database = database
        self._log = LOG[database.engine.dialect.name]
        leased = database.is_shared and flow is not None
        self._heart = Heart(database, executor, VERSION, slots, lease_s, self.take_over) if leased else None
        self._running: set[str] = set()
        _register(flow, self._running)
        if flow is None:
            DBOS.listen_queues([])

    def start(self) -> None:
        if self._heart is not None:
            self._heart.start()
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=CONCURRENCY, polling_interval_sec=POLL_S)
        self._client = DBOSClient(system_database_engine=self._database.engine)

    def stop(self, grace_s: float) -> None:
        if self._client is not None:
            self._client.destroy()
        # With nothing to wait for the engine would still sleep for a second.
        DBOS.destroy(workflow_completion_timeout_sec=round(grace_s) if self._running else 0, destroy_registry=True)
        if self._heart is not None:
            self._heart.stop()

    def enqueue_in_transaction(self, connection: sa.Connection, job_id: str, turn: int = 0) -> None:
        assert self._client is not None, "start the engine first"
        _enqueue(self._client, connection, job_id, turn)

    def take_over(self) -> int:
        """Put the jobs of executors whose lease has ended back into the queue; how many they were."""
        with self._database.engine.begin() as connection:
            rows = connection.exec_driver_sql(
                f"SELECT DISTINCT w.executor_id FROM {self._log} w WHERE w.status = 'PENDING' AND NOT EXISTS ("  # noqa: S608
                "SELECT 1 FROM leases l WHERE l.name = 'executor ' || w.executor_id "
                f"AND l.until > {leases.NOW})"
            ).all()
        dead = [str(row[0]) for row in rows]
        # The engine has no public call for it; this one only puts rows of these executors back, so it may be repeated.
        recover = cast("Any", DBOS)._recover_pending_workflows  # noqa: SLF001
        taken = len(recover(dead)) if dead else 0
        if taken:
            log.warning("%d jobs of processes that are gone are taken over", taken)
        return taken

    def recover_dead(self) -> list[str]:
        """Pending generations, exports and pictures whose workflow is over, missing, or was begun by a version that nobody runs.

        Those that nobody has begun are of this version from now on.
        """
        living = ""
        if self._database.is_shared:
            living = (
                "AND NOT EXISTS (SELECT 1 FROM leases l WHERE l.version = w.application_version "  # noqa: S608
                f"AND l.until > {leases.NOW} - {NEWER_S})"
            )
        steps = STEPS[self._database.engine.dialect.name]
        self._database.write_now(
            lambda connection: run(
                connection,
                f"UPDATE {self._log} AS w SET application_version = :version WHERE w.status = 'ENQUEUED' "  # noqa: S608
                "AND w.queue_name = :queue AND w.application_version <> :version AND NOT EXISTS "
                f"(SELECT 1 FROM {steps} s WHERE s.workflow_uuid = w.workflow_uuid) {living}",
                version=VERSION,
                queue=QUEUE,
            )
        )
        rows = self._database.all(
            "SELECT g.id FROM (SELECT id FROM generations WHERE status = 'pending' AND pages IS NULL "  # noqa: S608
            "UNION ALL SELECT id FROM exports WHERE status = 'pending' "
            "UNION ALL SELECT id FROM picture_jobs WHERE status = 'pending') g "
            f"LEFT JOIN {self._log} w ON w.workflow_uuid = g.id "
            "WHERE w.status IS NULL OR w.status NOT IN ('PENDING', 'ENQUEUED', 'DELAYED') "
            f"OR (w.application_version <> ? {living})",
            (VERSION,),
        )
        return [str(row[0]) for row in rows]

    def cancel(self, generation_id: str) -> None:
        DBOS.cancel_workflow(generation_id)


@contextmanager
def queue_of(database: Database) -> Generator[Callable[[sa.Connection, str, int], None]]:
    """The queue of whoever runs jobs on a database, for commands: adds a job, of a turn, in the caller's transaction."""
    logging.getLogger("dbos").setLevel(logging.ERROR)
    client = DBOSClient(system_database_engine=database.engine)
    try:
        yield partial(_enqueue, client)
    finally:
        client.destroy()


def forget(connection: sa.Connection, job_ids: list[str]) -> None:
    """Drop what the engine has noted of jobs that have ended; their checkpoints go with them."""
    table = LOG[connection.dialect.name]
    if sa.inspect(connection).has_table("workflow_status", schema=table.partition(".")[0] if "." in table else None):
        statement = sa.text(f"DELETE FROM {table} WHERE workflow_uuid IN :ids")  # noqa: S608
        connection.execute(statement.bindparams(sa.bindparam("ids", expanding=True)), {"ids": job_ids})


def _enqueue(client: DBOSClient, connection: sa.Connection, job_id: str, turn: int) -> None:
    options: Any = {
        "workflow_name": PICTURE if job_id.startswith(PICTURE_PREFIX) else WORKFLOW,
        "queue_name": QUEUE,
        "workflow_id": job_id,
        "app_version": VERSION,
        "application_name": APPLICATION,
        "priority": max(1, turn),
    }
    client.enqueue_in_transaction(connection, options, job_id)


def is_news(record: logging.LogRecord) -> bool:
    """False for the traces of jobs that somebody cancelled: the engine tells each as a failure."""
    kind = record.exc_info[0] if record.exc_info else None
    return "Cancelled" not in f"{kind.__name__ if kind else ''} {record.getMessage()}"


def _register(flow: Flow | None, running: set[str]) -> None:
    """Give DBOS the workflow and the one step function through which all steps run; keep account of those that do."""
    if flow is None:
        return

    async def job(job_id: str) -> None:
        async def runner(name: str, step: Step) -> str:
            async def run(asked: str) -> str:  # DBOS looks whether a step is `async def`; a lambda is not
                return await step(asked)

            return await DBOS.run_step_async({"name": name}, run, job_id)

        running.add(job_id)
        try:
            await flow(job_id, runner)
        finally:
            running.discard(job_id)

    # Without a bound: the engine counts starts, of which a job knows nothing.
    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)
    async def generation(job_id: str) -> None:  # pyright: ignore[reportUnusedFunction]
        await job(job_id)

    @DBOS.workflow(name=PICTURE, max_recovery_attempts=None)
    async def picture(job_id: str) -> None:  # pyright: ignore[reportUnusedFunction]
        await job(job_id)
