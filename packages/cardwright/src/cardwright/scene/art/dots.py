"""A grid of dots that grow towards a corner."""

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from cardwright.scene.art.chance import Chance
from cardwright.scene.art.tones import Tones
from cardwright.scene.clip import outline
from cardwright.scene.drawing import Paint, Path, Shape, Step, circle

_ACROSS: Final = 17  # dots along the longer side
_SIZES: Final = 6
_LARGEST: Final = 0.34  # of the distance between dots


def draw(width: float, height: float, tones: Tones, seed: int) -> Iterator[Shape]:
    """Dots of one size are one shape, so that hundreds of them are a handful."""
    chance = Chance(seed)
    pitch = max(width, height) / _ACROSS
    columns, rows = math.floor(width / pitch), math.floor(height / pitch)
    left, top = width - (columns - 0.5) * pitch, height - (rows - 0.5) * pitch
    reach = min(width, height) * chance.between(0.95, 1.15)
    sizes: dict[int, list[Step]] = defaultdict(list)
    for column in range(columns):
        for row in range(rows):
            x, y = left + column * pitch, top + row * pitch
            size = round(_SIZES * (1 - math.hypot(width - x, (height - y) * 1.15) / reach))
            if size > 0:
                dot = circle(x, y, pitch * _LARGEST * (0.25 + 0.75 * size / _SIZES), Paint())
                sizes[size] += outline(dot).steps
    for size, steps in sorted(sizes.items()):
        yield Path(tuple(steps), tones.wash(0.35 + 0.65 * size / _SIZES))
