"""When the client asks, without a clock: what the plan of a key never does, and what it does with hints."""

import math
import random
import sys
from pathlib import Path
from statistics import fmean

import pytest
from cardwright_client import Credits
from cardwright_client._core.durations import DurationModel, Features, LogNormal, unnoticed
from cardwright_client._core.scheduler import PollPolicy, Scheduler
from cardwright_client._core.windows import Windows
from cardwright_client.params import ImageOptions
from cardwright_client.testing import FakeClock, FakeService
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[3] / "bench/polling"))
import simulate

DECK = Features(10, "cheap")


def rates(burst: int, limit: int = 10_000) -> dict[str, str]:
    return {"x-ratelimit-limit-burst": str(limit), "x-ratelimit-remaining-burst": str(burst)}


def test_waiting_costs_what_integrating_says() -> None:
    durations = LogNormal(math.log(90), 0.3)
    for asked, age in ((0.0, 60.0), (60.0, 90.0), (100.0, 140.0)):
        steps = 20_000
        width = (age - asked) / steps
        grown = sum(durations.cdf(asked + (step + 0.5) * width) - durations.cdf(asked) for step in range(steps)) * width
        assert unnoticed(durations, asked, age) == pytest.approx(grown / (1 - durations.cdf(asked)), rel=1e-5)


def test_the_first_poll_waits_for_the_fastest_and_later_ones_come_closer() -> None:
    plan = Scheduler()
    plan.model.observe(DECK, 98.0, 102.0)
    job = plan.add("a", 0.0, DECK)
    assert job.due > 10
    gaps, now = list[float](), 0.0
    while now < 60:
        at, name = plan.next(max(now, job.due))
        assert name == "a"
        gaps.append(at - now)
        now = at
        plan.sent(now, "a")
        plan.answered({}, now)
        plan.pending("a", now, now)
    assert gaps[0] > gaps[-1] >= 5


def test_a_throttled_key_sends_nothing_and_then_one_request_alone() -> None:
    plan = Scheduler()
    for name in ("a", "b", "c"):
        plan.add(name, 0.0, DECK, posted_at=-80.0)
    at, first = plan.next(0.0)
    assert (at, first is not None) == (0.0, True)
    plan.sent(0.0, first)
    plan.throttled({}, 0.0, None, first)
    assert plan.next(1.0)[0] >= 30
    assert plan.may_post(1.0) >= 29
    at, second = plan.next(31.0)
    assert second is not None
    plan.sent(at, second)
    assert plan.next(at)[1] is None  # half open: the others wait for its answer
    assert plan.may_ask(at) > 0
    plan.throttled({}, at, None, second)
    assert plan.paused_until == pytest.approx(at + 60)
    plan.throttled({}, at, 7.0)
    assert plan.paused_until == pytest.approx(at + 60)  # a shorter wish does not shorten a pause
    probe = at + 61
    _, third = plan.next(probe)
    plan.sent(probe, third)
    plan.answered({}, probe)
    assert plan.next(probe + 1)[1] is not None


def test_a_server_that_says_when_to_ask_is_asked_then() -> None:
    plan = Scheduler()
    job = plan.add("a", 0.0, DECK)
    plan.sent(5.0, "a")
    plan.pending("a", 5.0, 5.0, 1.0)
    assert job.due == 6.0


def test_little_left_in_the_burst_slows_every_job_down_but_not_a_small_key() -> None:
    plan, small = Scheduler(), Scheduler()
    for which, headers in ((plan, rates(99)), (small, rates(50, 100))):
        job = which.add("a", 0.0, Features(5, "none"), posted_at=-60.0)
        which.sent(0.0, "a")
        which.answered(headers, 0.0)
        which.pending("a", 0.0, 0.0)
        assert job.due == (15 if which is plan else 5)


