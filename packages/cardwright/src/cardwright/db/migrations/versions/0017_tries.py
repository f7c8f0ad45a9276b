"""How often the work of a job was begun, which claims alone do not say: whoever claims a job may die before he begins it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    for table in ("generations", "exports"):
        op.add_column(table, sa.Column("tries", sa.Integer, nullable=False, server_default="0"))
