"""GET of a completed generation, with key, three windows and the row read, against two raw ASGI floors.

With its rows in SQLite, and in PostgreSQL, where the windows are exact among several processes. All of them share one
core and the loader has the other; whoever is not measured is stopped for the time. PostgreSQL, which lies elsewhere
where there are several machines, runs on the loader's core.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

import postgres
from load import LOADER_CORE, Seen, load, pin
from processes import cpu_s
from servers import REPORT, running
from serving import KEY, Server, free_port

ROUNDS = 7
GOALS = {"SQLite": 0.9, "PostgreSQL": 0.5}


def measure() -> list[str]:
    with ExitStack() as stack:
        postmaster = stack.enter_context(postgres.own())
        pin(postmaster.pid, [LOADER_CORE])  # and all that it starts
        servers = [stack.enter_context(running()), stack.enter_context(running(database_url=postmaster.url))]
        made = [one.generate(inputText=REPORT, textMode="preserve", numCards=10, exportAs="pdf") for one in servers]
        for server, id_ in zip(servers, made, strict=True):
            server.finished(id_)
        paths = [f"/v1.0/generations/{id_}" for id_ in made]
        length, database = len(servers[0].ask("GET", paths[0]).content), servers[0].folder / "data" / "cardwright.db"
        work = stack.enter_context(_floor("work", str(database), KEY))
        constant = stack.enter_context(_floor("constant", str(length)))
        parties = [Party(_pid(one), one.port, path) for one, path in zip(servers, paths, strict=True)]
        parties += [Party(*floor, paths[0]) for floor in (work, constant)]
        for one in parties:
            pin(one.pid)
        for one in parties[:2]:
            load(one.port, one.path, KEY, seconds=1.0)
        rounds = [[_alone(one, parties) for one in parties] for _ in range(ROUNDS)]
    names = (*(f"status, rows in {kind}" for kind in GOALS), "floor: raw ASGI, same work", "floor: raw ASGI, constant")
    lines = [
        f"{name:34}{median(one.seen.rate for one in column):8.0f} answers/s   "
        f"p99 {median(one.seen.p99_ms for one in column):6.1f} ms   {min(one.cpu_us for one in column):6.1f} us of processor each"
        for name, column in zip(names, zip(*rounds, strict=True), strict=True)
    ]
    for at, (kind, goal) in enumerate(GOALS.items()):
        same, bytes_ = (median(one[at].seen.rate / one[floor].seen.rate for one in rounds) for floor in (2, 3))
        used = median(one[2].cpu_us / one[at].cpu_us for one in rounds)
        lines.append(
            f"{kind:10} of the floor with the same work {same:.2f} (goal {goal}), by processor time {used:.2f}; "
            f"with constant bytes {bytes_:.2f}"
        )
    lines.append(f"the loader's share of its core, at most {max(seen.seen.busy for one in rounds for seen in one):.2f}")
    return lines


class Measured(NamedTuple):
    """One round of one party; the processor time is that of its own process, which neighbours do not change."""

    seen: Seen
    cpu_us: float


class Party(NamedTuple):
    """One that answers, and what it is asked for."""

    pid: int
    port: int
    path: str


def _pid(server: Server) -> int:
    assert server.process is not None
    return server.process.pid


def _alone(measured: Party, parties: Sequence[Party]) -> Measured:
    """Load on one party while the others are stopped."""
    others = [one.pid for one in parties if one.pid != measured.pid]
    for pid in others:
        os.kill(pid, signal.SIGSTOP)
    try:
        before = cpu_s(measured.pid)
        seen = load(measured.port, measured.path, KEY)
        return Measured(seen, (cpu_s(measured.pid) - before) / seen.answers * 1e6)
    finally:
        for pid in others:
            os.kill(pid, signal.SIGCONT)


@contextmanager
def _floor(*what: str) -> Generator[tuple[int, int]]:
    """A floor's process and port."""
    port = free_port()
    process = subprocess.Popen([sys.executable, str(Path(__file__).with_name("floor.py")), str(port), *what])
    try:
        _await(port)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait(10)


def _await(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1.0).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the floor does not start")


if __name__ == "__main__":
    print("\n".join(measure()))
