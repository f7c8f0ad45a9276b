"""Lines over ordered categories; missing values leave a gap. Each line is named at its end where there is room.

The axis begins near the lowest value: a line shows change, not size.
"""

from dataclasses import replace
from itertools import groupby
from typing import Final

from cardwright.scene.charts import Drawing, Ink, Kind, Numbers, Room, keys, naming
from cardwright.scene.charts.axis import everything, upright
from cardwright.scene.charts.frame import Frame, grid, margin, present, title_room
from cardwright.scene.charts.labels import BOLD, MIDDLE, apart, label, shortened, text_width
from cardwright.scene.figures import style_of
from cardwright.scene.plot import Labels, Layer, Plot, Scale
from cardwright.theme.contrast import readable

STROKE: Final = 2.5  # points
DOT: Final = 3.4
_DOTTED: Final = 16  # values of a line that get a dot each
_NAMED: Final = 6  # lines that can be named at their ends
_WIDEST: Final = 0.3  # of the chart's width that names may take
_LINE: Final = 1.25  # em between names


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    """The lines, and at the end of each its name or, when there is only one, its last value."""
    axis = upright(everything(numbers), numbers.common_unit, numbers.language, room, zero=False)
    ends = _ends(numbers, room, ink)
    named = bool(ends) and len(numbers.series) > 1
    key, place = ("", None) if named else keys.line(numbers, room, ink, 0.0, tuple("line" for _ in numbers.series))
    frame, names = framed(numbers, room, axis, room.font * keys.HEIGHT if place else 0.0, _reach(ends, numbers, room))
    ends = _apart(frame, numbers, ends, room)
    every = tuple(range(len(numbers.series)))
    layer = Layer("line", every, dots=2 * DOT if frame.count <= _DOTTED else 0.0, stroke=STROKE)
    body = (
        key
        + grid(frame, room, ink)
        + "".join(path(frame, numbers, index, ink.shade(index), axis, layer.dots) for index in every)
        + _named(frame, numbers, ends, room)
        + naming.written(frame, names, room, ink)
    )
    return Drawing(body, Plot(frame.area, (layer,), axis, names=names.axis, labels=tuple(ends), key=place))


def framed(
    numbers: Numbers, room: Room, axis: Scale, above: float, right: float, *, flush: bool = False
) -> tuple[Frame, naming.Naming]:
    """The plot area below `above` points, with `right` points free beside it, and the names below it."""
    left = margin(axis, room)
    width = max(10.0, room.width - left - max(right, 4.0))
    count = len(numbers.categories)
    names = naming.below(numbers, width / max(1, count - 1 if flush else count), left, room)
    over = above + title_room(room, axis) + room.font * 0.6
    tall = max(10.0, room.height - over - names.room)
    return Frame(left, over, width, tall, axis, count, flush=flush), names


def _ends(numbers: Numbers, room: Room, ink: Ink) -> list[Labels]:
    """What is written at the end of each line; nothing when it would take too much room."""
    drawn = [index for index, series in enumerate(numbers.series) if present(series.values)]
    style = style_of(everything(numbers), numbers.common_unit, numbers.language)
    lasts = {index: present(numbers.series[index].values)[-1][0] for index in drawn}
    if len(numbers.series) == 1:
        found = [Labels(at, ("value",), "right", style, ink.text, room.font, (lasts[at],)) for at in drawn]
        return found if _reach(found, numbers, room) <= room.width * _WIDEST else []
    cramped = len(drawn) > _NAMED or len(drawn) * room.font * _LINE > room.height * 0.75
    if cramped or not all(numbers.series[at].name for at in drawn):
        return []
    colors = {at: readable(ink.shade(at), ink.background) for at in drawn}
    return [Labels(at, ("series",), "right", style, colors[at], room.font, (lasts[at],)) for at in drawn]


def _text(one: Labels, numbers: Numbers, room: Room) -> str:
    if one.told == ("series",):
        return shortened(numbers.series[one.series].name, room.width * _WIDEST, room.font, BOLD)
    value = numbers.series[one.series].values[one.points[0] if one.points else 0]
    return one.style.text(value or 0.0)


def _reach(ends: list[Labels], numbers: Numbers, room: Room) -> float:
    """Points beside the plot that the texts at the ends take."""
    return max((text_width(_text(one, numbers, room), room.font, BOLD) for one in ends), default=-10.0) + 10


def path(frame: Frame, numbers: Numbers, index: int, color: str, axis: Scale, dots: float) -> str:
    """One line on an axis, its values marked by dots of a width in points; the last value always is."""
    values = present(numbers.series[index].values)
    points = [(at, frame.at(at), frame.level(value, axis)) for at, value in values]
    parts: list[str] = []
    for _, stretch in groupby(enumerate(points), key=lambda entry: entry[1][0] - entry[0]):
        drawn = "L".join(f"{x:.2f} {y:.2f}" for _, (_, x, y) in stretch)
        # A lone value between gaps is a dot: a line cap drawn over no length.
        drawn = drawn if "L" in drawn else f"{drawn}h0.01"
        parts.append(
            f'<path d="M{drawn}" fill="none" stroke="{color}" stroke-width="{STROKE}" '
            'stroke-linejoin="round" stroke-linecap="round"/>'
        )
    marked = points if dots else points[-1:]
    parts += [f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{DOT}" fill="{color}"/>' for _, x, y in marked]
    return "".join(parts)


def _apart(frame: Frame, numbers: Numbers, ends: list[Labels], room: Room) -> list[Labels]:
    """The labels, moved where they would touch."""
    levels = [frame.level(present(numbers.series[one.series].values)[-1][1]) for one in ends]
    placed = apart(levels, room.font * _LINE, frame.y, frame.y + frame.height)
    return [replace(one, shift=round(y - level, 3)) for one, level, y in zip(ends, levels, placed, strict=True)]


def _named(frame: Frame, numbers: Numbers, ends: list[Labels], room: Room) -> str:
    lasts = [present(numbers.series[one.series].values)[-1] for one in ends]
    x = max((frame.at(at) for at, _ in lasts), default=0.0) + DOT + 6
    return "".join(
        label(
            x, frame.level(value) + one.shift + room.font * MIDDLE, _text(one, numbers, room), room.font, one.color, "start",
            BOLD,
        )
        for one, (_, value) in zip(ends, lasts, strict=True)
    )  # fmt: skip


def shows(numbers: Numbers) -> bool:
    """A line needs two values."""
    return any(len(present(series.values)) > 1 for series in numbers.series)


KIND = Kind(draw, shows)
