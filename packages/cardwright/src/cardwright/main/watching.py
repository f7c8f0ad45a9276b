"""What operators see of a process: its probes and metrics on a port of their own, and how full the queue is."""

import contextlib
from collections.abc import Callable, Generator
from functools import partial

import uvicorn

from cardwright.clock import SYSTEM
from cardwright.db import levels
from cardwright.main.house import House
from cardwright.metrics import Levels, Metrics
from cardwright.server.probes import probes
from cardwright.server.readiness import Readiness


class Watch:
    """The port for operators of one process; `run` serves it until it is cancelled."""

    def __init__(self, house: House, slots: Callable[[], int]) -> None:
        self._settings = house.settings
        self.metrics = Metrics()
        self.readiness = Readiness(house.database, house.store)
        self.metrics.watch(partial(self._levels, house, slots))

    def _levels(self, house: House, slots: Callable[[], int]) -> Levels:
        found = levels.found(house.database, SYSTEM.now(), slots)
        found["draining"] = {(): float(self.readiness.draining)}
        return found

    async def run(self) -> None:
        """Serve probes and metrics; returns at once when there is no port for them."""
        settings = self._settings
        if not settings.metrics_port:
            return
        config = uvicorn.Config(
            probes(self.readiness, self.metrics), host=settings.metrics_host, port=settings.metrics_port,
            http="httptools", ws="none", lifespan="off", access_log=False, log_config=None, server_header=False,
        )  # fmt: skip
        await _Beside(config).serve()


class _Beside(uvicorn.Server):
    """A server within a process that has another main part, which hears the signals."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield
