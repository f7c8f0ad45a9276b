"""Render processes: CPU work outside the server, capped in memory and time, killable.

A cell stays warm between jobs (fonts loaded, typesetter's caches filled). One
that dies or is too slow takes only its own job with it.
"""

import asyncio
import logging
import os
import resource
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Final, Self, TypeVar

import anyio
from anyio import BrokenWorkerProcess, CapacityLimiter, to_process
from anyio.from_thread import BlockingPortal, start_blocking_portal

from cardwright.errors import CardwrightError, LimitExceeded, TooSlow
from cardwright.jobs.scratch import Scratch
from cardwright.traces import OFF, Traces
from cardwright.traces.laps import Lap, noted

T = TypeVar("T")
Begun = Callable[[], Awaitable[None]]
log = logging.getLogger(__name__)
_FULL: Final = 0.7  # of its memory, from which on a cell is ended after its call
_STATM: Final = Path("/proc/self/statm")


class Cells:
    """Up to `count` processes of at most `memory_mb` megabytes; `seconds` per call. Use as a context manager.

    They hang on an event loop of their own, so that callers on any loop, or on
    none, share the same warm processes.
    """

    def __init__(self, count: int, memory_mb: int, seconds: float, traces: Traces = OFF) -> None:
        self._count = count
        self._memory = memory_mb * 1024 * 1024
        self._seconds = seconds
        self._traces = traces
        self._ended = 0
        self._stack = ExitStack()
        self._portal: BlockingPortal | None = None
        self._scratch: Scratch | None = None
        self._limiter: CapacityLimiter | None = None

    def __enter__(self) -> Self:
        self._scratch = self._stack.enter_context(Scratch.held())
        self._portal = self._stack.enter_context(start_blocking_portal("asyncio", name="render-cells"))
        return self

    def __exit__(self, *_: object) -> None:
        if self._portal is not None:  # who still waits for a result waits in vain
            self._portal.call(self._portal.stop, True)
        self._portal = None
        self._stack.close()

    @property
    def ended(self) -> int:
        """How many calls were ended by force, for their time or their memory, since the cells were made."""
        return self._ended

    async def run(
        self, work: Callable[..., T], *args: Any, seconds: float | None = None, begun: Begun | None = None
    ) -> T:
        """The result of a module-level function, called in a cell; `seconds` is less time than other calls have.

        `begun` is awaited on the cells' loop once a cell is free for the call, before the call; what it raises is raised.

        Raises:
            LimitExceeded: it took too long, needed too much memory, or its process died.
        """
        assert self._portal is not None, "enter the cells first"
        found, laps = await asyncio.wrap_future(self._portal.start_task_soon(self._queued, work, args, seconds, begun))
        for one in laps:
            self._traces.lap(*one)
        return found

    async def _queued(
        self, work: Callable[..., T], args: tuple[Any, ...], seconds: float | None, begun: Begun | None
    ) -> tuple[T, Sequence[Lap]]:
        if self._limiter is None:  # made here, for it belongs to the cells' own loop
            self._limiter = CapacityLimiter(self._count)
        async with self._limiter:  # waiting for a cell does not count against the call's time
            if begun is not None:
                await begun()
            return await self._called(work, args, min(self._seconds, seconds or self._seconds))

    async def _called(self, work: Callable[..., T], args: tuple[Any, ...], seconds: float) -> tuple[T, Sequence[Lap]]:
        called, scratch = _noting if self._traces.on else _silent, self._scratch
        assert scratch is not None, "enter the cells first"
        try:
            with anyio.fail_after(seconds):
                (found, laps), spent = await to_process.run_sync(
                    _capped, self._memory, scratch, called, (work, args), cancellable=True, limiter=CapacityLimiter(1)
                )
        except (TimeoutError, MemoryError, BrokenWorkerProcess) as error:
            self._ended += 1
            scratch.sweep()
            name, why = getattr(work, "__name__", "a call"), type(error).__name__
            log.warning("%s was ended (%s); %d since the start", name, why, self._ended)
            raise self._refused(error, seconds) from error

        if spent:
            await self._retired()
            scratch.sweep()
        return found, laps

    def _refused(self, error: Exception, seconds: float) -> LimitExceeded:
        """What to tell of a call that was ended."""
        if isinstance(error, TimeoutError):
            msg = f"layout and export took longer than {seconds:g} s"
            return TooSlow(msg, "ask for fewer cards, or raise the setting render_seconds")
        msg = "layout and export needed more memory than they may have"
        if isinstance(error, BrokenWorkerProcess):
            msg = "the process that laid out the deck was ended, most often because it needed too much memory"
        return LimitExceeded(msg, "ask for fewer cards, or raise the setting render_memory_mb")

    async def _retired(self) -> None:
        """End the cell that was used last: the typesetter keeps what it has set, and would not stop growing."""
        with suppress(BrokenWorkerProcess):  # which says that it has ended
            await to_process.run_sync(_leave, limiter=CapacityLimiter(1))

    def warm(self, work: Callable[..., Any], *args: Any) -> None:
        """Start every cell and let each do `work` before any call that comes later, so that no job pays for it."""
        assert self._portal is not None, "enter the cells first"
        for _ in range(self._count):
            self._portal.start_task_soon(self._quietly, work, args)

    async def _quietly(self, work: Callable[..., Any], args: tuple[Any, ...]) -> None:
        try:
            await self._queued(work, args, None, None)
        except CardwrightError as error:  # the first job will meet it too, and say so
            log.warning("a render process could not be warmed: %s", error.message)


def _capped(memory: int, scratch: Scratch, work: Callable[..., T], args: tuple[Any, ...]) -> tuple[T, bool]:
    """Runs inside a cell: set the caps and its folder once, then work; and say whether the cell has used up most of its memory."""
    if resource.getrlimit(resource.RLIMIT_AS)[0] != memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _die_with_parent()
        scratch.settle()
    found = work(*args)
    return found, _size() > memory * _FULL


def _noting(work: Callable[..., T], args: tuple[Any, ...]) -> tuple[T, Sequence[Lap]]:
    """Runs inside a cell: what it did, and what of it took how long."""
    with noted() as laps:
        return work(*args), laps


def _silent(work: Callable[..., T], args: tuple[Any, ...]) -> tuple[T, Sequence[Lap]]:
    """Runs inside a cell: what it did, for nobody who would know how long it took."""
    return work(*args), ()


def _size() -> int:
    """Bytes of this process's address space, which the cap counts; 0 where the system does not say."""
    try:
        return int(_STATM.read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _leave() -> None:
    """Runs inside a cell: end it."""
    os._exit(0)


def _die_with_parent() -> None:
    """A cell must not outlive a killed server; on Linux the kernel sees to it."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - only a cell needs it
        import signal  # noqa: PLC0415

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # 1 is PR_SET_PDEATHSIG
