"""Time and work on the side, once for threads and once for asyncio: all in which the two clients differ by hand."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


class Clock(Protocol):
    """`now` is monotonic, `wall` is seconds since 1970; `jitter` is a number from 0 to 1."""

    def now(self) -> float: ...
    def wall(self) -> float: ...
    def jitter(self) -> float: ...
    def sleep(self, seconds: float) -> None: ...


class AsyncClock(Protocol):
    """The same for asyncio."""

    def now(self) -> float: ...
    def wall(self) -> float: ...
    def jitter(self) -> float: ...
    async def sleep(self, seconds: float) -> None: ...


class _System:
    def now(self) -> float:
        return time.monotonic()

    def wall(self) -> float:
        return time.time()

    def jitter(self) -> float:
        return random.random()  # noqa: S311  # spreads load, hides nothing


class SystemClock(_System):
    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class AsyncSystemClock(_System):
    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Side(Generic[T]):
    """Work in threads beside a loop, so many at a time; `collect` gives what has ended since."""

    def __init__(self, at_once: int) -> None:
        self._pool = ThreadPoolExecutor(at_once)
        self._open: dict[str, Future[T]] = {}

    def __len__(self) -> int:
        return len(self._open)

    def start(self, name: str, work: Callable[[], T]) -> None:
        self._open[name] = self._pool.submit(work)

    def collect(self) -> list[tuple[str, T | BaseException]]:
        done = [name for name, future in self._open.items() if future.done()]
        return [(name, _result(self._open.pop(name))) for name in done]

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


class AsyncSide(Generic[T]):
    """The same with tasks."""

    def __init__(self, at_once: int) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._open: dict[str, asyncio.Task[T]] = {}

    def __len__(self) -> int:
        return len(self._open)

    def start(self, name: str, work: Callable[[], Awaitable[T]]) -> None:
        self._open[name] = asyncio.create_task(self._within(work))

    async def _within(self, work: Callable[[], Awaitable[T]]) -> T:
        async with self._free:
            return await work()

    def collect(self) -> list[tuple[str, T | BaseException]]:
        done = [name for name, task in self._open.items() if task.done()]
        return [(name, _result(self._open.pop(name))) for name in done]

    async def close(self) -> None:
        tasks = list(self._open.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _result(ended: "Future[T] | asyncio.Task[T]") -> T | BaseException:
    try:
        return ended.result()
    except (Exception, asyncio.CancelledError) as error:
        return error
