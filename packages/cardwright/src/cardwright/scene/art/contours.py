"""The lines of a map around two hills."""

import math
from collections.abc import Iterator
from typing import Final

from cardwright.scene.art.chance import Chance
from cardwright.scene.art.curves import placed, round_form, smooth
from cardwright.scene.art.tones import Tones
from cardwright.scene.drawing import Path, Shape

_LINES: Final = 10
_FOOT: Final = 5
_REACH: Final = 1.6  # of a hill's widest line, in its steps
_BOLD: Final = 4  # every so many lines one is stronger, as on maps


def draw(width: float, height: float, tones: Tones, seed: int) -> Iterator[Shape]:
    """A high hill at the right, its foot reaching far in, and a low one below at the left that it does not touch."""
    chance = Chance(seed)
    short = min(width, height)
    high = width * chance.between(0.9, 0.98), height * chance.between(0.5, 0.72)
    low = width * chance.between(0.0, 0.1), height * chance.between(1.06, 1.12)
    foot = short * 0.05
    between = math.dist(high, low) - foot * _REACH * _FOOT
    yield from _hill(tones, chance, high, min(short * 0.079, between / (_REACH * _LINES)), _LINES)
    yield from _hill(tones, chance, low, foot, _FOOT)


def _hill(tones: Tones, chance: Chance, middle: tuple[float, float], step: float, lines: int) -> Iterator[Shape]:
    form = round_form(chance, 8, 0.2)
    wide = chance.between(1.15, 1.35)
    for line in range(lines):
        radius = step * (line + 0.6) * (1 + 0.02 * line)
        # The higher, the further the middle moves towards the top: slopes are steeper on one side.
        x, y = middle[0] - radius * 0.08, middle[1] - radius * 0.05
        bold = line % _BOLD == 0
        paint = tones.trace((1.0 if bold else 0.85) * (1 - 0.3 * line / lines), 2.0 if bold else 1.2)
        yield Path(smooth(placed(form, x, y, radius * wide, radius), closed=True), paint)
