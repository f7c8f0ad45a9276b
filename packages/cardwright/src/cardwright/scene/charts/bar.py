"""Columns side by side, one group per category. Gap and overlap are those of the native chart."""

from typing import Final

from cardwright.scene.charts import Drawing, Ink, Numbers, Room
from cardwright.scene.charts.figures import shown, text_width
from cardwright.scene.charts.frame import Frame, categories, framed, grid, names, present
from cardwright.scene.charts.labels import label

GAP: Final = 0.75  # of a bar's width between groups, as `gapWidth` 75 in PPTX


def draw(numbers: Numbers, room: Room, ink: Ink) -> Drawing:
    """Bars with their values written on them when all of these fit."""
    several = len(numbers.series) > 1
    frame, naming = framed(numbers, room, above=room.font * (2.4 if several else 1.2))
    body = (
        names(numbers, room, ink, frame.x)
        + grid(frame, numbers, room, ink)
        + _bars(frame, numbers, ink)
        + _values(frame, numbers, room, ink)
        + categories(frame, naming, numbers, room, ink)
    )
    return Drawing(body, frame.plot, frame.step, frame.top, frame.bottom)


def _places(frame: Frame, numbers: Numbers) -> list[tuple[int, float, float, float]]:
    """Series, start, width and value of every bar."""
    count = len(numbers.series)
    width = frame.slot / (count + GAP)
    start = (frame.slot - width * count) / 2
    return [
        (index, frame.x + frame.slot * at + start + width * index, width, value)
        for index, series in enumerate(numbers.series)
        for at, value in present(series.values)
    ]


def _bars(frame: Frame, numbers: Numbers, ink: Ink) -> str:
    zero = frame.level(0.0)
    return "".join(
        f'<path d="M{x:.2f} {zero:.2f}V{frame.level(value):.2f}h{width:.2f}V{zero:.2f}z" fill="{ink.shade(index)}"/>'
        for index, x, width, value in _places(frame, numbers)
    )


def _values(frame: Frame, numbers: Numbers, room: Room, ink: Ink) -> str:
    """Values at the ends of their bars; all or none, so that none seems to matter more."""
    places = _places(frame, numbers)
    unit = numbers.unit if len(numbers.unit) <= 1 else ""  # words stand on the axis
    free = frame.slot / (len(numbers.series) + GAP) * (1 if len(numbers.series) > 1 else 1 + GAP) - 3
    if any(text_width(shown(value, unit), room.font, 600) > free for *_, value in places):
        return ""
    return "".join(
        label(
            x + width / 2,
            frame.level(value) - 5 if value >= 0 else frame.level(value) + room.font + 2,
            shown(value, unit),
            room.font,
            ink.text,
            "middle",
            600,
        )
        for _, x, width, value in places
    )
