"""GET of a completed generation, with key, three windows and the row read, against constant bytes.

Server and floor share one core and the loader has the other; the one that is
not measured is stopped for the time.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import httpx2
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
        with _floor(len(server.ask("GET", path).content)) as (floor, port):
            pids = (server.process.pid, floor)
            for pid in pids:
                pin(pid)
            load(server.port, path, KEY, seconds=1.0)
            rounds = [(_alone(server.port, path, pids[1]), _alone(port, path, pids[0])) for _ in range(ROUNDS)]
    ours, least = (median(seen.rate for seen in column) for column in zip(*rounds, strict=True))
    ratio = median(one.rate / other.rate for one, other in rounds)
    return [
        f"status of a completed generation   {ours:8.0f} answers/s   p99 {_p99([one for one, _ in rounds]):.1f} ms",
        f"raw ASGI floor, same headers       {least:8.0f} answers/s   p99 {_p99([one for _, one in rounds]):.1f} ms",
        f"ratio, median of {ROUNDS} rounds            {ratio:8.2f}   (goal {GOAL})",
        f"the loader's share of its core at the floor {median(other.busy for _, other in rounds):.2f}",
    ]


def _p99(seen: list[Seen]) -> float:
    return median(one.p99_ms for one in seen)


def _alone(port: int, path: str, other: int) -> Seen:
    """Load on one server while the process `other` is stopped."""
    os.kill(other, signal.SIGSTOP)
    try:
        return load(port, path, KEY)
    finally:
        os.kill(other, signal.SIGCONT)


@contextmanager
def _floor(length: int) -> Generator[tuple[int, int]]:
    """The floor's process and port."""
    port = free_port()
    process = subprocess.Popen([sys.executable, str(Path(__file__).with_name("floor.py")), str(port), str(length)])
    try:
        _await(port)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait(10)


def _await(port: int) -> None:
    for _ in range(100):
        try:
            httpx2.get(f"http://127.0.0.1:{port}/", timeout=2)
        except httpx2.TransportError:
            time.sleep(0.05)
        else:
            return
