"""Who may go on with a job: claims are counted, and the newest one's number is the fence that all writes must show."""

from typing import Literal

import sqlalchemy as sa

from cardwright.db.database import Database
from cardwright.db.locks import held
from cardwright.db.rows import run

Table = Literal["generations", "exports", "picture_jobs"]


def claim(connection: sa.Connection, table: Table, job_id: str) -> int | None:
    """Begin an attempt; its number is the fence of what follows. None when the job is over or unknown."""
    row = run(
        connection,
        f"UPDATE {table} SET attempt = attempt + 1 WHERE id = :id AND status = 'pending' RETURNING attempt",  # noqa: S608
        id=job_id,
    ).first()
    return int(row[0]) if row else None


def begin(connection: sa.Connection, table: Table, job_id: str, attempt: int) -> int | None:
    """Note that an attempt begins with the work itself; how often that was. None when it owns nothing."""
    row = run(
        connection,
        f"UPDATE {table} SET tries = tries + 1 WHERE id = :id AND attempt = :attempt AND status = 'pending' RETURNING tries",  # noqa: S608
        id=job_id,
        attempt=attempt,
    ).first()
    return int(row[0]) if row else None


def newest(database: Database, table: Table, job_id: str) -> int | None:
    """The newest attempt at a job, 0 before the first; None when it has ended, was cancelled, or is unknown."""
    row = database.one(f"SELECT attempt FROM {table} WHERE id = ? AND status = 'pending'", (job_id,))  # noqa: S608
    return None if row is None else int(row[0])


def wanted(database: Database, table: Table, job_id: str) -> bool:
    """Whether a job is still to be done: it has neither ended nor been cancelled."""
    return newest(database, table, job_id) is not None


def owned(connection: sa.Connection, table: Table, job_id: str, attempt: int) -> bool:
    """Whether an attempt may still finish its job; what is found stays so until the transaction ends."""
    found = run(
        connection,
        f"SELECT 1 FROM {table} WHERE id = :id AND attempt = :attempt AND status = 'pending'{held(connection, 'NO KEY UPDATE')}",  # noqa: S608
        id=job_id,
        attempt=attempt,
    )
    return found.first() is not None
