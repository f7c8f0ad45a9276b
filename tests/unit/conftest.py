"""A database of its own for each test, with the default workspace in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cardwright.accounts.workspaces import ensure_default
from cardwright.db import Database
from clocks import MIDNIGHT, FakeClock


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "cardwright.db")
    ensure_default(opened, "pro", 100, MIDNIGHT)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()
