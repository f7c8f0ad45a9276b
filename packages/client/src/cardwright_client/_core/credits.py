"""Stops before the money does: what a request can cost at most, and whether one more may be started. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cardwright_client._core.durations import cards_of
from cardwright_client._core.prices import IMAGE_CREDITS, USUAL_IMAGE

MOST_PER_CARD: Final = 3
_DEAREST: Final = max(IMAGE_CREDITS.values())
_REMEMBERED: Final = 40  # bills from which the share of an estimate is learned
_TRUSTED: Final = 5


def most_credits(body: Mapping[str, Any]) -> int:
    """The most a request in the wire's names can cost: three credits a card, and an image on every card."""
    pages: list[Mapping[str, Any]] = body.get("pages") or [body]
    return sum(cards_of(page) * (MOST_PER_CARD + _per_image(page)) for page in pages)


def _per_image(page: Mapping[str, Any]) -> int:
    options: Mapping[str, Any] = page.get("imageOptions") or {}
    if options.get("source", "aiGenerated") != "aiGenerated":
        return 0
    model = options.get("model")
    return USUAL_IMAGE if model is None else IMAGE_CREDITS.get(str(model), _DEAREST)


@dataclass(slots=True)
class Guard:
    """Credits of one run. `floor` is to be left over, `cap` the most to spend; `remaining` None until it is seen.

    When credits are deducted is not documented, so a remainder is taken not to
    include what is still under way: every job in flight keeps its reservation.
    """

    floor: int = 0
    cap: int | None = None
    remaining: int | None = None
    spent: int = 0
    reserved: dict[str, int] = field(default_factory=dict[str, int])
    exhausted: bool = False
    _ended: int = 0
    _shares: list[float] = field(default_factory=list[float])
    _estimates: dict[str, int] = field(default_factory=dict[str, int])

    def expects(self, most: int) -> int:
        """What to reserve: the estimate times the share of it that bills have come to, the dearest but few."""
        if len(self._shares) < _TRUSTED:
            return most
        share = sorted(self._shares)[int(0.95 * (len(self._shares) - 1))]
        return max(1, round(most * min(1.0, share)))

    def admits(self, most: int, at_once: int) -> bool:
        """Whether one more may be started, with so many allowed at a time."""
        if self.exhausted:
            return False
        need, under_way = self.expects(most), sum(self.reserved.values())
        if self.cap is not None and self.spent + under_way + need > self.cap:
            return False
        if self.remaining is None:  # slow start: one, then two, then four
            return len(self.reserved) < min(at_once, 2**self._ended)
        return self.remaining - under_way - self.floor >= need

    def waits(self) -> bool:
        """Whether refusing may end when something under way ends."""
        return bool(self.reserved) and not self.exhausted

    def reserve(self, job: str, most: int) -> None:
        self.reserved[job] = self.expects(most)
        self._estimates[job] = most

    def release(self, job: str) -> None:
        """It was not taken on after all."""
        self.reserved.pop(job, None)
        self._estimates.pop(job, None)

    def ended(self, job: str, deducted: int | None, remaining: int | None) -> None:
        """A job ended, and this was said of credits, if anything."""
        most = self._estimates.get(job, 0)
        self.release(job)
        self._ended += 1
        if deducted is not None:
            self.spent += deducted
            if most and deducted:
                self._shares = [*self._shares[-_REMEMBERED + 1 :], deducted / most]
        if remaining is not None:
            self.remaining = remaining
