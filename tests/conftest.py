"""What all tests share: judges from outside, Hypothesis profiles, goldens."""

import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("dev", max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

JUDGES = {"browser": ("chromium", "chromium"), "office": ("soffice", "libreoffice-impress")}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write expected outputs anew")
    parser.addoption(
        "--base-url", help="run tests/contract/test_conformance.py against this server, not one of our own"
    )
    parser.addoption("--api-key", help="key for --base-url")
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="where the servers of tests keep their rows",
    )
    parser.addoption("--cards", type=int, default=200, help="how many random cards are looked at for overflow")
    parser.addoption("--kills", type=int, default=4, help="how many processes of many machines are killed")
    parser.addoption("--inputs", type=int, default=200, help="how many random texts must keep every word")
    parser.addoption("--spend", action="store_true", help="allow generations that cost credits at --base-url")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip loudly what needs a program this machine lacks."""
    for mark, (program, package) in JUDGES.items():
        if item.get_closest_marker(mark) and shutil.which(program) is None:
            command = f"apt-get install --yes --no-install-recommends {package}"
            warnings.warn(f"{program} is missing; type: sudo {command}", stacklevel=1)
            pytest.skip(f"{program} is missing; type: sudo {command}")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Any]:
    """A `postgres.Cluster`; where none can be had, its tests are skipped, but not in continuous integration."""
    import postgres  # noqa: PLC0415 - most tests need none

    if not postgres.is_there() and not os.environ.get("CI"):
        warnings.warn(postgres.MISSING, stacklevel=1)
        pytest.skip(postgres.MISSING)
    with postgres.cluster() as running:
        yield running


@pytest.fixture(scope="session", autouse=True)
def _rows_of_servers(request: pytest.FixtureRequest) -> Iterator[None]:
    """With --database=postgresql, each server that a test starts has a database of its own there."""
    if request.config.getoption("--database") == "sqlite":
        yield
        return
    import rows  # noqa: PLC0415

    running: Any = request.getfixturevalue("cluster")
    with ExitStack() as made:
        rows.make_database = lambda: made.enter_context(running.database())
        yield


@pytest.fixture(scope="module")
def galleries() -> Iterator[Any]:
    """A `painting.Gallery`, the scripted service of pictures, as long as a file's tests run."""
    from painting import Gallery  # noqa: PLC0415 - most tests need none

    with Gallery().up() as running:
        yield running


@pytest.fixture
def gallery(galleries: Any) -> Any:
    """The same as if it had just begun."""
    galleries.asked.clear()
    galleries.instead = lambda _: None
    return galleries
