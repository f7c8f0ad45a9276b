"""A line without axes, as small as a word: how something went, beside the figure that says where it is."""

from dataclasses import replace

from cardwright.scene.charts import Drawing, Ink, Kind, Numbers, Room, line
from cardwright.scene.charts.axis import everything
from cardwright.scene.charts.frame import Frame
from cardwright.scene.plot import Layer, Names, Plot, Scale


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    """The first series from edge to edge, its last value marked."""
    values = everything(replace(numbers, series=numbers.series[:1]))
    low, high = min(values), max(values)
    if low == high:
        low, high = low - 1, high + 1
    scale = Scale(low, high, high - low, shown=False)
    pad = line.DOT + 1
    count = len(numbers.categories)
    frame = Frame(pad, pad, max(1.0, room.width - 2 * pad), max(1.0, room.height - 2 * pad), scale, count, flush=True)
    body = line.path(frame, numbers, 0, ink.shade(0), scale, 0.0)
    layer = Layer("line", (0,), stroke=line.STROKE, flush=True)
    return Drawing(body, Plot(frame.area, (layer,), scale, names=Names(room.font, shown=False)))


def shows(numbers: Numbers) -> bool:
    """The one series needs two values."""
    return line.shows(replace(numbers, series=numbers.series[:1]))


KIND = Kind(draw, shows, instead="line")
