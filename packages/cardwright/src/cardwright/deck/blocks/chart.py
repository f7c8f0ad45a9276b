"""Numbers as a picture: bars, lines, shares, points."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Final, Literal

import msgspec

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.sketch import Sketch
from cardwright.deck.text import rich

ChartType = Literal[
    "area", "bar", "combo", "donut", "horizontal", "line", "pie", "progress", "scatter", "sparkline", "stacked", "stacked100"
]  # fmt: skip
# What a reader of Markdown calls each kind.
PHRASES: Final[Mapping[ChartType, str]] = MappingProxyType(
    {
        "area": "area chart",
        "bar": "bar chart",
        "combo": "combo chart",
        "donut": "donut chart",
        "horizontal": "horizontal bar chart",
        "line": "line chart",
        "pie": "pie chart",
        "progress": "progress chart",
        "scatter": "scatter chart",
        "sparkline": "sparkline chart",
        "stacked": "stacked bar chart",
        "stacked100": "100% stacked bar chart",
    }
)
_THREE: Final = re.compile(r"^-?[1-9]\d{0,2}\.\d{3}(?!\d)")  # decimals, which may be read as thousands
_MISSING: Final = "\N{EN DASH}"  # for a value in a list, where nothing would be no entry


class Series(msgspec.Struct, frozen=True, omit_defaults=True):
    """One value per category of the chart; None where there is none. `unit` is set where it is not the chart's."""

    values: Annotated[tuple[float | None, ...], msgspec.Meta(min_length=1)]
    name: str = ""
    unit: str = ""


class Chart(Block, frozen=True, tag="chart"):
    """`type` says how it is drawn, as far as the numbers allow; pies, donuts, progress and sparklines show one series.

    The first series of a `scatter` chart lies along its lower edge, the others
    against it; its categories name the points and may be empty. `unit` is
    written with the values, such as `%` or `€m`; `axis` says what the
    categories are, such as `Quarter`.
    """

    kind: ClassVar[str] = "chart"
    type: ChartType
    categories: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    series: Annotated[tuple[Series, ...], msgspec.Meta(min_length=1)]
    title: str = ""
    unit: str = ""
    axis: str = ""

    def __post_init__(self) -> None:
        """Refuse values that no category belongs to.

        Raises:
            ValueError: a series has more or fewer values than there are categories.
        """
        for series in self.series:
            if len(series.values) != len(self.categories):
                msg = f"series {series.name!r} has {len(series.values)} values for {len(self.categories)} categories"
                raise ValueError(msg)


def compose(block: Chart, sketch: Sketch[Any]) -> Any:
    """The chart itself; the sketch scales and labels it."""
    return sketch.chart(block.type, block.categories, block.series, title=block.title, unit=block.unit)


def words(block: Chart) -> str:
    """Title, then one line per category with its values."""
    lines = [block.title] if block.title else []
    names = [series.name for series in block.series if series.name]
    if names or block.axis:
        lines.append("\t".join([block.axis, *names]).strip("\t"))
    for at, category in enumerate(block.categories):
        lines.append("\t".join([category, *_row(block, at)]))
    return "\n".join(lines)


def _row(block: Chart, at: int) -> list[str]:
    """The values of one category."""
    return [shown(series.values[at], series.unit or block.unit) for series in block.series]


def shown(value: float | None, unit: str) -> str:
    """A value as people write it: no needless decimals, the unit behind it."""
    if value is None:
        return ""
    digits = f"{value:,.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:,.10g}"  # noqa: PLR2004
    return f"{digits}{unit if unit == '%' or not unit else ' ' + unit}"


def written(value: float | None, unit: str) -> str:
    """The same so that no reader takes a decimal point for a mark of thousands: groups are set apart by spaces."""
    text = shown(value, unit).replace(",", " ")
    return _THREE.sub(r"\g<0>0", text, count=1)


def markdown(block: Chart) -> str:
    """The figures as a table, or as a list where no column has a name; the line above it names the kind of chart."""
    names = [series.name for series in block.series]
    kind = f"{block.title} ({PHRASES[block.type]}):".strip()
    rows = [
        (category, *(written(series.values[at], series.unit or block.unit) for series in block.series))
        for at, category in enumerate(block.categories)
    ]
    if len(names) > 1 or any((block.axis, *names)):
        rules = ["---", *["---:"] * len(names)]
        figures = markup.table([[rich(cell) for cell in row] for row in [(block.axis, *names), *rows]], rules)
    else:
        figures = markup.bullets(
            markup.labelled(category, markup.inline(rich(value or _MISSING))) for category, value in rows
        )
    return markup.stacked([markup.paragraph(rich(kind)), figures])


SPEC: Final = BlockSpec(
    type=Chart,
    compose=compose,
    words=words,
    markdown=markdown,
    hint=(
        "chart: 3 to 60 numbers. `bar` compares a few, `horizontal` ranks or has long names, `line` shows time; `pie` and"
        " `donut` show up to 6 parts of one whole, `stacked`, `stacked100` and `area` parts of several wholes or over time;"
        " `scatter` sets two measures against each other (the first series lies across), `combo` bars against a line in"
        " another unit (`unit` of a series); `progress` is a percentage done, `sparkline` a tiny line without axes"
    ),
    example=Chart(
        "bar",
        ("2022", "2023", "2024"),
        (Series((14.0, 22.5, 31.0), "Salmon counted"),),
        title="Fish are back",
    ),
)
