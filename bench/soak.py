"""A server at four fifths of what it can do, for as long as one likes: does its memory grow?

Memory is sampled while decks of several sizes and formats are made, polled and downloaded. The slope is that of a
straight line through the means of equal stretches of time, the first ones left out, since caches fill; its interval is
that of 95 % (Student's t), which stretches, unlike samples, bear: neighbouring samples are much alike.
"""

import threading
import time
from argparse import Namespace
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from statistics import fmean
from typing import NamedTuple
from urllib.parse import urlsplit

from processes import field_mb, tree
from servers import REPORT, running
from serving import Server

CAPACITY_S = 40.0
AT_ONCE = 6
SHARE = 0.8
SAMPLE_S = 2.0
STRETCHES = 12
WARM = 2  # stretches that do not count
T95 = 2.306  # Student's t for the eight degrees of freedom that ten stretches leave a line
FORMATS = ("pdf", "pptx", "png", "pdf")


class Sample(NamedTuple):
    """Megabytes: of the server alone, and of it and all its processes, shared pages divided among who shares them."""

    at: float
    server: float
    tree: float


def measure(wanted: Namespace) -> list[str]:
    with running() as server:
        assert server.process is not None
        pid, numbers = server.process.pid, count()
        capacity = _flat_out(server, numbers)
        samples: list[Sample] = []
        made, failed = _steadily(
            server, numbers, SHARE * capacity, wanted.minutes * 60, lambda: samples.append(_sample(pid))
        )
    lines = [
        f"capacity {capacity:.2f} decks/s; {made} decks in {wanted.minutes:g} minutes at {SHARE:.0%}, {failed} failed"
    ]
    for name, of in (("server", lambda one: one.server), ("all processes", lambda one: one.tree)):
        sizes = [(one.at, of(one)) for one in samples]
        slope, within = _slope(sizes)
        first, last = _stretches(sizes)[WARM][1], _stretches(sizes)[-1][1]
        lines.append(
            f"{name:14} {first:6.1f} MB, later {last:6.1f} MB: {slope * 3600:+7.1f} ± {within * 3600:.1f} MB an hour"
        )
    return lines


def _deck(server: Server, number: int) -> bool:
    """Make a deck, ask until it is there, and fetch it; whether it was completed."""
    body = {
        "inputText": f"{REPORT}\n\nNumber {number}.",
        "textMode": "preserve",
        "exportAs": FORMATS[number % len(FORMATS)],
    }
    answer = server.ask("POST", "/v1.0/generations", json={**body, "numCards": 3 + number % 8})
    found = server.finished(answer.json()["generationId"], 120)
    if found["status"] != "completed":
        return False
    return server.ask("GET", urlsplit(found["exportUrl"]).path, key=None).status_code == 200  # noqa: PLR2004


def _flat_out(server: Server, numbers: "count[int]") -> float:
    """Decks a second when so many are asked for at a time that none waits for a client."""
    until = time.monotonic() + CAPACITY_S

    def run() -> int:
        made = 0
        while time.monotonic() < until:
            made += _deck(server, next(numbers))
        return made

    began = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        made = sum(one.result() for one in [pool.submit(run) for _ in range(AT_ONCE)])
    return made / (time.monotonic() - began)


def _steadily(
    server: Server, numbers: "count[int]", rate: float, seconds: float, each: Callable[[], None]
) -> tuple[int, int]:
    """Ask for so many decks a second, whatever becomes of those before; how many were made, and how many were not."""
    over = threading.Event()

    def sample() -> None:
        while not over.wait(SAMPLE_S):
            each()

    sampler = threading.Thread(target=sample)
    sampler.start()
    began, asked = time.monotonic(), []
    with ThreadPoolExecutor(64) as pool:
        while (now := time.monotonic()) < began + seconds:
            if len(asked) > (now - began) * rate:
                time.sleep(0.01)
                continue
            asked.append(pool.submit(_deck, server, next(numbers)))
        over.set()
    sampler.join()
    good = sum(one.exception() is None and one.result() for one in asked)
    return good, len(asked) - good


def _sample(pid: int) -> Sample:
    whole = sum(field_mb(one.pid, "Pss", "smaps_rollup") for one in tree(pid))
    return Sample(time.monotonic(), field_mb(pid, "VmRSS"), whole)


def _stretches(sizes: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The mean time and size of each of the equal stretches."""
    first, last = sizes[0][0], sizes[-1][0]
    parts: list[list[tuple[float, float]]] = [[] for _ in range(STRETCHES)]
    for at, size in sizes:
        parts[min(STRETCHES - 1, int((at - first) / (last - first) * STRETCHES))].append((at, size))
    return [(fmean(at for at, _ in part), fmean(size for _, size in part)) for part in parts if part]


def _slope(sizes: list[tuple[float, float]]) -> tuple[float, float]:
    """Megabytes a second, and within how many of them the truth lies 95 times of 100."""
    points = _stretches(sizes)[WARM:]
    mean_at, mean = fmean(at for at, _ in points), fmean(size for _, size in points)
    spread = sum((at - mean_at) ** 2 for at, _ in points)
    slope = sum((at - mean_at) * (size - mean) for at, size in points) / spread
    rest = sum((size - mean - slope * (at - mean_at)) ** 2 for at, size in points)
    return slope, T95 * (rest / (len(points) - 2) / spread) ** 0.5
