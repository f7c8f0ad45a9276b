"""Lighter and darker tones of a colour, and how far colours are apart for people who see no red or no green.

Hue and strength are those of Oklab (Ottosson 2020), in which equal steps look
equal; the two sights are simulated after Machado, Oliveira and Fernandes (2009).
"""

from collections.abc import Sequence
from math import atan2, cos, hypot, sin
from typing import Final

from cardwright.theme.contrast import contrast
from cardwright.theme.srgb import channel, channels, light, written

Lab = tuple[float, float, float]
Matrix = tuple[Lab, Lab, Lab]

_STEPS: Final = 400  # of lightness, from black to white
_STRENGTHS: Final = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0)  # tried until a screen can show it
_PROTAN: Final[Matrix] = (
    (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
)  # fmt: skip
_DEUTAN: Final[Matrix] = (
    (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
)  # fmt: skip
_WHOLE: Final[Matrix] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def readable_tone(color: str, grounds: Sequence[str], least: float = 4.5) -> str | None:
    """The tone of `color` nearest to it that has a contrast of `least` to all `grounds`; None when there is none.

    The hue stays; strength is given up only where a screen cannot show it.
    """
    for tone in [color, *tones(color)]:
        if all(contrast(tone, ground) >= least for ground in grounds):
            return tone
    return None


def tones(color: str) -> list[str]:
    """Tones of one hue from black to white, the nearest to `color` first."""
    bright, a, b = oklab(color)
    levels = sorted((step / _STEPS for step in range(_STEPS + 1)), key=lambda level: abs(level - bright))
    strength, hue = hypot(a, b), atan2(b, a)
    return [_toned(level, strength, hue) for level in levels]


def lightened(color: str, level: float) -> str:
    """The tone of a colour's hue at a lightness from 0 (black) to 1 (white)."""
    _, a, b = oklab(color)
    return _toned(level, hypot(a, b), atan2(b, a))


def apart(one: str, other: str) -> float:
    """How far two colours are apart in Oklab for whoever tells them apart worst; 0.075 can just be told."""
    return min(_distance(_seen(one, sight), _seen(other, sight)) for sight in (_WHOLE, _PROTAN, _DEUTAN))


def oklab(color: str) -> Lab:
    """Lightness 0 to 1, and the two axes of hue and strength, of `#rrggbb`."""
    return _seen(color, _WHOLE)


def strength(color: str) -> float:
    """How far a colour is from grey, 0 to about 0.32."""
    _, a, b = oklab(color)
    return hypot(a, b)


def _toned(bright: float, strength_: float, hue: float) -> str:
    for share in _STRENGTHS:
        found = _linear_of((bright, strength_ * share * cos(hue), strength_ * share * sin(hue)))
        if all(-0.0005 <= one <= 1.0005 for one in found):
            return written(*map(channel, found))
    return "#000000" if bright < 0.5 else "#ffffff"  # noqa: PLR2004 - half-way


def _seen(color: str, sight: Matrix) -> Lab:
    source = [light(one) for one in channels(color)]
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * one for weight, one in zip(row, source, strict=True)))) for row in sight
    )
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _linear_of(lab: Lab) -> Lab:
    bright, a, b = lab
    long = (bright + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (bright - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (bright - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _distance(one: Lab, other: Lab) -> float:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
