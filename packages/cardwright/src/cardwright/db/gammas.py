"""Rows of files: what a generation leaves for good, to be viewed, exported, shared, archived."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from cardwright.db import search
from cardwright.db.database import Database
from cardwright.db.rows import put, run, values
from cardwright.errors import NotFound


@dataclass(frozen=True, slots=True)
class Gamma:
    """One file. `pictures` is the checkpoint of its pictures, as JSON; times are seconds since 1970."""

    id: str
    doc_id: str
    workspace_id: str
    owner_id: str
    title: str
    type: str
    theme_id: str
    deck_sha256: str
    view_sha256: str
    workspace_access: str
    external_access: str
    indexed: bool
    archived_at: float | None
    created_at: float
    updated_at: float
    pictures: str
    order_json: bytes


@dataclass(frozen=True, slots=True)
class Shared:
    """Where a new file lies and who may see it."""

    workspace_access: str
    external_access: str
    indexed: bool = False
    folders: Sequence[str] = ()
    recipients: Sequence[str] = ()
    recipients_access: str = "view"


@dataclass(frozen=True, slots=True)
class Shown:
    """What its page needs of a file: whose it is, what it shows, and who may see that."""

    id: str
    doc_id: str
    workspace_id: str
    owner_id: str
    title: str
    deck_sha256: str
    view_sha256: str
    workspace_access: str
    external_access: str


_COLUMNS = ", ".join(Gamma.__slots__)
_SHOWN = ", ".join(Shown.__slots__)


def find(database: Database, gamma_id: str) -> Gamma | None:
    """A file by its own id."""
    return _gamma(database.one(f"SELECT {_COLUMNS} FROM gammas WHERE id = ?", (gamma_id,)))  # noqa: S608


def known(database: Database, gamma_id: str) -> Gamma:
    """A file by its own id.

    Raises:
        NotFound: there is none.
    """
    found = find(database, gamma_id)
    if found is None:
        msg = f"there is no file {gamma_id}"
        raise NotFound(msg)
    return found


def by_any_id(database: Database, id: str) -> Gamma | None:  # noqa: A002 - one of two kinds
    """A file by its own id or by the id in its URL."""
    return _gamma(database.one(f"SELECT {_COLUMNS} FROM gammas WHERE id = ? OR doc_id = ?", (id, id)))  # noqa: S608


def shown(database: Database, doc_id: str) -> Shown | None:
    """What its page needs of a file, by the id in its URL."""
    row = database.one(f"SELECT {_SHOWN} FROM gammas WHERE doc_id = ?", (doc_id,))  # noqa: S608
    return Shown(*row) if row else None


def invitation(database: Database, gamma_id: str, email: str) -> str | None:
    """What a mail address was invited to do with a file."""
    row = database.one("SELECT access FROM invitations WHERE gamma_id = ? AND email = ?", (gamma_id, email.casefold()))
    return row[0] if row else None


def invitations(database: Database, workspace_id: str) -> list[tuple[str, str, str, str]]:
    """Mail address, access, file id and title of every invitation of a workspace, newest files first."""
    return [
        (row[0], row[1], row[2], row[3])
        for row in database.all(
            "SELECT i.email, i.access, g.id, g.title FROM invitations i JOIN gammas g ON g.id = i.gamma_id "
            "WHERE g.workspace_id = ? ORDER BY g.created_at DESC, g.id, i.email",
            (workspace_id,),
        )
    ]


def insert(connection: sa.Connection, gamma: Gamma, shared: Shared, body: str) -> None:
    """A new file, in its folders, with its invitations, found by the words of `body`; an id there is already changes nothing."""
    if not put(connection, "gammas", gamma, "ON CONFLICT (id) DO NOTHING").rowcount:
        return
    search.index(connection, gamma.id, gamma.title, body)
    for folder in dict.fromkeys(shared.folders):
        run(
            connection,
            "INSERT INTO gamma_folders (gamma_id, folder_id) SELECT :gamma, id FROM folders WHERE id = :folder",
            gamma=gamma.id,
            folder=folder,
        )
    for email in dict.fromkeys(one.casefold() for one in shared.recipients):
        run(
            connection,
            "INSERT INTO invitations (gamma_id, email, access) VALUES (:gamma, :email, :access)",
            gamma=gamma.id,
            email=email,
            access=shared.recipients_access,
        )


@dataclass(frozen=True, slots=True)
class Edited:
    """What changes when a file's deck does."""

    title: str
    deck_sha256: str
    view_sha256: str
    pictures: str
    updated_at: float


def edit(connection: sa.Connection, gamma_id: str, before_sha256: str, edited: Edited, body: str) -> bool:
    """Give a file another deck; False when its deck is not the one it was before."""
    columns = ", ".join(f"{name} = :{name}" for name in Edited.__slots__)
    found = run(
        connection,
        f"UPDATE gammas SET {columns} WHERE id = :id AND deck_sha256 = :before",  # noqa: S608
        id=gamma_id,
        before=before_sha256,
        **values(edited),
    )
    if found.rowcount:
        search.index(connection, gamma_id, edited.title, body)
    return found.rowcount == 1


def make_template(connection: sa.Connection, gamma_id: str, type: str) -> bool:  # noqa: A002 - the wire's word
    """Set what a file is: `template` or `regular`; False when there is none."""
    return run(connection, "UPDATE gammas SET type = :type WHERE id = :id", id=gamma_id, type=type).rowcount == 1


def archive(connection: sa.Connection, gamma_id: str, now: float) -> None:
    """Mark a file as archived; when that first happened stays."""
    run(connection, "UPDATE gammas SET archived_at = COALESCE(archived_at, :now) WHERE id = :id", id=gamma_id, now=now)


def delete(connection: sa.Connection, gamma_id: str) -> bool:
    """Remove a file; False when there is none. Its bytes stay until nothing names them."""
    found = run(connection, "DELETE FROM gammas WHERE id = :id", id=gamma_id)
    search.forget(connection, gamma_id)
    return found.rowcount == 1


def _gamma(row: tuple[Any, ...] | None) -> Gamma | None:
    if row is None:
        return None
    values: list[Any] = list(row)
    values[11] = bool(values[11])
    return Gamma(*values)
