"""Many generations against a service with limits, in simulated time: who asks how often, and who learns how late.

    python bench/polling/simulate.py [--decks 500] [--durations FILE] [--write]

Four ways to poll: every 5 seconds; the documents' 5 or 15; each job backing off on its own (5 seconds, times 1.5, up to
30); and the client's scheduler, which knows nothing of the durations at its start. After a 429 the first three pause as
documented, each job for itself. Windows slide, and the burst is a minute. The row of a service that tells by itself is
a model of a POST and a stream; it does not run the client.

Durations are of three kinds: log-normal as assumed by MEDIANS; the same with long tails; and drawn from FILE, which
record.py writes. `--write` puts the tables into docs/why/polling.md.
"""

import argparse
import heapq
import json
import math
import random
import re
import sys
from collections import deque
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, quantiles

from cardwright_client._core.durations import Features
from cardwright_client._core.retry import retry_after
from cardwright_client._core.scheduler import Scheduler

ROUND_TRIP = 0.05
RECORDED = Path(__file__).with_name("durations.json")
PAGE = Path(__file__).parents[2] / "docs/why/polling.md"
# Cards, kind of pictures, median seconds, deviation of the logarithm: assumed, since nobody publishes them.
MEDIANS = ((5, "none", 35.0, 0.25), (10, "cheap", 90.0, 0.30), (20, "cheap", 150.0, 0.30), (40, "dear", 270.0, 0.35))
TAIL_SIGMA, TAIL_SHARE, TAIL_FACTOR = 0.6, 0.05, 3.0  # of long tails: the deviation; how many take how much longer

Wait = Generator[float, None, None]


@dataclass(frozen=True)
class Scenario:
    """Limits per minute, hour and day, how many run at a time, how many in all; what the service offers to be told by.

    `began` is the time of day at the start, in seconds since 1970, where windows begin anew by the clock and a refusal
    tells when, as at our server; None where they slide. After `bound` seconds everybody is stopped.
    """

    name: str
    burst: int = 10_000
    hour: int = 40_000
    day: int = 200_000
    at_once: int = 50
    decks: int = 500
    pushes: bool = False
    began: float | None = None
    bound: float = math.inf


SCENARIOS = (
    Scenario("the documents' sample limits"),
    Scenario("300 a minute", burst=300),
    Scenario("3 000 an hour", hour=3_000),
    Scenario("100 a minute and 2 000 an hour, 20 at once", burst=100, hour=2_000, at_once=20, decks=200),
    Scenario("sample limits, the service tells by itself", pushes=True),
)


@dataclass
class Sliding:
    """A window that reaches back so many seconds from now."""

    limit: int
    length: float
    _times: deque[float] = field(default_factory=deque[float])

    def left(self, now: float) -> int:
        while self._times and self._times[0] <= now - self.length:
            self._times.popleft()
        return self.limit - len(self._times)

    def count(self, now: float) -> None:
        self._times.append(now)


@dataclass
class ByTheClock:
    """A window that begins anew at each whole minute, hour or day."""

    limit: int
    length: float
    began: float
    _start: float = -math.inf
    _used: int = 0

    def left(self, now: float) -> int:
        start = (self.began + now) // self.length
        if start != self._start:
            self._start, self._used = start, 0
        return self.limit - self._used

    def count(self, _: float) -> None:
        self._used += 1

    def ends_in(self, now: float) -> float:
        return self.length - (self.began + now) % self.length


@dataclass
class Service:
    """Counts requests in windows and refuses what is too much, as a limiting server does."""

    scenario: Scenario
    sent: int = 0
    refused: int = 0
    _windows: dict[str, Sliding | ByTheClock] = field(default_factory=dict[str, Sliding | ByTheClock])

    def __post_init__(self) -> None:
        given, began = self.scenario, self.scenario.began
        for name, limit, length in (
            ("-burst", given.burst, 60.0),
            ("", given.hour, 3600.0),
            ("-daily", given.day, 86_400.0),
        ):
            self._windows[name] = Sliding(limit, length) if began is None else ByTheClock(limit, length, began)

    def ask(self, now: float) -> tuple[bool, dict[str, str]]:
        self.sent += 1
        windows = self._windows.values()
        full = [window for window in windows if not window.left(now)]
        if not full:
            for window in windows:
                window.count(now)
        self.refused += bool(full)
        return not full, self._headers(now, full)

    def _headers(self, now: float, full: Sequence[Sliding | ByTheClock]) -> dict[str, str]:
        headers: dict[str, str] = {}
        for name, window in self._windows.items():
            headers[f"x-ratelimit-limit{name}"] = str(window.limit)
            headers[f"x-ratelimit-remaining{name}"] = str(window.left(now))
        ends = [window.ends_in(now) for window in full if isinstance(window, ByTheClock)]
        return headers | ({"retry-after": str(math.ceil(max(ends)))} if ends else {})


@dataclass
class Deck:
    features: Features
    seconds: float


Draw = Callable[[random.Random, int], Deck]  # the deck of a number


