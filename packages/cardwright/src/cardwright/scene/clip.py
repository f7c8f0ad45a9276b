"""Cutting shapes at a frame, for file formats that cannot hide what reaches over it.

Fills are cut by Sutherland and Hodgman's algorithm ("Reentrant polygon
clipping", CACM 17:32), lines by Cyrus and Beck's ("Generalized two- and
three-dimensional clipping", Computers & Graphics 3:23); curves become short
straight lines only where a shape is cut.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self, assert_never

from cardwright.scene.colors import shade
from cardwright.scene.drawing import (
    QUARTER,
    Close,
    Cubic,
    Ellipse,
    Gradient,
    Line,
    Move,
    Paint,
    Path,
    Point,
    Rectangle,
    Shape,
    Step,
    Stop,
    polygon,
)
from cardwright.theme import Surface
from cardwright.theme.contrast import mixed
from cardwright.units import Rect

_SHORT: Final = 5.0  # points a piece of a flattened curve is long, about
_PIECES: Final = (3, 24)  # of one curve, fewest and most
_HALVINGS: Final = 3  # of a curve at the frame; an eighth of it is as good as straight
_SQUARE: Final = 4  # edges of a frame without rounded corners
_NEAR: Final = 1e-6

Edge = tuple[Point, Point]
Part = tuple[list[Point], bool]  # corners, and whether the last is joined to the first


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle with rounded corners, as a convex polygon whose corners run clockwise as seen."""

    box: Rect
    edges: tuple[Edge, ...]

    @classmethod
    def of(cls, box: Rect, radius: float = 0.0) -> Self:
        """A rectangle, its corners rounded."""
        points, _ = next(_parts(Rectangle(box, Paint(), radius)))
        corners = tuple(dict.fromkeys(points))
        return cls(box, tuple(zip(corners, (*corners[1:], corners[0]), strict=True)))

    def cut(self, shape: Shape, surface: Surface) -> tuple[Shape, ...]:
        """What can be seen of a shape: itself, nothing, or its fill and its line as paths of their own.

        `surface` knows the colours between which a gradient is cut.
        """
        if self._holds(_hull(shape)):
            return (shape,)
        kept: list[Shape] = []
        if shape.paint.fill is not None and (filled := self._filled(_parts(shape))):
            kept.append(_refilled(shape, filled, surface))
        if shape.paint.stroke is not None and (lines := self._lines(outline(shape))):
            kept.append(Path(lines, replace(shape.paint, fill=None)))
        return tuple(kept)

    def _holds(self, points: Sequence[Point]) -> bool:
        """Whether all points lie inside."""
        box = self.box
        for x, y in points:
            if not (box.x - _NEAR <= x <= box.right + _NEAR and box.y - _NEAR <= y <= box.bottom + _NEAR):
                return False
        return len(self.edges) == _SQUARE or all(
            _side(*edge, point) >= -_NEAR for edge in self.edges for point in points
        )

    def _misses(self, points: Sequence[Point]) -> bool:
        """Whether all points lie outside of one edge."""
        box, (xs, ys) = self.box, zip(*points, strict=True)
        if max(xs) < box.x or min(xs) > box.right or max(ys) < box.y or min(ys) > box.bottom:
            return True
        return len(self.edges) > _SQUARE and any(
            all(_side(*edge, point) < 0 for point in points) for edge in self.edges
        )

    def _filled(self, parts: Iterable[Part]) -> tuple[Step, ...]:
        steps: list[Step] = []
        for points, _ in parts:
            left = points
            for start, end in self.edges:
                left = list(_half(left, start, end))
            if len(left) > 2:
                steps += polygon(left, Paint()).steps
        return tuple(steps)

    def _lines(self, path: Path) -> tuple[Step, ...]:
        """The line of a path where it lies inside."""
        steps: list[Step] = []
        first = here = last = (math.nan, math.nan)
        for step in path.steps:
            if isinstance(step, Move):
                first = here = (step.x, step.y)
                continue
            way = Line(*first) if isinstance(step, Close) else step
            for start, piece in self._pieces(here, way, _HALVINGS):
                if start != last:
                    steps.append(Move(*start))
                steps.append(piece)
                last = (piece.x, piece.y)
            here = (way.x, way.y)
        return tuple(steps)

    def _pieces(self, start: Point, way: Line | Cubic, halvings: int) -> Iterator[tuple[Point, Line | Cubic]]:
        """What lies inside of one piece of a line, each with where it begins; curves are halved until they do or do not."""
        end = (way.x, way.y)
        if isinstance(way, Cubic):
            hull = (start, way[:2], way[2:4], end)
            if self._holds(hull):
                yield start, way
                return
            if self._misses(hull):
                return
            if halvings:
                first, second = _halves(start, way)
                yield from self._pieces(start, first, halvings - 1)
                yield from self._pieces((first.x, first.y), second, halvings - 1)
                return
        if (inside := self._within(start, end)) is not None:
            yield inside[0], Line(*inside[1])

    def _within(self, start: Point, end: Point) -> tuple[Point, Point] | None:
        """The piece of a straight line that lies inside."""
        first, last = 0.0, 1.0
        for one, other in self.edges:
            before, after = _side(one, other, start), _side(one, other, end)
            if before < 0 and after < 0:
                return None
            if before < 0:
                first = max(first, before / (before - after))
            elif after < 0:
                last = min(last, before / (before - after))
        if first >= last:
            return None
        return _between(start, end, first), _between(start, end, last)


def outline(shape: Shape) -> Path:
    """The shape as a path."""
    match shape:
        case Path():
            return shape
        case Rectangle(box=box):
            radius = min(shape.radius, box.width / 2, box.height / 2)
            return _rounded(box, radius, radius, shape.paint)
        case Ellipse(box=box):
            return _rounded(box, box.width / 2, box.height / 2, shape.paint)
        case _:
            assert_never(shape)


