"""The ways to poll of the simulator against a real server with limits, by the real clock; bounded to three minutes.

    python bench/polling/real.py [--decks 10]

Two servers of this checkout, one with limits as documented and one with low ones, make decks of one card whose picture
comes from a painter on loopback that takes its time: log-normal, median PAINTS_S. On each, as many programs as there are
ways to poll work side by side, every one with a key, windows and IN_FLIGHT generations of its own. The plain client gets
the server's answers without what the reference service does not send (`Retry-After` before the end, a word on idempotency
keys); the last one is the client as it is, which is told by events. When a deck had ended is what the server's database
says, so lateness is that of whole programs. Whoever is not done when the time is up is stopped.
"""

import argparse
import asyncio
import math
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any, Final

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "tests/support")]

import httpx2
from cardwright.accounts.keys import Keys
from cardwright.accounts.workspaces import DEFAULT_ID
from cardwright.main.data import database_at, secret_at
from cardwright_client import AsyncClient, Credits
from painting import Asked, Gallery
from serving import Server
from simulate import HEAD, Interval, backoff, fixed, markdown

PAINTS_S: Final = 35.0  # the median that the simulator assumes for small decks
SPREAD: Final = 0.25  # of the logarithm
IN_FLIGHT: Final = 4  # of each program; a server works on 16 generations at a time
BOUND_S: Final = 150.0
BODY: Final = {
    "inputText": "# Tides\n\nThe bay fills twice a day.", "textMode": "preserve", "numCards": 1,
    "imageOptions": {"source": "aiGenerated"},
}  # fmt: skip
SERVERS: Final[Mapping[str, dict[str, str]]] = {
    "the documents' sample limits": {},
    "30 a minute": {"rate_burst": "30"},
}
_UNSENT: Final = {"retry-after", "idempotency-status"}  # by the reference service, in an answer that is no refusal


class Counted(httpx2.AsyncBaseTransport):
    """Counts requests and refusals; a plain one keeps quiet about what only our server says."""

    def __init__(self, *, plain: bool) -> None:
        self._inner = httpx2.AsyncHTTPTransport()
        self._plain = plain
        self.sent = self.refused = 0

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.sent += 1
        answer = await self._inner.handle_async_request(request)
        self.refused += answer.status_code == 429
        if self._plain and answer.status_code < 400:
            for name in _UNSENT & answer.headers.keys():
                del answer.headers[name]
        return answer


@dataclass
class Program:
    """One that polls, with a key of its own; `seen` says when it saw which generation ended."""

    base: str
    key: str
    decks: int
    transport: Counted
    seen: dict[str, float] = field(default_factory=dict[str, float])
    seconds: float = 0.0


Way = Callable[[Program], Awaitable[None]]


def loops(interval: Interval) -> Way:
    """So many loops as run at a time, none of which knows of the others; their first POSTs are staggered."""

    async def run(program: Program) -> None:
        left = iter(range(program.decks))
        async with httpx2.AsyncClient(
            base_url=program.base, headers={"x-api-key": program.key}, transport=program.transport, timeout=30
        ) as http:

            async def one(place: int) -> None:
                await asyncio.sleep(place * 0.2)
                for _ in left:
                    started = await _accepted(http)
                    await _ended(http, started, interval)
                    program.seen[started] = time.time()

            await asyncio.gather(*map(one, range(IN_FLIGHT)))

    return run


async def _accepted(http: httpx2.AsyncClient) -> str:
    strikes = 0
    while (answer := await http.post("/v1.0/generations", json=BODY)).status_code == 429:
        await asyncio.sleep(_pause(answer, strikes))
        strikes += 1
    return str(answer.raise_for_status().json()["generationId"])


async def _ended(http: httpx2.AsyncClient, started: str, interval: Interval) -> None:
    polls = strikes = 0
    pause = 5.0
    while True:
        await asyncio.sleep(pause)
        answer = await http.get(f"/v1.0/generations/{started}")
        polls += 1
        if answer.status_code == 429:
            pause, strikes = _pause(answer, strikes), strikes + 1
            continue
        if answer.raise_for_status().json()["status"] != "pending":
            return
        pause, strikes = interval(polls, dict(answer.headers)), 0


