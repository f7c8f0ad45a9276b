"""What a job's steps do. Wiring only: the pipeline's stages, the store, the ledger, the engine.

A step's result is a short JSON text that the engine checkpoints; whatever is
large lies in the store under its hash, so a step that ran is never run again.
"""

from typing import Protocol

import msgspec
from msgspec.structs import replace

from cardwright import logs
from cardwright.db import jobs
from cardwright.db.gammas import Gamma
from cardwright.deck import from_json
from cardwright.ids import EXPORT_PREFIX, PICTURE_PREFIX
from cardwright.jobs.engines import Step, StepRunner
from cardwright.jobs.metered import metered
from cardwright.jobs.patience import patiently
from cardwright.lint import Report
from cardwright.painting.single import Singles
from cardwright.pipeline import Order
from cardwright.tasks import judge_in_cell, view_in_cell
from cardwright.traces import NOBODY
from cardwright.worker.desk import Desk
from cardwright.worker.exporting import Exports
from cardwright.worker.generation import Generations
from cardwright.worker.pictures import Pictures
from cardwright.worker.writing import Asking, Writing

__all__ = ["Asking", "Desk", "Pictures", "Worker"]


class _Kind(Protocol):
    """What runs one kind of job, and gives up one that no run will finish any more."""

    async def run(self, job_id: str, step: StepRunner, /) -> None: ...

    async def give_up(self, job_id: str, /) -> None: ...


class Worker:
    """Runs jobs. `lease_s` is for how long an attempt owns its generation."""

    def __init__(self, desk: Desk, asking: Asking, pictures: Pictures, lease_s: float = 600.0) -> None:
        self._desk, self._pictures = desk, pictures
        self._generations = Generations(desk, Writing(desk, asking), pictures, lease_s)
        self._exports = Exports(desk)
        self._singles = Singles(
            desk.database, desk.store, desk.cells, pictures.bringer, pictures.providers.painter, desk.clock,
            desk.metrics, desk.traces,
        )  # fmt: skip

    async def flow(self, job_id: str, step: StepRunner) -> None:
        """The whole job. Everything that was accepted leaves it completed or failed."""
        logs.job_id.set(job_id)
        traces = self._desk.traces
        run = metered(_patient(step), self._desk.metrics, self._desk.clock, traces)
        name, kind = self._kind(job_id)
        parent = await patiently(lambda: self._accepted_in(job_id)) if traces.on else NOBODY
        with traces.span(name, kind="consumer", parent=parent, attributes={f"cardwright.{name}_id": job_id}):
            await kind.run(job_id, run)

    async def reconcile(self, dead: list[str]) -> None:
        """Fail and refund jobs that no run will finish any more."""
        for job_id in dead:
            await self._kind(job_id)[1].give_up(job_id)

    def _kind(self, job_id: str) -> tuple[str, _Kind]:
        """What a job is called, and what runs it."""
        if job_id.startswith(EXPORT_PREFIX):
            return "export", self._exports
        if job_id.startswith(PICTURE_PREFIX):
            return "picture", self._singles
        return "generation", self._generations

    async def _accepted_in(self, job_id: str) -> str:
        """The span of the request that a job came from, perhaps in another process."""
        return jobs.trace(self._desk.database, job_id)

    async def redrawn(self, gamma: Gamma, deck_json: bytes) -> tuple[str, str]:
        """Another deck for a file: its pictures as a checkpoint, and the hash of its page to view.

        Raises:
            CardwrightError: it cannot be set; the file is as it was.
        """
        desk = self._desk
        order = replace(msgspec.json.decode(gamma.order_json, type=Order), template=gamma.id)
        pictures = await self._pictures.of(order, from_json(deck_json), gamma.id)
        view = await desk.cells.run(
            view_in_cell,
            gamma.order_json,
            deck_json,
            await desk.pictures(pictures),
            await desk.design(gamma.order_json),
        )
        return pictures, await desk.store.put(view)

    async def judged(self, gamma: Gamma) -> Report:
        """What there is to say about a file as it is now."""
        desk = self._desk
        deck, pictures = await desk.store.get(gamma.deck_sha256), await desk.pictures(gamma.pictures)
        kept, design = gamma.updated_at == gamma.created_at, await desk.design(gamma.order_json)
        return await desk.cells.run(judge_in_cell, gamma.order_json, deck, pictures, kept, design)


def _patient(run: StepRunner) -> StepRunner:
    """The runner, its steps waiting for a database or a store that is away."""

    async def patient(name: str, step: Step) -> str:
        return await run(name, lambda job_id: patiently(lambda: step(job_id)))

    return patient
