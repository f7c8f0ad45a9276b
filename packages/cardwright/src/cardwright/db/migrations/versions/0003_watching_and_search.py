"""What the additions need: cards counted while a job runs, keys of repeated requests, several files, search."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("generations", sa.Column("cards", sa.Integer))
    op.create_index("generations_by_time", "generations", ["workspace_id", "created_at", "id"])
    op.add_column("exports", sa.Column("generation_id", sa.String))
    op.create_index(
        "exports_of_generation", "exports", ["generation_id"],
        sqlite_where=sa.text("generation_id IS NOT NULL"), postgresql_where=sa.text("generation_id IS NOT NULL"),
    )  # fmt: skip
    op.create_table(
        "idempotency",
        sa.Column("key_id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("request_sha256", sa.LargeBinary, nullable=False),
        sa.Column("answer", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("key_id", "name"),
    )
    op.create_index("idempotency_by_time", "idempotency", ["created_at"])
    op.execute("CREATE VIRTUAL TABLE gamma_words USING fts5(gamma_id UNINDEXED, title, body, tokenize='unicode61')")