def _pause(answer: httpx2.Response, strikes: int) -> float:
    """As documented: what the server asks for, else 30 seconds, doubled each time."""
    return float(answer.headers.get("retry-after") or min(300.0, 30.0 * 2**strikes))


async def client(program: Program) -> None:
    """A batch of the client: one plan for all."""
    with tempfile.TemporaryDirectory() as folder:
        async with (
            AsyncClient(program.key, program.base, transport=program.transport) as made,
            made.batch(Path(folder) / "journal", in_flight=IN_FLIGHT, credits=Credits(known=10**6)) as batch,
        ):
            for number in range(program.decks):
                batch.add(str(number), **_params())
            async for item in batch.as_done():
                assert item.status is not None, item
                program.seen[item.status.generation_id] = time.time()


def _params() -> Any:
    return {"input_text": BODY["inputText"], "text_mode": "preserve", "num_cards": 1,
            "image_options": {"source": "aiGenerated"}}  # fmt: skip


WAYS: Final[Mapping[str, tuple[Way, bool]]] = {
    "every 5 s": (loops(fixed), True),
    "own backoff": (loops(backoff), True),
    "scheduler": (client, True),
    "events": (client, False),
}


async def measured(servers: Mapping[str, Server], decks: int) -> dict[tuple[str, str], Program]:
    """Every way at every server, side by side."""
    programs: dict[tuple[str, str], Program] = {}
    works: list[Awaitable[None]] = []
    for limits, server in servers.items():
        for name, (way, plain) in WAYS.items():
            program = Program(server.base, _key(server, name), decks, Counted(plain=plain))
            programs[limits, name] = program
            works.append(_timed(way, program))
    await asyncio.gather(*works)
    return programs


def _key(server: Server, name: str) -> str:
    """A key of its own: windows are counted per key."""
    with database_at(server.folder / "data") as (database, folder):
        return Keys(database, secret_at(folder)).create(DEFAULT_ID, name)[0]


async def _timed(way: Way, program: Program) -> None:
    began = time.monotonic()
    try:
        async with asyncio.timeout(BOUND_S):
            await way(program)
    except TimeoutError:
        pass  # it tells by what it has not seen
    program.seconds = time.monotonic() - began


def ends(server: Server) -> dict[str, float]:
    """When each generation had ended, as the server wrote it down."""
    with sqlite3.connect(server.folder / "data/cardwright.db") as database:
        return dict(database.execute("SELECT id, finished_at FROM generations WHERE finished_at IS NOT NULL"))


def row(name: str, program: Program, ended: Mapping[str, float]) -> tuple[str, ...]:
    """What one program came to, as cells."""
    late = sorted(at - ended[found] for found, at in program.seen.items()) or [math.nan]
    done = len(program.seen)
    took = f"{program.seconds:.0f}" if done == program.decks else f"{done} of {program.decks} done"
    each = f"{program.transport.sent / max(1, done):.1f}"
    return (
        name, f"{fmean(late):.2f}", f"{late[len(late) * 95 // 100]:.1f}", each, str(program.transport.refused), took
    )  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--decks", type=int, default=10, help="decks of each program")
    decks = parser.parse_args().decks
    draw = random.Random(7)

    def paint(_: Asked) -> None:
        time.sleep(PAINTS_S * draw.lognormvariate(0.0, SPREAD))

    with Gallery(instead=paint).up() as gallery, ExitStack() as stack:
        painter = {"image_model": "house", "image_base_url": gallery.base, "image_api_key": "any"}
        servers: dict[str, Server] = {}
        for limits, settings in SERVERS.items():
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cardwright-bench-")))
            servers[limits] = Server(folder, painter | settings).start()
            stack.callback(servers[limits].kill)
        programs = asyncio.run(measured(servers, decks))
        for limits, server in servers.items():
            ended = ends(server)
            rows = [(*HEAD[:-1], "seconds"), *(row(name, programs[limits, name], ended) for name in WAYS)]
            print(f"{limits}, {decks} decks each:\n\n" + "\n".join(markdown(rows)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
