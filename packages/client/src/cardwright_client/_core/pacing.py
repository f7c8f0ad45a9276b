"""When to ask again, from what the last answer said.

The documented manners of the API: every 5 seconds, every 15 when fewer than
100 requests are left in the burst window; a pause of 30 seconds, doubling,
after a 429. A server that says when to ask is obeyed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

FLOOR_S = 5.0
SLOW_S = 15.0
LOW_MARK = 100
PAUSE_S = 30.0
LONGEST_PAUSE_S = 300.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between polls so far, and how often the service refused in a row."""

    wait_s: float = FLOOR_S
    strikes: int = 0

    def after(self, status: int, headers: Mapping[str, str]) -> "Pace":
        """The pace that follows an answer."""
        if status == 429:
            pause = min(LONGEST_PAUSE_S, PAUSE_S * 2.0**self.strikes)
            return Pace(retry_after(headers, pause), self.strikes + 1)
        return replace(self, wait_s=retry_after(headers, _floor(headers)), strikes=0)


def _floor(headers: Mapping[str, str]) -> float:
    """The docs' adaptive interval; keys with small limits slow down at a tenth of theirs."""
    remaining = headers.get("x-ratelimit-remaining-burst", "")
    limit = headers.get("x-ratelimit-limit-burst", "")
    if not (remaining.isdigit() and limit.isdigit()):
        return FLOOR_S
    return SLOW_S if int(remaining) < min(LOW_MARK, int(limit) // 10) else FLOOR_S


def retry_after(headers: Mapping[str, str], otherwise: float) -> float:
    """Seconds the server asked to wait, at most 300; `otherwise` when it did not say."""
    try:
        return min(LONGEST_PAUSE_S, max(0.0, float(headers["retry-after"])))
    except (KeyError, ValueError):
        return otherwise
