"""Old and new versions of the program on one database at the same time, as long as a deployment takes."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from cardwright.accounts import workspaces
from cardwright.accounts.keys import Caller, Keys
from cardwright.accounts.workspaces import ensure_default
from cardwright.db import Database, exports, generations, images, jobs, migrate
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


# As versions before the last two schemas write and read what these changed.
WRITTEN = (
    "INSERT INTO api_keys (id, workspace_id, name, prefix, hash, created_at, user_id) "
    "VALUES ('k', 'default', 'old', 'sk-gamma-old0', :hash, 1, 'usr_owner')",
    "INSERT INTO generations (id, workspace_id, key_id, user_id, request, order_json, warnings, gamma_id, doc_id, "
    "created_at, webhook_url, turn) VALUES ('g', 'default', 'k', 'usr_owner', :bytes, :bytes, NULL, 'g_1', 'd1', 1, NULL, 3)",
    "INSERT INTO exports (id, gamma_id, workspace_id, format, title, created_at) "
    "VALUES ('exp_1', 'g_1', 'default', 'pdf', 'Plan', 1)",
    "INSERT INTO images (id, media_id, workspace_id, user_id, prompt, type, width, height, media_type, sha256, warnings, "
    "created_at) VALUES ('img_1', 'med_1', 'default', 'usr_owner', 'Waves', 'abstract', 4, 3, 'image/png', 'a', '[]', 1)",
)
READ = {
    "SELECT id, workspace_id, hash, user_id FROM api_keys WHERE hash = ? AND revoked_at IS NULL": 4,
    "SELECT id, gamma_id, workspace_id, format, status, title, suffix, reason, message, created_at, finished_at, "
    "generation_id FROM exports WHERE ? IS NOT NULL": 12,
    "SELECT status, stage, cards, written FROM generations WHERE ? IS NOT NULL": 4,
    "SELECT id, media_id, workspace_id, user_id, prompt, type, width, height, media_type, sha256, warnings, created_at, "
    "archived_at FROM images WHERE ? IS NOT NULL": 13,
}
KEY, PEPPER = "sk-gamma-old0123", b"p" * 32
HASH = hashlib.blake2b(KEY.encode(), key=PEPPER, digest_size=32).digest()


def write_as_before(database: Database) -> None:
    def work(connection: sa.Connection) -> None:
        for statement in WRITTEN:
            known = {"hash": HASH, "bytes": b"{}"}
            connection.execute(sa.text(statement), {name: known[name] for name in known if f":{name}" in statement})

    database.write_now(work)


def check_that_this_version_reads_it(database: Database) -> None:
    assert Keys(database, PEPPER).verify(KEY) == Caller("k", "default", "usr_owner")
    assert [key.scopes for key in Keys(database, PEPPER).all()] == [None]
    assert (jobs.trace(database, "g"), jobs.trace(database, "exp_1")) == ("", "")
    found = exports.find(database, "exp_1")
    assert found is not None
    assert (found.title, found.trace) == ("Plan", None)
    picture = images.find(database, "img_1", "default")
    assert picture is not None
    assert (picture.prompt, bool(picture.transparent)) == ("Waves", False)
    assert database.write_now(lambda c: generations.claim(c, "g", MIDNIGHT)) == 1


def test_processes_of_the_version_before_write_and_read_on_this_schema(opening: Opening) -> None:
    database = opening()
    ensure_default(database, "pro", 10, MIDNIGHT)
    write_as_before(database)
    for statement, width in READ.items():
        (row,) = database.all(statement, (HASH,))
        assert len(row) == width
    check_that_this_version_reads_it(database)
    database.close()


def test_what_this_version_writes_the_version_before_reads_but_limited_keys(opening: Opening) -> None:
    database = opening()
    ensure_default(database, "pro", 10, MIDNIGHT)
    keys = Keys(database, PEPPER)
    keys.create("default", "all", KEY)
    limited, _ = keys.create("default", "some", scopes=("read",))
    look = next(iter(READ))
    assert len(database.all(look, (HASH,))) == 1
    assert database.all(look, (hashlib.blake2b(limited.encode(), key=PEPPER, digest_size=32).digest(),)) == []
    database.close()


def test_a_database_of_the_version_before_is_brought_forward_with_its_rows(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade = command.upgrade
    monkeypatch.setattr("alembic.command.upgrade", lambda config, _: upgrade(config, "0015"))
    before = opening()
    assert not migrate.is_current(before)
    ensure_default(before, "pro", 10, MIDNIGHT)
    write_as_before(before)
    before.close()
    monkeypatch.undo()
    database = opening()
    assert migrate.is_current(database)
    check_that_this_version_reads_it(database)
    database.close()


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
