"""A chart as a node: its drawing, and what a native chart needs to look the same."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cardwright.scene import ChartNode
from cardwright.scene.charts import Drawing, Ink, Numbers, Room, all_charts, drawable
from cardwright.scene.charts.circle import percentages
from cardwright.scene.charts.naming import named
from cardwright.scene.format import Format
from cardwright.scene.plot import Series
from cardwright.scene.telling import told

_SIZES: Final = {"slide": 14.0, "page": 9.0, "social": 14.0}  # points of small text


def charted(
    id: int, kind: str, numbers: Numbers, title: str, size: tuple[float, float], ink: Ink, room: Format
) -> ChartNode:
    """The chart drawn in `size` (width, height in points); numbers that a kind cannot show get another kind."""
    width, tall = round(size[0], 2), round(size[1], 2)
    font = round(_SIZES[room.kind] * (room.scale if room.kind == "slide" else 1.0), 2)
    numbers = _finite(numbers)
    fit = drawable(kind, numbers)
    if fit == "progress" or (fit in {"pie", "donut"} and percentages(numbers)):
        numbers = replace(numbers, unit="%")
    drawing = all_charts()[fit].draw(numbers, Room(width, tall, font), ink)
    colors = tuple(ink.shade(at) for at in range(max(len(numbers.series), len(numbers.categories), len(ink.series))))
    return ChartNode(
        id,
        fit,
        named(numbers),
        numbers.series,
        width,
        tall,
        _svg(drawing, width, tall, ink),
        told(fit, title, numbers),
        drawing.plot,
        numbers.unit,
        numbers.language,
        font,
        colors,
    )


def sparkline(
    values: Sequence[float | None], name: str, size: tuple[float, float], ink: Ink, language: str
) -> ChartNode:
    """A sparkline of its own values, as small as the text beside it."""
    counted = tuple(str(at + 1) for at in range(len(values)))
    numbers = _finite(Numbers(counted, (Series("", tuple(values)),), "", language))
    width, tall = round(size[0], 2), round(size[1], 2)
    drawing = all_charts()["sparkline"].draw(numbers, Room(width, tall, tall / 2), ink)
    alt = told("sparkline", name, numbers)
    svg = _svg(drawing, width, tall, ink)
    return ChartNode(
        0,
        "sparkline",
        counted,
        numbers.series,
        width,
        tall,
        svg,
        alt,
        drawing.plot,
        "",
        language,
        tall / 2,
        (ink.shade(0),),
    )


def _svg(drawing: Drawing, width: float, tall: float, ink: Ink) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {tall:g}" '
        f'width="{width:g}" height="{tall:g}" font-family="{ink.family}">{drawing.body}</svg>'
    )


def _finite(numbers: Numbers) -> Numbers:
    """The numbers without those that no axis can hold."""
    series = tuple(
        replace(one, values=tuple(value if value is None or math.isfinite(value) else None for value in one.values))
        for one in numbers.series
    )
    return replace(numbers, series=series)
