"""Brings a database to the newest schema, at start; does nothing, quickly, when it is there."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

log = logging.getLogger(__name__)

HEAD = "0008"  # the newest file in migrations/versions


def migrate(engine: sa.Engine, path: Path) -> None:
    """Run the missing migrations in one transaction, so a crash leaves the old schema or the new."""
    if _version(path) == HEAD:
        return
    from alembic import command  # noqa: PLC0415 - a second to import, needed once per upgrade
    from alembic.config import Config  # noqa: PLC0415

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    log.info("the database in %s has the schema %s now", path, HEAD)


def _version(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError:
            return ""
    return str(row[0]) if row else ""
