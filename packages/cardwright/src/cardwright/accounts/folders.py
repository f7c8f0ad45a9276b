"""Folders of a workspace; a user sees those they are a member of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from cardwright import ids
from cardwright.db import Database
from cardwright.errors import NotFound


@dataclass(frozen=True, slots=True)
class Folder:
    """Where files lie."""

    id: str
    name: str


def visible(
    database: Database, workspace_id: str, user_id: str, query: str, after: tuple[str, str] | None, limit: int
) -> list[Folder]:
    """Folders a user is a member of whose names hold `query`, by name, then id; those behind the pair `after`."""
    name, last = after or ("", "")
    rows = database.all(
        "SELECT f.id, f.name FROM folders f JOIN folder_members m ON m.folder_id = f.id AND m.user_id = ? "
        "WHERE f.workspace_id = ? AND lower(f.name) LIKE ? ESCAPE '\\' "
        "AND (f.name, f.id) > (?, ?) ORDER BY f.name, f.id LIMIT ?",
        (user_id, workspace_id, _holding(query), name, last, limit),
    )
    return [Folder(*row) for row in rows]


def _holding(text: str) -> str:
    """A pattern for what holds a text; of letters, only those of ASCII have a case here."""
    lowered = "".join(char.lower() if char.isascii() else char for char in text)
    return "%" + re.sub(r"([%_\\])", r"\\\1", lowered) + "%"


def unknown(database: Database, workspace_id: str, user_id: str, wanted: Sequence[str]) -> list[str]:
    """Those ids that are no folder of the workspace with the user as a member."""
    rows = database.all(
        "SELECT f.id FROM folders f JOIN folder_members m ON m.folder_id = f.id AND m.user_id = ? WHERE f.workspace_id = ?",
        (user_id, workspace_id),
    )
    known = {row[0] for row in rows}
    return [folder_id for folder_id in wanted if folder_id not in known]


def create(database: Database, workspace_id: str, name: str, user_id: str, now: float) -> Folder:
    """A new folder with one member."""
    folder = Folder(ids.row_id(), name)

    def work(connection: sa.Connection) -> None:
        connection.execute(
            sa.text("INSERT INTO folders (id, workspace_id, name, created_at) VALUES (:id, :workspace, :name, :now)"),
            {"id": folder.id, "workspace": workspace_id, "name": name, "now": now},
        )
        _join(connection, folder.id, user_id)

    database.write_now(work)
    return folder


def join(database: Database, folder_id: str, user_id: str) -> None:
    """Make a user a member of a folder.

    Raises:
        NotFound: there is no such folder.
    """
    if database.one("SELECT 1 FROM folders WHERE id = ?", (folder_id,)) is None:
        msg = f"there is no folder {folder_id}"
        raise NotFound(msg, "`cardwright admin folders list` names them")
    database.write_now(lambda connection: _join(connection, folder_id, user_id))


def everyone(database: Database, workspace_id: str) -> list[tuple[Folder, list[str]]]:
    """All folders of a workspace with the mail addresses of their members."""
    rows = database.all(
        "SELECT f.id, f.name, u.email FROM folders f LEFT JOIN folder_members m ON m.folder_id = f.id "
        "LEFT JOIN users u ON u.id = m.user_id WHERE f.workspace_id = ? ORDER BY f.name, f.id, u.email",
        (workspace_id,),
    )
    found: dict[str, tuple[Folder, list[str]]] = {}
    for folder_id, name, email in rows:
        found.setdefault(folder_id, (Folder(folder_id, name), []))[1].extend([email] if email else [])
    return list(found.values())


def _join(connection: sa.Connection, folder_id: str, user_id: str) -> None:
    connection.execute(
        sa.text("INSERT INTO folder_members (folder_id, user_id) VALUES (:folder, :user) ON CONFLICT DO NOTHING"),
        {"folder": folder_id, "user": user_id},
    )
