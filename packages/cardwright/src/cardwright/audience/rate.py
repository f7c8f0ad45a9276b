"""How often something may be done in a minute, by whoever has no key: counted in memory, forgotten with the minute."""

import math
from dataclasses import dataclass, field

from cardwright.clock import SYSTEM, Clock

MINUTE_S = 60.0
MOST_NAMES = 50_000  # in a minute; beyond that, nobody new is let in


@dataclass(slots=True)
class Rate:
    """At most `most` in any minute of the clock, for each name."""

    most: int
    clock: Clock = SYSTEM
    _minute: float = -1.0
    _counts: dict[str, int] = field(default_factory=dict[str, int])

    def allows(self, name: str) -> bool:
        """Count one more, if there is room for it."""
        if self.is_full(name):
            return False
        self._counts[name] = self._counts.get(name, 0) + 1
        return True

    def is_full(self, name: str) -> bool:
        """Whether there is no room for one more."""
        minute = self.clock.monotonic() // MINUTE_S
        if minute != self._minute:
            self._minute = minute
            self._counts.clear()
        count = self._counts.get(name, 0)
        return count >= self.most or (not count and len(self._counts) >= MOST_NAMES)

    def left_s(self) -> int:
        """Whole seconds until there is room again for everybody, 1 or more."""
        return max(1, math.ceil(MINUTE_S - self.clock.monotonic() % MINUTE_S))
