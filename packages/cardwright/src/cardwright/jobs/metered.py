"""What jobs cost, as it happens: the time of steps, and time, tokens and money of questions to language models.

What is counted is told to whoever follows a single job, too.
"""

from dataclasses import dataclass
from typing import Final, TypeVar

from cardwright.clock import SYSTEM, Clock
from cardwright.jobs.engines import Step, StepRunner
from cardwright.llm import Answer, Budget, Model, Question
from cardwright.metrics import Metrics
from cardwright.traces import OFF, Traces

_CHAT: Final = {"gen_ai.operation.name": "chat"}  # as the conventions of OpenTelemetry call it
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MeteredModel:
    """A language model whose questions are counted."""

    model: Model
    metrics: Metrics
    clock: Clock = SYSTEM
    traces: Traces = OFF

    async def ask(self, question: Question[T], budget: Budget) -> Answer[T]:
        with self.traces.span("chat", kind="client", attributes=_CHAT):
            return await self._ask(question, budget)

    async def _ask(self, question: Question[T], budget: Budget) -> Answer[T]:
        began, outcome, share = self.clock.monotonic(), "failed", budget.share(1)
        try:
            answer = await self.model.ask(question, share)
            outcome = "answered"
            self.traces.note({"gen_ai.response.model": answer.model})
        finally:
            self.traces.note({"cardwright.tokens": max(0, share.spent_tokens)})
            self.metrics.questions.labels(outcome).inc()
            self.metrics.question_seconds.observe(self.clock.monotonic() - began)
            self.metrics.tokens.inc(max(0, share.spent_tokens))
            self.metrics.money.inc(max(0.0, share.spent_money))
        return answer


def ended(metrics: Metrics, traces: Traces, kind: str, outcome: str, reason: str = "") -> None:
    """Count a job that has ended, and tell the span that is under way; of a failure, by what."""
    metrics.jobs.labels(kind, outcome).inc()
    traces.note({"cardwright.outcome": outcome}, failed=reason or "failed" if outcome == "failed" else "")


def metered(run: StepRunner, metrics: Metrics, clock: Clock, traces: Traces = OFF) -> StepRunner:
    """The runner, with the time of each step that is really run counted, and a span for it."""

    async def runner(name: str, step: Step) -> str:
        async def timed(job_id: str) -> str:
            began, outcome = clock.monotonic(), "failed"
            try:
                with traces.span(f"step {name}", attributes={"cardwright.step": name}):
                    found = await step(job_id)
                outcome = "done"
            finally:
                metrics.step_seconds.labels(name, outcome).observe(clock.monotonic() - began)
            return found

        return await run(name, timed)

    return runner