def assumed(draw: random.Random, number: int) -> Deck:
    """Log-normal around MEDIANS."""
    cards, images, median, sigma = MEDIANS[number % len(MEDIANS)]
    return Deck(Features(cards, images), median * draw.lognormvariate(0.0, sigma))  # type: ignore[arg-type]


def long_tailed(draw: random.Random, number: int) -> Deck:
    """Around the same medians, far wider, and some lie about for a while on top."""
    cards, images, median, _ = MEDIANS[number % len(MEDIANS)]
    seconds = median * draw.lognormvariate(0.0, TAIL_SIGMA)
    stuck = TAIL_FACTOR if draw.random() < TAIL_SHARE else 1.0
    return Deck(Features(cards, images), seconds * stuck)  # type: ignore[arg-type]


def recorded(path: Path) -> Draw:
    """Out of what record.py wrote."""
    rows = json.loads(path.read_text("utf-8"))["durations"]
    decks = [Deck(Features(row["cards"], row["images"], row["export"]), row["seconds"]) for row in rows]
    return lambda draw, _: draw.choice(decks)


@dataclass
class Run:
    """One policy in one scenario. `clock` is the simulated time; `late` is per deck."""

    service: Service
    decks: deque[Deck]
    clock: float = 0.0
    late: list[float] = field(default_factory=list[float])
    finished: float = 0.0

    def go(self, processes: Sequence[Wait]) -> None:
        queue = [(0.0, number, process) for number, process in enumerate(processes)]
        number = len(queue)
        while queue and queue[0][0] <= self.service.scenario.bound:
            self.clock, _, process = heapq.heappop(queue)
            wait = next(process, None)
            if wait is not None:
                number += 1
                heapq.heappush(queue, (self.clock + wait, number, process))

    def seen(self, ended_at: float) -> None:
        self.late.append(self.clock - ended_at)
        self.finished = self.clock


Interval = Callable[[int, dict[str, str]], float]


def fixed(_polls: int, _headers: dict[str, str]) -> float:
    return 5.0


def adaptive(_polls: int, headers: dict[str, str]) -> float:
    return 15.0 if int(headers["x-ratelimit-remaining-burst"]) < 100 else 5.0


def backoff(polls: int, _headers: dict[str, str]) -> float:
    return min(30.0, 5.0 * 1.5**polls)


def loops(interval: Interval) -> Callable[[Run], list[Wait]]:
    """So many loops as run at a time, none of which knows of the others; their first POSTs are staggered."""

    def one(run: Run, place: int) -> Wait:
        yield place * 0.2
        while run.decks:
            deck = run.decks.popleft()
            yield from _until_accepted(run)
            ended_at = run.clock + deck.seconds
            polls = strikes = 0
            pause = 5.0
            while True:
                yield pause
                accepted, headers = run.service.ask(run.clock)
                done = accepted and run.clock >= ended_at
                yield ROUND_TRIP
                if done:
                    run.seen(ended_at)
                    break
                polls += 1
                pause, strikes = (interval(polls, headers), 0) if accepted else (rest(headers, strikes), strikes + 1)

    return lambda run: [one(run, place) for place in range(run.service.scenario.at_once)]


def _until_accepted(run: Run) -> Wait:
    strikes = 0
    while not (answer := run.service.ask(run.clock))[0]:
        yield rest(answer[1], strikes)
        strikes += 1
    yield ROUND_TRIP


def rest(headers: Mapping[str, str], strikes: int) -> float:
    """Seconds of a loop after a 429, as documented: what the service asks for, else 30, doubled each time."""
    return float(headers.get("retry-after") or min(300.0, 30.0 * 2**strikes))


def ours(run: Run) -> list[Wait]:
    """The client's scheduler with one loop for all."""
    plan = Scheduler(jitter=random.Random(1).random)
    ends: dict[str, float] = {}
    return [_driver(run, plan, ends)]


def _driver(run: Run, plan: Scheduler, ends: dict[str, float]) -> Wait:
    service = run.service
    plan.at_once = service.scenario.at_once
    while run.decks or plan.jobs:
        plan.queued = len(run.decks)
        if run.decks and len(plan.jobs) < plan.at_once:
            wait = plan.may_post(run.clock)
            if wait <= 0:
                plan.sent(run.clock, starts=True)
                accepted, headers = service.ask(run.clock)
                yield ROUND_TRIP
                if accepted:
                    deck = run.decks.popleft()
                    plan.answered(headers, run.clock)
                    name = str(len(ends))
                    ends[name] = run.clock + deck.seconds
                    plan.add(name, run.clock, deck.features)
                else:
                    plan.throttled(headers, run.clock, retry_after(headers, 0.0))
                continue
        else:
            wait = float("inf")
        at, name = plan.next(run.clock)
        if name is None or at > run.clock:
            yield max(0.001, min(wait, at - run.clock))
            continue
        yield from _poll(run, plan, ends, name)


def _poll(run: Run, plan: Scheduler, ends: dict[str, float], name: str) -> Wait:
    plan.sent(run.clock, name)
    asked_at = run.clock
    accepted, headers = run.service.ask(asked_at)
    yield ROUND_TRIP
    if not accepted:
        plan.throttled(headers, run.clock, retry_after(headers, 0.0), name)
        return
    plan.answered(headers, run.clock)
    if asked_at >= ends[name]:
        run.seen(ends[name])
        plan.ended(name, run.clock)
    else:
        plan.pending(name, asked_at, run.clock)


