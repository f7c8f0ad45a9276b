"""Rate windows: what they count, when they begin anew, what outlives a restart."""

import asyncio

import anyio
import pytest
from cardwright.accounts.limits import Limits, OwnLimits
from cardwright.db import Database
from clocks import FakeClock

SIZES = (3, 5, 7)  # a minute, an hour, a day


@pytest.fixture
def limits(database: Database, clock: FakeClock) -> Limits:
    return OwnLimits(database, SIZES, clock)


def left(limits: Limits, key: str = "k") -> tuple[bool, list[int]]:
    """Count a request: whether it passed, and what is left in each window."""
    verdict = limits.count(key)
    return verdict.allowed, [int(value) for name, value in verdict.headers if b"remaining" in name]


def test_the_drafts_headers_say_what_is_left_and_for_how_long(limits: Limits, clock: FakeClock) -> None:
    clock.go(20.5)
    told = dict(limits.count("k").headers)
    assert told[b"ratelimit"] == b'"burst";r=2;t=39, "hour";r=4;t=3579, "day";r=6;t=86379'
    assert told[b"ratelimit-policy"] == b'"burst";q=3;w=60, "hour";q=5;w=3600, "day";q=7;w=86400'


def test_each_request_takes_one_of_each_window(limits: Limits) -> None:
    assert [left(limits) for _ in range(3)] == [(True, [2, 4, 6]), (True, [1, 3, 5]), (True, [0, 2, 4])]


def test_a_refused_request_costs_nothing_and_says_when_to_come_back(limits: Limits, clock: FakeClock) -> None:
    clock.go(20)
    for _ in range(3):
        limits.count("k")
    for _ in range(4):
        assert left(limits) == (False, [0, 2, 4])
    assert limits.count("k").retry_after_s == 40
    clock.go(39.5)
    assert limits.count("k").retry_after_s == 1
    clock.go(0.5)
    assert left(limits) == (True, [2, 1, 3])


def test_coming_back_when_told_to_works(limits: Limits, clock: FakeClock) -> None:
    passed = 0
    for _ in range(40):
        verdict = limits.count("k")
        passed += verdict.allowed
        clock.go(verdict.retry_after_s)
    assert passed > SIZES[2]
    assert limits.count("k").allowed  # the last wait was long enough, too


def test_the_longest_wait_is_told(limits: Limits, clock: FakeClock) -> None:
    for _ in range(2):
        for _ in range(3):
            limits.count("k")
        clock.go(60)
    assert left(limits) == (False, [3, 0, 2])
    assert limits.count("k").retry_after_s == 3600 - 120


def test_keys_do_not_share_windows(limits: Limits) -> None:
    for _ in range(4):
        limits.count("k")
    assert left(limits, "other") == (True, [2, 4, 6])


def test_a_clock_set_back_does_not_lock_anybody_out(limits: Limits, clock: FakeClock) -> None:
    for _ in range(3):
        limits.count("k")
    clock.go(-7200)
    assert limits.count("k").allowed


def test_answers_to_nobody_show_full_windows(limits: Limits) -> None:
    limits.count("k")
    assert dict(limits.full_headers()) == {
        b"x-ratelimit-limit-burst": b"3", b"x-ratelimit-remaining-burst": b"3",
        b"x-ratelimit-limit": b"5", b"x-ratelimit-remaining": b"5",
        b"x-ratelimit-limit-daily": b"7", b"x-ratelimit-remaining-daily": b"7",
        b"ratelimit-policy": b'"burst";q=3;w=60, "hour";q=5;w=3600, "day";q=7;w=86400',
    }  # fmt: skip


def test_windows_outlive_a_restart(limits: Limits, database: Database, clock: FakeClock) -> None:
    for _ in range(2):
        limits.count("k")
    anyio.run(limits.flush)
    assert left(OwnLimits(database, SIZES, clock)) == (True, [0, 2, 4])
    clock.go(60)
    assert left(OwnLimits(database, SIZES, clock)) == (True, [2, 2, 4])


def test_what_was_not_written_when_the_server_ended_is_written_at_its_end(
    limits: Limits, database: Database, clock: FakeClock
) -> None:
    async def ended() -> None:
        writing = asyncio.ensure_future(limits.flush())
        await asyncio.sleep(0)
        writing.cancel()
        await asyncio.wait([writing])
        await limits.flush()

    limits.count("k")
    asyncio.run(ended())
    assert left(OwnLimits(database, SIZES, clock)) == (True, [1, 3, 5])


def test_smaller_limits_hold_for_what_was_counted_before(limits: Limits, database: Database, clock: FakeClock) -> None:
    for _ in range(3):
        limits.count("k")
    anyio.run(limits.flush)
    assert left(OwnLimits(database, (2, 2, 2), clock)) == (False, [0, 0, 0])
