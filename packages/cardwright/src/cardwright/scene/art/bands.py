"""Slanting bands across the right side."""

import math
from collections.abc import Iterator
from typing import Final

from cardwright.scene.art.chance import Chance
from cardwright.scene.art.tones import Tones
from cardwright.scene.drawing import Shape, polygon

_BANDS: Final = 7
_LAYERS: Final = 3


def draw(width: float, height: float, tones: Tones, seed: int) -> Iterator[Shape]:
    """Broad and narrow bands, denser to the right; where they cross each other they are stronger."""
    chance = Chance(seed)
    lean = height * math.tan(math.radians(chance.between(24, 30)))
    room = max(width, height) * 0.42
    for band in range(_BANDS):
        share = (band + chance.between(0.2, 0.8)) / _BANDS
        foot = width - room * (1 - share) ** 1.25
        wide = room * chance.one_of((0.05, 0.09, 0.2))
        paint = tones.wash(0.45 + 0.55 * share, layers=_LAYERS)
        yield polygon([(foot, height), (foot + lean, 0), (foot + lean + wide, 0), (foot + wide, height)], paint)
    foot = width - room * 0.55
    yield polygon(
        [(foot, height), (width, height - (width - foot) * height / lean), (width, height)], tones.deepen(0.8)
    )
