"""GET of a completed generation, with key, three windows and the row read, against constant bytes."""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import httpx2
from load import answers_a_second
from serving import KEY, free_port
from servers import REPORT, running

ROUNDS = 5
GOAL = 0.7


def measure() -> list[str]:
    with running() as server:
        made = server.generate(inputText=REPORT, textMode="preserve", numCards=10, exportAs="pdf")
        server.finished(made)
        path = f"/v1.0/generations/{made}"
        length = len(server.ask("GET", path).content)
        port = free_port()
        floor = subprocess.Popen([sys.executable, str(Path(__file__).with_name("floor.py")), str(port), str(length)])
        try:
            _await(port)
            pairs = [
                (answers_a_second(server.port, path, KEY), answers_a_second(port, path, KEY)) for _ in range(ROUNDS)
            ]
        finally:
            floor.terminate()
            floor.wait(10)
    ours, least = median(one for one, _ in pairs), median(one for _, one in pairs)
    ratio = median(one / other for one, other in pairs)
    return [
        f"status of a completed generation   {ours:8.0f} answers/s",
        f"raw ASGI floor, same headers       {least:8.0f} answers/s",
        f"ratio, median of {ROUNDS} rounds            {ratio:8.2f}   (goal {GOAL})",
    ]


def _await(port: int) -> None:
    for _ in range(100):
        try:
            httpx2.get(f"http://127.0.0.1:{port}/", timeout=2)
        except httpx2.TransportError:
            time.sleep(0.05)
        else:
            return
