"""`cardwright worker`: runs the jobs that servers on the same PostgreSQL database have accepted."""

import asyncio
import logging
import signal
from functools import partial
from pathlib import Path
from typing import Annotated, Final

from cyclopts import Parameter

from cardwright import logs
from cardwright.db import leases
from cardwright.errors import Misconfigured
from cardwright.jobs.duties import Duties
from cardwright.llm import Model
from cardwright.main.hands import DUE, JOB, Hands
from cardwright.main.house import House, entered
from cardwright.main.model import model_of
from cardwright.main.watching import Watch
from cardwright.server.settings import from_system
from cardwright.traces import Traces, connect

log = logging.getLogger("cardwright")
READY: Final = "worker {name} takes jobs"  # what tests and people look for in its log


def worker(
    *,
    data: Path | None = None,
    config: Annotated[Path | None, Parameter(help="Settings file to read instead of the usual places.")] = None,
) -> None:
    """Run jobs until told to stop; then let those that run come to their end.

    Parameters
    ----------
    data
        Folder for files, copies of files and, without the setting secret_key, the secret.
    """
    settings, _ = from_system({"data": str(data) if data else None}, config)
    logs.start(settings.log_level, settings.log_format)
    if not settings.database_url:
        msg = "database_url: a worker needs the PostgreSQL database of its servers"
        raise Misconfigured(msg, "without one, `cardwright serve` runs its jobs itself")
    model = model_of(settings)
    with entered(settings) as house:
        traces = connect(settings.traces_endpoint, house.name, "worker")
        try:
            asyncio.run(_run(house, model, traces))
        finally:
            traces.close()


async def _run(house: House, model: Model | None, traces: Traces) -> None:
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    tell = house.database.tell
    watch = Watch(house, lambda: leases.slots(house.database))
    hands = Hands(house, model, lambda job_id: tell(JOB + job_id), partial(tell, DUE), watch.metrics, traces, runs=True)
    duties = Duties(house.database, house.name, house.settings.lease_seconds)
    with hands.ready():
        await asyncio.to_thread(hands.engine.start)
        log.info(READY.format(name=house.name))
        works = (
            duties.keep("reconcile", hands.reconcile),
            duties.keep("tidying", hands.tidy),
        )
        tasks = [asyncio.ensure_future(work) for work in works]
        watching = asyncio.ensure_future(watch.run())  # to the end: that it drains is to be seen
        try:
            await told.wait()
            watch.readiness.draining = True
            log.info("worker %s takes no more jobs; those that run have %d s", house.name, house.settings.drain_seconds)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await asyncio.to_thread(hands.engine.stop, house.settings.drain_seconds)
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
