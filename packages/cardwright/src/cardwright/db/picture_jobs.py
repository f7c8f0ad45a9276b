"""Rows of single pictures that a model is to paint; one that is there is a row of `images` under the same id."""

from dataclasses import dataclass

import sqlalchemy as sa

from cardwright.db import fences
from cardwright.db.database import Database
from cardwright.db.rows import put, run


@dataclass(frozen=True, slots=True)
class NewPicture:
    """What a POST writes. `warnings` are JSON."""

    id: str
    workspace_id: str
    key_id: str
    user_id: str
    order_json: bytes
    warnings: str
    created_at: float
    turn: int = 0
    trace: str | None = None  # the span that accepted it


@dataclass(frozen=True, slots=True)
class PictureJob:
    """How far a picture is. Of one that failed, `reason` is a word, `message` a sentence for who asked."""

    id: str
    workspace_id: str
    user_id: str
    status: str
    warnings: str
    reason: str | None
    message: str | None
    retryable: bool | None
    deducted: int | None
    remaining: int | None
    created_at: float
    order_json: bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a picture is not there. `retryable` says that asking again may help."""

    reason: str
    message: str
    retryable: bool


_COLUMNS = ", ".join(PictureJob.__slots__)


def find(database: Database, picture_id: str) -> PictureJob | None:
    row = database.one(f"SELECT {_COLUMNS} FROM picture_jobs WHERE id = ?", (picture_id,))  # noqa: S608
    return PictureJob(*row) if row else None


def insert(connection: sa.Connection, new: NewPicture) -> None:
    put(connection, "picture_jobs", new)


def claim(connection: sa.Connection, picture_id: str) -> int | None:
    """Begin an attempt; its number is the fence of what follows. None when it is over or unknown."""
    return fences.claim(connection, "picture_jobs", picture_id)


def begin(connection: sa.Connection, picture_id: str, attempt: int) -> int | None:
    """Note that an attempt begins with the work itself; how often that was. None when it owns nothing."""
    return fences.begin(connection, "picture_jobs", picture_id, attempt)


def wanted(database: Database, picture_id: str) -> bool:
    """Whether a picture is still to be painted."""
    return fences.wanted(database, "picture_jobs", picture_id)


def owned(connection: sa.Connection, picture_id: str, attempt: int) -> bool:
    """Whether an attempt may still finish its job; what is found stays so until the transaction ends."""
    return fences.owned(connection, "picture_jobs", picture_id, attempt)


def finish(  # noqa: PLR0913 - all that is told of an end
    connection: sa.Connection,
    picture_id: str,
    deducted: int,
    remaining: int,
    now: float,
    failure: Failure | None = None,
) -> None:
    """End a picture that `owned` has told to be the caller's; without a failure it is there."""
    run(
        connection,
        "UPDATE picture_jobs SET status = :status, reason = :reason, message = :message, retryable = :retryable, "
        "deducted = :deducted, remaining = :remaining, finished_at = :now WHERE id = :id AND status = 'pending'",
        id=picture_id,
        status="failed" if failure else "completed",
        reason=failure.reason if failure else None,
        message=failure.message if failure else None,
        retryable=failure.retryable if failure else None,
        deducted=deducted,
        remaining=remaining,
        now=now,
    )


def as_asked(database: Database, picture_id: str, new_id: str, now: float) -> tuple[NewPicture, int]:
    """A picture to be asked for once more under another id, and the credits that were set aside for it."""
    row = database.one(
        "SELECT p.workspace_id, p.key_id, p.user_id, p.order_json, p.warnings, l.amount "
        "FROM picture_jobs p JOIN ledger l ON l.generation_id = p.id AND l.kind = 'reserve' WHERE p.id = ?",
        (picture_id,),
    )
    assert row is not None, picture_id
    workspace, key, user, order, warnings, amount = row
    return NewPicture(new_id, workspace, key, user, bytes(order), warnings, now), int(amount)
