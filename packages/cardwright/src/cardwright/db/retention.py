"""Removing rows that were kept long enough, some at a time, so that nobody waits for it."""

from collections.abc import Callable
from typing import Final

import sqlalchemy as sa

from cardwright.db import gammas
from cardwright.db.rows import run

AT_ONCE: Final = 200
Ids = list[str]
Forget = Callable[[sa.Connection, Ids], None]  # what else knows of jobs forgets these


def _drop(connection: sa.Connection, table: str, column: str, ids: Ids) -> int:
    statement = sa.text(f"DELETE FROM {table} WHERE {column} IN :ids").bindparams(sa.bindparam("ids", expanding=True))  # noqa: S608
    return connection.execute(statement, {"ids": ids}).rowcount


def _ids(connection: sa.Connection, kind: str, before: float) -> Ids:
    rows = run(connection, f"SELECT id FROM {_KEPT[kind]} LIMIT :most", before=before, most=AT_ONCE)  # noqa: S608
    return [str(row[0]) for row in rows]


def generations(connection: sa.Connection, before: float, forget: Forget) -> int:
    """Generations that ended before a moment, and what was kept of their making; the credits they cost stay told."""
    ids = _ids(connection, "generations", before)
    if ids:
        _drop(connection, "paintings", "job_id", ids)
        _drop(connection, "model_answers", "generation_id", ids)
        _drop(connection, "exports", "generation_id", ids)
        forget(connection, ids)
        _drop(connection, "generations", "id", ids)
    return len(ids)


def exports(connection: sa.Connection, before: float, forget: Forget) -> int:
    """Exports on demand that ended before a moment."""
    ids = _ids(connection, "exports", before)
    if ids:
        forget(connection, ids)
        _drop(connection, "exports", "id", ids)
    return len(ids)


def pictures(connection: sa.Connection, before: float, forget: Forget) -> int:
    """Jobs of single pictures that ended before a moment; the pictures stay, and what they cost stays told."""
    ids = _ids(connection, "pictures", before)
    if ids:
        _drop(connection, "paintings", "job_id", ids)
        forget(connection, ids)
        _drop(connection, "picture_jobs", "id", ids)
    return len(ids)


def files(connection: sa.Connection, before: float) -> int:
    """Files that nobody changed since a moment, with their comments, views and links; templates stay."""
    ids = _ids(connection, "files", before)
    for gamma_id in ids:
        gammas.delete(connection, gamma_id)
    return len(ids)


def views(connection: sa.Connection, before: float) -> int:
    """Page views that ended before a moment."""
    rows = run(connection, _SEEN, before=before, most=AT_ONCE).all()
    for gamma_id, view_id in map(tuple[str, str], rows):
        one = {"gamma": gamma_id, "id": view_id}
        run(connection, "DELETE FROM card_views WHERE gamma_id = :gamma AND view_id = :id", **one)
        run(connection, "DELETE FROM page_views WHERE gamma_id = :gamma AND id = :id", **one)
    return len(rows)


def deliveries(connection: sa.Connection, before: float) -> int:
    """Events for webhooks that arrived, or were given up, before a moment."""
    ids = _ids(connection, "deliveries", before)
    if ids:
        _drop(connection, "deliveries", "id", ids)
    return len(ids)


_ENDED: Final = "WHERE status <> 'pending' AND finished_at < :before"
_SEEN: Final = "SELECT gamma_id, id FROM page_views WHERE seen_at < :before LIMIT :most"
_KEPT: Final = {
    "generations": f"generations {_ENDED}",
    "exports": f"exports {_ENDED} AND generation_id IS NULL",
    "pictures": f"picture_jobs {_ENDED}",
    "files": "gammas WHERE type <> 'template' AND updated_at < :before",
    "views": "page_views WHERE seen_at < :before",
    "deliveries": f"deliveries {_ENDED}",
}


def count(connection: sa.Connection, kind: str, before: float) -> int:
    """How many rows of a kind were kept since before a moment."""
    return int(run(connection, f"SELECT COUNT(*) FROM {_KEPT[kind]}", before=before).scalar_one())  # noqa: S608
