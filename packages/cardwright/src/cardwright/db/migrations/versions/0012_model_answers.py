"""Answers of language models, kept while their generation is open; how many of its cards are written."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("generations", sa.Column("written", sa.Integer))
    op.create_table(
        "model_answers",
        sa.Column("generation_id", sa.String, sa.ForeignKey("generations.id"), primary_key=True),
        sa.Column("key", sa.String, primary_key=True),  # hash of the question
        sa.Column("answer", sa.LargeBinary, nullable=False),  # JSON
        sa.Column("tokens", sa.Integer, nullable=False),
        sa.Column("money", sa.Float, nullable=False),
    )
