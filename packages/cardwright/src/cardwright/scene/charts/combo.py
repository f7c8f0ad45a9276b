"""Columns and a line over the same categories; a second axis only where the line counts in another unit.

Lines are the series whose unit is not that of the first one, or else the last
series. The two axes share their grid.
"""

from dataclasses import replace

from cardwright.scene.charts import Drawing, Ink, Kind, Numbers, Room, bars, keys, line, naming
from cardwright.scene.charts.axis import matched, upright
from cardwright.scene.charts.frame import Frame, grid, margin, present, title_room
from cardwright.scene.plot import Layer, Plot, Scale
from cardwright.theme.contrast import readable


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    """The columns, and the lines in front of them."""
    columns, lines = _parted(numbers)
    first, second = _scales(numbers, room, ink, columns, lines)
    marks: list[keys.Mark] = ["line" if index in lines else "square" for index in range(len(numbers.series))]
    told = bool(second) and len(numbers.series) == 2  # noqa: PLR2004 - the axes' titles name the two
    key, place = ("", None) if told else keys.line(numbers, room, ink, 0.0, marks)
    frame, names = _framed(numbers, room, first, second, room.font * keys.HEIGHT if place else 0.0)
    gap = bars.gap_for(frame, len(columns), room)
    body = (
        key
        + grid(frame, room, ink, second)
        + "".join(bars.rect(bar, ink.shade(bar.series)) for bar in bars.boxes(frame, numbers, columns, gap))
        + "".join(line.path(frame, numbers, at, ink.shade(at), second or first, 2 * line.DOT) for at in lines)
        + naming.written(frame, names, room, ink)
    )
    layers = (
        Layer("bar", columns, gap=gap),
        Layer("line", lines, second=second is not None, dots=2 * line.DOT, stroke=line.STROKE),
    )
    return Drawing(body, Plot(frame.area, layers, first, second, names=names.axis, key=place))


def _parted(numbers: Numbers) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Which series are columns, and which are lines."""
    every = range(len(numbers.series))
    lines = tuple(at for at in every if numbers.unit_of(at) != numbers.unit_of(0)) or (len(numbers.series) - 1,)
    return tuple(at for at in every if at not in lines), lines


def _scales(
    numbers: Numbers, room: Room, ink: Ink, columns: tuple[int, ...], lines: tuple[int, ...]
) -> tuple[Scale, Scale | None]:
    language = numbers.language
    values = [[value for at in some for _, value in present(numbers.series[at].values)] for some in (columns, lines)]
    if len(numbers.units) == 1:
        return upright([*values[0], *values[1]], numbers.common_unit, language, room), None
    found = [
        upright(some, numbers.unit_of(series[0]), language, room)
        for some, series in zip(values, (columns, lines), strict=True)
    ]
    if len(numbers.series) == 2:  # noqa: PLR2004
        found = [
            replace(one, title=_named(numbers, at, one), color=readable(ink.shade(at), ink.background))
            for at, one in enumerate(found)
        ]
    return matched(found[0], found[1])


def _named(numbers: Numbers, at: int, scale: Scale) -> str:
    return ", ".join(part for part in (numbers.series[at].name, scale.title) if part)


def _framed(
    numbers: Numbers, room: Room, first: Scale, second: Scale | None, above: float
) -> tuple[Frame, naming.Naming]:
    left, right = margin(first, room), margin(second, room) if second else 2.0
    width = max(10.0, room.width - left - right)
    names = naming.below(numbers, width / max(1, len(numbers.categories)), left, room)
    over = above + title_room(room, first, second) + room.font * 0.6
    tall = max(10.0, room.height - over - names.room)
    return Frame(left, over, width, tall, first, len(numbers.categories)), names


def shows(numbers: Numbers) -> bool:
    """Two axes are the most that can be read."""
    return len(numbers.series) > 1 and len(numbers.units) <= 2  # noqa: PLR2004


KIND = Kind(draw, shows)
