"""When what is tried again, and what is not."""

from email.utils import formatdate

import pytest
from cardwright import ids
from cardwright.hooks.post import Answer
from cardwright.hooks.verdict import DELAYS, Verdict, judge
from clocks import MIDNIGHT

HOURS = 3600.0


def test_the_delays_are_those_of_the_specification() -> None:
    waits: list[float] = []
    for attempts in range(20):
        found = judge(Answer(500), attempts, MIDNIGHT)
        if found.next_attempt_at is None:
            assert (found.status, attempts) == ("failed", 9)
            break
        waits.append(found.next_attempt_at - MIDNIGHT)
    assert waits == [5, 300, 1800, 2 * HOURS, 5 * HOURS, 10 * HOURS, 14 * HOURS, 20 * HOURS, 24 * HOURS]
    assert tuple(waits) == DELAYS


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_every_2xx_has_arrived(status: int) -> None:
    assert judge(Answer(status), 3, MIDNIGHT) == Verdict("delivered")


@pytest.mark.parametrize("answer", [Answer(s) for s in (199, 301, 302, 400, 401, 404, 500, 502, 504)] + [Answer()])
def test_everything_else_is_tried_again(answer: Answer) -> None:
    assert judge(answer, 0, MIDNIGHT) == Verdict("pending", MIDNIGHT + 5)


def test_whoever_is_gone_is_not_tried_again() -> None:
    assert judge(Answer(410), 0, MIDNIGHT) == Verdict("failed", gone=True)


@pytest.mark.parametrize(
    ("status", "asked", "wait"),
    [
        (503, "120", 120), (429, "120", 120), (503, "7200", 3600), (429, formatdate(MIDNIGHT + 60, usegmt=True), 60),
        (503, formatdate(MIDNIGHT - 60, usegmt=True), 5), (503, "1", 5), (503, "soon", 5), (503, "-7", 5), (503, "", 5),
        (503, "9" * 400, 3600), (500, "120", 5), (503, "Mon, 99 Foo 2025", 5),
    ],
)  # fmt: skip
def test_a_receiver_may_ask_for_a_longer_wait_of_up_to_an_hour(status: int, asked: str, wait: float) -> None:
    assert judge(Answer(status, retry_after=asked), 0, MIDNIGHT) == Verdict("pending", MIDNIGHT + wait)


def test_delays_of_ones_own_are_kept_and_spread() -> None:
    assert judge(Answer(500), 1, MIDNIGHT, [1.0, 10.0], 1.1) == Verdict("pending", MIDNIGHT + 11)
    assert judge(Answer(500), 2, MIDNIGHT, [1.0, 10.0]) == Verdict("failed")
    assert all(0.9 <= ids.jitter() <= 1.1 for _ in range(1000))
    assert len({ids.jitter() for _ in range(10)}) > 1
