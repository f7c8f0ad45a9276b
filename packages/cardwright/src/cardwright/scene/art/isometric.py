"""Blocks seen from above at an angle, piled up in a corner."""

import math
from collections.abc import Iterator
from typing import Final

from cardwright.scene.art.chance import Chance
from cardwright.scene.art.tones import Tones
from cardwright.scene.drawing import Paint, Point, Shape, polygon

_FIELD: Final = 6  # blocks along the edges of the field
_MOST: Final = 19  # blocks; three faces each
_SIDE: Final = 0.1  # of the shorter side of the frame
_TOP, _LEFT, _RIGHT = 1.0, 0.62, 0.3
_SLOPE: Final = math.sqrt(3) / 2


def draw(width: float, height: float, tones: Tones, seed: int) -> Iterator[Shape]:
    """A field of blocks whose nearest corner lies below the frame's; from back to front, the nearer the higher."""
    chance = Chance(seed)
    side = min(width, height) * _SIDE * chance.between(0.95, 1.1)
    paints = [Paint(tones.solid(weight)) for weight in (_TOP, _LEFT, _RIGHT)]
    x, y = width - side * _SLOPE * 2.4, height + side * 0.5
    places = [(a, b) for a in range(_FIELD) for b in range(_FIELD) if a + b < _FIELD]
    for a, b in sorted(places, key=lambda place: (-sum(place), place[0]))[-_MOST:]:
        tall = side * max(0.3, chance.between(1.6, 4.2) - 0.62 * (a + b))
        middle = (x + (b - a) * side * _SLOPE, y - (a + b) * side / 2)
        for face, paint in zip(_faces(middle, side, tall), paints, strict=True):
            yield polygon(face, paint)


def _faces(foot: Point, side: float, tall: float) -> tuple[tuple[Point, ...], ...]:
    """Top, left and right face of a block whose nearest lower corner is `foot`."""
    x, y = foot
    across, down = side * _SLOPE, side / 2
    near, left, right = (x, y - tall), (x - across, y - down - tall), (x + across, y - down - tall)
    return (
        (near, left, (x, y - side - tall), right),
        (near, left, (x - across, y - down), foot),
        (near, right, (x + across, y - down), foot),
    )
