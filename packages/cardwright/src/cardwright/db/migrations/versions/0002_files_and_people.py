"""Files apart from the generations that made them; users, members, folders, sharing, exports on demand."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

OWNER = "usr_owner"  # who holds the keys there were before there were users
THEME = {
    "sqlite": "json_extract(CAST(order_json AS TEXT), '$.theme')",
    "postgresql": "CAST(convert_from(order_json, 'UTF8') AS json) ->> 'theme'",
}


def upgrade() -> None:
    _people()
    _files()
    _exports()
    _carry_over()


def _people() -> None:
    op.add_column("workspaces", sa.Column("workspace_access", sa.String, nullable=False, server_default="edit"))
    op.add_column("workspaces", sa.Column("external_access", sa.String, nullable=False, server_default="view"))
    op.add_column("workspaces", sa.Column("sharing_restricted", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("workspaces", sa.Column("links_disabled", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "users",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("email", sa.String, nullable=False, unique=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
    )
    op.create_table(
        "members",
        sa.Column("workspace_id", sa.String, sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("user_id", sa.String, sa.ForeignKey("users.id"), nullable=False),
        sa.Column("role", sa.String, nullable=False),  # admin, member
        sa.PrimaryKeyConstraint("workspace_id", "user_id"),
    )
    op.add_column("api_keys", sa.Column("user_id", sa.String, nullable=False, server_default=OWNER))
    op.add_column("generations", sa.Column("user_id", sa.String, nullable=False, server_default=OWNER))
    op.create_table(
        "folders",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("workspace_id", sa.String, sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
    )
    op.create_index("folders_by_name", "folders", ["workspace_id", "name", "id"])
    op.create_table(
        "folder_members",
        sa.Column("folder_id", sa.String, sa.ForeignKey("folders.id"), nullable=False),
        sa.Column("user_id", sa.String, sa.ForeignKey("users.id"), nullable=False),
        sa.PrimaryKeyConstraint("folder_id", "user_id"),
    )


def _files() -> None:
    op.create_table(
        "gammas",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("doc_id", sa.String, nullable=False, unique=True),
        sa.Column("workspace_id", sa.String, sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("owner_id", sa.String, sa.ForeignKey("users.id"), nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("type", sa.String, nullable=False, server_default="regular"),  # regular, template
        sa.Column("theme_id", sa.String, nullable=False),
        sa.Column("deck_sha256", sa.String, nullable=False),
        sa.Column("view_sha256", sa.String, nullable=False),
        sa.Column("workspace_access", sa.String, nullable=False, server_default="edit"),
        sa.Column("external_access", sa.String, nullable=False, server_default="view"),
        sa.Column("indexed", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("archived_at", sa.Float),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("updated_at", sa.Float, nullable=False),
        sa.Column("pictures", sa.String, nullable=False, server_default="[]"),
        sa.Column("order_json", sa.LargeBinary, nullable=False),
    )
    op.create_index("gammas_by_time", "gammas", ["workspace_id", "updated_at"])
    op.create_table(
        "gamma_folders",
        sa.Column("gamma_id", sa.String, sa.ForeignKey("gammas.id", ondelete="CASCADE"), nullable=False),
        sa.Column("folder_id", sa.String, sa.ForeignKey("folders.id"), nullable=False),
        sa.PrimaryKeyConstraint("gamma_id", "folder_id"),
    )
    op.create_table(
        "invitations",
        sa.Column("gamma_id", sa.String, sa.ForeignKey("gammas.id", ondelete="CASCADE"), nullable=False),
        sa.Column("email", sa.String, nullable=False),
        sa.Column("access", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("gamma_id", "email"),
    )


def _exports() -> None:
    op.create_table(
        "exports",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("gamma_id", sa.String, nullable=False),
        sa.Column("workspace_id", sa.String, sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("format", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False, server_default="pending"),
        sa.Column("attempt", sa.Integer, nullable=False, server_default="0"),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("sha256", sa.String),
        sa.Column("suffix", sa.String),
        sa.Column("media_type", sa.String),
        sa.Column("size", sa.Integer),
        sa.Column("reason", sa.String),
        sa.Column("message", sa.String),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("finished_at", sa.Float),
    )
    op.create_index(
        "exports_open", "exports", ["created_at"],
        sqlite_where=sa.text("status = 'pending'"), postgresql_where=sa.text("status = 'pending'"),
    )  # fmt: skip


def _carry_over() -> None:
    """One user for the keys there are, a member of every workspace; a file for every completed generation."""
    op.execute(
        f"INSERT INTO users (id, email, name, created_at) VALUES ('{OWNER}', 'owner@localhost', 'Owner', 0)"  # noqa: S608
    )
    op.execute(f"INSERT INTO members (workspace_id, user_id, role) SELECT id, '{OWNER}', 'admin' FROM workspaces")  # noqa: S608
    files = (
        "INSERT INTO gammas (id, doc_id, workspace_id, owner_id, title, theme_id, deck_sha256, view_sha256, "  # noqa: S608
        "created_at, updated_at, order_json) "
        "SELECT gamma_id, doc_id, workspace_id, user_id, title, "
        f"COALESCE({THEME[op.get_bind().dialect.name]}, 'paper'), deck_sha256, view_sha256, created_at, "
        "finished_at, order_json FROM generations WHERE status = 'completed' AND deck_sha256 IS NOT NULL"
    )
    op.execute(files)
