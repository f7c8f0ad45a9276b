"""How fast 1, 2 and 4 workers on one PostgreSQL database drain a queue, and what a poll of the API costs there.

Workers are processes on this machine: more of them than it has cores cannot be faster. Each renders with one process.
"""

import os
import signal
import tempfile
import time
from pathlib import Path

import postgres
from cardwright.db import Database, open_database
from peers import Peers
from serving import Server

JOBS = 40
POLLS = 200
WORKERS = (1, 2, 4)
TEXT = (
    "# Tides {n}\n\nThe bay fills twice a day.\n\n## Birds\n\n- knots\n- dunlins\n\n## Count\n\nWe counted {n} birds."
)


def measure() -> list[str]:
    found = [_drained(count) for count in WORKERS]
    first = found[0][0]
    lines = [
        f"{count} workers: {JOBS / seconds:6.1f} generations/s, {first / seconds:.2f} of one worker's; poll {poll * 1000:.2f} ms"
        for count, (seconds, poll) in zip(WORKERS, found, strict=True)
    ]
    return [f"{JOBS} generations of 3 cards with a PDF, {os.cpu_count()} cores", *lines]


def _drained(workers: int) -> tuple[float, float]:
    """Seconds in which so many workers drain the queue, and seconds of one poll meanwhile none works."""
    with postgres.cluster() as cluster, cluster.database() as url, tempfile.TemporaryDirectory() as folder:
        peers = Peers(Path(folder), url).start(1, workers)
        database = open_database(Path(), url)
        try:
            _warm(peers, database)
            for worker in peers.workers:
                worker.send(signal.SIGSTOP)
            api = peers.apis[0]
            made = [
                api.generate(inputText=TEXT.format(n=n), textMode="preserve", numCards=3, exportAs="pdf")
                for n in range(JOBS)
            ]
            poll = _poll(api, made[0])
            began = time.perf_counter()
            for worker in peers.workers:
                worker.send(signal.SIGCONT)
            _until_idle(database)
            return time.perf_counter() - began, poll
        finally:
            peers.kill()
            database.close()


def _warm(peers: Peers, database: Database) -> None:
    """Let every worker take jobs and its render process be ready."""
    while any("takes jobs" not in worker.log() for worker in peers.workers):
        time.sleep(0.05)
    for n in range(4 * len(peers.workers)):
        peers.apis[0].generate(inputText=TEXT.format(n=n), textMode="preserve", numCards=3, exportAs="pdf")
    _until_idle(database)


def _poll(api: Server, generation_id: str) -> float:
    began = time.perf_counter()
    for _ in range(POLLS):
        api.status(generation_id)
    return (time.perf_counter() - began) / POLLS


def _until_idle(database: Database) -> None:
    while database.one("SELECT COUNT(*) FROM generations WHERE status = 'pending'") != (0,):
        time.sleep(0.02)
