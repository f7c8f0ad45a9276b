"""Credits: reserved when a generation or a picture is accepted, settled once when it ends.

The ledger's key (generation, kind) makes every movement unique: `final` is
shared by charge and refund, so they exclude each other, and writing one twice
counts once. For a workspace, balance + reserved + final charges never changes.
"""

import sqlalchemy as sa

from cardwright.db import Database
from cardwright.errors import OutOfCredits


def reserve(connection: sa.Connection, workspace_id: str, generation_id: str, amount: int, now: float) -> None:
    """Set `amount` credits aside.

    Raises:
        OutOfCredits: the balance is smaller; nothing was changed.
    """
    taken = connection.execute(
        sa.text(
            "UPDATE workspaces SET balance = balance - :amount, reserved = reserved + :amount "
            "WHERE id = :id AND balance >= :amount"
        ),
        {"id": workspace_id, "amount": amount},
    )
    if taken.rowcount != 1:
        msg = "Insufficient credits remaining"
        raise OutOfCredits(msg)
    _enter(connection, generation_id, "reserve", workspace_id, amount, now)


def settle(connection: sa.Connection, generation_id: str, charge: int, now: float) -> int | None:
    """Turn a reservation into a charge of at most its size, the rest returns; 0 refunds all.

    Returns:
        The workspace's balance afterwards, None when this was settled before.
    """
    held = connection.execute(
        sa.text("SELECT workspace_id, amount FROM ledger WHERE generation_id = :id AND kind = 'reserve'"),
        {"id": generation_id},
    ).first()
    if held is None:
        return None
    workspace_id, amount = str(held[0]), int(held[1])
    charge = max(0, min(charge, amount))
    if not _enter(connection, generation_id, "final", workspace_id, charge, now):
        return None
    row = connection.execute(
        sa.text(
            "UPDATE workspaces SET balance = balance + :rest, reserved = reserved - :amount WHERE id = :id RETURNING balance"
        ),
        {"id": workspace_id, "rest": amount - charge, "amount": amount},
    ).one()
    return int(row[0])


def charged(database: Database, job_id: str) -> int:
    """What a job was charged; 0 while it is open, and for what is no job."""
    row = database.one("SELECT amount FROM ledger WHERE generation_id = ? AND kind = 'final'", (job_id,))
    return int(row[0]) if row else 0


def _enter(
    connection: sa.Connection, generation_id: str, kind: str, workspace_id: str, amount: int, now: float
) -> bool:
    """Write a line of the ledger; False when it stands there already."""
    written = connection.execute(
        sa.text(
            "INSERT INTO ledger (generation_id, kind, workspace_id, amount, created_at) "
            "VALUES (:generation, :kind, :workspace, :amount, :now) ON CONFLICT DO NOTHING"
        ),
        {"generation": generation_id, "kind": kind, "workspace": workspace_id, "amount": amount, "now": now},
    )
    return written.rowcount == 1