def test_starts_are_staggered_and_paced_by_the_time_still_needed() -> None:
    plan = Scheduler()
    plan.sent(0.0, starts=True)
    assert plan.may_post(0.0) == pytest.approx(0.2)
    windows = Windows()
    windows.read({"x-ratelimit-limit": "3000", "x-ratelimit-remaining": "3000"}, 0.0)
    assert windows.gap(0.0, 1800.0) == pytest.approx(1800 / 2850)
    windows.read({"x-ratelimit-limit": "3000", "x-ratelimit-remaining": "150"}, 0.0)
    assert windows.gap(0.0, 1800.0) == 30.0
    assert windows.gap(3600.0, 1800.0) < 1  # the window must have passed
    windows.read({"x-ratelimit-limit": "many"}, 0.0)


def test_the_length_of_the_burst_is_learned_from_its_jumps() -> None:
    windows = Windows()
    for at, left in ((0, 100), (5, 40), (10, 99), (15, 30), (20, 98)):
        windows.read(rates(left, 100), float(at))
    assert windows.known["burst"].length == 10


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(["pending", "lost", "429", "ended"]), st.floats(0, 40)),
        max_size=60,
    ),
    st.integers(0, 2**16),
)
def test_no_job_is_asked_within_the_floor_nor_anything_sent_in_a_pause(
    steps: list[tuple[int, str, float]], seed: int
) -> None:
    plan, now, last = Scheduler(jitter=random.Random(seed).random), 0.0, dict[str, float]()
    for number, what, gap in steps:
        now += gap
        if len(plan.jobs) < 4:
            plan.add(f"{number}-{now}-{len(last)}", now, DECK)
        at, name = plan.next(now)
        if name is None:
            continue
        assert at >= plan.paused_until
        now = at
        assert now - last.get(name, -math.inf) >= 5 - 1e-9
        plan.sent(now, name)
        last[name] = now
        if what == "429":
            plan.throttled({}, now, None, name)
        elif what == "lost":
            plan.lost(name, now)
        else:
            plan.answered({}, now)
            plan.ended(name, now) if what == "ended" else plan.pending(name, now, now)


def test_a_wait_of_its_own_takes_turns_with_the_others() -> None:
    plan = Scheduler()
    plan.windows.read(rates(60, 60), 0.0)
    plan.add("young", 0.0, DECK, posted_at=-20.0)
    plan.add("old", 0.0, DECK, posted_at=-120.0)
    assert plan.turn("young", 0.0) > 0
    assert plan.turn("old", 0.0) == 0
    assert plan.turn("young", 0.0) > 0  # the slot is taken
    assert plan.turn("young", 5.0) == 0


def test_scouts_find_out_how_long_unknown_jobs_take_and_the_others_heed_them() -> None:
    plan = Scheduler()
    jobs = [plan.add(str(number), 0.0, DECK) for number in range(4)]
    assert [job.due == 5.0 for job in jobs] == [True, True, False, False]
    ages: list[float] = []
    while (now := jobs[0].due) < 30:
        ages.append(now)
        plan.sent(now, "0")
        plan.pending("0", now, now)
    assert ages == [5, 10, 20]  # after as long again as it has taken so far
    before = jobs[3].due
    plan.pending("2", 0.0, 0.0, hint=290.0)
    plan.sent(5.0, "1")
    plan.ended("1", 5.0)
    assert jobs[3].due < before  # it was asked for much later while nothing was known
    assert jobs[2].due == 290  # the server knows better
    assert not plan.add("4", 5.0, DECK).scouts


def test_durations_are_learned_also_when_a_server_becomes_faster() -> None:
    model = DurationModel()
    for _ in range(20):
        model.observe(DECK, 265.0, 270.0)
    assert model.expect(DECK).quantile(0.5) == pytest.approx(267, rel=0.1)
    for _ in range(40):
        model.observe(DECK, 0.0, 50.0)  # done at the first look each time
    assert model.expect(DECK).quantile(0.5) < 90
    again = DurationModel.restore(model.state())
    assert again.expect(DECK) == model.expect(DECK)
    assert DurationModel.restore({"x": "damaged"}).state() == {}
    model.exceeded(DECK, 5_000.0)
    assert model.expect(DECK).mu > again.expect(DECK).mu


