"""Rows of single pictures: what was asked for, and where the bytes are."""

from dataclasses import dataclass

import sqlalchemy as sa

from cardwright.db.database import Database
from cardwright.db.rows import put, run


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture. `media_id` names it among what the workspace keeps; `warnings` are JSON, `sha256` names the bytes."""

    id: str
    media_id: str
    workspace_id: str
    user_id: str
    prompt: str
    type: str
    width: int
    height: int
    media_type: str
    sha256: str
    warnings: str
    created_at: float
    archived_at: float | None = None
    transparent: bool = False


_COLUMNS = ", ".join(Picture.__slots__)


def find(database: Database, image_id: str, workspace_id: str) -> Picture | None:
    """A picture of a workspace."""
    row = database.one(f"SELECT {_COLUMNS} FROM images WHERE id = ? AND workspace_id = ?", (image_id, workspace_id))  # noqa: S608
    return Picture(*row) if row else None


def by_media(database: Database, media_id: str, workspace_id: str) -> Picture | None:
    """A picture of a workspace by its name among what is kept."""
    row = database.one(
        f"SELECT {_COLUMNS} FROM images WHERE media_id = ? AND workspace_id = ?",  # noqa: S608
        (media_id, workspace_id),
    )
    return Picture(*row) if row else None


def insert(connection: sa.Connection, picture: Picture) -> None:
    put(connection, "images", picture)


def archive(connection: sa.Connection, image_id: str, now: float) -> None:
    """Put a picture away; when that first happened stays."""
    run(connection, "UPDATE images SET archived_at = COALESCE(archived_at, :now) WHERE id = :id", id=image_id, now=now)
