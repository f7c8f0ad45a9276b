"""Generations tell at their end what was left undone."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("generations", sa.Column("undone", sa.String))
