"""Rows of deliveries: one event for one receiver, and how far it got."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from cardwright.db.database import Database
from cardwright.db.rows import marks, put, run, values


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event for one receiver; `id` is the same at every attempt.

    `webhook_id` is None for the receiver that a request named for its one
    generation. `attempts` counts those made since it was last asked for.
    """

    id: str
    webhook_id: str | None
    workspace_id: str
    key_id: str
    generation_id: str
    event: str
    url: str
    host: str
    created_at: float
    next_attempt_at: float | None
    status: str = "pending"
    attempts: int = 0
    last_status_code: int | None = None
    last_error: str | None = None
    finished_at: float | None = None


@dataclass(frozen=True, slots=True)
class Attempted:
    """What an attempt changes. `before` is how many attempts there were: the fence."""

    id: str
    before: int
    status: str
    status_code: int | None
    error: str | None
    next_attempt_at: float | None
    at: float


_COLUMNS = ", ".join(Delivery.__slots__)
_HOSTS = (  # for which anything waits
    "WITH RECURSIVE hosts (host) AS (SELECT MIN(host) FROM deliveries WHERE status = 'pending' "
    "UNION ALL SELECT (SELECT MIN(d.host) FROM deliveries d WHERE d.status = 'pending' AND d.host > hosts.host) "
    "FROM hosts WHERE host IS NOT NULL)"
)


def find(database: Database, delivery_id: str, webhook_id: str) -> Delivery | None:
    """A delivery of a webhook."""
    row = database.one(
        f"SELECT {_COLUMNS} FROM deliveries WHERE id = ? AND webhook_id = ?",  # noqa: S608
        (delivery_id, webhook_id),
    )
    return Delivery(*row) if row else None


def listed(database: Database, webhook_id: str, after: tuple[float, str] | None, limit: int) -> list[Delivery]:
    """A webhook's deliveries, newest first, those behind `after`."""
    at, last = after or (float("inf"), "")
    rows = database.all(
        f"SELECT {_COLUMNS} FROM deliveries WHERE webhook_id = ? AND (created_at, id) < (?, ?) "  # noqa: S608
        "ORDER BY created_at DESC, id DESC LIMIT ?",
        (webhook_id, at, last, limit),
    )
    return [Delivery(*row) for row in rows]


def next_due(database: Database, now: float, sending: Collection[str], busy: Collection[str]) -> Delivery | None:
    """The delivery that is due longest, none of those that are being sent, none for a busy host.

    The hosts are stepped through by their index, so that one with a hundred
    thousand deliveries waiting costs no more than one with a single one.
    """
    of_host = (
        "SELECT d.id FROM deliveries d WHERE d.status = 'pending' AND d.host = hosts.host "  # noqa: S608
        f"AND d.next_attempt_at <= ? AND {_outside('d.id', sending)} ORDER BY d.next_attempt_at LIMIT 1"
    )
    row = database.one(
        f"{_HOSTS} SELECT {_COLUMNS} FROM deliveries WHERE id IN (SELECT ({of_host}) FROM hosts "  # noqa: S608
        f"WHERE host IS NOT NULL AND {_outside('host', busy)}) ORDER BY next_attempt_at LIMIT 1",
        (now, *sending, *busy),
    )
    return Delivery(*row) if row else None


def soonest(database: Database, now: float) -> float | None:
    """When the next delivery falls due that is not due yet."""
    row = database.one(
        "SELECT MIN(next_attempt_at) FROM deliveries WHERE status = 'pending' AND next_attempt_at > ?", (now,)
    )
    return row[0] if row else None


def insert(connection: sa.Connection, delivery: Delivery) -> None:
    put(connection, "deliveries", delivery)


def record(connection: sa.Connection, attempted: Attempted) -> bool:
    """Write down an attempt; False when the delivery is over, or was asked for anew meanwhile."""
    found = run(
        connection,
        "UPDATE deliveries SET status = :status, attempts = :before + 1, last_status_code = :status_code, "
        "last_error = :error, next_attempt_at = :next_attempt_at, "
        "finished_at = CASE WHEN :status = 'pending' THEN NULL ELSE :at END "
        "WHERE id = :id AND attempts = :before AND status = 'pending'",
        **values(attempted),
    )
    return found.rowcount == 1


def renew(connection: sa.Connection, delivery_id: str, now: float) -> None:
    """Begin a delivery anew, whatever became of it."""
    run(
        connection,
        "UPDATE deliveries SET status = 'pending', attempts = 0, next_attempt_at = :now, finished_at = NULL "
        "WHERE id = :id",
        id=delivery_id,
        now=now,
    )


def arrived_since(connection: sa.Connection, webhook_id: str, since: float) -> bool:
    """Whether a webhook got anything since a moment."""
    found = run(
        connection,
        "SELECT 1 FROM deliveries WHERE webhook_id = :id AND status = 'delivered' AND finished_at >= :since LIMIT 1",
        id=webhook_id,
        since=since,
    )
    return found.first() is not None


def _outside(column: str, values: Collection[str]) -> str:
    return f"{column} NOT IN ({marks(values)})" if values else "TRUE"
