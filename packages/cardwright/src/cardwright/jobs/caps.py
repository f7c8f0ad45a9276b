"""Caps: how many calls of a provider run at the same time, and how many begin in a minute, over all processes.

A slot is a lease of its own name, so one whose holder died is free again after the longest time a call may take.
Beginnings are spaced evenly: each takes the next moment that is free.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final, TypeVar

from cardwright import ids
from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database, leases
from cardwright.llm import Answer, Budget, Model, Question

T = TypeVar("T")
_SHORTEST_S: Final = 0.05  # between two looks for a slot
_LONGEST_S: Final = 1.0


@dataclass(slots=True)
class Cap:
    """The cap of the provider `name`; 0 bounds nothing. A call takes at most `seconds`."""

    database: Database
    name: str
    at_once: int = 0
    per_minute: int = 0
    seconds: float = 150.0
    clock: Clock = SYSTEM
    _running: int = 0
    _next: float = field(default=0.0)

    @asynccontextmanager
    async def held(self) -> AsyncGenerator[float]:
        """A turn for one call; gives the seconds that were waited for it."""
        began, holder = self.clock.monotonic(), ids.row_id()
        slot = await self._slot(holder) if self.at_once else ""
        try:
            if self.per_minute:
                await asyncio.sleep(await self._pause(60.0 / self.per_minute))
            yield self.clock.monotonic() - began
        finally:
            if self.at_once:
                await self._leave(slot, holder)

    async def _slot(self, holder: str) -> str:
        pause = _SHORTEST_S
        while (slot := await self._taken(holder)) is None:
            await asyncio.sleep(pause * ids.jitter(0.5))
            pause = min(_LONGEST_S, pause * 2)
        return slot

    async def _taken(self, holder: str) -> str | None:
        if self.database.is_shared:
            names = [f"slot {self.name} {number}" for number in range(self.at_once)]
            return await self.database.write(lambda c: leases.take_one(c, names, holder, self.seconds))
        if self._running >= self.at_once:
            return None
        self._running += 1
        return self.name

    async def _leave(self, slot: str, holder: str) -> None:
        if not self.database.is_shared:
            self._running -= 1
            return
        with suppress(Exception):  # the lease ends by itself
            await asyncio.shield(self.database.write(lambda c: leases.end(c, slot, holder)))

    async def _pause(self, interval: float) -> float:
        """Seconds until the moment that is this call's to begin."""
        if self.database.is_shared:
            return await self.database.write(lambda c: leases.next_moment(c, f"pace {self.name}", interval))
        now = self.clock.monotonic()
        moment = max(self._next, now)
        self._next = moment + interval
        return moment - now


@dataclass(frozen=True, slots=True)
class CappedModel:
    """A language model that is asked only within its cap; what is waited for a turn costs a job none of its time."""

    model: Model
    cap: Cap

    async def ask(self, question: Question[T], budget: Budget) -> Answer[T]:
        async with self.cap.held() as waited:
            budget.wait(waited)
            return await self.model.ask(question, budget)
