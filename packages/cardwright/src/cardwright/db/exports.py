"""Rows of exports on demand: files made of a file that is there already."""

from dataclasses import dataclass

import sqlalchemy as sa

from cardwright.db import fences
from cardwright.db.database import Database
from cardwright.db.generations import FileRow
from cardwright.db.rows import run, values


@dataclass(frozen=True, slots=True)
class Export:
    """One export. `reason` is the wire's word for why it failed."""

    id: str
    gamma_id: str
    workspace_id: str
    format: str
    status: str
    title: str
    suffix: str | None
    reason: str | None
    message: str | None
    created_at: float
    finished_at: float | None
    generation_id: str | None = None
    trace: str | None = None  # the span that accepted it


_COLUMNS = ", ".join(Export.__slots__)


def find(database: Database, export_id: str) -> Export | None:
    row = database.one(f"SELECT {_COLUMNS} FROM exports WHERE id = ?", (export_id,))  # noqa: S608
    return Export(*row) if row else None


def file(database: Database, export_id: str) -> FileRow | None:
    """The file of a completed export."""
    row = database.one(
        "SELECT title, sha256, media_type, suffix, size FROM exports WHERE id = ? AND status = 'completed'",
        (export_id,),
    )
    return FileRow(*row) if row else None


def insert(connection: sa.Connection, export: Export) -> None:
    run(
        connection,
        "INSERT INTO exports (id, gamma_id, workspace_id, format, title, created_at, trace) "
        "VALUES (:id, :gamma_id, :workspace_id, :format, :title, :created_at, :trace)",
        **values(export),
    )


def add(connection: sa.Connection, export: Export, made: FileRow) -> None:
    """An export that is made already."""
    insert(connection, export)
    run(
        connection,
        "UPDATE exports SET status = 'completed', generation_id = :generation, sha256 = :sha256, media_type = :media_type, "
        "suffix = :suffix, size = :size, finished_at = :now WHERE id = :id",
        id=export.id,
        generation=export.generation_id,
        now=export.finished_at,
        sha256=made.sha256,
        media_type=made.media_type,
        suffix=made.suffix,
        size=made.size,
    )


def of_generation(database: Database, generation_id: str) -> list[Export]:
    """The further files of a generation."""
    rows = database.all(
        f"SELECT {_COLUMNS} FROM exports WHERE generation_id = ? ORDER BY format",  # noqa: S608
        (generation_id,),
    )
    return [Export(*row) for row in rows]


def claim(connection: sa.Connection, export_id: str) -> int | None:
    """Begin an attempt; its number is the fence of what follows. None when it is over or unknown."""
    return fences.claim(connection, "exports", export_id)


def begin(connection: sa.Connection, export_id: str, attempt: int) -> int | None:
    """Note that an attempt begins with the work itself; how often that was. None when it owns nothing."""
    return fences.begin(connection, "exports", export_id, attempt)


def complete(connection: sa.Connection, export_id: str, attempt: int, made: FileRow, now: float) -> None:
    """Name the file, which already lies in the store."""
    run(
        connection,
        "UPDATE exports SET status = 'completed', sha256 = :sha256, media_type = :media_type, suffix = :suffix, "
        "size = :size, finished_at = :now WHERE id = :id AND attempt = :attempt AND status = 'pending'",
        id=export_id,
        attempt=attempt,
        now=now,
        sha256=made.sha256,
        media_type=made.media_type,
        suffix=made.suffix,
        size=made.size,
    )


def fail(connection: sa.Connection, export_id: str, attempt: int, reason: str, message: str, now: float) -> None:
    run(
        connection,
        "UPDATE exports SET status = 'failed', reason = :reason, message = :message, finished_at = :now "
        "WHERE id = :id AND attempt = :attempt AND status = 'pending'",
        id=export_id,
        attempt=attempt,
        reason=reason,
        message=message,
        now=now,
    )
