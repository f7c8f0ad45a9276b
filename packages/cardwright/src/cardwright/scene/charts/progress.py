"""How much of something is done: a ring for a single percentage, a bar on its track for each of several."""

import math
from collections.abc import Sequence
from typing import Final

from cardwright.scene.charts import Drawing, Ink, Kind, Numbers, Room, bars, circle, naming
from cardwright.scene.charts.frame import Frame, present
from cardwright.scene.charts.labels import BOLD, MIDDLE, label, text_width
from cardwright.scene.figures import Style, style_of
from cardwright.scene.plot import Labels, Layer, Names, Plot, Scale
from cardwright.theme.contrast import on

_WHOLE: Final = 100.0
_HOLE: Final = 0.72
_RING: Final = 9.0  # em of height from which a single percentage is a ring
_THICK: Final = 2.0  # em of a bar at most
_LARGEST: Final = 24.0  # em across a ring
_PAD: Final = 6.0


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    """The first series in the accent's colour on the colour of lines."""
    values = [value for _, value in present(numbers.series[0].values)]
    style = style_of(values, "%", numbers.language)
    alone = len(numbers.categories) == 1 and min(room.height, room.width) >= room.font * _RING
    return _ring(values[0], style, room, ink) if alone else _tracks(numbers, style, room, ink)


def _ring(value: float, style: Style, room: Room, ink: Ink) -> Drawing:
    side = min(room.width, room.height, room.font * _LARGEST)
    shape = circle.Circle(room.width / 2, room.height / 2, side / 2 - 2)
    start, sweep = -math.pi / 2, 2 * math.pi * value / _WHOLE
    size = round(shape.radius * 0.32, 2)
    body = (
        f'<path d="{circle.sector(shape, start + sweep, 2 * math.pi - sweep, _HOLE)}" fill-rule="evenodd" fill="{ink.line}"/>'
        if value < _WHOLE
        else ""
    )
    if value > 0:
        body += f'<path d="{circle.sector(shape, start, sweep, _HOLE)}" fill-rule="evenodd" fill="{ink.shade(0)}"/>'
    body += label(shape.x, shape.y + size * MIDDLE, style.text(value), size, ink.text, "middle", BOLD)
    area = (shape.x - shape.radius, shape.y - shape.radius, 2 * shape.radius, 2 * shape.radius)
    layer = Layer("donut", (0,), hole=_HOLE, rest=ink.line)
    return Drawing(body, Plot(area, (layer,), center=style.text(value), center_size=size))


def _tracks(numbers: Numbers, style: Style, room: Room, ink: Ink) -> Drawing:
    scale = Scale(0.0, _WHOLE, _WHOLE, shown=False)
    count = len(numbers.categories)
    edge = room.font * 0.4
    slot = (room.height - 2 * edge) / count
    named = any(numbers.categories)
    names = naming.beside(numbers, slot, room)
    left = names.room if named else 0.0
    frame = Frame(left, edge, max(10.0, room.width - left), room.height - 2 * edge, scale, count, sideways=True)
    gap = min(bars.MOST_GAP, max(bars.GAP, slot / (room.font * _THICK) - 1))
    found = bars.boxes(frame, numbers, (0,), gap)
    labels = _labels([bar for bar in found if bar.at % names.every == 0], style, room, ink)
    body = (
        "".join(_track(bar, frame, ink) for bar in found)
        + "".join(bars.rect(bar, ink.shade(0)) for bar in found if bar.width)
        + "".join(_value(bar, labels, style, room) for bar in found if bar.at % names.every == 0)
        + (naming.written(frame, names, room, ink) if named else "")
    )
    layer = Layer("bar", (0,), "sum", sideways=True, gap=gap, rest=ink.line)
    axis = Names(names.font, names.every, shown=named)
    return Drawing(body, Plot(frame.area, (layer,), scale, names=axis, labels=labels))


def _track(bar: bars.Bar, frame: Frame, ink: Ink) -> str:
    return f'<path d="M{frame.x:.2f} {bar.y:.2f}h{frame.width:.2f}v{bar.height:.2f}h{-frame.width:.2f}z" fill="{ink.line}"/>'


def _labels(found: Sequence[bars.Bar], style: Style, room: Room, ink: Ink) -> tuple[Labels, ...]:
    """The figures that fit into their bars, and those that stand behind them, on the rest of the track."""
    within = tuple(bar.at for bar in found if _fits(bar, style, room))
    behind = tuple(bar.at for bar in found if bar.at not in within)
    texts = tuple(style.text(bar.value) for bar in found if bar.at in behind)
    return tuple(
        one
        for one in (
            Labels(0, ("value",), "end", style, on(ink.shade(0)), room.font, within),
            Labels(1, ("value",), "inside", style, on(ink.line), room.font, behind, texts),
        )
        if one.points
    )


def _fits(bar: bars.Bar, style: Style, room: Room) -> bool:
    return bar.width >= text_width(style.text(bar.value), room.font, BOLD) + 2 * _PAD


def _value(bar: bars.Bar, labels: Sequence[Labels], style: Style, room: Room) -> str:
    one = next(found for found in labels if bar.at in (found.points or ()))
    y, text = bar.y + bar.height / 2 + room.font * MIDDLE, style.text(bar.value)
    if one.series:
        return label(bar.x + bar.width + _PAD, y, text, room.font, one.color, "start", BOLD)
    return label(bar.x + bar.width - _PAD, y, text, room.font, one.color, "end", BOLD)


def shows(numbers: Numbers) -> bool:
    """Only percentages have a hundred to be a part of."""
    values = [value for series in numbers.series[:1] for _, value in present(series.values)]
    return bool(values) and numbers.unit_of(0) in {"", "%"} and min(values) >= 0 and max(values) <= _WHOLE


KIND = Kind(draw, shows, instead="horizontal")
