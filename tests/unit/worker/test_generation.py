"""A generation at its steps, while what it needs is away for a moment."""

import anyio
import msgspec
import pytest
from cardwright.db import Database, generations
from cardwright.db.generations import Rendered
from cardwright.deck import Card, Deck, rich, to_json
from cardwright.errors import Unavailable, Unwanted
from cardwright.jobs import patience
from cardwright.jobs.engines import Step
from cardwright.worker import Asking, Desk, Pictures
from cardwright.worker.generation import Generations
from cardwright.worker.steps import RenderedStep, WrittenStep, kept
from cardwright.worker.writing import Writing

JOB = "overtaken-0123456789ab"
DECK = to_json(Deck("Weirs", cards=(Card(rich("Weirs")),)))


@pytest.fixture
def runs(desk: Desk) -> Generations:
    return Generations(desk, Writing(desk, Asking()), Pictures(desk), 600.0)


@pytest.fixture
def asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the store is asked for; it is away each first time."""
    monkeypatch.setattr(patience, "LOOK_S", 0.0)
    asked: list[str] = []

    def away_at_first(sha256: str) -> bytes:
        asked.append(sha256)
        if len(asked) % 2:
            raise Unavailable("the store is away")
        return DECK

    monkeypatch.setattr(desk.store, "get_now", away_at_first)
    return asked


def test_a_store_that_is_away_between_two_steps_is_waited_for(runs: Generations, asked: list[str]) -> None:
    done: list[str] = []

    async def step(name: str, _: Step) -> str:
        done.append(name)
        if name == "render":
            raise Unwanted("far enough")
        return kept(WrittenStep("d" * 64, "Weirs", 1))

    anyio.run(runs.run, JOB, step)
    assert asked == ["d" * 64] * 2
    assert done == ["write", "render"]


def test_a_store_that_is_away_when_all_is_done_costs_nothing(
    runs: Generations, asked: list[str], database: Database
) -> None:
    async def step(name: str, _: Step) -> str:
        if name == "write":
            return kept(WrittenStep("d" * 64, "Weirs", 1))
        return kept(RenderedStep(Rendered("Weirs", "d" * 64, "e" * 64), {}))

    anyio.run(runs.run, JOB, step)
    assert generations.status(database, JOB, "default") == "completed"
    assert asked == ["d" * 64] * 4


def test_a_step_that_cannot_be_done_fails_the_generation_and_charges_nothing(
    runs: Generations, database: Database
) -> None:
    async def step(_: str, __: Step) -> str:
        raise ZeroDivisionError

    anyio.run(runs.run, JOB, step)
    assert generations.status(database, JOB, "default") == "failed"
    assert generations.ended(database, JOB).deducted == 0
    assert database.one("SELECT reserved FROM workspaces WHERE id = 'default'") == (0,)


def test_what_is_not_claimed_is_not_run(runs: Generations, database: Database) -> None:
    async def step(_: str, __: Step) -> str:
        raise Unwanted("it was cancelled")

    anyio.run(runs.run, JOB, step)
    assert generations.status(database, JOB, "default") == "pending"
    anyio.run(runs.run, "nobody-0123456789abcd", step)
    assert msgspec.json.decode(generations.taken(database, JOB).order_json)["brief"]