def test_the_simulated_key_keeps_what_is_promised() -> None:
    sample, _, hour, small, pushes = simulate.SCENARIOS
    loops = simulate.outcome(simulate.POLICIES["every 5 s"], sample)
    ours = simulate.outcome(simulate.ours, sample)
    assert ours.requests <= 0.5 * loops.requests
    assert ours.mean <= loops.mean + 0.7
    assert ours.refused == 0
    for scenario in (hour, small):
        assert simulate.outcome(simulate.ours, scenario).refused == 0
    slow, fast = (simulate.outcome(policy, hour) for policy in (simulate.POLICIES["every 5 s"], simulate.ours))
    assert fast.minutes <= 0.2 * slow.minutes
    fast = simulate.recorded(simulate.RECORDED)  # within the shortest time between two polls: nothing is to be won
    loops, ours = (simulate.outcome(policy, sample, fast) for policy in (simulate.POLICIES["every 5 s"], simulate.ours))
    assert ours.mean <= loops.mean + 0.7
    assert ours.requests <= loops.requests
    told = simulate.outcome(simulate.told, pushes)
    assert told.mean <= 0.05
    assert told.requests <= 3


PICTURES: dict[str, ImageOptions] = {
    "none": {"source": "noImages"},
    "cheap": {"source": "aiGenerated"},
    "dear": {"source": "aiGenerated", "model": "imagen-4-pro"},
}


@pytest.mark.parametrize("limits", [(10_000, 40_000, 200_000), (60, 600, 200_000)])
def test_a_batch_asks_as_its_simulation_does(tmp_path: Path, limits: tuple[int, int, int]) -> None:
    decks = simulate.drawn(simulate.assumed, 40)
    clock = FakeClock()
    takes = lambda body: decks[int(body["inputText"])].seconds  # noqa: E731
    service = FakeService(seconds=takes, credits=10**6, limits=limits, clock=clock)
    late: list[float] = []
    with (
        service.client() as client,
        client.batch(tmp_path / "journal", in_flight=8, credits=Credits(known=10**6)) as batch,
    ):
        for number, deck in enumerate(decks):
            cards, images = deck.features.cards, PICTURES[deck.features.images]
            batch.add(str(number), input_text=str(number), num_cards=cards, image_options=images)
        for item in batch.as_done():
            posted_at = next(made.at for made in service.made if made.id == item.generation_id)
            late.append(clock.now() - posted_at - decks[int(item.key)].seconds)
    burst, hour, day = limits
    played = simulate.outcome(simulate.ours, simulate.Scenario("", burst, hour, day, at_once=8, decks=40))
    assert sum(status == 429 for _, _, status in service.requests) == played.refused == 0
    assert len(service.requests) / 40 == pytest.approx(played.requests, rel=0.03)
    assert fmean(late) == pytest.approx(played.mean, abs=0.6)


@pytest.mark.parametrize("title", simulate.KINDS)
def test_the_tables_in_the_documents_are_what_the_simulator_says(title: str) -> None:
    section = simulate.PAGE.read_text("utf-8").partition(f"### {title}\n")[2]
    line = next(line for line in section.splitlines() if line.startswith("| scheduler"))
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    found = simulate.row("scheduler", simulate.outcome(simulate.ours, simulate.SCENARIOS[0], simulate.KINDS[title]))
    assert [float(cell) for cell in cells[1:]] == pytest.approx([float(cell) for cell in found[1:]], rel=0.1)


def test_a_higher_price_asks_less() -> None:
    model = DurationModel()
    model.observe(DECK, 98.0, 102.0)
    cheap, dear = (Scheduler(PollPolicy(price), model).add("a", 0.0, DECK).due for price in (0.2, 2.0))
    assert dear > cheap
