"""Rows of editors: who has changed what a file says since it was made."""

import sqlalchemy as sa

from cardwright.db.database import Database


def record(connection: sa.Connection, gamma_id: str, user_id: str, now: float) -> None:
    """Note that a user has changed a file just now."""
    connection.execute(
        sa.text(
            "INSERT INTO gamma_editors (gamma_id, user_id, edited_at) VALUES (:gamma, :user, :now) "
            "ON CONFLICT (gamma_id, user_id) DO UPDATE SET edited_at = excluded.edited_at"
        ),
        {"gamma": gamma_id, "user": user_id, "now": now},
    )


def of_gamma(database: Database, gamma_id: str) -> set[str]:
    """The users who have edited a file: its owner, who made it, and all who have changed it since."""
    rows = database.all(
        "SELECT owner_id FROM gammas WHERE id = ? UNION SELECT user_id FROM gamma_editors WHERE gamma_id = ?",
        (gamma_id, gamma_id),
    )
    return {row[0] for row in rows}
