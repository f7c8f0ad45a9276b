"""What runs jobs: render processes, the worker, its engine; alike in `cardwright serve` and `cardwright worker`."""

import asyncio
import logging
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Final, Literal

from anyio import to_thread

from cardwright.clock import SYSTEM
from cardwright.db.absence import Absence
from cardwright.errors import Unavailable
from cardwright.jobs import retention
from cardwright.jobs.caps import Cap, CappedModel
from cardwright.jobs.cells import Cells
from cardwright.jobs.engines.dbos import DbosEngine
from cardwright.jobs.metered import MeteredModel
from cardwright.llm import Model
from cardwright.main.house import LEFT_S, House
from cardwright.main.providers import providers_of
from cardwright.metrics import Metrics
from cardwright.store import garbage
from cardwright.tasks import warm_in_cell
from cardwright.traces import Traces
from cardwright.worker import Asking, Desk, Pictures, Worker

log = logging.getLogger("cardwright")
RECONCILE_S: Final = 60.0
_SLACK_S: Final = 30.0  # that a call may take beyond its time before its slot is given to another one
TIDY_S: Final = 3600.0
_TIDIED: Final = 24  # times, of which one collects garbage
DUE: Final = "due"  # said when a generation's end was committed, with its events
JOB: Final = "job "  # and the id of a job, said when something new of it was committed


class Hands:
    """The parts that run jobs, as far as this process does; enter `ready`, start `engine`."""

    def __init__(
        self,
        house: House,
        model: Model | None,
        ring: Callable[[str], None],
        wake: Callable[[], None],
        metrics: Metrics,
        traces: Traces,
        *,
        runs: bool,
    ) -> None:
        settings = house.settings
        self._house = house
        self.cells = Cells(settings.render_processes, settings.render_memory_mb, settings.render_seconds, traces)
        self.providers = providers_of(settings)
        desk = Desk(house.database, house.store, self.cells, ring, wake, metrics=metrics, traces=traces)
        asking = Asking(
            model and self._watched(model, metrics, traces),
            settings.model_seconds,
            settings.model_tokens,
            settings.model_context,
            settings.model_money,
        )
        painting = self._cap("image", settings.image_seconds)
        self.worker = Worker(desk, asking, Pictures(desk, settings.fetch_images, self.providers, painting))
        flow = self.worker.flow if runs else None
        self.engine = DbosEngine(house.database, flow, house.name, settings.render_processes, settings.lease_seconds)

    def _watched(self, model: Model, metrics: Metrics, traces: Traces) -> Model:
        """The model, asked within its cap, what it is asked counted and traced."""
        cap = self._cap("model", self._house.settings.model_seconds)
        return CappedModel(MeteredModel(model, metrics, traces=traces), cap)

    def _cap(self, name: Literal["model", "image"], seconds: float) -> Cap:
        """How much one kind of provider is asked, by all processes together."""
        settings = self._house.settings
        at_once, per_minute = getattr(settings, f"{name}_at_once"), getattr(settings, f"{name}_per_minute")
        return Cap(self._house.database, name, at_once, per_minute, seconds + _SLACK_S)

    @contextmanager
    def ready(self) -> Generator[None]:
        """Render processes that are warm before the first job's turn comes."""
        with self.cells:
            self.cells.warm(warm_in_cell)
            yield

    async def reconcile(self) -> None:
        """Look for lost jobs, now and each minute. A duty of one process."""
        absence = Absence(log, "lost jobs")
        while True:
            try:
                await self.worker.reconcile(self.engine.recover_dead())
                absence.over()
            except Unavailable as error:
                absence.met(error)
            except Exception:
                log.exception("lost jobs could not be looked for; trying again")
            await asyncio.sleep(RECONCILE_S)

    async def tidy(self) -> None:
        """Sweep the store each hour, and once a day remove rows kept long enough, and files that no row names."""
        times = 0
        while True:
            await asyncio.sleep(TIDY_S)
            store, now = self._house.store, SYSTEM.now()
            try:
                await to_thread.run_sync(store.sweep, now - LEFT_S)
                if times % _TIDIED == 0:
                    await to_thread.run_sync(retention.purge, self._house.database, self._house.settings.kept_days, now)
                    await to_thread.run_sync(garbage.collect, self._house.database, store, now)
                times += 1
            except Unavailable as error:  # of the database or of the store
                log.warning("%s; the store is tidied in an hour", error.message)
            except Exception:
                log.exception("the store could not be tidied; trying again")
