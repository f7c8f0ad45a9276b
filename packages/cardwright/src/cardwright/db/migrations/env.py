"""Alembic's entry: runs on the connection that `migrate` opened."""

from typing import Any

import sqlalchemy as sa
from alembic import context
from alembic.ddl.postgresql import PostgresqlImpl


class Postgresql(PostgresqlImpl):
    """Columns that behave as SQLite's do: texts are compared by code points, whatever the server's locale, and
    whole numbers have 64 bits."""

    __dialect__ = "postgresql"

    def create_table(self, table: sa.Table, **options: Any) -> None:
        for column in table.columns:
            _alike(column)
        super().create_table(table, **options)

    def add_column(self, table_name: str, column: sa.Column[Any], **options: Any) -> None:
        _alike(column)
        super().add_column(table_name, column, **options)


def _alike(column: sa.Column[Any]) -> None:
    if isinstance(column.type, sa.String):
        column.type = sa.Text(collation="C")
    elif isinstance(column.type, sa.Integer):
        column.type = sa.BigInteger()


context.configure(connection=context.config.attributes["connection"], render_as_batch=True, transactional_ddl=False)
context.run_migrations()
