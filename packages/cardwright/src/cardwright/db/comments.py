"""Rows of comments: threads on a file or on one of its cards, and their replies."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from cardwright.db.database import Database
from cardwright.db.locks import held
from cardwright.db.rows import put, run


@dataclass(frozen=True, slots=True)
class Comment:
    """What begins a thread. `updated_at` is when anything last happened in it; times are seconds since 1970."""

    id: str
    gamma_id: str
    card_id: str | None
    author_id: str
    target_text: str | None
    content_text: str
    status: str
    archived_at: float | None
    created_at: float
    updated_at: float


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in a thread."""

    id: str
    comment_id: str
    author_id: str
    content_text: str
    archived_at: float | None
    created_at: float
    updated_at: float


_COLUMNS = ", ".join(Comment.__slots__)
_REPLY = ", ".join(Reply.__slots__)


def find(database: Database, gamma_id: str, comment_id: str) -> Comment | None:
    """A comment on a file."""
    row = database.one(
        f"SELECT {_COLUMNS} FROM comments WHERE id = ? AND gamma_id = ?",  # noqa: S608
        (comment_id, gamma_id),
    )
    return Comment(*row) if row else None


def reply(database: Database, gamma_id: str, reply_id: str) -> Reply | None:
    """A reply to a comment on a file."""
    columns = ", ".join(f"r.{name}" for name in Reply.__slots__)
    row = database.one(
        f"SELECT {columns} FROM comment_replies r JOIN comments c ON c.id = r.comment_id WHERE r.id = ? AND c.gamma_id = ?",  # noqa: S608
        (reply_id, gamma_id),
    )
    return Reply(*row) if row else None


def listed(
    database: Database,
    gamma_id: str,
    after: tuple[float, str] | None,
    since: float | None,
    limit: int,
    *,
    archived: bool,
) -> list[Comment]:
    """The threads of a file in which something happened after `since`, longest ago first, those behind `after`."""
    at, last = after or (float("-inf"), "")
    rows = database.all(
        f"SELECT {_COLUMNS} FROM comments WHERE gamma_id = ? AND (updated_at, id) > (?, ?) AND updated_at > ? "  # noqa: S608
        f"{'' if archived else 'AND archived_at IS NULL '}ORDER BY updated_at, id LIMIT ?",
        (gamma_id, at, last, float("-inf") if since is None else since, limit),
    )
    return [Comment(*row) for row in rows]


def replies(database: Database, comment_ids: Sequence[str], *, archived: bool) -> dict[str, list[Reply]]:
    """The replies of threads, the oldest first, by the thread's id."""
    found: dict[str, list[Reply]] = defaultdict(list)
    if comment_ids:
        rows = database.all(
            f"SELECT {_REPLY} FROM comment_replies WHERE comment_id IN ({', '.join('?' * len(comment_ids))}) "  # noqa: S608
            f"{'' if archived else 'AND archived_at IS NULL '}ORDER BY created_at, id",
            tuple(comment_ids),
        )
        for one in [Reply(*row) for row in rows]:
            found[one.comment_id].append(one)
    return found


def insert(connection: sa.Connection, comment: Comment, most: int) -> bool:
    """A new thread; False when its file has `most` already, archived ones counted."""
    if _count(connection, "gammas", "comments WHERE gamma_id = :id", comment.gamma_id) >= most:
        return False
    put(connection, "comments", comment)
    return True


def insert_reply(connection: sa.Connection, reply: Reply, most: int) -> bool:
    """A new reply, which is something that happens in its thread; False when that has `most` already."""
    if _count(connection, "comments", "comment_replies WHERE comment_id = :id", reply.comment_id) >= most:
        return False
    put(connection, "comment_replies", reply)
    _touch(connection, reply.comment_id, reply.created_at)
    return True


def set_status(connection: sa.Connection, comment_id: str, status: str, now: float) -> None:
    """Open or close a thread; what it is already is nothing that happens."""
    run(
        connection,
        "UPDATE comments SET status = :status, updated_at = :now WHERE id = :id AND status <> :status",
        id=comment_id,
        status=status,
        now=now,
    )


def archive(connection: sa.Connection, comment_id: str, now: float) -> None:
    """Put a thread away; when that first happened stays."""
    run(
        connection,
        "UPDATE comments SET archived_at = :now, updated_at = :now WHERE id = :id AND archived_at IS NULL",
        id=comment_id,
        now=now,
    )


def archive_reply(connection: sa.Connection, reply: Reply, now: float) -> None:
    """Put one reply away."""
    found = run(
        connection,
        "UPDATE comment_replies SET archived_at = :now, updated_at = :now WHERE id = :id AND archived_at IS NULL",
        id=reply.id,
        now=now,
    )
    if found.rowcount:
        _touch(connection, reply.comment_id, now)


def _touch(connection: sa.Connection, comment_id: str, now: float) -> None:
    run(connection, "UPDATE comments SET updated_at = :now WHERE id = :id", id=comment_id, now=now)


def _count(connection: sa.Connection, of: str, where: str, id: str) -> int:  # noqa: A002 - of either kind
    """How many rows there are of what has the id; no other transaction counts them until this one ends."""
    run(connection, f"SELECT id FROM {of} WHERE id = :id{held(connection, 'NO KEY UPDATE')}", id=id)  # noqa: S608
    return int(run(connection, f"SELECT COUNT(*) FROM {where}", id=id).scalar_one())  # noqa: S608
