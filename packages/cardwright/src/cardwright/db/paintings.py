"""Rows of pictures that were paid for while a job ran: written before they are used, read when the job begins again."""

from dataclasses import dataclass

import sqlalchemy as sa

from cardwright.db.database import Database
from cardwright.db.rows import put


@dataclass(frozen=True, slots=True)
class Painting:
    """One picture. `name` says what was ordered, `sha256` names the bytes."""

    job_id: str
    name: str
    sha256: str
    media_type: str
    width: int
    height: int


_COLUMNS = ", ".join(Painting.__slots__)


def find(database: Database, job_id: str, name: str) -> Painting | None:
    """A picture that a job has paid for."""
    row = database.one(f"SELECT {_COLUMNS} FROM paintings WHERE job_id = ? AND name = ?", (job_id, name))  # noqa: S608
    return Painting(*row) if row else None


def keep(connection: sa.Connection, painting: Painting) -> None:
    put(connection, "paintings", painting, "ON CONFLICT DO NOTHING")
