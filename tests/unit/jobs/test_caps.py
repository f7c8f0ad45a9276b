"""Caps of providers, in one process and over several."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from cardwright.db import Database, open_database
from cardwright.jobs.caps import Cap
from cardwright.llm import Budget
from clocks import FakeClock


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    """Two processes' views of one database; the same one twice where there is one process."""
    if request.param == "sqlite":
        one = open_database(tmp_path / "a.db")
        yield one, one
        one.close()
        return
    cluster: Any = request.getfixturevalue("cluster")
    with cluster.database() as url:
        both = open_database(tmp_path / "a.db", url), open_database(tmp_path / "a.db", url)
        yield both
        for one in both:
            one.close()


def caps(databases: tuple[Database, Database], **bounds: int) -> list[Cap]:
    first = Cap(databases[0], "model", **bounds)
    return [first, first if databases[0] is databases[1] else Cap(databases[1], "model", **bounds)]


def test_no_more_calls_run_at_the_same_time_than_may(databases: tuple[Database, Database]) -> None:
    running, most, done = 0, 0, 0
    full = asyncio.Event()  # that as many run as may, however slow the machine is

    async def call(cap: Cap) -> None:
        nonlocal running, most, done
        async with cap.held():
            running += 1
            most = max(most, running)
            if running == 3:  # noqa: PLR2004
                full.set()
            await asyncio.wait_for(full.wait(), 60)
            await asyncio.sleep(0.01)
            running -= 1
            done += 1

    async def all_of_them() -> None:
        two = caps(databases, at_once=3)
        await asyncio.gather(*(call(two[at % 2]) for at in range(12)))

    anyio.run(all_of_them)
    assert (most, done) == (3, 12)


def test_a_call_that_fails_gives_its_turn_back(databases: tuple[Database, Database]) -> None:
    async def fail(cap: Cap) -> None:
        async with cap.held():
            raise RuntimeError

    async def twice() -> None:
        for cap in caps(databases, at_once=1):
            with pytest.raises(RuntimeError):
                await fail(cap)

    anyio.run(twice)


def test_beginnings_are_spaced_over_all_processes(
    databases: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    paused: list[float] = []

    async def note(seconds: float) -> None:
        paused.append(seconds)

    async def begin() -> None:
        two = caps(databases, per_minute=6)
        monkeypatch.setattr("cardwright.jobs.caps.asyncio.sleep", note)
        for at in range(4):
            async with two[at % 2].held():
                pass

    anyio.run(begin)
    assert paused == pytest.approx([0, 10, 20, 30], abs=2)


def test_what_is_waited_for_a_turn_costs_no_time_of_the_job() -> None:
    clock = FakeClock()
    budget = Budget(100, 1000, clock)
    clock.go(30)
    budget.wait(20)
    assert budget.left_s == 90
    budget.wait(25)  # another question, which waited at the same time
    assert budget.left_s == 90
