"""A ring of arrows, each leading to the next: the picture of a cycle."""

import math
from typing import Final

from cardwright.scene.drawing import Close, Cubic, Drawing, Line, Move, Paint, Path, Point, Step

_THICK: Final = 0.17  # of the radius
_HEAD: Final = 0.34  # of the radius: how far an arrow's head runs along the ring
_WIDE: Final = 1.9  # times the band: how wide a head is
_GAP: Final = 0.09  # radians between one arrow and the next


def ring(count: int, side: float) -> Drawing:
    """`count` arrows clockwise from the top in a square of `side` points; one alone nearly closes the ring."""
    radius = side / 2 / (1 + _THICK * _WIDE / 2)
    turn = 2 * math.pi / max(1, count)
    arrows = tuple(_arrow(side / 2, radius, turn * at + _GAP / 2, turn * (at + 1) - _GAP / 2) for at in range(count))
    return Drawing(side, side, arrows)


def _arrow(middle: float, radius: float, start: float, end: float) -> Path:
    """A band along the ring with a head at its end."""
    neck = max(start + 0.05, end - _HEAD)
    half = radius * _THICK / 2
    outer, inner = radius + half, radius - half
    wide = half * _WIDE
    steps: list[Step] = [Move(*_at(middle, outer, start))]
    steps += _arc(middle, outer, start, neck)
    steps += [
        Line(*_at(middle, radius + wide, neck)),
        Line(*_at(middle, radius, end)),
        Line(*_at(middle, radius - wide, neck)),
    ]
    steps.append(Line(*_at(middle, inner, neck)))
    steps += _arc(middle, inner, neck, start)
    return Path((*steps, Close()), Paint("accent"))


def _at(middle: float, radius: float, turn: float) -> Point:
    """The point at an angle, clockwise from the top."""
    return middle + radius * math.sin(turn), middle - radius * math.cos(turn)


def _arc(middle: float, radius: float, start: float, end: float) -> list[Step]:
    """Cubic curves along a circle, a quarter of it at most each: (4/3) tan(angle/4) is the usual handle."""
    parts = max(1, math.ceil(abs(end - start) / (math.pi / 2)))
    step = (end - start) / parts
    handle = 4 / 3 * math.tan(step / 4) * radius
    found: list[Step] = []
    for at in range(parts):
        one, other = start + step * at, start + step * (at + 1)
        (x0, y0), (x3, y3) = _at(middle, radius, one), _at(middle, radius, other)
        found.append(
            Cubic(
                x0 + handle * math.cos(one),
                y0 + handle * math.sin(one),
                x3 - handle * math.cos(other),
                y3 - handle * math.sin(other),
                x3,
                y3,
            )
        )
    return found
