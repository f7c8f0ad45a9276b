"""A few large soft forms that glow from the corners."""

from collections.abc import Iterator
from typing import Final

from cardwright.scene.art.chance import Chance
from cardwright.scene.art.curves import placed, round_form, smooth
from cardwright.scene.art.tones import Tones
from cardwright.scene.drawing import Path, Shape

# Middle in shares of width and height, radius in shares of the shorter side, weight, direction of growth in degrees.
_FORMS: Final = (
    (0.98, 0.98, 0.62, 1.0, 45),
    (0.80, 1.04, 0.36, 0.8, 70),
    (1.03, 0.10, 0.34, 0.75, -35),
    (0.02, 1.04, 0.30, 0.55, 140),
)
_LAYERS: Final = 2


def draw(width: float, height: float, tones: Tones, seed: int) -> Iterator[Shape]:
    """Gradients out of nothing, strongest where the frame cuts them."""
    chance = Chance(seed)
    short = min(width, height)
    for x, y, radius, weight, angle in _FORMS:
        size = short * radius * chance.between(0.85, 1.15)
        form = placed(
            round_form(chance, 8, 0.16),
            width * x + short * chance.between(-0.04, 0.04), height * y + short * chance.between(-0.04, 0.04),
            size * chance.between(1.0, 1.3), size,
        )  # fmt: skip
        yield Path(smooth(form, closed=True), tones.fading(weight, angle, layers=_LAYERS))
