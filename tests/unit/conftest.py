"""A database of its own for each test, with the default workspace in it, in each of the dialects."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cardwright.accounts.workspaces import ensure_default
from cardwright.db import Database, open_database
from clocks import MIDNIGHT, FakeClock

DIALECTS = ("sqlite", "postgresql")


@pytest.fixture(params=DIALECTS)
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Database]]:
    """Opens a database that has no schema before it is opened first."""
    if request.param == "sqlite":
        yield lambda: open_database(tmp_path / "a.db")
        return
    cluster: Any = request.getfixturevalue("cluster")
    with cluster.empty_database() as url:
        yield lambda: open_database(tmp_path / "a.db", url)


@pytest.fixture(params=DIALECTS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        yield from _furnished(open_database(tmp_path / "cardwright.db"))
        return
    cluster: Any = request.getfixturevalue("cluster")
    with cluster.database() as url:
        yield from _furnished(open_database(tmp_path / "cardwright.db", url))


def _furnished(opened: Database) -> Iterator[Database]:
    ensure_default(opened, "pro", 100, MIDNIGHT)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()
