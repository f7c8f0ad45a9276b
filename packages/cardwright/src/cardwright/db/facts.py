"""Rows of facts: what every process on one database must have alike."""

from typing import Final

import sqlalchemy as sa

from cardwright.db.database import Database
from cardwright.db.rows import run

KEYS: Final = "keys"  # changes whenever a key is revoked


def known(database: Database, name: str) -> str:
    """What holds; empty when nothing was said yet."""
    row = database.one("SELECT value FROM facts WHERE name = ?", (name,))
    return str(row[0]) if row else ""


def agreed(connection: sa.Connection, name: str, value: str) -> str:
    """What holds from now on: what the first process said."""
    run(
        connection,
        "INSERT INTO facts (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING",
        name=name,
        value=value,
    )
    return str(run(connection, "SELECT value FROM facts WHERE name = :name", name=name).scalar_one())


def change(connection: sa.Connection, name: str, value: str) -> None:
    """Let something else hold from now on."""
    run(
        connection,
        "INSERT INTO facts (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name=name,
        value=value,
    )
