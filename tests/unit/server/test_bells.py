"""Bells: whoever waits for a job is woken from any thread, and only for that job."""

import asyncio
import threading
import time

import pytest
from cardwright.server.bells import Bells, rung


def test_a_bell_from_another_thread_wakes_the_waiter_at_once() -> None:
    bells = Bells()

    async def wait() -> float:
        with bells.waiter("a") as event:
            began = time.monotonic()
            threading.Timer(0.05, bells.ring, ["a"]).start()
            await rung(event, 5.0)
            assert not event.is_set()  # cleared for the next one
            return time.monotonic() - began

    assert asyncio.run(wait()) < 4


def test_a_bell_that_rang_while_one_looked_is_not_lost() -> None:
    bells = Bells()

    async def wait() -> None:
        with bells.waiter("a") as event:
            bells.ring("a")
            await asyncio.sleep(0)
            async with asyncio.timeout(2):
                await rung(event, 60)

    asyncio.run(wait())


def test_bells_of_other_jobs_wake_nobody_and_a_wait_ends() -> None:
    bells = Bells()

    async def wait() -> bool:
        with bells.waiter("a") as event, bells.waiter("b") as other:
            bells.ring("b")
            await rung(event, 0.05)
            return other.is_set() and not event.is_set()

    assert asyncio.run(wait())


def test_nobody_is_kept_when_all_have_gone() -> None:
    bells = Bells()

    async def come_and_go() -> None:
        with pytest.raises(RuntimeError), bells.waiter("a"):
            raise RuntimeError("gone")
        bells.ring("a")

    asyncio.run(come_and_go())
    assert not bells._waiting  # pyright: ignore[reportPrivateUsage]


def test_a_waiter_can_be_cancelled() -> None:
    bells = Bells()

    async def wait() -> None:
        async def one() -> None:
            with bells.waiter("a") as event:
                while True:
                    await rung(event, 60)

        task = asyncio.create_task(one())
        await asyncio.sleep(0.01)
        bells.ring("a")
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(task, 2)

    asyncio.run(wait())
