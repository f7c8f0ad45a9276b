"""GET of a completed generation, with key, three windows and the row read, against two raw ASGI floors.

All of them share one core and the loader has the other; whoever is not
measured is stopped for the time.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from load import Seen, load, pin
from servers import REPORT, running
from serving import KEY, free_port

ROUNDS = 7
GOAL = 0.7


def measure() -> list[str]:
    with running() as server:
        assert server.process is not None
        made = server.generate(inputText=REPORT, textMode="preserve", numCards=10, exportAs="pdf")
        server.finished(made)
        path = f"/v1.0/generations/{made}"
        length, database = len(server.ask("GET", path).content), server.folder / "data" / "cardwright.db"
        with _floor("work", str(database), KEY) as work, _floor("constant", str(length)) as constant:
            parties = [(server.process.pid, server.port), work, constant]
            for pid, _ in parties:
                pin(pid)
            load(server.port, path, KEY, seconds=1.0)
            rounds = [[_alone(path, one, parties) for one in parties] for _ in range(ROUNDS)]
    names = ("status of a completed generation", "floor: raw ASGI, same work", "floor: raw ASGI, constant bytes")
    lines = [
        f"{name:34}{median(seen.rate for seen in column):8.0f} answers/s   "
        f"p99 {median(seen.p99_ms for seen in column):.1f} ms"
        for name, column in zip(names, zip(*rounds, strict=True), strict=True)
    ]
    for at, goal in ((1, f"   (goal {GOAL})"), (2, "")):
        ratio = median(one[0].rate / one[at].rate for one in rounds)
        lines.append(f"ratio to the {names[at]:31}{ratio:5.2f}{goal}")
    lines.append(f"the loader's share of its core, at most {max(seen.busy for one in rounds for seen in one):.2f}")
    return lines


def _alone(path: str, measured: tuple[int, int], parties: Sequence[tuple[int, int]]) -> Seen:
    """Load on one party of (process, port) while the others are stopped."""
    others = [pid for pid, _ in parties if pid != measured[0]]
    for pid in others:
        os.kill(pid, signal.SIGSTOP)
    try:
        return load(measured[1], path, KEY)
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
