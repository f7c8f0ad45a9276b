"""A mesh of triangles that thins out to the left."""

import math
from collections.abc import Iterator
from typing import Final

from cardwright.scene.art.chance import Chance
from cardwright.scene.art.tones import Tones
from cardwright.scene.drawing import Paint, Point, Shape, polygon

_MOST: Final = 58
_SIDE: Final = 0.19  # of a triangle, of the frame's shorter side


def draw(width: float, height: float, tones: Tones, seed: int) -> Iterator[Shape]:
    """Neighbours share corners; each is of a tone of its own, fainter the further from the corner."""
    chance = Chance(seed)
    side = min(width, height) * _SIDE
    columns, rows = math.ceil(width * 0.6 / side), math.ceil(height / side)
    grid = {
        (column, row): _corner(chance, width, height, side, column, row)
        for column in range(columns + 1)
        for row in range(rows + 1)
    }
    reach = math.hypot(width, height) * 0.52
    drawn = 0
    for column in range(columns):
        for row in range(rows):
            a, b, c, d = (grid[column + i, row + j] for i, j in ((0, 0), (1, 0), (1, 1), (0, 1)))
            for corners in ((a, b, d), (b, c, d)) if (column + row) % 2 else ((a, b, c), (a, c, d)):
                x, y = (sum(axis) / 3 for axis in zip(*corners, strict=True))
                near = 1 - math.hypot(width - x, height - y) / reach
                if near > 0 and drawn < _MOST and chance.happens(0.35 + near):
                    drawn += 1
                    color = tones.solid((near**0.8) * chance.between(0.35, 1.0))
                    # A line of the same colour closes the seam between neighbours.
                    yield polygon(corners, Paint(color, color, 0.4))


def _corner(chance: Chance, width: float, height: float, side: float, column: int, row: int) -> Point:
    """A corner of the mesh, counted from the lower right; those at the edges stay there."""
    x, y = width - column * side, height - row * side
    if column:
        x += side * chance.between(-0.28, 0.28)
    if row:
        y += side * chance.between(-0.28, 0.28)
    return x, max(0.0, y)
