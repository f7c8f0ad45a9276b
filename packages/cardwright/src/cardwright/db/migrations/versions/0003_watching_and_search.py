"""Several pages and sites; cards counted while a job runs, keys of repeated requests, several files, search."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

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
    _pages()
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
    WORDS[op.get_bind().dialect.name]()


def _fts5() -> None:
    op.execute("CREATE VIRTUAL TABLE gamma_words USING fts5(gamma_id UNINDEXED, title, body, tokenize='unicode61')")


def _tsvector() -> None:
    op.create_table(
        "gamma_words",
        sa.Column("gamma_id", sa.String, primary_key=True),
        sa.Column("body", sa.String, nullable=False),
        sa.Column("words", TSVECTOR, nullable=False),
    )
    op.create_index("gamma_words_words", "gamma_words", ["words"], postgresql_using="gin")


WORDS = {"sqlite": _fts5, "postgresql": _tsvector}


def _pages() -> None:
    """A generation of several pages has one generation for each; a site shows what was published."""
    op.add_column("generations", sa.Column("parent_id", sa.String))
    op.add_column("generations", sa.Column("position", sa.Integer))
    op.add_column("generations", sa.Column("path", sa.String))
    op.add_column("generations", sa.Column("pages", sa.Integer))  # of a generation of several
    op.create_index(
        "generations_of_parent", "generations", ["parent_id", "position"],
        sqlite_where=sa.text("parent_id IS NOT NULL"), postgresql_where=sa.text("parent_id IS NOT NULL"),
    )  # fmt: skip
    op.create_table(
        "site_pages",
        sa.Column("site_id", sa.String, nullable=False),
        sa.Column("path", sa.String, nullable=False),
        sa.Column("gamma_id", sa.String, sa.ForeignKey("gammas.id", ondelete="CASCADE"), nullable=False),
        sa.PrimaryKeyConstraint("site_id", "path"),
    )
