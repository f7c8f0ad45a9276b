"""The alarm: wakes the sender when an event was committed, from whatever thread that was."""

import asyncio
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


def _nobody() -> None:
    """There is no other process."""


@dataclass(slots=True)
class Alarm:
    """One sleeper, on one event loop. An alarm that nobody hears is lost; what there is to see stands in the database.

    `tell` wakes the sleepers of other processes.
    """

    tell: Callable[[], None] = _nobody
    _loop: asyncio.AbstractEventLoop | None = None
    _rung: asyncio.Event = field(default_factory=asyncio.Event)

    def ring(self) -> None:
        """Wake the sleeper. Safe from every thread, before there is a sleeper and after."""
        self.tell()
        self.ring_here()

    def ring_here(self) -> None:
        """Wake the sleeper of this process."""
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop was closed a moment ago
                loop.call_soon_threadsafe(self._rung.set)

    @contextmanager
    def heard(self) -> Generator[None]:
        """Hear the alarm on the running loop."""
        self._loop = asyncio.get_running_loop()
        try:
            yield
        finally:
            self._loop = None

    async def sleep(self, seconds: float) -> None:
        """Sleep until the alarm rings, no longer than `seconds`; one that rang since the last sleep counts."""
        # Not `wait_for`, which in Python 3.11 loses a cancellation that comes together with the alarm.
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        self._rung.clear()
