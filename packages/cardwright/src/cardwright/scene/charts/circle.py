"""Shares of a whole around a circle, named beside their slices or in a list beside or below the circle."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from cardwright.scene.charts import Drawing, Ink, Numbers, Room, keys
from cardwright.scene.charts.labels import BOLD, MIDDLE, Anchor, label, shortened, text_width
from cardwright.scene.figures import Style, percentage, style_of
from cardwright.scene.plot import Key, Labels, Layer, Plot, Told
from cardwright.theme.contrast import on

MOST_SLICES: Final = 10
_EDGE: Final = 4.0  # points around the circle
_BETWEEN: Final = 28.0  # points between the circle and its list
_LEAST: Final = 0.34  # of the smaller side the circle keeps, whatever its list needs
_LARGER: Final = 1.12  # of small text's size, for what stands beside a circle
_MOST_BESIDE: Final = 6  # slices that are named beside themselves
_SMALLEST_BESIDE: Final = 0.04  # of the whole that such a slice is at least
_MARK: Final = 0.78  # em of the square before a name in the list
_GAPS: Final = (8.0, 14.0)  # points before and after such a name
_SPARE: Final = 0.5  # em in such a line, lest a name be cut for a rounding
_ROUND: Final = 0.62  # of half the smaller side that the circle keeps when slices are named beside it
_REACH: Final = 8.0  # points from a slice to its name
_LINE: Final = 1.3  # em
_ON_SLICE: Final = 0.09  # of the whole that a slice needs to hold its figure
_REACHED: Final = 0.74  # of the radius at which a figure stands on a slice
_WHOLE: Final = 0.5  # how far rounded percentages may be off a hundred


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the whole; angles are radians from the right, clockwise."""

    at: int
    name: str
    figure: str
    share: float
    start: float
    sweep: float

    @property
    def middle(self) -> float:
        return self.start + self.sweep / 2


@dataclass(frozen=True, slots=True)
class Circle:
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class _Name:
    """Where the name of a slice stands, above its figure; the box is x, y, width, height."""

    x: float
    y: float
    anchor: Anchor
    box: tuple[float, float, float, float]


def shows(numbers: Numbers) -> bool:
    """Shares need values above zero, and eyes that can tell them apart."""
    values = [value for value in numbers.series[0].values if value is not None] if numbers.series else []
    return any(values) and min(values) >= 0 and len(numbers.categories) <= MOST_SLICES


def percentages(numbers: Numbers) -> bool:
    """Whether the parts of a whole are percentages, said or not."""
    total = sum(value or 0.0 for value in numbers.series[0].values)
    return numbers.unit_of(0) == "%" or (not numbers.unit_of(0) and abs(total - 100.0) < _WHOLE)


def drawn(numbers: Numbers, room: Room, ink: Ink, hole: float = 0.0) -> Drawing:
    """The slices of the first series, clockwise from the top in the order given."""
    unit = "%" if percentages(numbers) else numbers.unit_of(0)
    values = [max(0.0, value or 0.0) for value in numbers.series[0].values]
    style = style_of(values, unit, numbers.language, worded=True)
    slices = _slices(numbers, values, style)
    font = room.font * _LARGER
    told: tuple[Told, ...] = ("category", "value") if unit == "%" else ("category", "value", "share")
    around = None if hole else _around(slices, room, font)
    if around:
        circle, names = around
        labels = (Labels(0, told, "beside", style, ink.text, font, tuple(one.at for one in slices if one.share)),)
        words, key = "".join(_beside(one, names[one.at], font, ink) for one in slices if one.at in names), None
    else:
        circle, key = _listed(slices, room, font)
        labels = _on_slices(slices, circle, ink, style, font, hole)
        if len(labels) == len(slices):  # what each slice says itself is not said again beside its name
            slices = [replace(one, figure="" if style.unit == "%" else style.text(values[one.at])) for one in slices]
            circle, key = _listed(slices, room, font)
        words = _list(slices, key, font, ink)
        words += "".join(_figure(slices[one.points[0]], circle, hole, one) for one in labels if one.points)
    body = "".join(_path(one, circle, hole, ink) for one in slices if one.share) + words
    area = tuple(
        round(value, 3)
        for value in (circle.x - circle.radius, circle.y - circle.radius, 2 * circle.radius, 2 * circle.radius)
    )
    form = "donut" if hole else "pie"
    return Drawing(
        body, Plot((area[0], area[1], area[2], area[3]), (Layer(form, (0,), hole=hole),), labels=labels, key=key)
    )


