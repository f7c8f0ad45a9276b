"""What an attempt recalls, alone and beside others."""

import anyio
import pytest
from cardwright.accounts import credits
from cardwright.db import Database, generations
from cardwright.db.generations import Outcome
from cardwright.errors import Unwanted
from cardwright.worker import Desk, memory
from cardwright.worker.memory import Memory
from cardwright.write.author import Kept
from cardwright.write.author.calls import together

JOB = "overtaken-0123456789ab"
ANSWER = Kept(b"{}", 30, 0.5)


@pytest.fixture
def first(desk: Desk, database: Database) -> Memory:
    """That of the first attempt."""
    return Memory(desk, JOB, claimed(database))


def claimed(database: Database) -> int:
    attempt = database.write_now(lambda c: generations.claim(c, JOB, 2000.0))
    assert attempt is not None
    return attempt


def test_an_answer_is_recalled_as_long_as_its_job_is_open(first: Memory) -> None:
    async def keep() -> Kept | None:
        assert await first.recall("outline") is None
        await first.keep("outline", ANSWER)
        return await first.recall("outline")

    assert anyio.run(keep) == ANSWER


def test_a_newer_attempt_recalls_what_an_older_one_kept(first: Memory, desk: Desk, database: Database) -> None:
    anyio.run(first.keep, "outline", ANSWER)
    second = Memory(desk, JOB, claimed(database))
    assert anyio.run(second.recall, "outline") == ANSWER
    assert anyio.run(second.recall, "review") is None


def test_who_is_overtaken_waits_for_the_answer_of_the_newer_attempt(
    first: Memory, desk: Desk, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "LOOK_S", 0.01)
    second, recalled = Memory(desk, JOB, claimed(database)), list[Kept | None]()

    async def both() -> None:
        async def wait() -> None:
            recalled.append(await first.recall("outline"))

        async with anyio.create_task_group() as group:
            group.start_soon(wait)
            await anyio.sleep(0.05)
            assert not recalled
            assert await second.recall("outline") is None
            await second.keep("outline", ANSWER)

    anyio.run(both)
    assert recalled == [ANSWER]


def test_who_is_overtaken_asks_a_model_nothing_more_once_all_is_done(first: Memory, database: Database) -> None:
    anyio.run(first.keep, "outline", ANSWER)

    def end(connection: object) -> None:
        attempt = generations.claim(connection, JOB, 2000.0)
        credits.settle(connection, JOB, 5, 1001.0)
        generations.finish(connection, JOB, attempt, Outcome(5, 95, 1001.0))

    database.write_now(end)
    with pytest.raises(Unwanted):
        anyio.run(first.recall, "outline")


def test_what_ends_one_of_several_questions_is_raised_as_it_is() -> None:
    async def overtaken() -> None:
        raise Unwanted("it has ended")

    async def waits() -> None:
        await anyio.sleep_forever()

    with pytest.raises(Unwanted):
        anyio.run(together, [waits, overtaken, overtaken])
