"""What all jobs of a process work with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database, Work
from cardwright.jobs.cells import Cells
from cardwright.jobs.patience import patiently
from cardwright.metrics import Metrics
from cardwright.pipeline import Order
from cardwright.store import Store
from cardwright.tasks import Stored
from cardwright.traces import OFF, Traces
from cardwright.worker.steps import PictureStep

T = TypeVar("T")


def _nobody(_: str) -> None:
    """Nobody waits."""


def _nothing() -> None:
    """Nobody sends events."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The truth, the files, the render processes, and who is told.

    `ring` is told each job of which something new was committed, `wake_sender` that a generation's end was, with its events.
    """

    database: Database
    store: Store
    cells: Cells
    ring: Callable[[str], None] = _nobody
    wake_sender: Callable[[], None] = _nothing
    clock: Clock = SYSTEM
    metrics: Metrics = field(default_factory=Metrics)
    traces: Traces = OFF

    async def write(self, work: Work[T]) -> T:
        """Commit rows, waiting for a database that is away."""
        return await patiently(lambda: self.database.write(work))

    async def design(self, order_json: bytes) -> bytes:
        """The theme of an order when it is a workspace's own; empty otherwise. It stays when the theme is deleted."""
        design = msgspec.json.decode(order_json, type=Order).design
        return await self.store.get(design) if design else b""

    async def pictures(self, kept: str) -> dict[str, Stored]:
        """The pictures that a step has kept, by their sources."""
        return {
            found.source: (
                found.sha256,
                found.media_type,
                found.width,
                found.height,
                await self.store.get(found.sha256),
            )
            for found in msgspec.json.decode(kept, type=list[PictureStep])
        }

    def count_file(self, format: str, size: int) -> None:  # noqa: A002 - the wire's word
        """Count a file that was made, of so many bytes."""
        self.metrics.exports.labels(format).inc()
        self.metrics.export_bytes.labels(format).inc(size)
