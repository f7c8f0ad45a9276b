"""Smooth lines through points."""

import math
from collections.abc import Sequence

from cardwright.scene.art.chance import Chance
from cardwright.scene.drawing import Close, Cubic, Move, Point, Step


def smooth(points: Sequence[Point], *, closed: bool = False) -> tuple[Step, ...]:
    """Curves through all points without corners: a Catmull-Rom spline as Bézier curves."""
    count = len(points)

    def at(index: int) -> Point:
        return points[index % count] if closed else points[min(max(index, 0), count - 1)]

    steps: list[Step] = [Move(*points[0])]
    for index in range(count if closed else count - 1):
        before, start, end, after = (at(index + offset) for offset in (-1, 0, 1, 2))
        steps.append(
            Cubic(
                start[0] + (end[0] - before[0]) / 6,
                start[1] + (end[1] - before[1]) / 6,
                end[0] - (after[0] - start[0]) / 6,
                end[1] - (after[1] - start[1]) / 6,
                *end,
            )
        )
    return (*steps, Close()) if closed else tuple(steps)


def round_form(chance: Chance, corners: int, uneven: float) -> tuple[Point, ...]:
    """A closed shape around (0, 0), about 1 in radius, `uneven` (0 to 1) in its bulges."""
    second, third = chance.between(0, math.tau), chance.between(0, math.tau)
    points: list[Point] = []
    for at in range(corners):
        turn = math.tau * at / corners
        radius = 1 + uneven * (0.6 * math.sin(2 * turn + second) + 0.4 * math.sin(3 * turn + third))
        points.append((radius * math.cos(turn), radius * math.sin(turn)))
    return tuple(points)


def placed(points: Sequence[Point], x: float, y: float, wide: float, high: float) -> tuple[Point, ...]:
    """Points around (0, 0) as points around (x, y), `wide` and `high` times as large."""
    return tuple((x + wide * point[0], y + high * point[1]) for point in points)
