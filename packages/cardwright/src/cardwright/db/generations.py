"""Rows of generations: what is written when, and what the API reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa

from cardwright.db import answers, fences
from cardwright.db.database import Database
from cardwright.db.rows import run, values


@dataclass(frozen=True, slots=True)
class NewGeneration:
    """What a POST writes. `webhook_url` is told when the generation ends."""

    id: str
    workspace_id: str
    key_id: str
    user_id: str
    request: bytes
    order_json: bytes
    warnings: str | None
    gamma_id: str
    doc_id: str
    created_at: float
    webhook_url: str | None = None
    turn: int = 0
    trace: str | None = None  # the span that accepted it


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a generation ended; an error message marks a failure."""

    deducted: int
    remaining: int
    finished_at: float
    error_message: str | None = None
    error_status: int | None = None
    undone: str | None = None  # what was asked for in vain and was not known when it was accepted


@dataclass(frozen=True, slots=True)
class Rendered:
    """The files of a generation, named by their hashes; recorded before it is settled."""

    title: str
    deck_sha256: str
    view_sha256: str
    export_sha256: str | None = None
    export_suffix: str | None = None
    export_type: str | None = None
    export_size: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a generation is. `cards` is known once the text is written."""

    status: str
    stage: str
    cards: int | None
    written: int | None = None  # of the cards, while a language model writes them


class Moment(NamedTuple):
    """Where a generation stands: its status, and since when it is there."""

    status: str
    created_at: float


@dataclass(frozen=True, slots=True)
class Ended:
    """How a generation ended, and what its answer is made of."""

    status: str
    gamma_id: str
    doc_id: str
    title: str
    export_sha256: str | None
    export_suffix: str | None
    error_message: str | None
    error_status: int | None
    deducted: int
    remaining: int
    finished_at: float
    pages: int | None
    undone: str | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a file is made from when its generation ends well."""

    gamma_id: str
    doc_id: str
    workspace_id: str
    user_id: str
    request: bytes
    order_json: bytes


class Taken(NamedTuple):
    """What does not change of a generation: its order, when it was accepted, and of which one it is a page."""

    order_json: bytes
    created_at: float
    parent_id: str | None


@dataclass(frozen=True, slots=True)
class FileRow:
    """A stored file and how to serve it."""

    title: str
    sha256: str
    media_type: str
    suffix: str
    size: int


def status(database: Database, generation_id: str, workspace_id: str) -> str | None:
    """The status of a workspace's generation; None when it has no such one."""
    found = moment(database, generation_id, workspace_id)
    return found.status if found else None


def moment(database: Database, generation_id: str, workspace_id: str) -> Moment | None:
    """Where a workspace's generation stands; None when it has no such one. Asked at every poll."""
    row = database.one(
        "SELECT status, created_at FROM generations WHERE id = ? AND workspace_id = ?", (generation_id, workspace_id)
    )
    return Moment(row[0], float(row[1])) if row else None


def moments(database: Database, asked: Sequence[tuple[str, str]]) -> list[Moment | None]:
    """The same of many (generation id, workspace id), by one statement; for a PostgreSQL database."""
    if len(asked) == 1:
        return [moment(database, *asked[0])]
    rows = database.all(
        "SELECT id, workspace_id, status, created_at FROM generations WHERE id = ANY(?)", ([id_ for id_, _ in asked],)
    )
    found = {(row[0], row[1]): Moment(row[2], float(row[3])) for row in rows}
    return [found.get(one) for one in asked]


def progress(database: Database, generation_id: str, workspace_id: str) -> Progress | None:
    """How far a workspace's generation is; None when it has no such one."""
    row = database.one(
        "SELECT status, stage, cards, written FROM generations WHERE id = ? AND workspace_id = ?",
        (generation_id, workspace_id),
    )
    return Progress(*row) if row else None


def waiting(database: Database) -> list[float]:
    """When those open generations were accepted that have waited longest, in order; no more than a thousand."""
    rows = database.all(
        "SELECT created_at FROM generations WHERE status = 'pending' AND pages IS NULL ORDER BY created_at LIMIT 1000"
    )
    return [float(row[0]) for row in rows]


def pace(database: Database) -> float:
    """Seconds that the last twenty completed generations took from acceptance to their end, on average."""
    row = database.one(
        "SELECT AVG(finished_at - created_at) FROM (SELECT created_at, finished_at FROM generations "
        "WHERE status = 'completed' ORDER BY finished_at DESC LIMIT 20) AS latest"
    )
    return float(row[0]) if row and row[0] is not None else 0.0


def listed(
    database: Database, workspace_id: str, status: str | None, after: tuple[float, str] | None, limit: int
) -> list[tuple[str, float]]:
    """Ids and times of a workspace's generations, newest first, those behind `after`."""
    at, last = after or (float("inf"), "")
    rows = database.all(
        "SELECT id, created_at FROM generations WHERE workspace_id = ? AND parent_id IS NULL "
        "AND status = COALESCE(?, status) AND (created_at, id) < (?, ?) ORDER BY created_at DESC, id DESC LIMIT ?",
        (workspace_id, status, at, last, limit),
    )
    return [(row[0], row[1]) for row in rows]


def ended(database: Database, generation_id: str) -> Ended:
    """The end of a completed or failed generation."""
    row = database.one(
        "SELECT status, gamma_id, doc_id, title, export_sha256, export_suffix, error_message, error_status, "
        "COALESCE(deducted, 0), COALESCE(remaining, 0), COALESCE(finished_at, 0), pages, undone "
        "FROM generations WHERE id = ?",
        (generation_id,),
    )
    assert row is not None
    return Ended(*row)


