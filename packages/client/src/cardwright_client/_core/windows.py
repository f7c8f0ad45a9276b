"""What a key may still ask for: the three windows that every answer tells of, and the pace they allow.

Headers tell limits and remainders, never when a window ends or how long the
shortest is. The lengths of two are documented by their names; that of the
burst is taken as a minute until a jump of its remainder teaches better.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

HEADERS: Final[Mapping[str, tuple[str, str]]] = {
    "burst": ("x-ratelimit-limit-burst", "x-ratelimit-remaining-burst"),
    "hour": ("x-ratelimit-limit", "x-ratelimit-remaining"),
    "day": ("x-ratelimit-limit-daily", "x-ratelimit-remaining-daily"),
}
LENGTHS: Final[Mapping[str, float]] = {"burst": 60.0, "hour": 3600.0, "day": 86400.0}
LOW_MARK: Final = 100  # requests left in the burst, below which the documents ask for patience
_RESERVE: Final = 0.05  # of a limit, left to other programs with the same key
_FULL: Final = 0.9  # of a limit: a remainder that jumps up to it belongs to a new window
_LONGEST_BURST: Final = 600.0


@dataclass(slots=True)
class Window:
    """One window as last told, `seen_at` on the caller's clock; lengths are seconds."""

    limit: int
    remaining: int
    length: float
    seen_at: float = 0.0
    _jumped_at: float | None = field(default=None, repr=False)

    def spare(self, now: float) -> float:
        """Requests that may still be spent; all of them when the window must have passed since it was told."""
        left = self.limit if now - self.seen_at >= self.length else self.remaining
        return left - _RESERVE * self.limit

    def tell(self, limit: int, remaining: int, now: float, *, learns: bool) -> None:
        """Take on what an answer says."""
        if learns and remaining > self.remaining and remaining >= _FULL * limit > self.remaining:
            if self._jumped_at is not None:
                self.length = min(_LONGEST_BURST, max(1.0, now - self._jumped_at))
            self._jumped_at = now
        self.limit, self.remaining, self.seen_at = limit, remaining, now


@dataclass(slots=True)
class Windows:
    """The windows a service has told of; none before its first answer, or if it has no limits."""

    known: dict[str, Window] = field(default_factory=dict[str, Window])

    def read(self, headers: Mapping[str, str], now: float) -> None:
        """Take on the rate headers of an answer; names are lower case."""
        for name, (limit, remaining) in HEADERS.items():
            if not (_number(headers, limit) and _number(headers, remaining)):
                continue
            told = int(headers[limit]), int(headers[remaining])
            window = self.known.get(name)
            if window is None:
                self.known[name] = Window(*told, LENGTHS[name], now)
            else:
                window.tell(*told, now, learns=name == "burst")

    def sent(self) -> None:
        """A request leaves: one less in every window until an answer tells the truth again."""
        for window in list(self.known.values()):
            window.remaining -= 1

    def gap(self, now: float, horizon: float) -> float:
        """Seconds from one request to the next, so that nothing runs out within `horizon` seconds.

        Pacing by the window's length alone would burn an hour's requests in
        minutes and leave the rest of the work waiting; what counts is the time
        for which requests are still needed, when that is shorter.
        """
        gaps = (
            min(window.length, max(1.0, horizon)) / spare if (spare := window.spare(now)) >= 1 else 30.0
            for window in list(self.known.values())
        )
        return max(gaps, default=0.0)

    @property
    def low(self) -> bool:
        """Whether so little of the burst is left that the documents ask for a slower pace."""
        burst = self.known.get("burst")
        return burst is not None and burst.remaining < min(LOW_MARK, burst.limit // 10)


def _number(headers: Mapping[str, str], name: str) -> bool:
    text = headers.get(name, "")
    return text.isascii() and text.isdigit()
