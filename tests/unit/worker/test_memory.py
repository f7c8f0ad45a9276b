"""What an attempt recalls when another one has finished its job meanwhile."""

import anyio
import pytest
from cardwright.accounts import credits
from cardwright.db import Database, generations
from cardwright.db.generations import Outcome
from cardwright.errors import Unwanted
from cardwright.worker import Desk
from cardwright.worker.memory import Memory
from cardwright.write.author import Kept
from cardwright.write.author.calls import together

JOB = "overtaken-0123456789ab"


def test_an_answer_is_recalled_as_long_as_its_job_is_open(desk: Desk) -> None:
    memory = Memory(desk, JOB)

    async def keep() -> Kept | None:
        assert await memory.recall("outline") is None
        await memory.keep("outline", Kept(b"{}", 30, 0.5))
        return await memory.recall("outline")

    assert anyio.run(keep) == Kept(b"{}", 30, 0.5)


def test_who_is_overtaken_asks_a_model_nothing_more(desk: Desk, database: Database) -> None:
    memory = Memory(desk, JOB)
    anyio.run(memory.keep, "outline", Kept(b"{}", 30, 0.5))

    def end(connection: object) -> None:
        attempt = generations.claim(connection, JOB, 2000.0)
        credits.settle(connection, JOB, 5, 1001.0)
        generations.finish(connection, JOB, attempt, Outcome(5, 95, 1001.0))

    database.write_now(end)
    with pytest.raises(Unwanted):
        anyio.run(memory.recall, "outline")


def test_what_ends_one_of_several_questions_is_raised_as_it_is() -> None:
    async def overtaken() -> None:
        raise Unwanted("it has ended")

    async def waits() -> None:
        await anyio.sleep_forever()

    with pytest.raises(Unwanted):
        anyio.run(together, [waits, overtaken, overtaken])
