"""The database: schema and migrations, writers, direct reads. The only truth there is."""

from pathlib import Path

from cardwright.db.database import Database, Work

__all__ = ["Database", "Work", "open_database"]


def open_database(file: Path, url: str = "") -> Database:
    """The PostgreSQL database at `url`; without one, the SQLite database in `file`.

    Raises:
        Misconfigured: the setting `database_url` names no database that can be used.
    """
    if url:
        from cardwright.db.postgres import PostgresDatabase  # noqa: PLC0415 - whoever keeps a file needs no client

        return PostgresDatabase(url)
    from cardwright.db.sqlite import SqliteDatabase  # noqa: PLC0415

    return SqliteDatabase(file)
