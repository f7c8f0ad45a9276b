"""A sheaf of fine lines, bound near the middle, that opens to the right."""

from collections.abc import Iterator
from typing import Final

from cardwright.scene.art.chance import Chance
from cardwright.scene.art.curves import smooth
from cardwright.scene.art.tones import Tones
from cardwright.scene.drawing import Path, Shape

_LINES: Final = 20
_LAYERS: Final = 2  # where lines lie close


def draw(width: float, height: float, tones: Tones, seed: int) -> Iterator[Shape]:
    """Lines that never cross: they draw together at the left and open like a fan."""
    chance = Chance(seed)
    knot = chance.between(0.42, 0.52)
    low, high = chance.between(0.9, 0.94), chance.between(0.8, 0.86)
    for line in range(_LINES):
        share = line / (_LINES - 1) - 0.5
        points = [
            (0.0, height * (0.8 + 0.2 * share)),
            (width * knot * 0.5, height * (low + 0.1 * share)),
            (width * knot, height * (high + 0.09 * share)),
            (width * (knot + 1) / 2, height * (0.72 + 0.34 * share)),
            (width, height * (0.6 + 0.72 * share)),
        ]
        yield Path(smooth(points), tones.trace(1 - 0.7 * abs(share), 1.3, layers=_LAYERS))
