"""Workers of one server on a PostgreSQL database, and the queue that they drain.

Each renders with one process. Workers that are kept to cores have one each, as far as there are cores, and everything else
of the server shares the cores that they have: so many workers are so many cores' worth, the database included.
"""

import os
import signal
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import postgres
from cardwright.db import Database, leases, open_database
from filling import fill
from load import pin
from peers import Peers, Worker
from processes import cpu_s, tree
from servers import UNLIMITED

CREDITS = int(UNLIMITED["credits"])
LOOK_S = 0.1
_SETTINGS = {**UNLIMITED, "queue_most": "1000000", "lease_seconds": "15"}


class Drained(NamedTuple):
    """Generations a second, and milliseconds of processor time that each took of the workers and of all else."""

    rate: float
    workers_ms: float
    others_ms: float


class _Sample(NamedTuple):
    """Seconds of processor time that were used until a moment, in seconds since 1970."""

    at: float
    workers: float
    others: float


@dataclass
class Crew:
    """One API process, which runs no jobs, and those that do."""

    peers: Peers
    database: Database
    postmaster: postgres.Postmaster
    hired: list[Worker] = field(default_factory=list[Worker])

    def fill(self, count: int, body: dict[str, Any]) -> None:
        """So many generations in the queue. Nobody may be hired yet."""
        fill(self.database, self.peers.apis[0].generate(**body), count - 1)

    def hire(self, count: int, *, pinned: bool) -> None:
        """Start so many workers, which begin at once."""
        cores = list(range(min(count, os.cpu_count() or 1))) if pinned else list(range(os.cpu_count() or 1))
        self.hired = [self.peers.add_worker() for _ in range(count)]
        while leases.slots(self.database) < count:
            self._wait()
        _keep(self._others(), cores)
        for at, worker in enumerate(self.hired):
            _keep([_pid(worker)], [cores[at % len(cores)]] if pinned else cores)

    def dismiss(self) -> None:
        """Let all workers finish what they have begun, and end."""
        for worker in self.hired:
            worker.send(signal.SIGTERM)
        for worker in self.hired:
            worker.stop()

    def drain(self) -> Drained:
        """Wait until nothing is open; what is found counts from when each worker has ended a generation until none waits."""
        samples: list[_Sample] = []
        while self.open():
            samples.append(self._sample())
            self._wait()
        ((began, until),) = self.database.all(
            "SELECT MAX(first), MAX(claimed) FROM (SELECT MIN(g.finished_at) AS first, MAX(w.started_at_epoch_ms) / 1000.0 "
            "AS claimed FROM dbos.workflow_status w JOIN generations g ON g.id = w.workflow_uuid GROUP BY w.executor_id) AS one"
        )
        within = [one for one in samples if began <= one.at <= until]
        assert len(within) > 1, "too few generations for so many workers"
        first, last = within[0], within[-1]
        ended = sum(first.at < at <= last.at for at in self.ends())
        per_job = 1000 / ended
        return Drained(
            ended / (last.at - first.at),
            (last.workers - first.workers) * per_job,
            (last.others - first.others) * per_job,
        )

    def _wait(self) -> None:
        """Wait for a moment.

        Raises:
            AssertionError: a worker has ended, so that there is nothing to wait for.
        """
        time.sleep(LOOK_S)
        for worker in self.hired:
            assert worker.process is not None and worker.process.poll() is None, worker.log()[-3000:]

    def _sample(self) -> _Sample:
        workers = sum(cpu_s(_pid(worker)) for worker in self.hired)
        return _Sample(time.time(), workers, sum(map(cpu_s, self._others())))

    def _others(self) -> list[int]:
        return [self.postmaster.pid, *(api.process.pid for api in self.peers.apis if api.process)]

    def open(self) -> int:
        """How many generations are open."""
        row = self.database.one("SELECT COUNT(*) FROM generations WHERE status = 'pending'")
        return int(row[0]) if row else 0

    def ends(self) -> list[float]:
        """The moments at which generations ended, in seconds since 1970, in order."""
        rows = self.database.all("SELECT finished_at FROM generations WHERE finished_at IS NOT NULL ORDER BY 1")
        return [float(row[0]) for row in rows]

    def audit(self, count: int) -> str:
        """That all of so many generations were completed and each was charged once, in words.

        Raises:
            AssertionError: it is not so.
        """
        ended = dict(self.database.all("SELECT status, COUNT(*) FROM generations GROUP BY status"))
        assert ended == {"completed": count}, ended
        charged = self.database.all(
            "SELECT g.deducted, COUNT(*), COUNT(DISTINCT l.generation_id) FROM generations g "
            "JOIN ledger l ON l.generation_id = g.id AND l.kind = 'final' AND l.amount = g.deducted GROUP BY g.deducted"
        )
        assert sum(lines for _, lines, _ in charged) == sum(jobs for *_, jobs in charged) == count, charged
        paid = sum(price * lines for price, lines, _ in charged)
        left = self.database.one("SELECT SUM(balance), SUM(reserved) FROM workspaces")
        assert left == (CREDITS - paid, 0), (left, paid)
        again = self.database.one("SELECT COUNT(*) FROM generations WHERE attempt > 1")
        return (
            f"{count} generations completed, each charged once ({paid} credits); {again and again[0]} were begun twice"
        )


@contextmanager
def crew(settings: dict[str, str] | None = None) -> Generator[Crew]:
    """A server without workers, on a PostgreSQL of its own."""
    with tempfile.TemporaryDirectory(prefix="cardwright-bench-") as folder, postgres.own() as postmaster:
        peers = Peers(Path(folder), postmaster.url, {**_SETTINGS, **(settings or {})}).start(1, 0)
        database = open_database(Path(), postmaster.url)
        try:
            yield Crew(peers, database, postmaster)
        finally:
            peers.kill()
            database.close()


def _pid(worker: Worker) -> int:
    assert worker.process is not None
    return worker.process.pid


def _keep(pids: Sequence[int], cores: Sequence[int]) -> None:
    """Keep processes, and all below them, to these cores."""
    for pid in pids:
        for one in tree(pid):
            pin(one.pid, cores)
