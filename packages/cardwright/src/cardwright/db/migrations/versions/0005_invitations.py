"""Invitations are sent by mail: when that is due, and whether it was done."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("invitations", sa.Column("attempts", sa.Integer, nullable=False, server_default="0"))
    op.add_column("invitations", sa.Column("due_at", sa.Float, server_default="0"))  # null: sent, or given up
    op.create_index(
        "invitations_due", "invitations", ["due_at"],
        sqlite_where=sa.text("due_at IS NOT NULL"), postgresql_where=sa.text("due_at IS NOT NULL"),
    )  # fmt: skip
    op.execute("UPDATE invitations SET due_at = NULL")  # those there are were recorded without a promise to send
