"""Polls under 2 000 keys while 20 000 generations are open, answered by one and by two processes on one PostgreSQL database.

Nobody runs the generations, so that only polls are measured. The processes have one core, or both when there are two of
them; the database and the loader share the loader's core with whoever else is there.
"""

import tempfile
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import postgres
from cardwright.accounts.keys import Keys
from cardwright.accounts.workspaces import DEFAULT_ID
from cardwright.db import Database, open_database
from cardwright.store import secret
from filling import fill
from load import LOADER_CORE, SERVER_CORE, load_all, pin
from peers import SECRET, Peers
from processes import field_mb
from servers import UNLIMITED
from serving import Server

KEYS = 2_000
OPEN = 20_000
CONNECTIONS = 256
SECONDS = 20.0
ROUNDS = 3
BODY = {"inputText": "# River\n\nA short text.", "textMode": "preserve", "numCards": 1}


def measure() -> list[str]:
    with tempfile.TemporaryDirectory(prefix="cardwright-bench-") as folder, postgres.own() as postmaster:
        pin(postmaster.pid, [LOADER_CORE])
        peers = Peers(Path(folder), postmaster.url, {**UNLIMITED, "queue_most": str(2 * OPEN)}).start(2, 0)
        try:
            database = open_database(Path(), postmaster.url)
            asked = _filled(database, peers.apis[0])
            database.close()
            lines = [f"{KEYS} keys, {OPEN} open generations, {CONNECTIONS} connections, {SECONDS:.0f} s each time"]
            return [*lines, *(_round(peers.apis[:count], asked) for _ in range(ROUNDS) for count in (1, 2))]
        finally:
            peers.kill()


def _round(apis: list[Server], asked: list[tuple[str, str]]) -> str:
    pids = [api.process.pid for api in apis if api.process is not None]
    for pid, core in zip(pids, (SERVER_CORE, LOADER_CORE), strict=False):
        pin(pid, [core])
    with _sampled(pids) as sizes:
        seen = load_all([api.port for api in apis], asked, connections=CONNECTIONS, seconds=SECONDS)
    return (
        f"{len(apis)} processes: {seen.rate:7.0f} answers/s, p50 {seen.p50_ms:.0f} ms, p99 {seen.p99_ms:.0f} ms, "
        f"{seen.refused} no 200; {sizes[0]:.0f} MB at first, {max(sizes):.0f} at most, {sizes[-1]:.0f} at last"
    )


@contextmanager
def _sampled(pids: list[int]) -> Generator[list[float]]:
    """Megabytes of all these processes together, each second."""
    over, sizes = threading.Event(), [sum(field_mb(pid, "VmRSS") for pid in pids)]

    def sample() -> None:
        while not over.wait(1.0):
            sizes.append(sum(field_mb(pid, "VmRSS") for pid in pids))

    thread = threading.Thread(target=sample)
    thread.start()
    try:
        yield sizes
    finally:
        over.set()
        thread.join()


def _filled(database: Database, api: Server) -> list[tuple[str, str]]:
    """Many keys and open generations: what is asked for, path and key."""
    made = api.generate(**BODY)
    keys = Keys(database, secret.of(SECRET, Path()))
    names = [keys.create(DEFAULT_ID, f"key {at}")[0] for at in range(KEYS)]
    open_ones = fill(database, made, OPEN)
    return [(f"/v1.0/generations/{id_}", names[at % KEYS]) for at, id_ in enumerate(open_ones)]
