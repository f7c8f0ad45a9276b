"""Vector drawings: a few kinds of shapes in a frame, drawn alike in every file format.

Lengths are points from the frame's top-left corner, y grows downwards. What
reaches over the frame is not seen. Strokes have round ends and corners, lie
half inside and half outside of their line, and keep their width when a curve
crosses itself; where parts of a path overlap, the even-odd rule fills.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, TypeAlias

from cardwright.scene.colors import Color
from cardwright.units import Rect

QUARTER: Final = 0.5523  # of a radius: where the control points of a quarter circle's cubic curve lie
Point: TypeAlias = tuple[float, float]


class Move(NamedTuple):
    """Begin a part of a path."""

    x: float
    y: float


class Line(NamedTuple):
    """A straight line to a point."""

    x: float
    y: float


class Cubic(NamedTuple):
    """A cubic Bézier curve to (x, y) by two control points."""

    x1: float
    y1: float
    x2: float
    y2: float
    x: float
    y: float


class Close(NamedTuple):
    """A straight line to where the part began, and its end."""


Step: TypeAlias = Move | Line | Cubic | Close


class Stop(NamedTuple):
    """A colour of a gradient; `at` is its place from 0 to 1."""

    at: float
    color: Color
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Gradient:
    """Two or three colours along a line through the middle of a shape's box.

    `angle` is in degrees, clockwise from left-to-right: 90 runs down. The line
    is so long that the colours at its ends just reach the box's corners, as in
    CSS: |width cos| + |height sin|.
    """

    stops: tuple[Stop, ...]
    angle: float = 0.0

    def line(self, box: Rect) -> tuple[Point, Point]:
        """Where the gradient of a shape in `box` begins and ends."""
        turn = math.radians(self.angle)
        across, down = math.cos(turn), math.sin(turn)
        half = (abs(box.width * across) + abs(box.height * down)) / 2
        x, y = box.x + box.width / 2, box.y + box.height / 2
        return (x - across * half, y - down * half), (x + across * half, y + down * half)


@dataclass(frozen=True, slots=True)
class Paint:
    """How a shape is painted. `opacity` (0 to 1) is of fill and of stroke, each by itself."""

    fill: Color | Gradient | None = None
    stroke: Color | None = None
    stroke_width: float = 1.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Path:
    """Lines and curves; every part begins with a `Move`."""

    steps: tuple[Step, ...]
    paint: Paint

    @property
    def box(self) -> Rect:
        """The smallest rectangle around the line, its stroke not counted."""
        xs: list[float] = []
        ys: list[float] = []
        here = (0.0, 0.0)
        for step in self.steps:
            if isinstance(step, Close):
                continue
            if isinstance(step, Cubic):
                xs += _turns(here[0], step.x1, step.x2, step.x)
                ys += _turns(here[1], step.y1, step.y2, step.y)
            here = (step.x, step.y)
            xs.append(step.x)
            ys.append(step.y)
        if not xs:
            return Rect(0, 0, 0, 0)
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

    def placed(self, scale: float, x: float, y: float) -> "Path":
        """The path `scale` times as large, its frame's corner at a point; its stroke grows with it."""
        steps = tuple(_placed(step, scale, x, y) for step in self.steps)
        return Path(steps, replace(self.paint, stroke_width=round(self.paint.stroke_width * scale, 3)))


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle; `radius` rounds its corners."""

    box: Rect
    paint: Paint
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Ellipse:
    """The ellipse that fills a box."""

    box: Rect
    paint: Paint


Shape: TypeAlias = Path | Rectangle | Ellipse


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes from back to front in a frame of `width` × `height` points with corners of `radius`."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    radius: float = 0.0

    def covering(self, at: Rect) -> tuple[float, float, float]:
        """How many times its size, and at which x and y its corner stands, when it covers a place from its middle."""
        scale = max(at.width / self.width, at.height / self.height) or 1.0  # a place without size shows nothing
        return scale, at.x + (at.width - self.width * scale) / 2, at.y + (at.height - self.height * scale) / 2


def polygon(points: Sequence[Point], paint: Paint) -> Path:
    """A closed shape with straight sides.

    Raises:
        ValueError: fewer than two points.
    """
    return Path((*polyline(points, paint).steps, Close()), paint)


def polyline(points: Sequence[Point], paint: Paint) -> Path:
    """Straight lines from point to point.

    Raises:
        ValueError: fewer than two points.
    """
    if len(points) < 2:
        msg = "a line needs two points"
        raise ValueError(msg)
    first, *rest = points
    return Path((Move(*first), *(Line(*point) for point in rest)), paint)


def circle(x: float, y: float, radius: float, paint: Paint) -> Ellipse:
    """The circle around a point."""
    return Ellipse(Rect(x - radius, y - radius, 2 * radius, 2 * radius), paint)


def _placed(step: Step, scale: float, x: float, y: float) -> Step:
    moved = [round(value * scale + (y if at % 2 else x), 3) for at, value in enumerate(step)]
    match step:
        case Move():
            return Move(*moved)
        case Line():
            return Line(*moved)
        case Cubic():
            return Cubic(*moved)
        case Close():
            return step


def _turns(start: float, first: float, second: float, end: float) -> Iterator[float]:
    """The values of one coordinate of a curve where it turns round between its ends."""
    if min(start, end) <= first <= max(start, end) and min(start, end) <= second <= max(start, end):
        return
    # The derivative's roots: a t² + b t + c.
    a = end - 3 * second + 3 * first - start
    b = 2 * (second - 2 * first + start)
    c = first - start
    for t in _roots(a, b, c):
        if 0 < t < 1:
            u = 1 - t
            yield u * u * u * start + 3 * u * u * t * first + 3 * u * t * t * second + t * t * t * end


def _roots(a: float, b: float, c: float) -> tuple[float, ...]:
    if abs(a) < 1e-9:
        return (-c / b,) if abs(b) > 1e-9 else ()
    inner = b * b - 4 * a * c
    if inner < 0:
        return ()
    root = math.sqrt(inner)
    return (-b - root) / (2 * a), (-b + root) / (2 * a)
