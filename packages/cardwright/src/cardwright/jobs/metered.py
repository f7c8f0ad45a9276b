"""What jobs cost, as it happens: the time of steps, and time, tokens and money of questions to language models."""

from dataclasses import dataclass
from typing import TypeVar

from cardwright.clock import SYSTEM, Clock
from cardwright.jobs.engines import Step, StepRunner
from cardwright.llm import Answer, Budget, Model, Question
from cardwright.metrics import Metrics

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MeteredModel:
    """A language model whose questions are counted."""

    model: Model
    metrics: Metrics
    clock: Clock = SYSTEM

    async def ask(self, question: Question[T], budget: Budget) -> Answer[T]:
        began, outcome, share = self.clock.monotonic(), "failed", budget.share(1)
        try:
            answer = await self.model.ask(question, share)
            outcome = "answered"
        finally:
            self.metrics.questions.labels(outcome).inc()
            self.metrics.question_seconds.observe(self.clock.monotonic() - began)
            self.metrics.tokens.inc(max(0, share.spent_tokens))
            self.metrics.money.inc(max(0.0, share.spent_money))
        return answer


def metered(run: StepRunner, metrics: Metrics, clock: Clock) -> StepRunner:
    """The runner, with the time of each step that is really run counted."""

    async def runner(name: str, step: Step) -> str:
        async def timed(job_id: str) -> str:
            began, outcome = clock.monotonic(), "failed"
            try:
                found = await step(job_id)
                outcome = "done"
            finally:
                metrics.step_seconds.labels(name, outcome).observe(clock.monotonic() - began)
            return found

        return await run(name, timed)

    return runner
