"""A sheaf of fine lines that twists from the lower left to the right."""

from collections.abc import Iterator
from typing import Final

from cardwright.scene.art.chance import Chance
from cardwright.scene.art.curves import smooth
from cardwright.scene.art.tones import Tones
from cardwright.scene.drawing import Path, Shape

_LINES: Final = 20


def draw(width: float, height: float, tones: Tones, seed: int) -> Iterator[Shape]:
    """Lines that lie close at the left, pass through a knot and open like a fan."""
    chance = Chance(seed)
    knot = chance.between(0.42, 0.52)
    low, high = chance.between(0.9, 0.96), chance.between(0.78, 0.86)
    for line in range(_LINES):
        share = line / (_LINES - 1)
        points = [
            (0.0, height * (0.7 + 0.26 * share)),
            (width * knot * 0.5, height * (low - 0.1 * (0.5 - share))),
            (width * knot, height * (high + 0.06 * (0.5 - share))),
            (width * (knot + 1) / 2, height * (0.74 + 0.42 * (0.5 - share))),
            (width, height * (0.64 + 0.66 * (0.5 - share))),
        ]
        yield Path(smooth(points), tones.trace(0.65 + 0.35 * (1 - abs(2 * share - 1)), 1.4))
