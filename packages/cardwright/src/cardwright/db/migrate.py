"""Brings a database to the newest schema, at start; does nothing, quickly, when it is there."""

import logging
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from cardwright.db.database import Database, Work

log = logging.getLogger(__name__)

HEAD = "0018"  # the newest file in migrations/versions
_LOCK = sa.text("SELECT pg_advisory_xact_lock(1296648018)")  # "MIGR"


def migrate(engine: sa.Engine, transact: Callable[[Work[None]], None], where: str) -> None:
    """Run the missing migrations in one transaction, so a crash leaves the old schema or the new.

    A schema that is newer than this program is left as it is: migrations only add, so that the processes of the
    version before go on while those of the next one start.
    """
    if _version(engine) >= HEAD:
        return
    logging.getLogger("alembic").setLevel(logging.WARNING)
    from alembic import command  # noqa: PLC0415 - a second to import, needed once per upgrade
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))

    def upgrade(connection: sa.Connection) -> None:
        if connection.dialect.name == "postgresql":  # others may be starting at the same time
            connection.execute(_LOCK)
            if _version_of(connection) >= HEAD:
                return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    transact(upgrade)
    log.info("the database in %s has the schema %s now", where, HEAD)


def is_current(database: Database) -> bool:
    """Whether the schema is the one this program needs, or a newer one."""
    row = database.one("SELECT version_num FROM alembic_version")
    return row is not None and str(row[0]) >= HEAD


def _version(engine: sa.Engine) -> str:
    with engine.connect() as connection:
        return _version_of(connection)


def _version_of(connection: sa.Connection) -> str:
    """The schema's version; empty when there is none."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")
