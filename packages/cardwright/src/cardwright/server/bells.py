"""Bells: wake those who wait for a job when something about it was committed, from whatever thread that was.

A bell says only "look again"; what there is to see stands in the database. So
a bell too many does no harm, and one that is missed costs a little time.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

LOOK_S = 10.0  # how often a waiter looks although no bell rang


def _nobody(_: str) -> None:
    """There is no other process."""


@dataclass(slots=True)
class Bells:
    """The waiters of one event loop, by job id. `tell` tells those of other processes."""

    tell: Callable[[str], None] = _nobody
    _loop: asyncio.AbstractEventLoop | None = None
    _waiting: defaultdict[str, set[asyncio.Event]] = field(default_factory=lambda: defaultdict(set))

    def ring(self, job_id: str) -> None:
        """Wake whoever waits for a job. Safe from every thread; costs nothing when nobody waits."""
        self.tell(job_id)
        self.ring_here(job_id)

    def ring_here(self, job_id: str) -> None:
        """Wake who waits in this process; with an empty id, everybody."""
        loop = self._loop
        if loop is None or (job_id and job_id not in self._waiting):
            return
        with suppress(RuntimeError):  # the loop was closed a moment ago
            loop.call_soon_threadsafe(self._wake, job_id)

    def _wake(self, job_id: str) -> None:
        for name in [job_id] if job_id else list(self._waiting):
            for event in self._waiting.get(name, ()):
                event.set()

    @contextmanager
    def waiter(self, job_id: str) -> Generator[asyncio.Event]:
        """An event that is set at each bell of a job; hang it up before you look, clear it when you have."""
        self._loop = asyncio.get_running_loop()
        event = asyncio.Event()
        self._waiting[job_id].add(event)
        try:
            yield event
        finally:
            self._waiting[job_id].discard(event)
            if not self._waiting[job_id]:
                del self._waiting[job_id]


async def rung(event: asyncio.Event, seconds: float) -> None:
    """Wait for a bell, no longer than `seconds`, and no longer than a look takes."""
    try:
        async with asyncio.timeout(min(seconds, LOOK_S)):  # wait_for can lose a cancellation on Python 3.11
            await event.wait()
    except TimeoutError:
        return
    event.clear()
