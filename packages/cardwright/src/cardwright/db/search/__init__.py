"""Full text over the titles and words of files: one file per dialect, named as the dialect is.

Each has `index`, which makes a file findable by its words in place of those it
had, and `match`, which says how words are looked for.
"""

import importlib
from dataclasses import dataclass
from typing import Protocol, cast

import sqlalchemy as sa

from cardwright.db.database import Database
from cardwright.db.search.match import Match


class Dialect(Protocol):
    """What the file of a dialect has."""

    def index(self, connection: sa.Connection, gamma_id: str, title: str, body: str) -> None: ...

    def match(self, text: str) -> Match | None:
        """How the words of a text are looked for; None when it has none."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was found."""

    id: str
    doc_id: str
    title: str
    owner_id: str
    owner: str
    updated_at: float
    archived: bool
    highlight: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and for whom: a member, or an admin, who sees every file of the workspace."""

    workspace_id: str
    user_id: str
    email: str
    admin: bool
    text: str = ""
    owner: str = ""  # id or mail address
    updated_after: float | None = None
    updated_before: float | None = None
    archived: bool = False
    templates: bool = False
    limit: int = 10


def index(connection: sa.Connection, gamma_id: str, title: str, body: str) -> None:
    """Make a file findable by its words, in place of those it had."""
    _dialect(connection.dialect.name).index(connection, gamma_id, title, body)


def forget(connection: sa.Connection, gamma_id: str) -> None:
    connection.execute(sa.text("DELETE FROM gamma_words WHERE gamma_id = :id"), {"id": gamma_id})


def search(database: Database, wanted: Wanted) -> list[Found]:
    """Files by relevance, or by their last change when no words are looked for."""
    match = _dialect(database.engine.dialect.name).match(wanted.text)
    if wanted.text and not match:
        return []
    rows = database.all(
        "SELECT g.id, g.doc_id, g.title, g.owner_id, u.name, u.email, g.updated_at, g.archived_at, "  # noqa: S608
        f"{match.shown if match else 'NULL'} FROM gammas g JOIN users u ON u.id = g.owner_id "
        f"{f'JOIN gamma_words w ON w.gamma_id = g.id {match.join}' if match else ''} WHERE g.workspace_id = ? "
        "AND (? OR g.owner_id = ? OR g.workspace_access <> 'noAccess' "
        "OR EXISTS (SELECT 1 FROM invitations i WHERE i.gamma_id = g.id AND i.email = ?)) "
        "AND (? = '' OR g.owner_id = ? OR u.email = ?) AND (? OR g.archived_at IS NULL) "
        "AND g.updated_at >= COALESCE(?, g.updated_at) AND g.updated_at <= COALESCE(?, g.updated_at) "
        f"AND (NOT ? OR g.type = 'template') ORDER BY {match.order if match else 'g.updated_at DESC'}, g.id LIMIT ?",
        (
            *([match.value] if match else []), wanted.workspace_id, wanted.admin, wanted.user_id, wanted.email,
            wanted.owner, wanted.owner, wanted.owner.casefold(), wanted.archived, wanted.updated_after,
            wanted.updated_before, wanted.templates, wanted.limit,
        ),
    )  # fmt: skip
    return [
        Found(
            row[0], row[1], row[2], row[3], row[4] or row[5], row[6], row[7] is not None,
            match.highlight(row[8]) if match and row[8] else None,
        )
        for row in rows
    ]  # fmt: skip


def _dialect(name: str) -> Dialect:
    return cast("Dialect", importlib.import_module(f"{__name__}.{name}"))
