"""The first schema: workspaces, keys, generations, ledger, rate windows."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "workspaces",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("plan", sa.String, nullable=False),
        sa.Column("balance", sa.Integer, nullable=False),
        sa.Column("reserved", sa.Integer, nullable=False, server_default="0"),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.CheckConstraint("balance >= 0 AND reserved >= 0", name="never_negative"),
    )
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("workspace_id", sa.String, sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("prefix", sa.String, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("revoked_at", sa.Float),
    )
    op.create_table(
        "generations",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("workspace_id", sa.String, sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("key_id", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False, server_default="pending"),
        sa.Column("stage", sa.String, nullable=False, server_default="queued"),
        sa.Column("attempt", sa.Integer, nullable=False, server_default="0"),
        sa.Column("lease_until", sa.Float),
        sa.Column("warnings", sa.String),
        sa.Column("gamma_id", sa.String, nullable=False),
        sa.Column("doc_id", sa.String, nullable=False, unique=True),
        sa.Column("title", sa.String, nullable=False, server_default=""),
        sa.Column("deck_sha256", sa.String),
        sa.Column("view_sha256", sa.String),
        sa.Column("export_sha256", sa.String),
        sa.Column("export_suffix", sa.String),
        sa.Column("export_type", sa.String),
        sa.Column("export_size", sa.Integer),
        sa.Column("error_message", sa.String),
        sa.Column("error_status", sa.Integer),
        sa.Column("deducted", sa.Integer),
        sa.Column("remaining", sa.Integer),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("finished_at", sa.Float),
        # last, for what stands behind long values is slow to read
        sa.Column("request", sa.LargeBinary, nullable=False),
        sa.Column("order_json", sa.LargeBinary, nullable=False),
    )
    op.create_index(
        "generations_open", "generations", ["created_at"],
        sqlite_where=sa.text("status = 'pending'"), postgresql_where=sa.text("status = 'pending'"),
    )  # fmt: skip
    op.create_table(
        "ledger",
        sa.Column("generation_id", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),  # reserve, final
        sa.Column("workspace_id", sa.String, sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("amount", sa.Integer, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("generation_id", "kind"),
    )
    op.create_table(
        "rate_windows",
        sa.Column("key_id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("started_at", sa.Float, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("key_id", "name"),
    )
