"""Rows of salts: what the hashes of anonymous viewers are made with, one for each day and gone with it."""

import sqlalchemy as sa


def of_day(connection: sa.Connection, day: str, fresh: bytes) -> bytes:
    """The salt of a day, `fresh` if there was none; those of days before it are wiped and deleted."""
    forget(connection, day)
    connection.execute(
        sa.text("INSERT INTO view_salts (day, salt) VALUES (:day, :salt) ON CONFLICT (day) DO NOTHING"),
        {"day": day, "salt": fresh},
    )
    found = connection.execute(sa.text("SELECT salt FROM view_salts WHERE day = :day"), {"day": day}).one()
    return bytes(found[0])


def forget(connection: sa.Connection, before: str) -> None:
    """Wipe and delete the salts of days before one.

    A database may leave deleted bytes in its pages; so they are written over first.
    """
    gone = {"day": before, "nothing": bytes(32)}
    connection.execute(sa.text("UPDATE view_salts SET salt = :nothing WHERE day < :day"), gone)
    connection.execute(sa.text("DELETE FROM view_salts WHERE day < :day"), {"day": before})
