"""A clock that stands still until it is told to go."""

from dataclasses import dataclass

MIDNIGHT = 1_750_032_000.0  # 2025-06-16 00:00 UTC: every window begins here


@dataclass
class FakeClock:
    """Seconds since 1970; its monotonic time is the same number."""

    at: float = MIDNIGHT

    def now(self) -> float:
        return self.at

    def monotonic(self) -> float:
        return self.at

    def go(self, seconds: float) -> None:
        self.at += seconds
