"""Themes of a workspace's own. Their files are artifacts; rows name them by hash."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "themes",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("workspace_id", sa.String, sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("user_id", sa.String, sa.ForeignKey("users.id"), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),  # the file's own name
        sa.Column("color_keywords", sa.String, nullable=False),  # JSON
        sa.Column("tone_keywords", sa.String, nullable=False),  # JSON
        sa.Column("width", sa.Float),  # points of its slides, where it has a size of its own
        sa.Column("height", sa.Float),
        sa.Column("design_sha256", sa.String, nullable=False),
        sa.Column("report", sa.String, nullable=False),  # JSON
        sa.Column("created_at", sa.Float, nullable=False),
    )
    op.create_index("themes_of_workspace", "themes", ["workspace_id", "name", "id"])
