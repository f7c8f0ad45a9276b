"""Square tiles of quarter discs, half discs and triangles."""

import math
from collections.abc import Iterator
from typing import Final

from cardwright.scene.art.chance import Chance
from cardwright.scene.art.tones import Tones
from cardwright.scene.drawing import (
    QUARTER,
    Close,
    Cubic,
    Line,
    Move,
    Paint,
    Path,
    Point,
    Rectangle,
    Shape,
    Step,
    polygon,
)
from cardwright.units import Rect

_ROWS: Final = 5  # along the shorter side
_MOST: Final = 29  # tiles; two shapes each


def draw(width: float, height: float, tones: Tones, seed: int) -> Iterator[Shape]:
    """Whole tiles from the lower right, fewer with every step away from the right edge."""
    chance = Chance(seed)
    columns, rows, side = _grid(width, height)
    drawn = 0
    for column in range(columns):
        for row in range(rows):
            if drawn == _MOST or not chance.happens(1.2 - 0.3 * column - 0.04 * row):
                continue
            drawn += 1
            box = Rect(width - (column + 1) * side, height - (row + 1) * side, side, side)
            fade = 1 - 0.16 * column
            weight = chance.one_of((0.15, 0.3, 0.5)) * fade
            yield Rectangle(box, Paint(tones.solid(weight)))
            other = chance.one_of((-1.0, 0.75, 1.0)) * fade
            yield _form(chance, box, Paint(tones.solid(other)))


def _grid(width: float, height: float) -> tuple[int, int, float]:
    """Columns, rows and size of tiles that fit the height exactly; not more columns than look well."""
    rows = max(_ROWS, round(_ROWS * height / width))
    side = height / rows
    return min(4, math.ceil(width * 0.75 / side)), rows, side


def _form(chance: Chance, box: Rect, paint: Paint) -> Shape:
    turn = chance.one_of((0, 1, 2, 3))
    kind = chance.one_of(("quarter", "quarter", "half", "triangle"))
    if kind == "triangle":
        return polygon([_at(box, turn, *corner) for corner in ((0, 0), (1, 0), (0, 1))], paint)
    if kind == "half":
        steps = (_move(box, turn, 0, 0), *_arc(box, turn, 0.5), Close())
        return Path(steps, paint)
    near = 1 - QUARTER
    bend = (*_at(box, turn, 1, 1 - near), *_at(box, turn, 1 - near, 1), *_at(box, turn, 0, 1))
    return Path((_move(box, turn, 0, 0), Line(*_at(box, turn, 1, 0)), Cubic(*bend), Close()), paint)


def _arc(box: Rect, turn: int, radius: float) -> Iterator[Step]:
    """A half disc on one side of a tile."""
    side = radius * QUARTER
    first = ((0, side), (0.5 - side, 0.5), (0.5, 0.5))
    second = ((0.5 + side, 0.5), (1, side), (1, 0))
    for curve in (first, second):
        yield Cubic(*(value for point in curve for value in _at(box, turn, *point)))


def _move(box: Rect, turn: int, x: float, y: float) -> Move:
    return Move(*_at(box, turn, x, y))


def _at(box: Rect, turn: int, x: float, y: float) -> Point:
    """A point of the unit square, turned by so many quarters, in a tile."""
    for _ in range(turn):
        x, y = 1 - y, x
    return box.x + x * box.width, box.y + y * box.height
