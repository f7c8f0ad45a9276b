"""The numbers of a native chart as columns: those of the drawing, and what fills up a bar or ring to a hundred."""

from dataclasses import dataclass
from typing import Final

from cardwright.export.office.figures import number_format
from cardwright.scene import ChartNode
from cardwright.scene.figures import style_of

_WHOLE: Final = 100.0


@dataclass(frozen=True, slots=True)
class Column:
    """One series, and the number format of its cells."""

    name: str
    values: tuple[float | None, ...]
    format: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Categories, and a value for each in every column."""

    categories: tuple[str, ...]
    columns: tuple[Column, ...]


def sheet_of(node: ChartNode) -> Sheet:
    """The sheet of a chart."""
    columns = tuple(
        Column(series.name, series.values, _format(series.values, series.unit or node.unit, node.language))
        for series in node.series
    )
    layer = node.plot.layers[0]
    if not layer.rest:
        return Sheet(node.categories, columns)
    first = columns[0]
    rest = tuple(None if value is None else _WHOLE - value for value in first.values)
    if layer.form == "donut":
        return Sheet((*node.categories, ""), (Column(first.name, (*first.values[:1], *rest[:1]), first.format),))
    return Sheet(node.categories, (first, Column("", rest, first.format)))


def _format(values: tuple[float | None, ...], unit: str, language: str) -> str:
    found = [value for value in values if value is not None]
    most = max((abs(value) for value in found), default=0.0)
    return number_format(style_of(found, unit, language, worded=True), most)


def column(index: int) -> str:
    """A column's letters: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
