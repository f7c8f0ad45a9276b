"""What a chart's drawing was made by, for programs that draw the chart themselves.

Lengths are points within the drawing; series are named by their place among
the chart's series. An exporter decides nothing: which labels there are, what
they say and in which colour is here.
"""

from dataclasses import dataclass
from typing import Literal

from cardwright.scene.figures import Style

Form = Literal["bar", "line", "area", "pie", "donut", "scatter"]
Stacking = Literal["none", "sum", "share"]
Told = Literal["value", "share", "category", "series"]
Spot = Literal["end", "middle", "inside", "beside", "right", "left", "above", "below"]
Box = tuple[float, float, float, float]  # x, y, width, height


@dataclass(frozen=True, slots=True)
class Series:
    """One value per category, None where there is none. `unit` is empty where it is the chart's."""

    name: str
    values: tuple[float | None, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """A value axis from `bottom` to `top` with a tick every `step`; `shown` ones have figures and grid lines.

    `title` stands at the axis' end in `color` (a role or `#rrggbb`). A `share`
    axis counts from 0 to 1 and is written in percent.
    """

    bottom: float
    top: float
    step: float
    style: Style = Style()  # noqa: RUF009 - a frozen value
    shown: bool = True
    title: str = ""
    color: str = ""
    share: bool = False

    def ticks(self) -> list[float]:
        """The values that have a tick, from the lowest."""
        count = round((self.top - self.bottom) / self.step) if self.step else 0
        # By way of text, so that 0.1 three times is 0.3 and two machines agree to the last digit.
        return [float(f"{self.bottom + self.step * at:.12g}") for at in range(count + 1)]

    def text(self, tick: float) -> str:
        return self.style.text(tick * 100 if self.share else tick)


@dataclass(frozen=True, slots=True)
class Names:
    """The axis of categories: every `every`th is named, `turn` degrees against the clock, `size` points high."""

    size: float
    every: int = 1
    turn: int = 0
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Layer:
    """Series that are drawn in one way.

    `sideways` bars lie, the first category at the top. `second` ones stand on
    the second axis. `gap` is the room between groups in widths of a bar,
    `hole` a donut's hole as a share of it. `flush` areas reach from edge to
    edge. With `rest` there is a last part, in the colour of lines, up to 100.
    """

    form: Form
    series: tuple[int, ...]
    stack: Stacking = "none"
    sideways: bool = False
    second: bool = False
    gap: float = 0.75
    hole: float = 0.0
    flush: bool = False
    dots: float = 0.0  # points a value's mark is wide; 0: none
    stroke: float = 0.0  # points a line is wide
    rest: str = ""  # `#rrggbb`; empty: none


@dataclass(frozen=True, slots=True)
class Labels:
    """What is written at the values of one series: all, or those at `points`.

    `texts` are names for the points instead, for charts whose values have none of their own. A `shift` moves
    them down by so many points, where others stand in their way.
    """

    series: int
    told: tuple[Told, ...]
    spot: Spot
    style: Style
    color: str
    size: float
    points: tuple[int, ...] | None = None
    texts: tuple[str, ...] = ()
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Key:
    """Where the names of series, or of slices, are listed: in a line, or below each other."""

    x: float
    y: float
    width: float
    height: float
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """A whole chart. `scale` and `second` hold values, `across` those along the lower edge of a scatter chart."""

    area: Box
    layers: tuple[Layer, ...]
    scale: Scale | None = None
    second: Scale | None = None
    across: Scale | None = None
    names: Names | None = None
    labels: tuple[Labels, ...] = ()
    key: Key | None = None
    center: str = ""  # written in the middle of a ring
    center_size: float = 0.0
