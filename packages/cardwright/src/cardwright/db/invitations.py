"""Invitations by mail: whom to tell of which file, and when to try again."""

from dataclasses import dataclass

import sqlalchemy as sa

from cardwright.db.database import Database


@dataclass(frozen=True, slots=True)
class Invitation:
    """One mail to send. `owner` is who shares the file, by name or mail address."""

    gamma_id: str
    email: str
    doc_id: str
    title: str
    owner: str
    attempts: int


def due(database: Database, now: float, limit: int) -> list[Invitation]:
    """Mails whose time has come."""
    rows = database.all(
        "SELECT i.gamma_id, i.email, g.doc_id, g.title, COALESCE(NULLIF(u.name, ''), u.email), i.attempts "
        "FROM invitations i JOIN gammas g ON g.id = i.gamma_id JOIN users u ON u.id = g.owner_id "
        "WHERE i.due_at <= ? ORDER BY i.due_at LIMIT ?",
        (now, limit),
    )
    return [Invitation(*row) for row in rows]


def tried(connection: sa.Connection, invitation: Invitation, due_at: float | None) -> None:
    """Note an attempt; None when there will be no other."""
    connection.execute(
        sa.text(
            "UPDATE invitations SET attempts = attempts + 1, due_at = :due WHERE gamma_id = :gamma AND email = :email"
        ),
        {"due": due_at, "gamma": invitation.gamma_id, "email": invitation.email},
    )


def revoke(connection: sa.Connection, gamma_id: str, email: str) -> bool:
    """Take an invitation back; False when there is none."""
    found = connection.execute(
        sa.text("DELETE FROM invitations WHERE gamma_id = :gamma AND email = :email"),
        {"gamma": gamma_id, "email": email.casefold()},
    )
    return found.rowcount == 1
