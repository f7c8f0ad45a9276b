"""Rows of themes that are a workspace's own."""

from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa

from cardwright.db.database import Database
from cardwright.db.locks import held
from cardwright.db.rows import run, values


@dataclass(frozen=True, slots=True)
class CustomTheme:
    """One theme. `source` is its file's name, `design_sha256` the artifact that decks are made with.

    `width` and `height` are points of its slides, where it has a size of its own;
    `report` is JSON: what came of reading the file.
    """

    id: str
    workspace_id: str
    user_id: str
    name: str
    source: str
    color_keywords: tuple[str, ...]
    tone_keywords: tuple[str, ...]
    width: float | None
    height: float | None
    design_sha256: str
    report: str
    created_at: float


_COLUMNS = ", ".join(CustomTheme.__slots__)
_KEYWORDS = ("color_keywords", "tone_keywords")


def find(database: Database, theme_id: str, workspace_id: str) -> CustomTheme | None:
    """A workspace's theme; None when it has no such one."""
    row = database.one(
        f"SELECT {_COLUMNS} FROM themes WHERE id = ? AND workspace_id = ?",  # noqa: S608
        (theme_id, workspace_id),
    )
    return _theme(row) if row else None


def of(database: Database, workspace_id: str) -> list[CustomTheme]:
    """All themes of a workspace by name."""
    rows = database.all(
        f"SELECT {_COLUMNS} FROM themes WHERE workspace_id = ? ORDER BY name, id",  # noqa: S608
        (workspace_id,),
    )
    return [_theme(row) for row in rows]


def insert(connection: sa.Connection, theme: CustomTheme, most: int) -> bool:
    """A new theme; False when the workspace has `most` already."""
    workspace, lock = theme.workspace_id, held(connection, "NO KEY UPDATE")
    run(connection, f"SELECT id FROM workspaces WHERE id = :id{lock}", id=workspace)  # noqa: S608
    count = run(connection, "SELECT COUNT(*) FROM themes WHERE workspace_id = :id", id=workspace).scalar_one()
    if count >= most:
        return False
    row = values(theme)
    row |= {name: msgspec.json.encode(row[name]).decode() for name in _KEYWORDS}
    places = ", ".join(f":{name}" for name in row)
    run(connection, f"INSERT INTO themes ({_COLUMNS}) VALUES ({places})", **row)  # noqa: S608
    return True


def delete(connection: sa.Connection, theme_id: str, workspace_id: str) -> bool:
    """Remove a theme; False when the workspace has no such one. Decks made with it keep its artifact."""
    statement = "DELETE FROM themes WHERE id = :id AND workspace_id = :workspace"
    return run(connection, statement, id=theme_id, workspace=workspace_id).rowcount == 1


def _theme(row: tuple[Any, ...]) -> CustomTheme:
    found: dict[str, Any] = dict(zip(CustomTheme.__slots__, row, strict=True))
    found |= {name: tuple(msgspec.json.decode(found[name], type=list[str])) for name in _KEYWORDS}
    return CustomTheme(**found)
