"""Time and work on the side with asyncio."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, Final, Generic, Protocol, TypeVar

from cardwright_client._runtime.system import System, ended

T = TypeVar("T")
_ERRORS: Final = (Exception, asyncio.CancelledError)


class AsyncClock(Protocol):
    """`now` is monotonic, `wall` is seconds since 1970; `jitter` is a number from 0 to 1."""

    def now(self) -> float: ...
    def wall(self) -> float: ...
    def jitter(self) -> float: ...
    async def sleep(self, seconds: float) -> None: ...


class AsyncSystemClock(System):
    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class AsyncSide(Generic[T]):
    """Tasks beside a loop, so many at a time; `collect` gives what has ended since."""

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
        return ended(self._open, _ERRORS)

    async def close(self) -> None:
        await _cancelled(self._open)


class AsyncListeners(Generic[T]):
    """What waits for others to speak, each in a task; `heard` gives what has come."""

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
        return ended(self._open, _ERRORS)

    async def close(self) -> None:
        await _cancelled(self._open)


async def _cancelled(tasks: Mapping[str, asyncio.Task[Any]]) -> None:
    """End all of them, and wait for that."""
    for task in tasks.values():
        task.cancel()
    await asyncio.gather(*tasks.values(), return_exceptions=True)
