"""The database: schema from the first start, transactions whole or not at all."""

import logging
import sqlite3
from pathlib import Path

import anyio
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from cardwright.accounts import people
from cardwright.db import Database, gammas, migrate

ADD = sa.text("INSERT INTO workspaces (id, name, plan, balance, created_at) VALUES (:id, 'n', 'pro', :balance, 0)")


def test_a_fresh_file_gets_the_newest_schema_and_an_old_one_is_left_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "cardwright"):
        Database(tmp_path / "a.db").close()
        assert "has the schema" in caplog.text
        caplog.clear()
        Database(tmp_path / "a.db").close()
        assert caplog.text == ""


def test_the_newest_schema_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.HEAD]


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("alembic.op.create_index", broken)  # after three tables were made
    with pytest.raises(RuntimeError, match="power cut"):
        Database(tmp_path / "a.db")
    monkeypatch.undo()
    with sqlite3.connect(tmp_path / "a.db") as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    Database(tmp_path / "a.db").close()


def test_a_transaction_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")

    def half(connection: sa.Connection) -> None:
        connection.execute(ADD, {"id": "a", "balance": 1})
        connection.execute(ADD, {"id": "b", "balance": -1})  # the schema forbids it

    with pytest.raises(sa.exc.IntegrityError):
        database.write_now(half)
    assert database.all("SELECT id FROM workspaces") == []
    anyio.run(database.write, lambda c: c.execute(ADD, {"id": "a", "balance": 1}) and None)
    assert database.one("SELECT id FROM workspaces") == ("a",)
    database.close()


def test_what_is_committed_is_seen_by_the_next_read(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    for number in range(20):
        database.write_now(lambda c, n=number: c.execute(ADD, {"id": str(n), "balance": n}) and None)
        assert database.one("SELECT balance FROM workspaces WHERE id = ?", (str(number),)) == (number,)
    database.close()


def test_the_readers_connection_cannot_write(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        database.all("DELETE FROM workspaces")
    database.close()


def test_every_connection_survives_a_power_cut_and_minds_foreign_keys(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")

    def pragmas(connection: sa.Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]

    assert database.write_now(pragmas) == ["wal", 2, 1]
    with database.engine.connect() as connection:
        assert pragmas(connection) == ["wal", 2, 1]
    database.close()


def test_files_of_earlier_generations_are_carried_over(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    engine = sa.create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(ADD, {"id": "default", "balance": 1})
        for id_, status in (("a", "completed"), ("b", "failed")):
            connection.execute(
                sa.text(
                    "INSERT INTO generations (id, workspace_id, key_id, status, gamma_id, doc_id, title, deck_sha256, "
                    "view_sha256, created_at, finished_at, request, order_json) VALUES (:id, 'default', 'k', :status, "
                    "'g_' || :id, 'doc' || :id, 'River', 'd', 'v', 1, 2, x'7b7d', CAST('{\"theme\":\"midnight\"}' AS BLOB))"
                ),
                {"id": id_, "status": status},
            )
    engine.dispose()
    database = Database(path)
    found = gammas.find(database, "g_a")
    assert found is not None
    assert (found.doc_id, found.title, found.theme_id, found.owner_id) == ("doca", "River", "midnight", "usr_owner")
    assert gammas.find(database, "g_b") is None
    assert people.role(database, "default", found.owner_id) == "admin"
    database.close()
