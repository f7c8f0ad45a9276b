"""Time that passes when somebody sleeps."""

import asyncio
import threading

START = 1_790_000_000.0  # seconds since 1970 at which fake time begins


class _Fake:
    """Seconds that have passed, for all who share it."""

    def __init__(self) -> None:
        self.passed = 0.0
        self._lock = threading.Lock()

    def now(self) -> float:
        return self.passed

    def wall(self) -> float:
        return START + self.passed

    def jitter(self) -> float:
        return 0.0

    def advance(self, seconds: float) -> None:
        """Later is now."""
        with self._lock:
            self.passed += seconds


class FakeClock(_Fake):
    """A clock for clients: `sleep` returns at once, and later is now."""

    def sleep(self, seconds: float) -> None:
        self.advance(seconds)


class AsyncFakeClock(_Fake):
    """The same for asyncio."""

    async def sleep(self, seconds: float) -> None:
        self.advance(seconds)
        await asyncio.sleep(0)