def _slices(numbers: Numbers, values: Sequence[float], style: Style) -> list[Slice]:
    total = sum(values) or 1.0
    found: list[Slice] = []
    angle = -math.pi / 2
    for at, (name, value) in enumerate(zip(numbers.categories, values, strict=True)):
        share = value / total
        figure = style.text(value)
        if style.unit != "%":
            figure = f"{figure} · {percentage(share, numbers.language)}"
        found.append(Slice(at, name, figure, share, angle, 2 * math.pi * share))
        angle += 2 * math.pi * share
    return found


def _path(one: Slice, circle: Circle, hole: float, ink: Ink) -> str:
    look = f'fill="{ink.shade(one.at)}" stroke="{ink.background}" stroke-width="1.5"'
    return f'<path d="{sector(circle, one.start, one.sweep, hole)}" fill-rule="evenodd" {look}/>'


def sector(circle: Circle, start: float, sweep: float, hole: float = 0.0) -> str:
    """The path of a slice, or of a part of a ring."""
    if sweep >= 2 * math.pi - 1e-6:  # an arc to its own start draws nothing
        return _round(circle, circle.radius) + (_round(circle, circle.radius * hole) if hole else "")
    outer = f"{circle.radius:.2f} {circle.radius:.2f} 0"
    large = 1 if sweep > math.pi else 0
    x0, y0 = _at(circle, start, circle.radius)
    x1, y1 = _at(circle, start + sweep, circle.radius)
    if not hole:
        return f"M{circle.x:.2f} {circle.y:.2f}L{x0:.2f} {y0:.2f}A{outer} {large} 1 {x1:.2f} {y1:.2f}z"
    inner = f"{circle.radius * hole:.2f} {circle.radius * hole:.2f} 0"
    x2, y2 = _at(circle, start + sweep, circle.radius * hole)
    x3, y3 = _at(circle, start, circle.radius * hole)
    return (
        f"M{x0:.2f} {y0:.2f}A{outer} {large} 1 {x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}A{inner} {large} 0 {x3:.2f} {y3:.2f}z"
    )


def _round(circle: Circle, radius: float) -> str:
    arc = f"a{radius:.2f} {radius:.2f} 0 1 1"
    return f"M{circle.x - radius:.2f} {circle.y:.2f}{arc} {2 * radius:.2f} 0{arc} {-2 * radius:.2f} 0z"


def _at(circle: Circle, angle: float, radius: float) -> tuple[float, float]:
    return circle.x + radius * math.cos(angle), circle.y + radius * math.sin(angle)


def _around(slices: Sequence[Slice], room: Room, font: float) -> tuple[Circle, dict[int, _Name]] | None:
    """The circle in the middle with a name and a figure beside every slice; None where these have no room."""
    told = [one for one in slices if one.share]
    if len(told) > _MOST_BESIDE or len(told) < 2 or min(one.share for one in told) < _SMALLEST_BESIDE:  # noqa: PLR2004
        return None
    wide = max(_wide(one, font) for one in told)
    high = font * _LINE * 2
    radius = min(room.height / 2 - high - _REACH, room.width / 2 - wide - _REACH - _EDGE)
    if radius < min(room.width, room.height) / 2 * _ROUND * 0.9 or radius < font * 3:
        return None
    circle = Circle(room.width / 2, room.height / 2, radius)
    names = {one.at: _placed(one, circle, font) for one in told}
    boxes = [name.box for name in names.values()]
    apart = all(not _overlap(a, b) for at, a in enumerate(boxes) for b in boxes[at + 1 :])
    inside = all(x >= 0 and y >= 0 and x + w <= room.width and y + h <= room.height for x, y, w, h in boxes)
    return (circle, names) if apart and inside else None


def _wide(one: Slice, font: float) -> float:
    return max(text_width(one.name, font), text_width(one.figure, font, BOLD))


def _placed(one: Slice, circle: Circle, font: float) -> _Name:
    x, y = _at(circle, one.middle, circle.radius + _REACH)
    across, down = math.cos(one.middle), math.sin(one.middle)
    anchor: Anchor = "start" if across > 0.25 else "end" if across < -0.25 else "middle"  # noqa: PLR2004
    wide, high = _wide(one, font), font * _LINE * 2
    top = y - high / 2 + down * high / 2
    left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
    return _Name(x, top, anchor, (left, top, wide, high))


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    (x, y, w, h), (x2, y2, w2, h2) = one, other
    return x < x2 + w2 + _EDGE and x2 < x + w + _EDGE and y < y2 + h2 and y2 < y + h


