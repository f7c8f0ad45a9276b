"""Render processes: what kills one costs one call, and the next call works."""

import asyncio
import os
import time
from collections.abc import Iterator
from operator import mul
from pathlib import Path

import anyio
import pytest
from cardwright.errors import InvalidInput, LimitExceeded
from cardwright.jobs.cells import Cells
from cardwright.pipeline import theme_named


@pytest.fixture(scope="module")
def cells() -> Iterator[Cells]:
    with Cells(2, 512, 3.0) as made:
        yield made


def test_a_call_runs_elsewhere_and_its_process_stays_warm(cells: Cells) -> None:
    assert anyio.run(cells.run, mul, 2, 21) == 42
    first = anyio.run(cells.run, os.getpid)
    assert first != os.getpid()
    assert anyio.run(cells.run, os.getpid) == first


@pytest.mark.parametrize(
    ("work", "arguments", "complaint"),
    [
        (time.sleep, (30,), r"longer than 3 s"),
        (bytearray, (4000 * 1024 * 1024,), r"more memory than they may have"),
        (os._exit, (3,), r"the process that laid out the deck was ended"),
    ],
    ids=["slow", "big", "dead"],
)
def test_what_passes_a_limit_ends_with_a_reason_and_the_next_call_works(
    cells: Cells, work: object, arguments: tuple[object, ...], complaint: str
) -> None:
    before = cells.ended
    with pytest.raises(LimitExceeded, match=complaint) as caught:
        anyio.run(cells.run, work, *arguments)
    assert cells.ended == before + 1
    assert "raise the setting render_" in caught.value.hint
    assert anyio.run(cells.run, mul, 2, 4) == 8


def test_failures_of_the_work_itself_arrive_as_they_are(cells: Cells) -> None:
    with pytest.raises(InvalidInput) as caught:
        anyio.run(cells.run, theme_named, "sepia")
    assert caught.value.message.startswith("theme 'sepia' does not exist")


def test_waiting_for_a_cell_does_not_count(cells: Cells) -> None:
    async def crowd() -> int:
        done: list[None] = []

        async def one() -> None:
            done.append(await cells.run(time.sleep, 0.9))

        async with anyio.create_task_group() as group:
            for _ in range(8):  # 3.6 s of work for two cells, each call within its three
                group.start_soon(one)
        return len(done)

    assert anyio.run(crowd) == 8


def test_all_are_warmed_and_a_failure_to_warm_is_no_failure(cells: Cells) -> None:
    cells.warm(mul, 1, 1)
    cells.warm(os._exit, 3)
    assert anyio.run(cells.run, mul, 2, 5) == 10


def test_a_call_begins_when_a_cell_is_warm_and_free() -> None:
    with Cells(1, 512, 20.0) as own:
        own.warm(time.sleep, 0.5)

        async def call() -> list[str]:
            told: list[str] = []

            async def begun() -> None:
                told.append("it begins")

            doing = asyncio.ensure_future(own.run(os.getpid, begun=begun))
            await asyncio.sleep(0.1)
            assert told == []  # the cell is still being warmed
            await doing
            return told

        assert asyncio.run(call()) == ["it begins"]


def test_a_call_that_must_not_begin_is_not_made(cells: Cells) -> None:
    async def begun() -> None:
        raise InvalidInput("not this one")

    with pytest.raises(InvalidInput, match="not this one"):
        anyio.run(lambda: cells.run(os._exit, 3, begun=begun))
    assert anyio.run(cells.run, mul, 2, 6) == 12


def test_callers_on_other_loops_share_the_processes(cells: Cells) -> None:
    seen = {anyio.run(cells.run, os.getpid) for _ in range(6)}
    assert len(seen) <= 2


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not say how large a process is")
def test_a_cell_that_has_grown_ends_after_its_call_and_not_in_the_next() -> None:
    with Cells(1, 512, 30.0) as own:
        first = anyio.run(own.run, os.getpid)
        assert anyio.run(own.run, os.getpid) == first
        kept = "import builtins; builtins.kept = bytearray(380 * 1024 * 1024)"
        assert anyio.run(own.run, exec, kept, {}) is None
        assert anyio.run(own.run, os.getpid) != first
