"""What language models answered for generations that are still open; gone when they end."""

import sqlalchemy as sa

from cardwright.db.database import Database
from cardwright.db.rows import run


def find(database: Database, generation_id: str, key: str) -> tuple[bytes, int, float] | None:
    """The answer to a question, the tokens and the money that it cost."""
    row = database.one(
        "SELECT answer, tokens, money FROM model_answers WHERE generation_id = ? AND key = ?", (generation_id, key)
    )
    return (bytes(row[0]), int(row[1]), float(row[2])) if row else None


def keep(  # noqa: PLR0913 - the columns
    connection: sa.Connection, generation_id: str, key: str, answer: bytes, tokens: int, money: float
) -> None:
    """Keep an answer; the first one stays, and there is none for a generation that has ended."""
    run(
        connection,
        "INSERT INTO model_answers (generation_id, key, answer, tokens, money) "
        "SELECT id, :key, :answer, :tokens, :money FROM generations WHERE id = :id AND status = 'pending' "
        "ON CONFLICT (generation_id, key) DO NOTHING",
        id=generation_id,
        key=key,
        answer=answer,
        tokens=tokens,
        money=money,
    )


def drop(connection: sa.Connection, generation_id: str) -> None:
    """Forget the answers for a generation."""
    run(connection, "DELETE FROM model_answers WHERE generation_id = :id", id=generation_id)
