"""When an open generation may be expected to end: those before it, at the pace of late.

What clients are told is rounded to seconds, so what it is made of is looked up once a second, and not at every poll:
with thousands of open generations, counting those before each would be most of what a poll costs.
"""

import math
from bisect import bisect_right
from collections.abc import Callable
from typing import Final

from cardwright.clock import Clock
from cardwright.db import Database, generations

_LONGEST_S: Final = 60
_KNOWN_S: Final = 1.0


class Forecast:
    """`slots` says how many jobs are rendered at the same time."""

    def __init__(self, database: Database, slots: Callable[[], int], clock: Clock) -> None:
        self._database = database
        self._slots = slots
        self._clock = clock
        self._times: list[float] = []
        self._pace = 0.0
        self._until = float("-inf")

    def due_s(self, created_at: float) -> int:
        """Seconds from 1 to 60 until a generation that was accepted at a time may be expected to end."""
        now = self._clock.monotonic()
        if now >= self._until:
            self._times, self._pace = generations.waiting(self._database), generations.pace(self._database)
            self._until = now + _KNOWN_S
        rounds = math.ceil(max(1, bisect_right(self._times, created_at)) / self._slots())
        return max(1, min(_LONGEST_S, math.ceil(self._pace * rounds)))
