"""DBOS Transact in the same database: enqueue commits with our rows, steps are checkpointed.

One process at a time (the data folder is locked, and so is the database when
it is a server's), so the executor's id is constant and a start takes up
whatever its predecessor left.
"""

import logging
from typing import Any

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig

from cardwright.db import Database
from cardwright.jobs.engines import Flow, Step

APPLICATION = "cardwright"
VERSION = "2"  # of the workflow's shape; jobs in flight run only on code of their own version, others are dead
QUEUE = "generations"
WORKFLOW = "generation"
POLL_S = 0.1
LOG = {"sqlite": "workflow_status", "postgresql": "dbos.workflow_status"}  # its table of jobs
CONCURRENCY = 16  # jobs in flight; most of their time they wait for a render process


class DbosEngine:
    """Runs `flow` for every enqueued generation."""

    def __init__(self, database: Database, flow: Flow) -> None:
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_engine": database.engine,
            "application_version": VERSION,
            "executor_id": "local",
            "log_level": "ERROR",
            "notification_listener_polling_interval_sec": 5.0,
            "use_listen_notify": False,  # nobody waits for a notification; this saves a connection
        }
        self._dbos = DBOS(config=config)
        logging.getLogger("dbos").setLevel(logging.ERROR)
        logging.getLogger("dbos").addFilter(is_news)
        self._client: DBOSClient | None = None
        self._database = database
        _register(flow)

    def start(self) -> None:
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=CONCURRENCY, polling_interval_sec=POLL_S)
        self._client = DBOSClient(system_database_engine=self._database.engine)

    def stop(self, grace_s: float) -> None:
        if self._client is not None:
            self._client.destroy()
        DBOS.destroy(workflow_completion_timeout_sec=round(grace_s), destroy_registry=True)

    def enqueue_in_transaction(self, connection: sa.Connection, job_id: str) -> None:
        assert self._client is not None, "start the engine first"
        options: Any = {
            "workflow_name": WORKFLOW,
            "queue_name": QUEUE,
            "workflow_id": job_id,
            "app_version": VERSION,
            "application_name": APPLICATION,
        }
        self._client.enqueue_in_transaction(connection, options, job_id)

    def recover_dead(self) -> list[str]:
        """Pending generations and exports whose workflow is over, missing, or of another version of this program."""
        rows = self._database.all(
            "SELECT g.id FROM (SELECT id FROM generations WHERE status = 'pending' AND pages IS NULL "  # noqa: S608
            "UNION ALL SELECT id FROM exports WHERE status = 'pending') g "
            f"LEFT JOIN {LOG[self._database.engine.dialect.name]} w ON w.workflow_uuid = g.id "
            "WHERE w.status IS NULL OR w.status NOT IN ('PENDING', 'ENQUEUED', 'DELAYED') "
            "OR w.application_version <> ?",
            (VERSION,),
        )
        return [str(row[0]) for row in rows]

    def cancel(self, generation_id: str) -> None:
        DBOS.cancel_workflow(generation_id)


def is_news(record: logging.LogRecord) -> bool:
    """False for the traces of jobs that somebody cancelled: the engine tells each as a failure."""
    kind = record.exc_info[0] if record.exc_info else None
    return "Cancelled" not in f"{kind.__name__ if kind else ''} {record.getMessage()}"


def _register(flow: Flow) -> None:
    """Give DBOS the workflow and the one step function through which all steps run."""

    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=100)
    async def generation(generation_id: str) -> None:  # pyright: ignore[reportUnusedFunction]
        async def runner(name: str, step: Step) -> str:
            async def run(asked: str) -> str:  # DBOS looks whether a step is `async def`; a lambda is not
                return await step(asked)

            return await DBOS.run_step_async({"name": name}, run, generation_id)

        await flow(generation_id, runner)
