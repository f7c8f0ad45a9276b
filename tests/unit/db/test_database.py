"""The database, in each dialect: schema from the first start, transactions whole or not at all."""

import logging
from collections.abc import Callable
from pathlib import Path

import anyio
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from cardwright.accounts import people, workspaces
from cardwright.accounts.workspaces import DEFAULT_ID
from cardwright.db import Database, gammas, migrate, open_database

Opening = Callable[[], Database]
ADD = sa.text("INSERT INTO workspaces (id, name, plan, balance, created_at) VALUES (:id, 'n', 'pro', :balance, 0)")


def test_a_fresh_one_gets_the_newest_schema_and_an_old_one_is_left_alone(
    opening: Opening, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "cardwright"):
        opening().close()
        assert "has the schema" in caplog.text
        caplog.clear()
        opening().close()
        assert caplog.text == ""


def test_the_newest_schema_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.HEAD]


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("alembic.op.create_index", broken)  # after three tables were made
    with pytest.raises(RuntimeError, match="power cut"):
        opening()
    monkeypatch.setattr("cardwright.db.migrate.HEAD", "")  # as if there were none
    untouched = opening()
    assert sa.inspect(untouched.engine).get_table_names() == []
    untouched.close()
    monkeypatch.undo()
    opening().close()


def test_a_transaction_is_kept_whole_or_not_at_all(database: Database) -> None:
    def half(connection: sa.Connection) -> None:
        connection.execute(ADD, {"id": "a", "balance": 1})
        connection.execute(ADD, {"id": "b", "balance": -1})  # the schema forbids it

    with pytest.raises(sa.exc.IntegrityError):
        database.write_now(half)
    assert database.all("SELECT id FROM workspaces") == [(DEFAULT_ID,)]
    anyio.run(database.write, lambda c: c.execute(ADD, {"id": "a", "balance": 1}) and None)
    assert database.one("SELECT id FROM workspaces WHERE id = ?", ("a",)) == ("a",)


def test_what_is_committed_is_seen_by_the_next_read(database: Database) -> None:
    for number in range(20):
        database.write_now(lambda c, n=number: c.execute(ADD, {"id": str(n), "balance": n}) and None)
        assert database.one("SELECT balance FROM workspaces WHERE id = ?", (str(number),)) == (number,)


def test_readers_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only"):
        database.all("DELETE FROM workspaces")


@pytest.mark.parametrize("text", ["a'b", "100 %", "what?", "Zürich 銭湯 🙂", 'q"uote\\', ""])
def test_texts_come_back_as_they_went_in(database: Database, text: str) -> None:
    made = workspaces.create(database, text, "pro", 0, 0)
    assert database.all("SELECT name FROM workspaces WHERE name = ?", (text,)) == [(text,)]
    assert database.one("SELECT '?', name FROM workspaces WHERE id = ? AND '%' = '%'", (made.id,)) == ("?", text)


def test_a_look_for_a_text_with_a_nul_finds_nothing(database: Database) -> None:
    assert database.all("SELECT id FROM workspaces WHERE id = ?", ("default\0",)) == []


def test_texts_are_ordered_by_code_points(database: Database) -> None:
    for name in ("b", "Ä", "a", "C", "_", "é"):
        database.write_now(lambda c, name=name: c.execute(ADD, {"id": name, "balance": 0}) and None)
    ids = [row[0] for row in database.all("SELECT id FROM workspaces WHERE id <> ? ORDER BY id", (DEFAULT_ID,))]
    assert ids == sorted(ids)


def test_sums_beyond_two_thousand_millions_are_kept(database: Database) -> None:
    made = workspaces.create(database, "Rich", "pro", 9_000_000_000, 0)
    workspaces.grant(database, made.id, 1)
    workspaces.grant(database, DEFAULT_ID, -5_000_000_000)
    found = {one.id: one.balance for one in workspaces.every(database)}
    assert found == {made.id: 9_000_000_001, DEFAULT_ID: 0}


def test_every_connection_survives_a_power_cut_and_minds_foreign_keys(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.db")

    def pragmas(connection: sa.Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]

    assert database.write_now(pragmas) == ["wal", 2, 1]
    with database.engine.connect() as connection:
        assert pragmas(connection) == ["wal", 2, 1]
    database.close()


def test_files_of_earlier_generations_are_carried_over(opening: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    def first_schema(config: Config, _: str) -> None:
        connection: sa.Connection = config.attributes["connection"]
        upgrade(config, "0001")
        connection.execute(ADD, {"id": "default", "balance": 1})
        for id_, status in (("a", "completed"), ("b", "failed")):
            connection.execute(
                sa.text(
                    "INSERT INTO generations (id, workspace_id, key_id, status, gamma_id, doc_id, title, deck_sha256, "
                    "view_sha256, created_at, finished_at, request, order_json) VALUES (:id, 'default', 'k', :status, "
                    ":gamma, :doc, 'River', 'd', 'v', 1, 2, :request, :order)"
                ),
                {
                    "id": id_, "status": status, "gamma": f"g_{id_}", "doc": f"doc{id_}", "request": b"{}",
                    "order": b'{"theme":"midnight"}',
                },
            )  # fmt: skip

    upgrade = command.upgrade
    monkeypatch.setattr("alembic.command.upgrade", first_schema)
    opening().close()
    monkeypatch.undo()
    database = opening()
    found = gammas.find(database, "g_a")
    assert found is not None
    assert (found.doc_id, found.title, found.theme_id, found.owner_id) == ("doca", "River", "midnight", "usr_owner")
    assert gammas.find(database, "g_b") is None
    assert people.role(database, "default", found.owner_id) == "admin"
    database.close()