def export(database: Database, generation_id: str) -> FileRow | None:
    """The exported file of a completed generation."""
    row = database.one(
        "SELECT title, export_sha256, export_type, export_suffix, export_size FROM generations "
        "WHERE id = ? AND status = 'completed' AND export_sha256 IS NOT NULL",
        (generation_id,),
    )
    return FileRow(*row) if row else None


def accepted(database: Database, generation_id: str) -> Accepted:
    """What a generation was taken on as."""
    row = database.one(
        "SELECT gamma_id, doc_id, workspace_id, user_id, request, order_json FROM generations WHERE id = ?",
        (generation_id,),
    )
    assert row is not None
    return Accepted(*row)


def taken(database: Database, generation_id: str) -> Taken | None:
    """What whoever runs a generation must know of it."""
    row = database.one("SELECT order_json, created_at, parent_id FROM generations WHERE id = ?", (generation_id,))
    return Taken(bytes(row[0]), float(row[1]), row[2]) if row else None


def insert(connection: sa.Connection, new: NewGeneration) -> None:
    run(
        connection,
        "INSERT INTO generations (id, workspace_id, key_id, user_id, request, order_json, warnings, gamma_id, doc_id, "
        "created_at, webhook_url, turn, trace) VALUES (:id, :workspace_id, :key_id, :user_id, :request, :order_json, :warnings, "
        ":gamma_id, :doc_id, :created_at, :webhook_url, :turn, :trace)",
        **values(new),
    )


def claim(connection: sa.Connection, generation_id: str, lease_until: float) -> int | None:
    """Begin an attempt; its number is the fence all later writes must show. None when it is terminal or unknown."""
    row = run(
        connection,
        "UPDATE generations SET attempt = attempt + 1, lease_until = :until WHERE id = :id AND status = 'pending' "
        "RETURNING attempt",
        id=generation_id,
        until=lease_until,
    ).first()
    return int(row[0]) if row else None


def newest(database: Database, generation_id: str) -> int | None:
    """The newest attempt at a generation; None when it is not to be made any more."""
    return fences.newest(database, "generations", generation_id)


def wanted(database: Database, generation_id: str) -> bool:
    """Whether a generation is still to be made: it has neither ended nor been cancelled."""
    return fences.wanted(database, "generations", generation_id)


def owned(connection: sa.Connection, generation_id: str, attempt: int) -> bool:
    """Whether an attempt may still finish its job; what is found stays so until the transaction ends."""
    return fences.owned(connection, "generations", generation_id, attempt)


def enter(connection: sa.Connection, generation_id: str, attempt: int, stage: str, cards: int | None = None) -> bool:
    """Note the stage a job is in, and how many cards it has once that is known; False when a newer attempt owns it."""
    found = run(
        connection,
        "UPDATE generations SET stage = :stage, cards = COALESCE(:cards, cards) "
        "WHERE id = :id AND attempt = :attempt AND status = 'pending'",
        id=generation_id,
        attempt=attempt,
        stage=stage,
        cards=cards,
    )
    return found.rowcount == 1


def begin(connection: sa.Connection, generation_id: str, attempt: int, stage: str) -> int | None:
    """Note that an attempt begins with the work itself, in this stage; how often that was. None when it owns nothing."""
    row = run(
        connection,
        "UPDATE generations SET stage = :stage, tries = tries + 1 "
        "WHERE id = :id AND attempt = :attempt AND status = 'pending' RETURNING tries",
        id=generation_id,
        attempt=attempt,
        stage=stage,
    ).first()
    return int(row[0]) if row else None


def count_written(connection: sa.Connection, generation_id: str, attempt: int, written: int, cards: int) -> None:
    """Note how many of the cards of a job are written."""
    run(
        connection,
        "UPDATE generations SET written = :written, cards = :cards "
        "WHERE id = :id AND attempt = :attempt AND status = 'pending'",
        id=generation_id,
        attempt=attempt,
        written=written,
        cards=cards,
    )


def record(connection: sa.Connection, generation_id: str, attempt: int, files: Rendered) -> None:
    """Name the files, which already lie in the store."""
    columns = ", ".join(f"{name} = :{name}" for name in Rendered.__slots__)
    run(
        connection,
        f"UPDATE generations SET {columns} WHERE id = :id AND attempt = :attempt AND status = 'pending'",  # noqa: S608
        id=generation_id,
        attempt=attempt,
        **values(files),
    )


def finish(connection: sa.Connection, generation_id: str, attempt: int, outcome: Outcome) -> bool:
    """Make the state final; False when it already is, or a newer attempt owns the job."""
    found = run(
        connection,
        "UPDATE generations SET status = :status, stage = 'finished', lease_until = NULL, deducted = :deducted, "
        "remaining = :remaining, error_message = :message, error_status = :code, undone = :undone, finished_at = :at "
        "WHERE id = :id AND attempt = :attempt AND status = 'pending'",
        id=generation_id,
        attempt=attempt,
        status="failed" if outcome.error_message else "completed",
        deducted=outcome.deducted,
        remaining=outcome.remaining,
        message=outcome.error_message,
        code=outcome.error_status,
        undone=outcome.undone,
        at=outcome.finished_at,
    )
    if found.rowcount == 1:
        answers.drop(connection, generation_id)
    return found.rowcount == 1


def pending(database: Database) -> list[str]:
    """Generations that are not terminal, oldest first."""
    return [row[0] for row in database.all("SELECT id FROM generations WHERE status = 'pending' ORDER BY created_at")]
