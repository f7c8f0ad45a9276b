"""Rows of cards: by which id each card of an edited file is known, whatever place it has now."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from cardwright.db.database import Database


@dataclass(frozen=True, slots=True)
class Listed:
    """The hash of a file's deck and the ids of its cards, both of one moment; no ids if it was never edited."""

    deck_sha256: str
    ids: Sequence[str]


def of_gamma(database: Database, gamma_id: str) -> Listed | None:
    """The cards of a file in their order."""
    rows = database.all(
        "SELECT g.deck_sha256, c.card_id FROM gammas g LEFT JOIN gamma_cards c ON c.gamma_id = g.id "
        "WHERE g.id = ? ORDER BY c.position",
        (gamma_id,),
    )
    return Listed(rows[0][0], [row[1] for row in rows if row[1] is not None]) if rows else None


def write(connection: sa.Connection, gamma_id: str, ids: Sequence[str]) -> None:
    """Give a file's cards these ids, one or more, in place of those they had."""
    connection.execute(sa.text("DELETE FROM gamma_cards WHERE gamma_id = :gamma"), {"gamma": gamma_id})
    connection.execute(
        sa.text("INSERT INTO gamma_cards (gamma_id, position, card_id) VALUES (:gamma, :position, :card)"),
        [{"gamma": gamma_id, "position": position, "card": card} for position, card in enumerate(ids, 1)],
    )
