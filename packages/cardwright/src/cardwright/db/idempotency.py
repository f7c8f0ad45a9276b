"""Keys under which requests may be repeated: what was asked, and what was answered."""

from dataclasses import dataclass

import sqlalchemy as sa

from cardwright.db.database import Database


@dataclass(frozen=True, slots=True)
class Kept:
    """An earlier request of a key and its answer."""

    request_sha256: bytes
    answer: bytes


def find(database: Database, key_id: str, name: str) -> Kept | None:
    row = database.one("SELECT request_sha256, answer FROM idempotency WHERE key_id = ? AND name = ?", (key_id, name))
    return Kept(bytes(row[0]), bytes(row[1])) if row else None


def keep(connection: sa.Connection, key_id: str, name: str, kept: Kept, now: float) -> bool:
    """Remember an answer, in the transaction that makes it true; False when the key has one already."""
    made = connection.execute(
        sa.text(
            "INSERT INTO idempotency (key_id, name, request_sha256, answer, created_at) "
            "VALUES (:key, :name, :sha, :answer, :now) ON CONFLICT DO NOTHING"
        ),
        {"key": key_id, "name": name, "sha": kept.request_sha256, "answer": kept.answer, "now": now},
    )
    return made.rowcount == 1


def forget(connection: sa.Connection, before: float) -> None:
    """Drop what was kept before a moment."""
    connection.execute(sa.text("DELETE FROM idempotency WHERE created_at < :before"), {"before": before})
