"""Whose turn it is: open generations of many callers are run in turns, not in the order they came."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_OPEN = sa.text("status = 'pending'")


def upgrade() -> None:
    op.add_column("generations", sa.Column("turn", sa.Integer, nullable=False, server_default="0"))
    op.create_index(
        "generations_turns",
        "generations",
        ["workspace_id", "key_id", "turn"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index(
        "generations_waiting", "generations", ["turn"],
        sqlite_where=sa.text("status = 'pending' AND attempt = 0"),
        postgresql_where=sa.text("status = 'pending' AND attempt = 0"),
    )  # fmt: skip
