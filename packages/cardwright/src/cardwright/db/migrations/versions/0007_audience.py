"""Who looks at files and what they say of them: personal links, page views, editors, comments; cards get ids."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "gamma_cards",  # of files that were edited
        _of_gamma(),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("card_id", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("gamma_id", "position"),
    )
    op.create_table(
        "gamma_editors",
        _of_gamma(),
        sa.Column("user_id", sa.String, sa.ForeignKey("users.id"), nullable=False),
        sa.Column("edited_at", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("gamma_id", "user_id"),
    )
    op.create_table(
        "personal_links",
        sa.Column("id", sa.String, primary_key=True),
        _of_gamma(),
        sa.Column("user_id", sa.String, sa.ForeignKey("users.id"), nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.UniqueConstraint("gamma_id", "user_id", name="one_link_each"),
    )
    _views()
    _comments()


def _views() -> None:
    op.create_table(
        "view_salts",
        sa.Column("day", sa.String, primary_key=True),
        sa.Column("salt", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "page_views",
        _of_gamma(),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("viewer", sa.String, nullable=False),  # id of a user, or a hash that lasts a day
        sa.Column("day", sa.String, nullable=False),  # on which it began, in UTC
        sa.Column("began_at", sa.Float, nullable=False),
        sa.Column("seen_at", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("gamma_id", "id"),
    )
    op.create_index("page_views_of_viewer", "page_views", ["gamma_id", "viewer", "began_at"])
    op.create_index("page_views_of_day", "page_views", ["gamma_id", "day", "viewer"])
    op.create_table(
        "card_views",
        _of_gamma(),
        sa.Column("view_id", sa.String, nullable=False),
        sa.Column("card_id", sa.String, nullable=False),
        sa.Column("viewer", sa.String, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("gamma_id", "view_id", "card_id"),
    )
    op.create_index("card_views_of_card", "card_views", ["gamma_id", "card_id", "viewer", "seconds"])
    op.create_index("card_views_of_viewer", "card_views", ["gamma_id", "viewer", "card_id", "seconds"])


def _comments() -> None:
    op.create_table(
        "comments",
        sa.Column("id", sa.String, primary_key=True),
        _of_gamma(),
        sa.Column("card_id", sa.String),
        sa.Column("author_id", sa.String, sa.ForeignKey("users.id"), nullable=False),
        sa.Column("target_text", sa.String),
        sa.Column("content_text", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False, server_default="open"),  # open, closed
        sa.Column("archived_at", sa.Float),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("updated_at", sa.Float, nullable=False),  # of anything in the thread
    )
    op.create_index("comments_of_gamma", "comments", ["gamma_id", "updated_at", "id"])
    op.create_table(
        "comment_replies",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("comment_id", sa.String, sa.ForeignKey("comments.id", ondelete="CASCADE"), nullable=False),
        sa.Column("author_id", sa.String, sa.ForeignKey("users.id"), nullable=False),
        sa.Column("content_text", sa.String, nullable=False),
        sa.Column("archived_at", sa.Float),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("updated_at", sa.Float, nullable=False),
    )
    op.create_index("replies_of_comment", "comment_replies", ["comment_id", "created_at", "id"])


def _of_gamma() -> sa.Column[str]:
    return sa.Column("gamma_id", sa.String, sa.ForeignKey("gammas.id", ondelete="CASCADE"), nullable=False)
