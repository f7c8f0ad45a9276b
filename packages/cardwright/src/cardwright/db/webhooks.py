"""Rows of webhooks: who is told when a generation ends."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from cardwright.db.database import Database
from cardwright.db.locks import held
from cardwright.db.rows import run


@dataclass(frozen=True, slots=True)
class Webhook:
    """One receiver, of a user in a workspace. `events` are the names it wants, times seconds since 1970."""

    id: str
    workspace_id: str
    user_id: str
    url: str
    events: tuple[str, ...]
    created_at: float
    disabled_at: float | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """A generation that has ended, as far as its receivers are concerned.

    `webhook_url` is the receiver that its request named, `webhooks` those registered by its user.
    """

    workspace_id: str
    key_id: str
    status: str
    finished_at: float
    webhook_url: str | None
    webhooks: tuple[Webhook, ...]


_COLUMNS = ", ".join(Webhook.__slots__)


def find(database: Database, webhook_id: str, workspace_id: str, user_id: str) -> Webhook | None:
    """A user's webhook; None when that user has no such one in that workspace."""
    row = database.one(
        f"SELECT {_COLUMNS} FROM webhooks WHERE id = ? AND workspace_id = ? AND user_id = ?",  # noqa: S608
        (webhook_id, workspace_id, user_id),
    )
    return _webhook(row) if row else None


def listed(
    database: Database, workspace_id: str, user_id: str, after: tuple[float, str] | None, limit: int
) -> list[Webhook]:
    """A user's webhooks, newest first, those behind `after`."""
    at, last = after or (float("inf"), "")
    rows = database.all(
        f"SELECT {_COLUMNS} FROM webhooks WHERE workspace_id = ? AND user_id = ? AND (created_at, id) < (?, ?) "  # noqa: S608
        "ORDER BY created_at DESC, id DESC LIMIT ?",
        (workspace_id, user_id, at, last, limit),
    )
    return [_webhook(row) for row in rows]


def ending(connection: sa.Connection, generation_id: str) -> Ending | None:
    """An ended generation and its user's webhooks that are not disabled; None for a page of several: the whole is told.

    The webhooks stay as they are until the transaction ends, so that none gets a delivery after it was disabled.
    """
    found = run(
        connection,
        "SELECT workspace_id, user_id, key_id, status, COALESCE(finished_at, 0), webhook_url FROM generations "
        "WHERE id = :id AND parent_id IS NULL",
        id=generation_id,
    ).first()
    if found is None:
        return None
    workspace_id, user_id, key_id, status, finished_at, url = tuple(found)
    rows = run(
        connection,
        f"SELECT {_COLUMNS} FROM webhooks WHERE workspace_id = :workspace AND user_id = :user "  # noqa: S608
        f"AND disabled_at IS NULL ORDER BY created_at, id{held(connection, 'SHARE')}",
        workspace=workspace_id,
        user=user_id,
    )
    return Ending(workspace_id, key_id, status, finished_at, url, tuple(_webhook(tuple(row)) for row in rows))


def insert(connection: sa.Connection, webhook: Webhook, most: int) -> bool:
    """A new webhook; False when its user has `most` already."""
    run(connection, f"SELECT id FROM users WHERE id = :id{held(connection, 'NO KEY UPDATE')}", id=webhook.user_id)  # noqa: S608
    made = run(
        connection,
        "INSERT INTO webhooks (id, workspace_id, user_id, url, events, created_at) "
        "SELECT :id, :workspace_id, :user_id, :url, :events, :created_at WHERE "
        "(SELECT COUNT(*) FROM webhooks WHERE workspace_id = :workspace_id AND user_id = :user_id) < :most",
        id=webhook.id,
        workspace_id=webhook.workspace_id,
        user_id=webhook.user_id,
        url=webhook.url,
        events=" ".join(webhook.events),
        created_at=webhook.created_at,
        most=most,
    )
    return made.rowcount == 1


def disable(connection: sa.Connection, webhook_id: str, now: float) -> None:
    """Send a webhook nothing more: neither what comes nor what waits for it."""
    run(connection, "UPDATE webhooks SET disabled_at = :now WHERE id = :id", id=webhook_id, now=now)
    run(
        connection,
        "UPDATE deliveries SET status = 'failed', last_error = 'the webhook was disabled', next_attempt_at = NULL, "
        "finished_at = :now WHERE webhook_id = :id AND status = 'pending'",
        id=webhook_id,
        now=now,
    )


def delete(connection: sa.Connection, webhook_id: str) -> None:
    """Remove a webhook with its deliveries."""
    run(connection, "DELETE FROM webhooks WHERE id = :id", id=webhook_id)


def _webhook(row: tuple[Any, ...]) -> Webhook:
    id_, workspace_id, user_id, url, events, created_at, disabled_at = row
    return Webhook(id_, workspace_id, user_id, url, tuple(events.split()), created_at, disabled_at)