def _beside(one: Slice, name: _Name, font: float, ink: Ink) -> str:
    first = name.y + font * (_LINE / 2 + MIDDLE)
    return label(name.x, first, one.name, font, ink.text, name.anchor) + label(
        name.x, first + font * _LINE, one.figure, font, ink.text, name.anchor, BOLD
    )


def _listed(slices: Sequence[Slice], room: Room, font: float) -> tuple[Circle, Key]:
    """The circle and its list: beside it, or below it where the room is narrow."""
    count = len(slices)
    wide = max(text_width(one.name, font) + text_width(one.figure, font, BOLD) for one in slices)
    wide += font * (_MARK + _SPARE) + sum(_GAPS)
    least = min(room.width, room.height) * _LEAST
    if room.width < room.height * 1.15 or room.width < wide + _BETWEEN + least + font * 2:
        line = min(font * 1.75, room.height * (1 - _LEAST) / count)
        radius = max((room.height - line * count - _BETWEEN) / 2 - _EDGE, room.height * _LEAST / 2 - _EDGE)
        radius = max(1.0, min(radius, room.width / 2 - _EDGE))
        x = radius + _EDGE if room.width > radius * 3 else room.width / 2
        top = 2 * (radius + _EDGE) + _BETWEEN * 0.6
        line = min(line, max(room.height - top, 1.0) / count)
        return Circle(x, radius + _EDGE, radius), Key(
            0.0, top, min(room.width, wide + font * 4), line * count, listed=True
        )
    line = min(font * 2.1, (room.height - 8) / count)
    radius = max(1.0, min(room.height, room.width - wide - _BETWEEN) / 2 - _EDGE)
    x = 2 * (radius + _EDGE) + _BETWEEN
    key = Key(x, (room.height - line * count) / 2, min(room.width - x, wide + font * 4), line * count, listed=True)
    return Circle(radius + _EDGE, room.height / 2, radius), key


def _list(slices: Sequence[Slice], key: Key, font: float, ink: Ink) -> str:
    """Colour, name and figure of each slice, where it has one; one per line, figures end in one line."""
    line = key.height / len(slices)
    size = min(font, line * 0.8)
    # A figure is never cut short: one that is too wide for its line is set smaller.
    widest = max(text_width(one.figure, 1.0, BOLD) for one in slices)
    size = min(size, key.width / (widest + _MARK + 0.3))
    side = round(size * _MARK, 2)
    parts: list[str] = []
    for index, one in enumerate(slices):
        middle = key.y + line * (index + 0.5)
        free = key.width - side - sum(_GAPS) - text_width(one.figure, size, BOLD)
        parts.append(keys.mark(key.x, middle, side, ink.shade(one.at)))
        if free >= size * 2:
            name = shortened(one.name, free, size)
            parts.append(label(key.x + side + _GAPS[0], middle + size * MIDDLE, name, size, ink.text, "start"))
        if one.figure:
            parts.append(label(key.x + key.width, middle + size * MIDDLE, one.figure, size, ink.text, "end", BOLD))
    return "".join(parts)


def _on_slices(
    slices: Sequence[Slice], circle: Circle, ink: Ink, style: Style, font: float, hole: float
) -> tuple[Labels, ...]:
    """The percentages of those slices that can hold them."""
    size = round(min(font, circle.radius * 0.22), 2)
    told: tuple[Told, ...] = ("value",) if style.unit == "%" else ("share",)
    room = circle.radius * (1 - hole) * 0.92 if hole else circle.radius * 0.6
    return tuple(
        Labels(0, told, "inside", style, on(ink.shade(one.at)), size, (one.at,), (text,))
        for one in slices
        if one.share >= _ON_SLICE and text_width(text := _percent(one, style), size, BOLD) <= room
    )


def _percent(one: Slice, style: Style) -> str:
    return one.figure if style.unit == "%" else percentage(one.share, style.language)


def _figure(one: Slice, circle: Circle, hole: float, found: Labels) -> str:
    reach = (1 + hole) / 2 if hole else _REACHED
    x, y = _at(circle, one.middle, circle.radius * (reach if one.share < 1 or hole else 0.0))
    return label(x, y + found.size * MIDDLE, found.texts[0], found.size, found.color, "middle", BOLD)
