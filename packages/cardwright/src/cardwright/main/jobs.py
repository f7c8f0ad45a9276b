"""`cardwright admin jobs`: what runs, what failed; also while it is served."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

import sqlalchemy as sa
from cyclopts import App, Parameter
from cyclopts.validators import Number

from cardwright import ids
from cardwright.clock import SYSTEM
from cardwright.db import Database, exports, gammas, jobs, picture_jobs, turns
from cardwright.db.exports import Export
from cardwright.db.jobs import Job, State
from cardwright.errors import Conflict, NotFound
from cardwright.main.data import Data, database_at
from cardwright.main.listing import Json, listed, told

jobs_app = App(name="jobs", help="Jobs: generations, exports and single pictures.")
Limit = Annotated[int, Parameter(validator=Number(gte=1, lte=10_000))]
_STATES: Final[dict[str, State]] = {"open": "pending", "failed": "failed", "completed": "completed"}


@jobs_app.command(name="list")
def list_jobs(
    *,
    state: Literal["open", "failed", "completed"] = "open",
    workspace: str | None = None,
    limit: Limit = 50,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """List jobs: id, kind, stage or what it failed by, attempts, seconds it has taken, workspace.

    Parameters
    ----------
    state
        Which ones: the oldest that are open, or of those that have ended the newest.
    workspace
        Only those of this workspace.
    limit
        How many at most.
    """
    now = SYSTEM.now()
    with database_at(data) as (database, _):
        rows = [_row(job, now) for job in jobs.listed(database, _STATES[state], workspace, limit)]
    listed(rows, _line, as_json=as_json)


def _row(job: Job, now: float) -> dict[str, Any]:
    return {
        "id": job.id, "kind": job.kind, "status": job.status, "how": _how(job), "attempts": job.attempt,
        "seconds": round((job.finished_at or now) - job.created_at, 1), "workspace": job.workspace_id,
    }  # fmt: skip


def _line(row: Mapping[str, Any]) -> str:
    return (
        f"{row['id']:<22}  {row['kind']:<10}  {row['how']:<16}  {row['attempts']:>3}  "
        f"{row['seconds']:>9.1f} s  {row['workspace']}"
    )


def _how(job: Job) -> str:
    if job.status == "pending":
        return (job.stage or "rendering") if job.attempt else "queued"
    return job.code or job.status


@jobs_app.command
def cancel(job: str, *, data: Data = None) -> None:
    """End an open job as failed and refund it.

    Parameters
    ----------
    job
        Its id, as `cardwright admin jobs list` shows it.
    """
    from cardwright.main.hands import DUE, JOB  # noqa: PLC0415 - they bring the job engine along
    from cardwright.painting import single  # noqa: PLC0415
    from cardwright.server.intake import cancelled  # noqa: PLC0415

    now = SYSTEM.now()
    with database_at(data) as (database, _):
        found = _known(database, job)

        def end(connection: sa.Connection) -> bool:
            if found.kind == "generation":
                return cancelled(connection, job, now)
            if found.kind == "picture":
                return single.cancelled(connection, job, now)
            attempt = exports.claim(connection, job)
            if attempt is not None:
                exports.fail(connection, job, attempt, "export_failed", "The export was cancelled.", now)
            return attempt is not None

        if not database.write_now(end):
            msg = f"{job} has ended already"
            raise Conflict(msg)
        database.tell(JOB + job)
        database.tell(DUE)


@jobs_app.command
def retry(job: str, *, data: Data = None, as_json: Json = False) -> None:
    """Ask once more for a job that failed, and print the id of the new one. What it costs is set aside anew.

    Parameters
    ----------
    job
        Its id, as `cardwright admin jobs list --state failed` shows it.
    """
    with database_at(data) as (database, _):
        found = _known(database, job)
        if found.status != "failed":
            msg = f"{job} is {found.status}; only what failed can be asked for once more"
            raise Conflict(msg)
        again = _AGAIN[found.kind](database, job)
    told({"id": again}, again, as_json=as_json)


def _known(database: Database, job_id: str) -> Job:
    found = jobs.find(database, job_id)
    if found is None:
        msg = f"there is no job {job_id}"
        raise NotFound(msg, "`cardwright admin jobs list` names them; of a generation of pages, each page is a job")
    return found


def _again(database: Database, job_id: str) -> str:
    from cardwright.jobs.engines.dbos import queue_of  # noqa: PLC0415
    from cardwright.server.intake import accept  # noqa: PLC0415

    now = SYSTEM.now()
    new, cost = jobs.as_asked(database, job_id, ids.generation_id(), ids.gamma_id(), ids.doc_id(), now)
    with queue_of(database) as enqueue:
        database.write_now(lambda connection: accept(connection, new, cost, now, enqueue))
    return new.id


def _exported_again(database: Database, job_id: str) -> str:
    from cardwright.jobs.engines.dbos import queue_of  # noqa: PLC0415

    export = exports.find(database, job_id)
    assert export is not None, job_id
    file = gammas.known(database, export.gamma_id)
    now = SYSTEM.now()
    new = Export(
        ids.export_id(), file.id, file.workspace_id, export.format, "pending", file.title, None, None, None, now, None
    )
    with queue_of(database) as enqueue:

        def work(connection: sa.Connection) -> None:
            exports.insert(connection, new)
            enqueue(connection, new.id, turns.served(connection))

        database.write_now(work)
    return new.id


def _painted_again(database: Database, job_id: str) -> str:
    from cardwright.jobs.engines.dbos import queue_of  # noqa: PLC0415
    from cardwright.server.intake import accept_picture  # noqa: PLC0415

    now = SYSTEM.now()
    new, cost = picture_jobs.as_asked(database, job_id, ids.image_id(), now)
    with queue_of(database) as enqueue:
        database.write_now(lambda connection: accept_picture(connection, new, cost, now, enqueue))
    return new.id


_AGAIN: Final = {"generation": _again, "export": _exported_again, "picture": _painted_again}
