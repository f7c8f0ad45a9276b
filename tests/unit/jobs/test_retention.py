"""Retention: what was kept long enough goes, what is open, younger, a template or kept for ever stays."""

import pytest
import sqlalchemy as sa
from cardwright.db import Database, paintings
from cardwright.db.paintings import Painting
from cardwright.db.rows import run
from cardwright.jobs import retention

NOW = 1_000 * retention.DAY_S
AGES = {"old": 30, "young": 5}  # days
FOR_EVER = dict.fromkeys(retention.KINDS, 0)


@pytest.fixture(autouse=True)
def kept(database: Database) -> None:
    """Of each kind an old row and a young one; and old ones that are open, or a template."""

    def work(connection: sa.Connection) -> None:
        for name, days in AGES.items():
            at = NOW - days * retention.DAY_S
            _generation(connection, name, "completed", at)
            _file(connection, name, "regular", at)
            _export(connection, f"exp_{name}", "completed", at)
            _picture(connection, f"img_{name}", "completed", at)
            _delivery(connection, name, "delivered", at)
            run(connection, "INSERT INTO page_views (gamma_id, id, viewer, day, began_at, seen_at) "
                "VALUES ('young', :id, 'v', 'd', :at, :at)", id=name, at=at)  # fmt: skip
            run(connection, "INSERT INTO card_views (gamma_id, view_id, card_id, viewer, seconds) "
                "VALUES ('young', :id, 'c', 'v', 1)", id=name)  # fmt: skip
            for job_id in (name, f"img_{name}"):
                paintings.keep(connection, Painting(job_id, "src", "0" * 64, "image/png", 1, 1))
        old = NOW - 30 * retention.DAY_S
        _generation(connection, "open", "pending", old)
        _export(connection, "exp_open", "pending", old)
        _picture(connection, "img_open", "pending", old)
        _delivery(connection, "open", "pending", old)
        _file(connection, "pattern", "template", old)

    # The young file is there before the views of it.
    database.write_now(lambda c: _file(c, "young", "regular", NOW - 5 * retention.DAY_S))
    database.write_now(work)


def _generation(connection: sa.Connection, id_: str, status: str, at: float) -> None:
    run(connection, "INSERT INTO generations (id, workspace_id, key_id, user_id, status, gamma_id, doc_id, created_at, "
        "finished_at, request, order_json) VALUES (:id, 'default', 'k', 'u', :status, :id, :id, :at, :at, :none, :none)",
        id=id_, status=status, at=at, none=b"{}")  # fmt: skip
    run(connection, "INSERT INTO ledger (generation_id, kind, workspace_id, amount, created_at) "
        "VALUES (:id, 'final', 'default', 2, :at)", id=id_, at=at)  # fmt: skip


def _file(connection: sa.Connection, id_: str, type_: str, at: float) -> None:
    run(connection, "INSERT INTO gammas (id, doc_id, workspace_id, owner_id, title, type, theme_id, deck_sha256, view_sha256, "
        "created_at, updated_at, order_json) VALUES (:id, :id, 'default', 'usr_owner', 't', :type, 'x', 'd', 'v', 1, :at, :none) "
        "ON CONFLICT DO NOTHING", id=id_, type=type_, at=at, none=b"{}")  # fmt: skip


def _export(connection: sa.Connection, id_: str, status: str, at: float) -> None:
    run(connection, "INSERT INTO exports (id, gamma_id, workspace_id, format, status, title, created_at, finished_at) "
        "VALUES (:id, 'young', 'default', 'pdf', :status, 't', :at, :at)", id=id_, status=status, at=at)  # fmt: skip


def _picture(connection: sa.Connection, id_: str, status: str, at: float) -> None:
    run(connection, "INSERT INTO picture_jobs (id, workspace_id, key_id, user_id, status, warnings, created_at, finished_at, "
        "order_json) VALUES (:id, 'default', 'k', 'u', :status, '[]', :at, :at, :none)",
        id=id_, status=status, at=at, none=b"{}")  # fmt: skip


def _delivery(connection: sa.Connection, id_: str, status: str, at: float) -> None:
    run(connection, "INSERT INTO deliveries (id, workspace_id, key_id, generation_id, event, url, host, status, created_at, "
        "finished_at) VALUES (:id, 'default', 'k', 'g', 'e', 'u', 'h', :status, :at, :at)",
        id=id_, status=status, at=at)  # fmt: skip


def left(database: Database, table: str, column: str = "id") -> set[str]:
    return {row[0] for row in database.all(f"SELECT {column} FROM {table}")}


def everything(database: Database) -> dict[str, set[str]]:
    tables = {"generations": "id", "exports": "id", "picture_jobs": "id", "gammas": "id", "page_views": "id", "card_views": "view_id",
              "deliveries": "id", "paintings": "job_id"}  # fmt: skip
    return {table: left(database, table, column) for table, column in tables.items()}


def test_nothing_goes_unless_it_is_said(database: Database) -> None:
    before = everything(database)
    assert retention.purge(database, FOR_EVER, NOW) == {}
    assert everything(database) == before


def test_what_is_old_goes_and_is_counted_before(database: Database) -> None:
    days = dict.fromkeys(retention.KINDS, 10)
    assert retention.due(database, days, NOW) == dict.fromkeys(retention.KINDS, 1)
    assert retention.purge(database, days, NOW) == dict.fromkeys(retention.KINDS, 1)
    assert everything(database) == {
        "generations": {"young", "open"},
        "exports": {"exp_young", "exp_open"},
        "picture_jobs": {"img_young", "img_open"},
        "gammas": {"young", "pattern"},
        "page_views": {"young"},
        "card_views": {"young"},
        "deliveries": {"young", "open"},
        "paintings": {"young", "img_young"},
    }
    assert left(database, "ledger", "generation_id") == {"old", "young", "open"}
    assert retention.due(database, days, NOW) == dict.fromkeys(retention.KINDS, 0)


def test_each_kind_has_its_own_time(database: Database) -> None:
    before = everything(database)
    assert retention.purge(database, {**FOR_EVER, "views": 10}, NOW) == {"views": 1}
    assert everything(database) == {**before, "page_views": {"young"}, "card_views": {"young"}}


def test_many_go_in_several_transactions(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(connection: sa.Connection) -> None:
        for number in range(7):
            _generation(connection, f"further{number}", "failed", 0.0)

    database.write_now(work)
    monkeypatch.setattr("cardwright.db.retention.AT_ONCE", 3)
    assert retention.purge(database, {**FOR_EVER, "generations": 10}, NOW) == {"generations": 8}
