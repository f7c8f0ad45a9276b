"""Work in a render process ends with the wish for its result."""

import os
import time
from operator import mul

import anyio
import pytest
from cardwright.errors import InvalidInput, Unwanted
from cardwright.jobs.cells import Cells
from cardwright.jobs.wanted import while_wanted
from cardwright.pipeline import theme_named

_OFTEN = 0.05


async def _always() -> bool:
    return True


async def _never() -> bool:
    return False


def test_a_cell_whose_work_is_not_wanted_any_more_is_ended_and_the_next_call_has_its_place() -> None:
    with Cells(1, 512, 20.0) as cells:
        before = anyio.run(cells.run, os.getpid)

        async def unwanted() -> None:
            await while_wanted(cells.run(time.sleep, 19), _never, _OFTEN)

        with pytest.raises(Unwanted):
            anyio.run(unwanted)
        assert anyio.run(cells.run, os.getpid) != before
        with pytest.raises(ProcessLookupError):
            os.kill(before, 0)


def test_what_is_wanted_and_what_is_quick_gives_its_result_or_its_own_error() -> None:
    with Cells(1, 512, 20.0) as cells:

        async def wanted() -> tuple[None, int]:
            slow = await while_wanted(cells.run(time.sleep, 0.3), _always, _OFTEN)
            return slow, await while_wanted(cells.run(mul, 6, 7), _never, 20)

        assert anyio.run(wanted) == (None, 42)

        async def wrong() -> None:
            await while_wanted(cells.run(theme_named, "sepia"), _always, _OFTEN)

        with pytest.raises(InvalidInput, match="sepia"):
            anyio.run(wrong)
