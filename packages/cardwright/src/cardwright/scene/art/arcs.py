"""Quarter rings around a corner, and a small echo of them above."""

from collections.abc import Iterator
from typing import Final

from cardwright.scene.art.chance import Chance
from cardwright.scene.art.tones import Tones
from cardwright.scene.drawing import QUARTER, Close, Cubic, Line, Move, Path, Shape

_RINGS: Final = 5


def draw(width: float, height: float, tones: Tones, seed: int) -> Iterator[Shape]:
    """Broad rings, every other one a gap; the echo turns its back."""
    chance = Chance(seed)
    short = min(width, height)
    band = short * chance.between(0.085, 0.1)
    for ring in range(_RINGS):
        inner = band * ring * 1.62
        yield _quarter(width, height, inner, inner + band, -1, tones, 1.0 - 0.15 * ring)
    band = short * chance.between(0.045, 0.055)
    for ring in range(3):
        inner = band * ring * 1.62
        yield _quarter(width, 0.0, inner, inner + band, 1, tones, 0.75 - 0.2 * ring)


def _quarter(x: float, y: float, inner: float, outer: float, down: int, tones: Tones, weight: float) -> Path:
    """The quarter of a ring left of a corner, above it or, when `down` is 1, below."""

    def bend(radius: float, *, back: bool) -> Cubic:
        side, end = radius * QUARTER, y + down * radius
        if back:
            return Cubic(x - side, end, x - radius, y + down * side, x - radius, y)
        return Cubic(x - radius, y + down * side, x - side, end, x, end)

    inside = (Line(x, y + down * inner), bend(inner, back=True)) if inner else (Line(x, y),)
    return Path((Move(x - outer, y), bend(outer, back=False), *inside, Close()), tones.wash(weight))
