"""What an attempt does when another one has finished its job meanwhile."""

from pathlib import Path

import anyio
import msgspec
import pytest
from cardwright.accounts import credits
from cardwright.db import Database, generations
from cardwright.db.generations import NewGeneration, Outcome
from cardwright.db.rows import run
from cardwright.deck import Card, Deck, rich, to_json
from cardwright.errors import Unavailable, Unwanted
from cardwright.jobs import patience
from cardwright.jobs.cells import Cells
from cardwright.jobs.engines import Step
from cardwright.pipeline import Order
from cardwright.store import open_store
from cardwright.worker import Worker, WrittenStep, _Answers
from cardwright.write.author import Kept
from cardwright.write.author.calls import together
from cardwright.write.brief import Brief

JOB = "overtaken-0123456789ab"


@pytest.fixture
def worker(database: Database, tmp_path: Path) -> Worker:
    new = NewGeneration(JOB, "default", "k", "u", b"{}", b"{}", None, "g_1", "d1", 1000.0)
    database.write_now(lambda connection: generations.insert(connection, new))
    return Worker(database, open_store(tmp_path), Cells(1, 512, 10))


def test_an_answer_is_recalled_as_long_as_its_job_is_open(worker: Worker) -> None:
    memory = _Answers(worker, JOB)

    async def keep() -> Kept | None:
        assert await memory.recall("outline") is None
        await memory.keep("outline", Kept(b"{}", 30, 0.5))
        return await memory.recall("outline")

    assert anyio.run(keep) == Kept(b"{}", 30, 0.5)


def test_who_is_overtaken_asks_a_model_nothing_more(worker: Worker, database: Database) -> None:
    memory = _Answers(worker, JOB)
    anyio.run(memory.keep, "outline", Kept(b"{}", 30, 0.5))

    def end(connection: object) -> None:
        credits.reserve(connection, "default", JOB, 5, 1000.0)
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


def test_a_store_that_is_away_between_two_steps_is_waited_for(
    worker: Worker, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "LOOK_S", 0.0)
    order = msgspec.json.encode(Order(Brief("Weirs", "preserve")))
    database.write_now(
        lambda c: run(c, "UPDATE generations SET order_json = :order WHERE id = :id", order=order, id=JOB) and None
    )
    deck = worker.store.put(to_json(Deck("Weirs", cards=(Card(rich("Weirs")),))))
    asked: list[str] = []

    def away_at_first(sha256: str) -> bytes:
        asked.append(sha256)
        if len(asked) == 1:
            raise Unavailable("the store is away")
        return to_json(Deck("Weirs", cards=(Card(rich("Weirs")),)))

    monkeypatch.setattr(worker.store, "get", away_at_first)

    async def step(name: str, _: Step) -> str:
        if name == "render":
            raise Unwanted("far enough")
        return msgspec.json.encode(WrittenStep(deck, "Weirs", 1)).decode()

    attempt = database.write_now(lambda c: generations.claim(c, JOB, 2000.0))
    with pytest.raises(Unwanted, match="far enough"):
        anyio.run(worker._run, JOB, attempt, step)
    assert asked == [deck, deck]
