"""Readiness: each thing that is missing is named, and nothing is asked more often than is good for it."""

from pathlib import Path
from typing import Any

import anyio
import pytest
from cardwright.db import open_database
from cardwright.errors import Unavailable
from cardwright.server.probes import ready
from cardwright.server.readiness import Readiness
from cardwright.store.local import LocalStore
from clocks import FakeClock


@pytest.fixture
def readiness(tmp_path: Path) -> Any:
    opened = open_database(tmp_path / "a.db")
    yield Readiness(opened, LocalStore(tmp_path / "files"), FakeClock())
    opened.close()


def found(readiness: Readiness) -> tuple[int, dict[str, str]]:
    status, body = anyio.run(ready, readiness)
    return status, {name: said for name, said in body["checks"].items() if said != "ok"}


def test_a_process_with_all_it_needs_is_ready(readiness: Readiness) -> None:
    assert found(readiness) == (200, {})


def test_a_process_told_to_stop_is_not(readiness: Readiness) -> None:
    readiness.draining = True
    assert found(readiness) == (503, {"process": "draining"})


def test_a_store_that_is_away_is_asked_again_after_a_while(readiness: Readiness, tmp_path: Path) -> None:
    (tmp_path / "files").rename(tmp_path / "elsewhere")
    with pytest.raises(Unavailable):
        readiness.store.check()
    assert found(readiness) == (503, {"store": "unavailable"})
    (tmp_path / "elsewhere").rename(tmp_path / "files")
    assert found(readiness) == (503, {"store": "unavailable"})
    assert isinstance(readiness.clock, FakeClock)
    readiness.clock.go(3.0)
    assert found(readiness) == (200, {})


def test_an_older_schema_is_named_and_a_newer_one_is_well(readiness: Readiness) -> None:
    for version, said in (("0001", (503, {"schema": "outdated"})), ("9999", (200, {}))):
        readiness.database.write_now(
            lambda c, version=version: c.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{version}'")
        )
        assert found(readiness) == said


def test_a_database_that_is_away_is_named(readiness: Readiness) -> None:
    readiness.database.close()
    assert found(readiness) == (503, {"database": "unavailable", "schema": "unknown"})
