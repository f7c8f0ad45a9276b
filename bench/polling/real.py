"""The ways to poll of the simulator against real servers with limits, by the real clock, beside what it predicts for them.

    python bench/polling/real.py [--decks 40] [--at-once 8] [--minutes 15] [--seed 7]

Two servers of this checkout, one with limits as documented and one with low ones, have as many workers as it takes to
begin every deck at once. At each, as many programs as there are ways to poll work side by side, every one with a key and
windows of its own. The decks ask for as many cards, and as dear pictures, as those of the simulator, and become a few;
a painter on loopback takes for their pictures as long as the simulator draws for that deck, so they wait instead of work.
The plain client gets the server's answers without what the reference service does not send (`Retry-After` before the end,
a word on idempotency keys); the last one is the client as it is, which is told by events. When a deck had ended is what
the server's database says, so lateness is that of whole programs. Whoever is not done when the time is up is stopped, in
the simulator too. Needs PostgreSQL.
"""

import argparse
import asyncio
import math
import random
import re
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "tests/support")]

import httpx2
import postgres
from cardwright.accounts.keys import Keys
from cardwright.accounts.workspaces import DEFAULT_ID
from cardwright.db import Database, open_database
from cardwright.jobs.engines.dbos import CONCURRENCY
from cardwright.store import secret
from cardwright_client import AsyncClient, Credits
from cardwright_client._core.durations import features_of
from cardwright_client._core.prices import IMAGE_CREDITS
from painting import Asked, Gallery
from peers import SECRET, Peers, Worker
from simulate import (
    MEDIANS,
    POLICIES,
    Deck,
    Interval,
    Outcome,
    Run,
    Scenario,
    Wait,
    assumed,
    backoff,
    drawn,
    fixed,
    markdown,
    outcome,
    rest,
    summed,
    told,
)

SCENARIOS: Final = (
    Scenario("the documents' sample limits"),
    Scenario("60 a minute and 600 an hour", burst=60, hour=600),
)
MODELS: Final = {"cheap": "flux-2-klein", "dear": "imagen-4-pro"}  # of pictures, by what the client takes them for
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


def body(number: int) -> dict[str, Any]:
    """The request for the deck of a number: a few cards, though it asks for as many as that of the simulator.

    A deck without pictures has some here, since it is its pictures that take the time.
    """
    cards, images, *_ = MEDIANS[number % len(MEDIANS)]
    return {
        "inputText": f"# Tides {number}\n\n## The bay\n\nThe bay fills twice a day.",
        "textMode": "preserve",
        "numCards": cards,
        "imageOptions": {"source": "aiGenerated", "model": MODELS.get(images, MODELS["cheap"])},
    }


def asked(draw: random.Random, number: int) -> Deck:
    """A deck of the simulator as it is asked for here."""
    return Deck(features_of(body(number), IMAGE_CREDITS), assumed(draw, number).seconds)


@dataclass
class Program:
    """One that polls, with a key of its own; `seen` says when it saw which generation ended."""

    base: str
    key: str
    scenario: Scenario
    transport: Counted
    seen: dict[str, float] = field(default_factory=dict[str, float])
    seconds: float = 0.0  # until it saw the last one end


Work = Callable[[Program], Awaitable[None]]


def loops(interval: Interval) -> Work:
    """So many loops as run at a time, none of which knows of the others; their first POSTs are staggered."""

    async def run(program: Program) -> None:
        left = iter(range(program.scenario.decks))
        async with httpx2.AsyncClient(
            base_url=program.base, headers={"x-api-key": program.key}, transport=program.transport, timeout=30
        ) as http:

            async def one(place: int) -> None:
                await asyncio.sleep(place * 0.2)
                for number in left:
                    started = await _accepted(http, body(number))
                    await _ended(http, started, interval)
                    program.seen[started] = time.time()

            await asyncio.gather(*map(one, range(program.scenario.at_once)))

    return run


async def _accepted(http: httpx2.AsyncClient, wish: Mapping[str, Any]) -> str:
    strikes = 0
    while (answer := await http.post("/v1.0/generations", json=wish)).status_code == 429:
        await asyncio.sleep(rest(answer.headers, strikes))
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
            pause, strikes = rest(answer.headers, strikes), strikes + 1
            continue
        if answer.raise_for_status().json()["status"] != "pending":
            return
        pause, strikes = interval(polls, dict(answer.headers)), 0


async def client(program: Program) -> None:
    """A batch of the client: one plan for all."""
    with tempfile.TemporaryDirectory() as folder:
        async with (
            AsyncClient(program.key, program.base, transport=program.transport) as made,
            made.batch(
                Path(folder) / "journal", in_flight=program.scenario.at_once, credits=Credits(known=10**6)
            ) as batch,
        ):
            for number in range(program.scenario.decks):
                batch.add(str(number), **_params(body(number)))
            async for item in batch.as_done():
                assert item.status is not None, item
                program.seen[item.status.generation_id] = time.time()


def _params(wish: Mapping[str, Any]) -> Any:
    return {"input_text": wish["inputText"], "text_mode": wish["textMode"], "num_cards": wish["numCards"],
            "image_options": wish["imageOptions"]}  # fmt: skip


@dataclass(frozen=True)
class Way:
    """How a program polls, whether it hears what only our server says, and who plays it in the simulator."""

    work: Work
    plain: bool
    played: Callable[[Run], list[Wait]]


