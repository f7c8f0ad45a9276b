"""Time and work on the side with threads."""

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, Protocol, TypeVar

from cardwright_client._runtime.system import Doing, System, ended

T = TypeVar("T")


class Clock(Protocol):
    """`now` is monotonic, `wall` is seconds since 1970; `jitter` is a number from 0 to 1."""

    def now(self) -> float: ...
    def wall(self) -> float: ...
    def jitter(self) -> float: ...
    def sleep(self, seconds: float) -> None: ...


class SystemClock(System):
    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class Side(Generic[T]):
    """Work in threads beside a loop, so many at a time; `collect` gives what has ended since."""

    def __init__(self, at_once: int) -> None:
        self._pool = ThreadPoolExecutor(at_once)
        self._open: dict[str, Doing[T]] = {}

    def __len__(self) -> int:
        return len(self._open)

    def start(self, name: str, work: Callable[[], T]) -> None:
        self._open[name] = self._pool.submit(work)

    def collect(self) -> list[tuple[str, T | BaseException]]:
        return ended(self._open, (Exception,))

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


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
