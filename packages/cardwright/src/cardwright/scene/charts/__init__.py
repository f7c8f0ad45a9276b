"""Chart kinds, one file each: numbers in, one drawing for HTML, PDF and PNG out.

A file defines `draw(numbers, room, ink) -> Drawing`; the native chart in PPTX
uses the same plot area, axis and colours.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from cardwright.scene import Series


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a chart shows. Every series has one value (or None) per category."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Room:
    """Points there are, and the size of small text."""

    width: float
    height: float
    font: float


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours and the family of the chart's texts."""

    text: str
    muted: str
    line: str
    background: str
    series: tuple[str, ...]
    family: str

    def shade(self, index: int) -> str:
        """The colour of a series or slice; after the last the first comes again."""
        return self.series[index % len(self.series)]


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG body and the numbers it was drawn by: plot area (x, y, width, height), value axis."""

    body: str
    plot: tuple[float, float, float, float]
    step: float = 0.0
    top: float = 0.0
    bottom: float = 0.0


MOST_SLICES = 10

Draw = Callable[[Numbers, Room, Ink], Drawing]


@cache
def all_charts() -> Mapping[str, Draw]:
    """Map kind to drawing for every file in this folder that draws, sorted by kind."""
    found: dict[str, Draw] = {}
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda entry: entry.name):
        module = importlib.import_module(f"{__name__}.{info.name}")
        if hasattr(module, "draw"):
            found[info.name] = module.draw
    return found


def drawable(kind: str, numbers: Numbers) -> Literal["bar", "line", "pie"]:
    """The kind itself, or `bar` when it cannot show the numbers: shares need one positive series."""
    shares = [value for value in numbers.series[0].values if value is not None] if numbers.series else []
    if kind not in all_charts() or (
        kind == "pie" and (not any(shares) or min(shares) < 0 or len(shares) > MOST_SLICES)
    ):
        return "bar"
    return cast("Literal['bar', 'line', 'pie']", kind)
