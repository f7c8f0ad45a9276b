"""Fitting: the scale at which a card fills its room without leaving it.

Passes over the whole deck are dear, so only cards that do not fit yet are set
again. Cards that overflow shrink, not below a floor; sparse ones grow, not above a cap.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

FLOOR = 0.9  # below it text is too small to present; the card is split instead
LAST_FLOOR = 0.55  # of what cannot be split; better small than cut off
CAP = 1.3
SPARSE = 0.72  # of the room; cards emptier than this may grow
TOLERANCE = 0.05  # points
MAX_PASSES = 5

# Heights of cards, by index, at a scale each.
Measure = Callable[[Mapping[int, float]], Mapping[int, float]]


@dataclass(frozen=True, slots=True)
class Fitted:
    scale: float
    height: float  # points at that scale
    over: bool  # higher than its room even at the floor


def fitted(
    heights: Sequence[float], room: float, grow: Sequence[bool], measure: Measure, floor: float = FLOOR
) -> list[Fitted]:
    """A scale for each card; `heights` are those at scale 1."""
    found = [Fitted(1.0, height, over=height > room + TOLERANCE) for height in heights]
    trial = {
        at: _first_try(height, room, may_grow, floor)
        for at, (height, may_grow) in enumerate(zip(heights, grow, strict=True))
        if height > room + TOLERANCE or (may_grow and 0 < height < SPARSE * room)
    }
    for _ in range(MAX_PASSES):
        if not trial:
            break
        for at, height in measure(trial).items():
            scale = trial[at]
            fits = height <= room + TOLERANCE
            if fits or scale <= floor:
                found[at] = Fitted(scale, height, over=not fits)
                del trial[at]
            elif scale > 1.0:
                trial[at] = max(1.0, scale * 0.9)
                if trial[at] == 1.0:
                    del trial[at]  # it fitted at 1, as found
            else:
                trial[at] = max(floor, min(scale * (room / height) ** 0.62 * 0.985, scale * 0.97))
    return found


def _first_try(height: float, room: float, may_grow: bool, floor: float) -> float:
    """A guess that is mostly right: height falls faster than the scale, because lines break later."""
    if height > room:
        return round(max(floor, (room / height) ** 0.6 * 0.985), 3)
    return round(min(CAP, (0.9 * room / height) ** 0.55), 3) if may_grow else 1.0
