"""Threads that write: the event loop waits for a transaction without being held up by it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from anyio import to_thread

T = TypeVar("T")


class Writers:
    """`threads` transactions at a time; further ones wait their turn."""

    def __init__(self, threads: int) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="db-writer")

    async def run(self, transact: Callable[[], T]) -> T:
        return await to_thread.run_sync(self.run_now, transact)

    def run_now(self, transact: Callable[[], T]) -> T:
        return self._threads.submit(transact).result()

    def close(self) -> None:
        """Wait for what was begun."""
        self._threads.shutdown(wait=True)
