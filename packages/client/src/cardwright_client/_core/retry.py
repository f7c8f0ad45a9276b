"""What to do when a request did not bring what was wanted. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Trouble = Literal["unsent", "unsure"]  # it provably never left; it may have arrived
Decision = Literal["retry", "pause", "unknown", "raise"]

_BACKOFF: Final = 0.5
_LONGEST_BACKOFF: Final = 8.0
_BUDGET: Final = 20.0


class Broken(Exception):
    """No answer came, or not all of it. `trouble` says whether the request may have arrived."""

    def __init__(self, trouble: Trouble, why: str, *, timed_out: bool = False) -> None:
        super().__init__(why)
        self.trouble: Trouble = trouble
        self.timed_out = timed_out


def decide(trouble: Trouble | int, *, repeatable: bool) -> Decision:
    """What follows from trouble with the connection, or from an HTTP status.

    `repeatable` is whether the request may have effect twice: a GET, or a
    POST to a service that is known to honour idempotency keys.
    """
    if trouble == 429:
        return "pause"
    if trouble == "unsent":
        return "retry"
    if trouble == "unsure" or trouble >= 500:
        return "retry" if repeatable else "unknown"
    return "raise"


def backoff(attempt: int, jitter: float) -> float:
    """Seconds before the attempt after this one, counted from 0."""
    return min(_LONGEST_BACKOFF, _BACKOFF * 2.0**attempt) * (1.0 + 0.1 * jitter)


def retry_after(headers: Mapping[str, str], wall: float) -> float | None:
    """Seconds the server asks to wait, from seconds or an HTTP date; None when it does not say."""
    text = headers.get("retry-after", "").strip()
    try:
        seconds = float(text)
    except ValueError:
        from email.utils import parsedate_to_datetime  # slow to load, and seldom needed

        try:
            seconds = parsedate_to_datetime(text).timestamp() - wall
        except (TypeError, ValueError):
            return None
    return max(0.0, seconds) if seconds < float("inf") else None


@dataclass(slots=True)
class Budget:
    """Retries a client may spend: one each, half of one back per success, so that a broken server is not stormed."""

    left: float = _BUDGET

    def take(self) -> bool:
        if self.left < 1:
            return False
        self.left -= 1
        return True

    def succeeded(self) -> None:
        self.left = min(_BUDGET, self.left + 0.5)
