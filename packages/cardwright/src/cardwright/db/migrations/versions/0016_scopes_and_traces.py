"""Keys that are limited to a part of what their owners may do; the trace of the request that a job came from."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("api_keys", sa.Column("scopes", sa.String))  # words with spaces between them; null is no limit
    for table in ("generations", "exports"):
        op.add_column(table, sa.Column("trace", sa.String))  # the span that accepted it, as W3C Trace Context writes it
