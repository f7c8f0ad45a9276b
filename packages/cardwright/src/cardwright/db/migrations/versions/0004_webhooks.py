"""Webhooks: receivers of events, and a row for every event that each of them is to get."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("generations", sa.Column("webhook_url", sa.String))
    op.create_table(
        "webhooks",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("workspace_id", sa.String, sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("user_id", sa.String, sa.ForeignKey("users.id"), nullable=False),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("events", sa.String, nullable=False),  # separated by spaces
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("disabled_at", sa.Float),
    )
    op.create_index("webhooks_of_user", "webhooks", ["workspace_id", "user_id", "created_at", "id"])
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("webhook_id", sa.String, sa.ForeignKey("webhooks.id", ondelete="CASCADE")),
        sa.Column("workspace_id", sa.String, sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("key_id", sa.String, nullable=False),
        sa.Column("generation_id", sa.String, nullable=False),
        sa.Column("event", sa.String, nullable=False),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("host", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False, server_default="pending"),  # pending, delivered, failed
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("last_status_code", sa.Integer),
        sa.Column("last_error", sa.String),
        sa.Column("next_attempt_at", sa.Float),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("finished_at", sa.Float),
    )
    op.create_index("deliveries_of_webhook", "deliveries", ["webhook_id", "created_at", "id"])
    for name, columns in (("deliveries_due", ["next_attempt_at"]), ("deliveries_of_host", ["host", "next_attempt_at"])):
        op.create_index(
            name, "deliveries", columns,
            sqlite_where=sa.text("status = 'pending'"), postgresql_where=sa.text("status = 'pending'"),
        )  # fmt: skip