def told(run: Run) -> list[Wait]:
    """As the client waits where the service sends events: a POST, a stream that says the end, and no poll."""

    def one(place: int) -> Wait:
        yield place * 0.2
        while run.decks:
            deck = run.decks.popleft()
            run.service.ask(run.clock)
            yield ROUND_TRIP
            ended_at = run.clock + deck.seconds
            run.service.ask(run.clock)
            yield deck.seconds + ROUND_TRIP / 2
            run.seen(ended_at)

    return [one(place) for place in range(run.service.scenario.at_once)]


POLICIES: dict[str, Callable[[Run], list[Wait]]] = {
    "every 5 s": loops(fixed),
    "5 or 15 s": loops(adaptive),
    "own backoff": loops(backoff),
    "scheduler": ours,
}


@dataclass(frozen=True)
class Outcome:
    """Lateness in seconds, requests per generation that was seen to end, refusals, and minutes until the last was seen."""

    mean: float
    p95: float
    requests: float
    refused: int
    minutes: float
    done: int


def drawn(kind: Draw, count: int, seed: int = 7) -> list[Deck]:
    """So many decks, the same ones for the same seed."""
    draw = random.Random(seed)
    return [kind(draw, number) for number in range(count)]


def summed(late: Sequence[float], sent: int, refused: int, minutes: float) -> Outcome:
    """What one that polled came to; `late` is of those it has seen to end."""
    p95 = quantiles(late, n=20)[18] if len(late) > 1 else math.nan
    mean = fmean(late) if late else math.nan
    return Outcome(mean, p95, sent / max(1, len(late)), refused, minutes, len(late))


def outcome(policy: Callable[[Run], list[Wait]], scenario: Scenario, kind: Draw = assumed, seed: int = 7) -> Outcome:
    """One policy in one scenario; the decks are the same for every policy."""
    run = Run(Service(scenario), deque(drawn(kind, scenario.decks, seed)))
    run.go(policy(run))
    return summed(run.late, run.service.sent, run.service.refused, run.finished / 60)


KINDS: dict[str, Draw] = {
    "Durations as assumed": assumed,
    "Long tails": long_tailed,
    "Durations as recorded": recorded(RECORDED),
}
HEAD = ("way to poll", "s late", "p95 s", "requests each", "429", "minutes")


def row(name: str, found: Outcome) -> tuple[str, ...]:
    """The cells of one policy."""
    return (
        name, f"{found.mean:.2f}", f"{found.p95:.1f}", f"{found.requests:.1f}", str(found.refused), f"{found.minutes:.1f}"
    )  # fmt: skip


def table(scenario: Scenario, kind: Draw) -> list[str]:
    """A scenario as a table in Markdown."""
    policies = {"events": told} if scenario.pushes else POLICIES
    return markdown([HEAD, *(row(name, outcome(policy, scenario, kind)) for name, policy in policies.items())])


def markdown(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """The lines of a table, the first row of which is its head."""
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["| " + " | ".join(_set(cells, wide)) + " |" for cells in rows]
    rule = "|" + "|".join("-" * (width + 1) + ("-" if at == 0 else ":") for at, width in enumerate(wide)) + "|"
    return [lines[0], rule, *lines[1:]]


def _set(cells: Sequence[str], wide: Sequence[int]) -> list[str]:
    """Words to the left, figures to the right."""
    return [
        cell.rjust(width) if at else cell.ljust(width) for at, (cell, width) in enumerate(zip(cells, wide, strict=True))
    ]


def tables(scenarios: Sequence[Scenario], kinds: Mapping[str, Draw]) -> str:
    """All of it, in Markdown."""
    parts: list[str] = []
    for name, kind in kinds.items():
        parts.append(f"### {name}")
        for scenario in scenarios:
            parts += [f"{scenario.name}, {scenario.decks} decks:", "\n".join(table(scenario, kind))]
    return "\n\n".join(parts)


def write(found: str) -> None:
    """Put the tables into their page, between its marks."""
    page = PAGE.read_text("utf-8")
    marked = re.compile(r"(?<=<!-- simulated -->\n).*?(?=<!-- end -->)", re.DOTALL)
    PAGE.write_text(marked.sub(lambda _: f"\n{found}\n\n", page, count=1), "utf-8")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--decks", type=int, help="decks per scenario instead of its own number")
    parser.add_argument("--durations", type=Path, default=RECORDED, help="what record.py wrote")
    parser.add_argument("--write", action="store_true", help="write the tables into the documents too")
    options = parser.parse_args(arguments)
    scenarios = SCENARIOS
    if options.decks:
        scenarios = tuple(Scenario(**{**vars(scenario), "decks": options.decks}) for scenario in SCENARIOS)
    kinds = KINDS | {"Durations as recorded": recorded(options.durations)}
    found = tables(scenarios, kinds)
    print(found)
    if options.write:
        write(found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
