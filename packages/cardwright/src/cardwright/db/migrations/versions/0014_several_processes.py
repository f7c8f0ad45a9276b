"""Several processes on one database: who is alive and on duty, what all must agree on, requests counted together."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.String, primary_key=True),  # `executor …` or `duty …`
        sa.Column("holder", sa.String, nullable=False),
        sa.Column("until", sa.Float, nullable=False),  # by the database's clock
        sa.Column("version", sa.String, nullable=False, server_default=""),  # of the jobs that an executor can run
        sa.Column("slots", sa.Integer, nullable=False, server_default="0"),  # jobs that it renders at the same time
    )
    op.create_table(
        "facts",  # what every process on this database must have alike
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    op.create_table(
        "rate_counts",
        sa.Column("key_id", sa.String, primary_key=True),
        *(sa.Column(f"{name}_at", sa.Float, nullable=False) for name in ("burst", "hour", "day")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("burst", "hour", "day")),
    )
    if (
        op.get_bind().dialect.name == "postgresql"
    ):  # a row is written at every request: room for its next version beside it
        op.execute("ALTER TABLE rate_counts SET (fillfactor = 50)")