WAYS: Final[Mapping[str, Way]] = {
    "every 5 s": Way(loops(fixed), True, POLICIES["every 5 s"]),
    "own backoff": Way(loops(backoff), True, POLICIES["own backoff"]),
    "scheduler": Way(client, True, POLICIES["scheduler"]),
    "events": Way(client, False, told),
}


@dataclass(frozen=True)
class Site:
    """A server under one kind of limits, and the programs that ask it."""

    scenario: Scenario
    database: Database
    programs: Mapping[str, Program]


def site(stack: ExitStack, cluster: postgres.Cluster, settings: Mapping[str, str], scenario: Scenario) -> Site:
    """A server that begins at once what all programs have under way, and a key for each of them."""
    url = stack.enter_context(cluster.database())
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cardwright-bench-")))
    limits = {"rate_burst": scenario.burst, "rate_hour": scenario.hour, "rate_day": scenario.day}
    peers = Peers(folder, url, {**settings, **{name: str(limit) for name, limit in limits.items()}})
    stack.callback(peers.kill)
    base = peers.start(1, 0).apis[0].base
    for _ in range(math.ceil(len(WAYS) * scenario.at_once / CONCURRENCY)):
        _begun(peers.add_worker())  # one after the other, for a small machine's sake
    database = open_database(Path(), url)
    stack.callback(database.close)
    keys = Keys(database, secret.of(SECRET, Path()))
    programs = {
        name: Program(base, keys.create(DEFAULT_ID, name)[0], scenario, Counted(plain=way.plain))
        for name, way in WAYS.items()
    }
    return Site(scenario, database, programs)


def _begun(worker: Worker) -> None:
    """Wait until a worker takes jobs."""
    while not (worker.folder / "server.log").exists() or "takes jobs" not in worker.log():
        assert worker.process is not None
        assert worker.process.poll() is None, worker.log()
        time.sleep(0.05)


async def measure(sites: Sequence[Site]) -> None:
    """All programs side by side."""
    await asyncio.gather(
        *(_timed(WAYS[name].work, program) for site in sites for name, program in site.programs.items())
    )


async def _timed(work: Work, program: Program) -> None:
    began = time.time()
    try:
        async with asyncio.timeout(program.scenario.bound):
            await work(program)
    except TimeoutError:
        pass  # it tells by what it has not seen
    program.seconds = max(program.seen.values(), default=began) - began


def found(program: Program, database: Database) -> Outcome:
    """What one program came to; when each generation had ended is what the server wrote down."""
    ended = dict(database.all("SELECT id, finished_at FROM generations WHERE finished_at IS NOT NULL"))
    late = [at - ended[name] for name, at in program.seen.items()]
    return summed(late, program.transport.sent, program.transport.refused, program.seconds / 60)


HEAD: Final = (
    "way to poll", "s late", "simulated", "requests each", "simulated", "429", "simulated", "minutes", "simulated"
)  # fmt: skip


def row(name: str, real: Outcome, played: Outcome, decks: int) -> tuple[str, ...]:
    """One way to poll, as it was and as it was predicted, figure by figure."""
    both = (real, played)
    cells = [
        *(f"{one.mean:.2f}" for one in both),
        *(f"{one.requests:.1f}" for one in both),
        *(str(one.refused) for one in both),
        *(f"{one.minutes:.1f}" if one.done == decks else f"{one.done} of {decks} done" for one in both),
    ]
    return (name, *cells)


def table(site: Site, began: float, seed: int) -> list[str]:
    """All ways at one server, in Markdown; the simulator's windows begin anew when the server's did."""
    played = replace(site.scenario, began=began)
    rows = [
        row(name, found(program, site.database), outcome(WAYS[name].played, played, asked, seed), played.decks)
        for name, program in site.programs.items()
    ]
    return markdown([HEAD, *rows])


def painter(decks: Sequence[Deck]) -> Callable[[Asked], None]:
    """One that takes for each picture of a deck, which are painted at the same time, as long as the deck is to take."""

    def paint(order: Asked) -> None:
        number = re.search(r"Tides (\d+)", order.body["prompt"])
        assert number is not None, order.body
        time.sleep(decks[int(number[1])].seconds)

    return paint


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--decks", type=int, default=40, help="decks of each program")
    parser.add_argument("--at-once", type=int, default=8, help="how many of them are under way")
    parser.add_argument("--minutes", type=float, default=15.0, help="when those are stopped who are not done")
    parser.add_argument("--seed", type=int, default=7, help="of the decks that are drawn")
    given = parser.parse_args()
    asks = {"decks": given.decks, "at_once": given.at_once, "bound": given.minutes * 60}
    with ExitStack() as stack:
        gallery = stack.enter_context(Gallery(instead=painter(drawn(asked, given.decks, given.seed))).up())
        settings = {
            "image_model": "house", "image_base_url": gallery.base, "image_api_key": "any", "image_seconds": "3600",
        }  # fmt: skip
        cluster = stack.enter_context(postgres.cluster())
        sites = [site(stack, cluster, settings, replace(scenario, **asks)) for scenario in SCENARIOS]
        began = time.time()
        asyncio.run(measure(sites))
        for each in sites:
            print(f"{each.scenario.name}, {given.decks} decks, {given.at_once} at once:\n")
            print("\n".join(table(each, began, given.seed)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
