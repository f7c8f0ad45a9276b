"""What follows from an attempt: arrived, again later, or never."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final, Literal

from cardwright.hooks.post import Answer

_MINUTE, _HOUR = 60.0, 3600.0
# Seconds from each failed attempt to the next, about 76 hours in all; as the specification suggests.
DELAYS: Final = (
    5.0, 5 * _MINUTE, 30 * _MINUTE, 2 * _HOUR, 5 * _HOUR, 10 * _HOUR, 14 * _HOUR, 20 * _HOUR, 24 * _HOUR,
)  # fmt: skip
LONGEST_ASKED_S: Final = _HOUR
_SAY_WHEN: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of a delivery. `gone` says that its receiver wants no more of any kind."""

    status: Literal["pending", "delivered", "failed"]
    next_attempt_at: float | None = None
    gone: bool = False


def judge(answer: Answer, attempts: int, now: float, delays: Sequence[float] = DELAYS, factor: float = 1.0) -> Verdict:
    """What becomes of a delivery after an answer, with so many `attempts` before this one.

    Delays are multiplied by `factor`. What a receiver asks for with
    `Retry-After` only ever makes the wait longer, and by no more than an hour,
    or a few quick refusals would use up all attempts.
    """
    if answer.status is not None and 200 <= answer.status < 300:
        return Verdict("delivered")
    if answer.status == HTTPStatus.GONE:
        return Verdict("failed", gone=True)
    if attempts >= len(delays):
        return Verdict("failed")
    asked = _seconds(answer.retry_after, now) if answer.status in _SAY_WHEN else 0.0
    return Verdict("pending", now + max(delays[attempts] * factor, min(asked, LONGEST_ASKED_S)))


def _seconds(retry_after: str, now: float) -> float:
    """Seconds that a `Retry-After` header names, as a number or as a date; 0 when it names none."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0.0
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now
