"""The last completed generations are looked up by when they ended, as often as somebody asks for an open one."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_index(
        "generations_completed", "generations", ["finished_at", "created_at"],
        sqlite_where=sa.text("status = 'completed'"), postgresql_where=sa.text("status = 'completed'"),
    )  # fmt: skip
