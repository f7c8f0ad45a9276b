"""The alarm wakes from every thread, counts when it rang early, and is silent when nobody sleeps."""

import asyncio
import threading

from cardwright.hooks.alarm import Alarm


def test_it_wakes_the_sleeper_from_another_thread() -> None:
    async def sleep() -> float:
        alarm, loop = Alarm(), asyncio.get_running_loop()
        with alarm.heard():
            threading.Timer(0.02, alarm.ring).start()
            began = loop.time()
            await alarm.sleep(20)
            return loop.time() - began

    assert asyncio.run(sleep()) < 10


def test_one_that_rang_before_the_sleep_counts_once() -> None:
    async def sleep() -> None:
        alarm = Alarm()
        with alarm.heard():
            alarm.ring()
            await alarm.sleep(20)
            await alarm.sleep(0.01)  # and is over then

    asyncio.run(asyncio.wait_for(sleep(), 10))


def test_one_that_rings_as_the_sleeper_is_cancelled_does_not_keep_it_awake() -> None:
    async def sleep() -> None:
        alarm = Alarm()

        async def work() -> None:
            with alarm.heard():
                while True:
                    await alarm.sleep(20)

        for _ in range(50):
            task = asyncio.create_task(work())
            await asyncio.sleep(0)
            alarm.ring()
            await asyncio.sleep(0)
            task.cancel()
            await asyncio.wait([task], timeout=1)
            assert task.cancelled()

    asyncio.run(sleep())


def test_it_rings_in_vain_before_and_after() -> None:
    alarm = Alarm()
    alarm.ring()

    async def hear() -> None:
        with alarm.heard():
            pass

    asyncio.run(hear())
    alarm.ring()
