"""A chart as a node: its drawing, and the numbers a native chart needs to look the same."""

from dataclasses import replace
from typing import Final

from cardwright.scene import ChartNode
from cardwright.scene.charts import Ink, Numbers, Room, all_charts, drawable
from cardwright.scene.charts.figures import shown
from cardwright.scene.format import Format

_ROUNDING: Final = 0.5


def charted(
    id: int, kind: str, numbers: Numbers, title: str, size: tuple[float, float], ink: Ink, room: Format
) -> ChartNode:
    """The chart drawn in `size` (width, height in points); a kind that cannot show the numbers becomes bars."""
    width, tall = round(size[0], 2), round(size[1], 2)
    font = round(
        {"slide": 12.5, "page": 9.0, "social": 14.0}[room.kind] * (room.scale if room.kind == "slide" else 1.0), 2
    )
    fit = drawable(kind, numbers)
    if fit == "pie" and _percentages(numbers):
        numbers = replace(numbers, unit="%")
    drawing = all_charts()[fit](numbers, Room(width, tall, font), ink)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {tall:g}" '
        f'width="{width:g}" height="{tall:g}" font-family="{ink.family}">{drawing.body}</svg>'
    )
    return ChartNode(
        id,
        fit,
        numbers.categories,
        numbers.series,
        width,
        tall,
        svg,
        described(title, numbers),
        drawing.plot,
        drawing.step,
        drawing.top,
        drawing.bottom,
        numbers.unit,
        font,
        ink.series,
    )


def _percentages(numbers: Numbers) -> bool:
    """Whether the parts of a whole make up a hundred of nothing in particular."""
    total = sum(value or 0.0 for value in numbers.series[0].values)
    return not numbers.unit and abs(total - 100.0) < _ROUNDING


def described(title: str, numbers: Numbers) -> str:
    """What a reader who cannot see the chart is told: its title and every number."""
    lines = [
        (f"{series.name}: " if series.name else "")
        + ", ".join(
            f"{name} {shown(value, numbers.unit, short=False)}"
            for name, value in zip(numbers.categories, series.values, strict=True)
            if value is not None
        )
        for series in numbers.series
    ]
    return ". ".join([title, *lines] if title else lines)
