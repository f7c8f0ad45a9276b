"""Time and work on the side, once for threads and once for asyncio: all in which the two clients differ by hand."""

import asyncio
import queue
import random
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, MutableMapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Generic, Protocol, TypeVar

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
        return _ended(self._open)

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
        return _ended(self._open)

    async def close(self) -> None:
        await _cancelled(self._open)


class Listeners(Generic[T]):
    """What waits for others to speak, each in a thread that does not keep the process; `heard` gives what has come."""

    def __init__(self) -> None:
        self._open: set[str] = set()
        self._ended: queue.SimpleQueue[tuple[str, T | BaseException]] = queue.SimpleQueue()

    def __len__(self) -> int:
        return len(self._open)

    def start(self, name: str, work: Callable[[], T]) -> None:
        def listen() -> None:
            try:
                found: T | BaseException = work()
            except BaseException as error:
                found = error
            self._ended.put((name, found))

        self._open.add(name)
        threading.Thread(target=listen, daemon=True).start()

    def heard(self, seconds: float) -> list[tuple[str, T | BaseException]]:
        """What has ended, after at most so many seconds."""
        found: list[tuple[str, T | BaseException]] = []
        try:
            found.append(self._ended.get(timeout=seconds) if seconds > 0 else self._ended.get_nowait())
            while True:
                found.append(self._ended.get_nowait())
        except queue.Empty:
            self._open -= {name for name, _ in found}
            return found

    def close(self) -> None:
        """Nobody listens to them any more."""
        self._open.clear()


class AsyncListeners(Generic[T]):
    """The same with tasks."""

    def __init__(self) -> None:
        self._open: dict[str, asyncio.Task[T]] = {}

    def __len__(self) -> int:
        return len(self._open)

    def start(self, name: str, work: Callable[[], Coroutine[Any, Any, T]]) -> None:
        self._open[name] = asyncio.create_task(work())

    async def heard(self, seconds: float) -> list[tuple[str, T | BaseException]]:
        """What has ended, after at most so many seconds."""
        if self._open:
            await asyncio.wait(self._open.values(), timeout=max(0.0, seconds), return_when=asyncio.FIRST_COMPLETED)
        return _ended(self._open)

    async def close(self) -> None:
        await _cancelled(self._open)


def _ended(
    work: "MutableMapping[str, Future[T]] | MutableMapping[str, asyncio.Task[T]]",
) -> list[tuple[str, T | BaseException]]:
    """Take out what is done, with its result."""
    done = [name for name, one in work.items() if one.done()]
    return [(name, _result(work.pop(name))) for name in done]


async def _cancelled(tasks: Mapping[str, asyncio.Task[Any]]) -> None:
    """End all of them, and wait for that."""
    for task in tasks.values():
        task.cancel()
    await asyncio.gather(*tasks.values(), return_exceptions=True)


def _result(ended: "Future[T] | asyncio.Task[T]") -> T | BaseException:
    try:
        return ended.result()
    except (Exception, asyncio.CancelledError) as error:
        return error
