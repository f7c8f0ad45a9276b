"""Chart kinds, one file each: numbers in, one drawing for HTML, PDF and PNG out, and what a native chart needs.

A file defines `KIND`: how it draws, which numbers it can show, and which kind
shows the others. Files without it are what several kinds share.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from cardwright.families import members
from cardwright.scene.plot import Plot, Series
from cardwright.theme.contrast import mixed


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a chart shows. Every series has one value (or None) per category."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    language: str = "en"

    def unit_of(self, index: int) -> str:
        """The unit of one series."""
        return self.series[index].unit or self.unit

    @property
    def units(self) -> tuple[str, ...]:
        """The units there are, each once."""
        return tuple(dict.fromkeys(self.unit_of(index) for index in range(len(self.series))))

    @property
    def common_unit(self) -> str:
        """The unit of all series, empty where they have several."""
        return self.units[0] if len(self.units) == 1 else ""


@dataclass(frozen=True, slots=True)
class Room:
    """Points there are, and the size of small text."""

    width: float
    height: float
    font: float


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours (`#rrggbb`) and the family of the chart's texts."""

    text: str
    muted: str
    line: str
    background: str
    series: tuple[str, ...]
    family: str

    def shade(self, index: int) -> str:
        """The colour of a series or slice; after the last they come again, paler each time."""
        again, at = divmod(index, len(self.series))
        return mixed(self.series[at], self.background, 1 - 0.58**again)


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG body and what it was drawn by."""

    body: str
    plot: Plot


Draw = Callable[[Numbers, Room, Ink], Drawing]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of chart; `instead` draws the numbers that it cannot show."""

    draw: Draw
    shows: Callable[[Numbers], bool]
    instead: str = "bar"


@cache
def all_charts() -> Mapping[str, Kind]:
    """Map name to kind for every file in this folder that has one, sorted by name."""
    return {name: module.KIND for name, module in members(__name__).items() if hasattr(module, "KIND")}


def drawable(kind: str, numbers: Numbers) -> str:
    """The kind itself, or the nearest one that can show the numbers."""
    while kind in all_charts() and not all_charts()[kind].shows(numbers):
        kind = all_charts()[kind].instead
    return kind if kind in all_charts() else "bar"
