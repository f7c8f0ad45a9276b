"""Many generations against a service with limits, in simulated time: who asks how often, and who learns how late.

    python bench/polling/simulate.py [--decks 500] [--durations FILE]

Four ways to poll: every 5 seconds; the documents' 5 or 15; each job backing off on its own (5 seconds, times 1.5, up to
30); and the client's scheduler, which knows nothing of the durations at its start. After a 429 the first three pause as
documented, each job for itself. Windows slide, and the burst is a minute. Durations are log-normal as assumed by
MEDIANS, or drawn from FILE, which holds one duration in seconds per line, as a server's log or a journal gives them.
The row of a service that tells by itself is a model of a POST and a stream; it does not run the client.
"""

import argparse
import heapq
import random
import sys
from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, quantiles

from cardwright_client._core.durations import Features
from cardwright_client._core.scheduler import Scheduler

ROUND_TRIP = 0.05
# Cards, kind of pictures, median seconds, deviation of the logarithm: assumed, since nobody publishes them.
MEDIANS = ((5, "none", 35.0, 0.25), (10, "cheap", 90.0, 0.30), (20, "cheap", 150.0, 0.30), (40, "dear", 270.0, 0.35))

Wait = Generator[float, None, None]


@dataclass(frozen=True)
class Scenario:
    """Limits per minute, hour and day, how many run at a time, how many in all; what the service offers to be told by."""

    name: str
    burst: int = 10_000
    hour: int = 40_000
    day: int = 200_000
    at_once: int = 50
    decks: int = 500
    pushes: bool = False


SCENARIOS = (
    Scenario("the documents' sample limits"),
    Scenario("300 a minute", burst=300),
    Scenario("3 000 an hour", hour=3_000),
    Scenario("100 a minute and 2 000 an hour, 20 at once", burst=100, hour=2_000, at_once=20, decks=200),
    Scenario("sample limits, the service tells by itself", pushes=True),
)


@dataclass
class Service:
    """Counts requests in sliding windows and refuses what is too much, as a limiting server does."""

    scenario: Scenario
    sent: int = 0
    refused: int = 0
    _windows: dict[str, tuple[int, float, deque[float]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        limits = (("-burst", self.scenario.burst, 60.0), ("", self.scenario.hour, 3600.0))
        for name, limit, length in (*limits, ("-daily", self.scenario.day, 86_400.0)):
            self._windows[name] = (limit, length, deque())

    def ask(self, now: float) -> tuple[bool, dict[str, str]]:
        self.sent += 1
        for _, length, times in self._windows.values():
            while times and times[0] <= now - length:
                times.popleft()
        accepted = all(len(times) < limit for limit, _, times in self._windows.values())
        headers: dict[str, str] = {}
        for name, (limit, _, times) in self._windows.items():
            if accepted:
                times.append(now)
            headers[f"x-ratelimit-limit{name}"] = str(limit)
            headers[f"x-ratelimit-remaining{name}"] = str(limit - len(times))
        self.refused += not accepted
        return accepted, headers


@dataclass
class Deck:
    features: Features
    seconds: float


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
        while queue:
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
                polls, strikes = polls + 1, 0 if accepted else strikes + 1
                pause = interval(polls, headers) if accepted else min(300.0, 30.0 * 2 ** (strikes - 1))

    return lambda run: [one(run, place) for place in range(run.service.scenario.at_once)]


def _until_accepted(run: Run) -> Wait:
    strikes = 0
    while not run.service.ask(run.clock)[0]:
        yield min(300.0, 30.0 * 2**strikes)
        strikes += 1
    yield ROUND_TRIP


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
                    plan.throttled(headers, run.clock, None)
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
        plan.throttled(headers, run.clock, None, name)
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
    """Lateness in seconds, requests per generation, refusals, and the minutes until the last deck was seen."""

    mean: float
    p95: float
    requests: float
    refused: int
    minutes: float


def outcome(
    policy: Callable[[Run], list[Wait]], scenario: Scenario, recorded: Sequence[float] = (), seed: int = 7
) -> Outcome:
    """One policy in one scenario; the decks are the same for every policy."""
    draw = random.Random(seed)
    decks = deque(_deck(draw, number, recorded) for number in range(scenario.decks))
    run = Run(Service(scenario), decks)
    run.go(policy(run))
    late = quantiles(run.late, n=20)
    service = run.service
    return Outcome(fmean(run.late), late[18], service.sent / scenario.decks, service.refused, run.finished / 60)


def _deck(draw: random.Random, number: int, recorded: Sequence[float]) -> Deck:
    cards, images, median, sigma = MEDIANS[number % len(MEDIANS)]
    seconds = draw.choice(recorded) if recorded else median * draw.lognormvariate(0.0, sigma)
    features = Features(10, "none") if recorded else Features(cards, images)  # type: ignore[arg-type]
    return Deck(features, seconds)


def table(scenarios: Sequence[Scenario], recorded: Sequence[float] = ()) -> list[str]:
    """What was measured, as lines to print."""
    lines: list[str] = []
    for scenario in scenarios:
        lines.append(f"{scenario.name} ({scenario.decks} decks)")
        policies = {"events": told} if scenario.pushes else POLICIES
        for name, policy in policies.items():
            found = outcome(policy, scenario, recorded)
            lines.append(
                f"  {name:<12} {found.mean:7.2f} s late, p95 {found.p95:7.1f} s, {found.requests:5.1f} requests each, "
                f"{found.refused:5} x 429, done in {found.minutes:6.1f} min"
            )
    return lines


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--decks", type=int, help="decks per scenario instead of its own number")
    parser.add_argument("--durations", type=Path, help="a file with one duration in seconds per line")
    options = parser.parse_args(arguments)
    recorded = [float(line) for line in options.durations.read_text("utf-8").split()] if options.durations else []
    scenarios = SCENARIOS
    if options.decks:
        scenarios = tuple(Scenario(**{**vars(scenario), "decks": options.decks}) for scenario in SCENARIOS)
    print("\n".join(table(scenarios, recorded)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
