"""Old and new versions of the program on one database at the same time, as long as a deployment takes."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from cardwright.accounts import workspaces
from cardwright.db import Database, migrate
from clocks import MIDNIGHT

Opening = Callable[[], Database]
FIRST = "0012"  # the last schema before several processes shared one
ROW = sa.text("UPDATE alembic_version SET version_num = '9999'")


def test_a_program_runs_on_a_schema_that_is_newer_than_itself(opening: Opening) -> None:
    newer = opening()
    newer.write_now(lambda c: c.execute(ROW) and None)
    newer.write_now(lambda c: c.exec_driver_sql("ALTER TABLE workspaces ADD COLUMN motto VARCHAR") and None)
    newer.close()
    old = opening()
    made = workspaces.create(old, "Harbour", "pro", 10, MIDNIGHT)
    found = workspaces.find(old, made.id)
    assert found is not None
    assert found.name == "Harbour"
    assert old.one("SELECT version_num FROM alembic_version") == ("9999",)
    old.close()


def test_what_an_older_version_writes_fits_every_newer_schema(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Migrations only add; what they add to a table may be left out of an INSERT, and nothing becomes narrower."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
    versions = [one.revision for one in ScriptDirectory.from_config(config).walk_revisions()]
    upgrade = command.upgrade
    shapes: dict[str, dict[str, dict[str, tuple[str, bool]]]] = {}
    for version in sorted(one for one in versions if one >= FIRST):
        monkeypatch.setattr("alembic.command.upgrade", lambda config, _, version=version: upgrade(config, version))
        database = opening()
        shapes[version] = shape(database)
        database.close()
    for before, after in zip(list(shapes.values()), list(shapes.values())[1:], strict=False):
        for table, columns in before.items():
            assert set(columns) <= set(after[table]), table
            for name, (kind, needed) in after[table].items():
                if name in columns:
                    assert kind == columns[name][0], f"{table}.{name}"
                    assert columns[name][1] or not needed, f"{table}.{name} may not be left out any more"
                else:
                    assert not needed, f"{table}.{name} is not known to the version before"


def shape(database: Database) -> dict[str, dict[str, tuple[str, bool]]]:
    """The tables, and of each column its type and whether an INSERT must give it."""
    found = sa.inspect(database.engine)
    return {
        table: {
            str(one["name"]): (str(one["type"]), not one["nullable"] and one["default"] is None)
            for one in found.get_columns(table)
        }
        for table in found.get_table_names()
        if not table.startswith("gamma_words")  # the index of words is its dialect's own
    }
