"""What questions and steps cost is counted where it arises, also of those that fail."""

from typing import Any

import anyio
import anyio.lowlevel
import pytest
from cardwright.errors import ModelUnavailable
from cardwright.jobs.metered import MeteredModel, metered
from cardwright.llm import Answer, Budget
from cardwright.metrics import Metrics
from cardwright.traces.otel import OtelTraces
from clocks import FakeClock
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter


class Spender:
    """A model that spends, several at a time, and fails when it is told to."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock, self.fails = clock, False

    async def ask(self, question: Any, budget: Budget) -> Any:
        budget.spend(100, 0.5)
        await anyio.lowlevel.checkpoint()  # so that two overlap
        self.clock.go(2.0)
        if self.fails:
            raise ModelUnavailable("gone")
        return Answer(question, "ollama:plain")


def sample(metrics: Metrics, name: str, **labels: str) -> float:
    return metrics.registry.get_sample_value(f"cardwright_{name}", labels) or 0.0


def test_tokens_and_money_of_questions_are_counted_once() -> None:
    clock, metrics = FakeClock(), Metrics()
    spender, budget = Spender(clock), Budget(60, 10_000, clock)
    model: Any = MeteredModel(spender, metrics, clock)

    async def two() -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(model.ask, "a", budget)
            group.start_soon(model.ask, "b", budget)

    anyio.run(two)
    spender.fails = True
    with pytest.raises(ModelUnavailable):
        anyio.run(model.ask, "c", budget)
    assert budget.spent_tokens == sample(metrics, "model_tokens_total") == 300
    assert budget.spent_money == sample(metrics, "model_money_total") == 1.5
    assert sample(metrics, "model_questions_total", outcome="answered") == 2
    assert sample(metrics, "model_questions_total", outcome="failed") == 1
    assert sample(metrics, "model_question_duration_seconds_count") == 3


def test_a_question_is_a_span_with_its_model_and_its_tokens_and_without_its_words() -> None:
    kept, clock = InMemorySpanExporter(), FakeClock()
    traces = OtelTraces(SimpleSpanProcessor(kept), "one", "serve")
    spender = Spender(clock)
    model: Any = MeteredModel(spender, Metrics(), clock, traces)
    anyio.run(model.ask, "plum", Budget(60, 10_000, clock))
    spender.fails = True
    with pytest.raises(ModelUnavailable):
        anyio.run(model.ask, "plum", Budget(60, 10_000, clock))
    answered, failed = (span.attributes for span in kept.get_finished_spans())
    asked = {"gen_ai.operation.name": "chat", "cardwright.tokens": 100}
    assert answered == {**asked, "gen_ai.response.model": "ollama:plain"}
    assert failed == {**asked, "error.type": "ModelUnavailable"}


def test_steps_that_were_done_before_are_not_counted_again() -> None:
    clock, metrics, done = FakeClock(), Metrics(), dict[str, str]()

    async def checkpointed(name: str, step: Any) -> str:
        if name not in done:
            done[name] = await step("job")
        return done[name]

    async def slow(job_id: str) -> str:
        clock.go(3.0)
        return job_id

    async def broken(_: str) -> str:
        raise ValueError

    run = metered(checkpointed, metrics, clock)
    for _ in range(2):
        assert anyio.run(run, "render", slow) == "job"
    with pytest.raises(ValueError):
        anyio.run(run, "write", broken)
    assert sample(metrics, "step_duration_seconds_count", step="render", outcome="done") == 1
    assert sample(metrics, "step_duration_seconds_sum", step="render", outcome="done") == 3.0
    assert sample(metrics, "step_duration_seconds_count", step="write", outcome="failed") == 1
