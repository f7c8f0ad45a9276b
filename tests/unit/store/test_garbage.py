"""Garbage: what nothing names goes after a while; whatever any row names stays."""

from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from cardwright.db import Database, generations, picture_jobs
from cardwright.db.generations import NewGeneration
from cardwright.db.picture_jobs import NewPicture
from cardwright.scene import Image
from cardwright.scene.design import Design, packed
from cardwright.store import garbage, open_store
from cardwright.theme import all_themes

NOW = 4_000_000_000.0  # long after whatever the test puts
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
LOGO = Image(sha256(SVG).hexdigest(), "image/svg+xml", 1, 1, SVG)


@pytest.fixture
def names(database: Database, tmp_path: Path) -> dict[str, str]:
    """What rows of every kind name, by a word; and one that none does."""
    store = open_store(tmp_path)
    design = packed(Design(next(iter(all_themes().values())), {"theme:logo": LOGO}))
    words = ("deck", "view", "export", "picture", "painted", "own", "garbage", "fact")
    put = {word: store.put_now(word.encode()) for word in words} | {
        "design": store.put_now(design),
        "logo": store.put_now(LOGO.data),
    }

    def work(c: sa.Connection) -> None:
        run(c, "INSERT INTO gammas (id, doc_id, workspace_id, owner_id, title, type, theme_id, deck_sha256, view_sha256, "
            "workspace_access, external_access, indexed, created_at, updated_at, pictures, order_json) VALUES "
            "('g', 'd', 'default', 'usr_owner', 't', 'regular', 'x', :deck, :view, 'view', 'view', :no, 1, 1, :pictures, :order)",
            deck=put["deck"], view=put["view"], pictures=msgspec.json.encode([{"sha256": put["picture"]}]).decode(),
            order=msgspec.json.encode({"design": put["design"]}), no=False)  # fmt: skip
        run(c, "INSERT INTO exports (id, gamma_id, workspace_id, format, status, title, sha256, created_at) "
            "VALUES ('e', 'g', 'default', 'pdf', 'completed', 't', :export, 1)", export=put["export"])  # fmt: skip
        run(c, "INSERT INTO facts (name, value) VALUES ('store', :fact)", fact=put["fact"])
        run(c, "INSERT INTO images (id, media_id, workspace_id, user_id, prompt, type, width, height, media_type, sha256, "
            "warnings, created_at) VALUES ('i', 'm', 'default', 'usr_owner', 'p', 'accent', 1, 1, 'image/png', :own, '[]', 1)",
            own=put["own"])  # fmt: skip

    database.write_now(work)
    return put


def run(connection: sa.Connection, statement: str, **values: object) -> None:
    connection.execute(sa.text(statement), values)


def test_only_what_no_row_names_goes(database: Database, names: dict[str, str], tmp_path: Path) -> None:
    store = open_store(tmp_path)
    unnamed = {"garbage", "painted"}
    assert garbage.collect(database, store, NOW) == len(unnamed)
    assert {word for word, name in names.items() if not store.has(name)} == unnamed
    assert garbage.collect(database, store, NOW) == 0


def test_what_was_put_lately_stays(database: Database, names: dict[str, str], tmp_path: Path) -> None:
    store = open_store(tmp_path)
    now = store.path(names["deck"]).stat().st_mtime  # pyright: ignore[reportAttributeAccessIssue]
    assert garbage.collect(database, store, now + garbage.KEPT_S - 60) == 0


@pytest.mark.parametrize("kind", ["generation", "picture"])
def test_nothing_goes_that_an_open_job_may_have_put(
    database: Database, names: dict[str, str], tmp_path: Path, kind: str
) -> None:
    def accept(connection: sa.Connection) -> None:
        if kind == "picture":
            picture_jobs.insert(connection, NewPicture("img_old", "default", "k", "u", b"{}", "[]", 1000.0))
        else:
            new = NewGeneration("old", "default", "k", "u", b"{}", b"{}", None, "g_o", "do", 1000.0)
            generations.insert(connection, new)

    database.write_now(accept)
    store = open_store(tmp_path)
    assert garbage.collect(database, store, NOW) == 0
    assert store.has(names["garbage"])


def test_a_file_that_is_put_again_meanwhile_stays(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    name = store.put_now(b"page")
    before = store.path(name).stat().st_mtime + 1e-3  # pyright: ignore[reportAttributeAccessIssue]
    while store.path(name).stat().st_mtime < before:  # pyright: ignore[reportAttributeAccessIssue]
        assert store.put_now(b"page") == name
    assert not store.remove(name, before)
    assert store.get_now(name) == b"page"


def test_every_column_that_names_a_file_is_found(database: Database) -> None:
    found = set(garbage._columns(database.engine))  # pyright: ignore[reportPrivateUsage]
    assert {("generations", "export_sha256"), ("themes", "design_sha256"), ("paintings", "sha256")} <= found
    assert ("idempotency", "request_sha256") not in found