def _rounded(box: Rect, x: float, y: float, paint: Paint) -> Path:
    """A rectangle with corners of the radii `x` and `y`, clockwise from the top."""
    if not x or not y:
        return polygon(_corners(box), paint)
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    near_x, near_y = x * (1 - QUARTER), y * (1 - QUARTER)
    return Path(
        (
            Move(left + x, top),
            Line(right - x, top),
            Cubic(right - near_x, top, right, top + near_y, right, top + y),
            Line(right, bottom - y),
            Cubic(right, bottom - near_y, right - near_x, bottom, right - x, bottom),
            Line(left + x, bottom),
            Cubic(left + near_x, bottom, left, bottom - near_y, left, bottom - y),
            Line(left, top + y),
            Cubic(left, top + near_y, left + near_x, top, left + x, top),
            Close(),
        ),
        paint,
    )


def _corners(box: Rect) -> tuple[Point, Point, Point, Point]:
    return (box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)


def _parts(shape: Shape) -> Iterator[Part]:
    """The shape's parts with straight sides."""
    points: list[Point] = []
    for step in outline(shape).steps:
        match step:
            case Move():
                if points:
                    yield points, False
                points = [(step.x, step.y)]
            case Line():
                points.append((step.x, step.y))
            case Cubic():
                points += _flat(points[-1], step)
            case Close():
                yield points, True
                points = []
            case _:
                assert_never(step)
    if points:
        yield points, False


def _hull(shape: Shape) -> Sequence[Point]:
    """Points between which the whole shape lies."""
    if not isinstance(shape, Path):
        return _corners(shape.box)
    points: list[Point] = []
    for step in shape.steps:
        if isinstance(step, Cubic):
            points += (step[:2], step[2:4], step[4:])
        elif not isinstance(step, Close):
            points.append(step)
    return points


def _halves(start: Point, curve: Cubic) -> tuple[Cubic, Cubic]:
    """The two halves of a curve, by de Casteljau's construction."""
    (x0, y0), (x1, y1, x2, y2, x3, y3) = start, curve
    ax, ay, bx, by, cx, cy = (x0 + x1) / 2, (y0 + y1) / 2, (x1 + x2) / 2, (y1 + y2) / 2, (x2 + x3) / 2, (y2 + y3) / 2
    dx, dy, ex, ey = (ax + bx) / 2, (ay + by) / 2, (bx + cx) / 2, (by + cy) / 2
    mx, my = (dx + ex) / 2, (dy + ey) / 2
    return Cubic(ax, ay, dx, dy, mx, my), Cubic(ex, ey, cx, cy, x3, y3)


def _flat(start: Point, curve: Cubic) -> Iterator[Point]:
    way = math.dist(start, curve[:2]) + math.dist(curve[:2], curve[2:4]) + math.dist(curve[2:4], curve[4:])
    fewest, most = _PIECES
    count = min(max(fewest, round(way / _SHORT)), most)
    for at in range(1, count + 1):
        t = at / count
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        yield (
            a * start[0] + b * curve.x1 + c * curve.x2 + d * curve.x,
            a * start[1] + b * curve.y1 + c * curve.y2 + d * curve.y,
        )


def _side(start: Point, end: Point, point: Point) -> float:
    """Above 0 when the point lies inside of an edge, below when outside."""
    return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _half(points: Sequence[Point], start: Point, end: Point) -> Iterator[Point]:
    """A polygon without what lies outside of one edge."""
    if not points:
        return
    before = points[-1]
    was = _side(start, end, before)
    for point in points:
        now = _side(start, end, point)
        if (was < 0) != (now < 0):
            yield _between(before, point, was / (was - now))
        if now >= 0:
            yield point
        before, was = point, now


def _refilled(shape: Shape, steps: tuple[Step, ...], surface: Surface) -> Path:
    """What was cut out of a shape, its gradient running as it did in the whole."""
    cut = Path(steps, replace(shape.paint, stroke=None))
    fill = shape.paint.fill
    if not isinstance(fill, Gradient):
        return cut
    (x1, y1), (x2, y2) = fill.line(shape.box)
    way = (x2 - x1) ** 2 + (y2 - y1) ** 2
    if not way:
        return cut
    ends = [((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / way for x, y in fill.line(cut.box)]
    return replace(cut, paint=replace(cut.paint, fill=_section(fill, ends[0], ends[1], surface)))


def _section(gradient: Gradient, start: float, end: float, surface: Surface) -> Gradient:
    """The part of a gradient from one place to another, both from 0 to 1."""
    inner = [stop for stop in gradient.stops if start < stop.at < end]
    moved = [stop._replace(at=(stop.at - start) / (end - start)) for stop in inner]
    first, last = _stop(gradient, start, surface), _stop(gradient, end, surface)
    return replace(gradient, stops=(first._replace(at=0.0), *moved, last._replace(at=1.0)))


def _stop(gradient: Gradient, at: float, surface: Surface) -> Stop:
    """The gradient's colour at a place."""
    before = max((stop for stop in gradient.stops if stop.at <= at), default=gradient.stops[0])
    after = min((stop for stop in gradient.stops if stop.at >= at), default=gradient.stops[-1])
    if after.at <= before.at:
        return before
    share = (at - before.at) / (after.at - before.at)
    opacity = before.opacity + (after.opacity - before.opacity) * share
    if before.color == after.color:
        return Stop(at, before.color, opacity)
    return Stop(at, mixed(shade(before.color, surface), shade(after.color, surface), share), opacity)
