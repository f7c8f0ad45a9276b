"""Single pictures that an image model paints are jobs; what is painted lies among the other single pictures."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

_OPEN = sa.text("status = 'pending'")


def upgrade() -> None:
    op.add_column("images", sa.Column("transparent", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "picture_jobs",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("workspace_id", sa.String, sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("key_id", sa.String, nullable=False),
        sa.Column("user_id", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False, server_default="pending"),
        sa.Column("attempt", sa.Integer, nullable=False, server_default="0"),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("turn", sa.Integer, nullable=False, server_default="0"),
        sa.Column("warnings", sa.String, nullable=False),  # JSON
        sa.Column("reason", sa.String),  # a word for why it failed
        sa.Column("message", sa.String),
        sa.Column("retryable", sa.Boolean),
        sa.Column("deducted", sa.Integer),
        sa.Column("remaining", sa.Integer),
        sa.Column("trace", sa.String),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("finished_at", sa.Float),
        sa.Column("order_json", sa.LargeBinary, nullable=False),
    )
    op.create_index(
        "picture_jobs_turns",
        "picture_jobs",
        ["workspace_id", "key_id", "turn"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
