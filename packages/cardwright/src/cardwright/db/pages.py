"""Generations of several pages: a generation for each page, and one for the whole that ends with the last of them."""

from dataclasses import dataclass

import sqlalchemy as sa

from cardwright.db.database import Database
from cardwright.db.rows import run


@dataclass(frozen=True, slots=True)
class Page:
    """How one page ended. `id` is its own generation's."""

    id: str
    gamma_id: str
    doc_id: str
    title: str
    status: str
    path: str
    export_sha256: str | None
    export_suffix: str | None
    error_message: str | None
    error_status: int | None
    finished_at: float | None


_COLUMNS = ", ".join(Page.__slots__)


def of(database: Database, parent_id: str) -> list[Page]:
    """The pages of a generation in their order; none when it has one page only."""
    rows = database.all(
        f"SELECT {_COLUMNS} FROM generations WHERE parent_id = ? ORDER BY position",  # noqa: S608
        (parent_id,),
    )
    return [Page(*row) for row in rows]


def open_ones(database: Database, parent_id: str) -> list[str]:
    """The generations of pages that have not ended."""
    rows = database.all("SELECT id FROM generations WHERE parent_id = ? AND status = 'pending'", (parent_id,))
    return [row[0] for row in rows]


def attach(connection: sa.Connection, generation_id: str, parent_id: str, position: int, path: str) -> None:
    """Make a generation the page of another."""
    run(
        connection,
        "UPDATE generations SET parent_id = :parent, position = :position, path = :path WHERE id = :id",
        id=generation_id,
        parent=parent_id,
        position=position,
        path=path,
    )


def announce(connection: sa.Connection, parent_id: str, count: int) -> None:
    """Say of a generation that it has pages and no work of its own."""
    run(connection, "UPDATE generations SET pages = :count WHERE id = :id", id=parent_id, count=count)


def close(connection: sa.Connection, generation_id: str, now: float) -> str | None:
    """End the whole when its last page has ended; its id if that was so.

    It is completed when a page of it is, and costs what they cost.
    """
    row = run(
        connection,
        "UPDATE generations SET stage = 'finished', finished_at = :now, "
        "status = (SELECT MIN(c.status) FROM generations c WHERE c.parent_id = generations.id), "
        "title = COALESCE((SELECT c.title FROM generations c WHERE c.parent_id = generations.id ORDER BY c.position LIMIT 1), ''), "
        "cards = (SELECT SUM(c.cards) FROM generations c WHERE c.parent_id = generations.id), "
        "deducted = (SELECT SUM(c.deducted) FROM generations c WHERE c.parent_id = generations.id), "
        "remaining = (SELECT balance FROM workspaces w WHERE w.id = generations.workspace_id), "
        "error_message = (SELECT c.error_message FROM generations c WHERE c.parent_id = generations.id AND c.status = 'failed' LIMIT 1), "
        "error_status = (SELECT c.error_status FROM generations c WHERE c.parent_id = generations.id AND c.status = 'failed' LIMIT 1) "
        "WHERE id = (SELECT parent_id FROM generations WHERE id = :id) AND status = 'pending' "
        "AND NOT EXISTS (SELECT 1 FROM generations c WHERE c.parent_id = generations.id AND c.status = 'pending') "
        "RETURNING id",
        id=generation_id,
        now=now,
    ).first()
    return str(row[0]) if row else None
