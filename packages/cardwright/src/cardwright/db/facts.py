"""Rows of facts: what every process on one database must have alike."""

import sqlalchemy as sa

from cardwright.db.rows import run


def agreed(connection: sa.Connection, name: str, value: str) -> str:
    """What holds from now on: what the first process said."""
    run(
        connection,
        "INSERT INTO facts (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING",
        name=name,
        value=value,
    )
    return str(run(connection, "SELECT value FROM facts WHERE name = :name", name=name).scalar_one())
