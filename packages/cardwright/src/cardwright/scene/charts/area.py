"""Areas on top of each other over ordered categories: how a whole and its parts change."""

from typing import Final

from cardwright.scene.charts import Drawing, Ink, Kind, Numbers, Room, keys, line, naming
from cardwright.scene.charts.axis import everything, upright
from cardwright.scene.charts.frame import Frame, grid
from cardwright.scene.charts.labels import BOLD, MIDDLE, label, text_width
from cardwright.scene.figures import Style
from cardwright.scene.plot import Labels, Layer, Plot
from cardwright.theme.contrast import on

_TALL: Final = 1.5  # em that a band needs to hold its name
_EDGE: Final = 3.0  # points between a name and the edges of its band


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    """The bands from the lowest to the highest, each with its name on it or, where one has no room, in a key."""
    floors = _floors(numbers)
    axis = upright(floors[-1], numbers.common_unit, numbers.language, room)
    above = room.font * keys.HEIGHT
    half = text_width(naming.named(numbers)[-1], room.font) / 2
    right = min(half, room.width * 0.08)
    frame, names = line.framed(numbers, room, axis, 0.0, right, flush=True)
    labels = _labels(frame, floors, numbers, room, ink) if len(numbers.series) > 1 else ()
    key, place = ("", None) if labels else keys.line(numbers, room, ink, 0.0)
    if place:
        frame, names = line.framed(numbers, room, axis, above, right, flush=True)
    every = tuple(range(len(numbers.series)))
    body = (
        key
        + grid(frame, room, ink)
        + "".join(_band(frame, floors[index], floors[index + 1], ink.shade(index), ink) for index in every)
        + "".join(_name(frame, floors, one, numbers) for one in labels)
        + naming.written(frame, names, room, ink)
    )
    layer = Layer("area", every, "sum", flush=True)
    return Drawing(body, Plot(frame.area, (layer,), axis, names=names.axis, labels=labels, key=place))


def _floors(numbers: Numbers) -> list[list[float]]:
    """The lower edge of every band, and the upper edge of the last."""
    floors = [[0.0] * len(numbers.categories)]
    for series in numbers.series:
        floors.append([low + (value or 0.0) for low, value in zip(floors[-1], series.values, strict=True)])
    return floors


def _band(frame: Frame, low: list[float], high: list[float], color: str, ink: Ink) -> str:
    there = [f"{frame.at(at):.2f} {frame.level(value):.2f}" for at, value in enumerate(high)]
    back = [f"{frame.at(at):.2f} {frame.level(value):.2f}" for at, value in reversed(list(enumerate(low)))]
    return f'<path d="M{"L".join([*there, *back])}z" fill="{color}" stroke="{ink.background}" stroke-width="1"/>'


def _labels(frame: Frame, floors: list[list[float]], numbers: Numbers, room: Room, ink: Ink) -> tuple[Labels, ...]:
    """A name for every band at the category where it has most room; none when one band cannot hold its own."""
    found: list[Labels] = []
    for index, series in enumerate(numbers.series):
        width = text_width(series.name, room.font, BOLD)
        rooms = {at: _room(frame, floors, index, at, width) for at in range(1, frame.count - 1)}
        best = max(rooms, key=lambda at: rooms[at], default=-1)
        if not series.name or best < 0 or rooms[best] < room.font * _TALL:
            return ()
        color = on(ink.shade(index))
        found.append(Labels(index, ("series",), "middle", Style(numbers.language), color, room.font, (best,)))
    return tuple(found)


def _room(frame: Frame, floors: list[list[float]], index: int, at: int, width: float) -> float:
    """The height that a text as wide as that has in a band around a category; 0 where it would leave the plot."""
    middle, half = frame.at(at), width / 2 + _EDGE
    if middle - half < frame.x or middle + half > frame.x + frame.width:
        return 0.0
    text = (floors[index][at] + floors[index + 1][at]) / 2
    covered = [one for one in range(frame.count) if abs(frame.at(one) - middle) < half + frame.slot]
    above = min(floors[index + 1][one] for one in covered) - text
    below = text - max(floors[index][one] for one in covered)
    span = frame.scale.top - frame.scale.bottom
    return 2 * min(above, below) * frame.height / span


def _name(frame: Frame, floors: list[list[float]], one: Labels, numbers: Numbers) -> str:
    at = one.points[0] if one.points else 0
    middle = frame.level((floors[one.series][at] + floors[one.series + 1][at]) / 2)
    text = numbers.series[one.series].name
    return label(frame.at(at), middle + one.size * MIDDLE, text, one.size, one.color, "middle", BOLD)


def shows(numbers: Numbers) -> bool:
    """Areas stack what is complete and not below zero."""
    complete = all(value is not None for series in numbers.series for value in series.values)
    several = len(numbers.categories) > 1
    return several and complete and len(numbers.units) == 1 and min(everything(numbers)) >= 0


KIND = Kind(draw, shows, instead="line")
