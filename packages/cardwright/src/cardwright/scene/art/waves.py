"""Waves that rise to the right, one behind the other."""

from collections.abc import Iterator
from typing import Final

from cardwright.scene.art.chance import Chance
from cardwright.scene.art.curves import smooth
from cardwright.scene.art.tones import Tones
from cardwright.scene.drawing import Close, Line, Move, Path, Shape, Step

_WAVES: Final = 4
_POINTS: Final = 6


def draw(width: float, height: float, tones: Tones, seed: int) -> Iterator[Shape]:
    """Each wave begins lower than the one behind it; where they overlap they are stronger."""
    chance = Chance(seed)
    tall = min(height, width * 1.2)
    swell = tall * chance.between(0.035, 0.055)
    for wave in range(_WAVES):
        near = wave / (_WAVES - 1)
        left, right = (
            height - tall * (0.16 - 0.13 * near),
            height - tall * (0.5 - 0.34 * near + chance.between(-0.04, 0.04)),
        )
        phase = chance.happens(0.5)
        points = [
            (
                width * at / (_POINTS - 1),
                left + (right - left) * (at / (_POINTS - 1)) ** 1.6
                + swell * chance.between(0.7, 1.3) * (1 if (at % 2 == 0) == phase else -1) * (0.4 if at == 0 else 1),
            )
            for at in range(_POINTS)
        ]  # fmt: skip
        yield Path(_filled_below(points, width, height), tones.wash(1, layers=_WAVES))


def _filled_below(points: list[tuple[float, float]], width: float, height: float) -> tuple[Step, ...]:
    first, *curves = smooth(points)
    return (Move(0, height), Line(*first), *curves, Line(width, height), Close())
