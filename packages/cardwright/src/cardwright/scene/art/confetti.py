"""Small shapes scattered along the edges."""

import math
from collections.abc import Iterator
from typing import Final

from cardwright.scene.art.chance import Chance
from cardwright.scene.art.tones import Tones
from cardwright.scene.drawing import Point, Shape, circle, polygon, polyline

_PIECES: Final = 46
_FREE: Final = 0.68  # of the way from the middle to an edge that stays empty


def draw(width: float, height: float, tones: Tones, seed: int) -> Iterator[Shape]:
    """Discs, squares, triangles and dashes, most of them at the right and below."""
    chance = Chance(seed)
    size = min(width, height) * 0.026
    taken: list[Point] = []
    for _ in range(_PIECES * 6):
        across, down = chance.between(-1, 1), chance.between(-1, 1)
        edge = max(across, down, -0.82 * across, -0.82 * down)
        x, y = width * (1 + across) / 2, height * (1 + down) / 2
        crowded = any(math.hypot(x - other[0], y - other[1]) < size * 3.4 for other in taken)
        if edge < _FREE + 0.3 * (1 - edge) or crowded or len(taken) == _PIECES:
            continue
        taken.append((x, y))
        yield _piece(chance, tones, x, y, size * chance.between(0.6, 1.35), 0.4 + 0.6 * edge)


def _piece(chance: Chance, tones: Tones, x: float, y: float, size: float, weight: float) -> Shape:
    turn = chance.between(0, math.tau)
    kind = chance.one_of(("disc", "square", "triangle", "dash"))
    if kind == "disc":
        return circle(x, y, size * 0.8, tones.wash(weight))
    if kind == "dash":
        ends = [(x + way * size * math.cos(turn), y + way * size * math.sin(turn)) for way in (-1.2, 1.2)]
        return polyline(ends, tones.trace(weight, size * 0.45))
    corners = 4 if kind == "square" else 3
    points = [
        (x + size * math.cos(turn + math.tau * at / corners), y + size * math.sin(turn + math.tau * at / corners))
        for at in range(corners)
    ]
    return polygon(points, tones.wash(weight))
