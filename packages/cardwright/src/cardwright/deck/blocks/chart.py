"""Numbers as a picture: bars, lines or a pie."""

from typing import Annotated, Any, ClassVar, Final, Literal

import msgspec

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.sketch import Sketch
from cardwright.deck.text import rich


class Series(msgspec.Struct, frozen=True, omit_defaults=True):
    """One value per category of the chart; None where there is none."""

    values: Annotated[tuple[float | None, ...], msgspec.Meta(min_length=1)]
    name: str = ""


class Chart(Block, frozen=True, tag="chart"):
    """`type` says how it is drawn; a pie shows its first series only.

    `unit` is written with the values, such as `%` or `€m`; `axis` says what
    the categories are, such as `Quarter`.
    """

    kind: ClassVar[str] = "chart"
    type: Literal["bar", "line", "pie"]
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
    for index, category in enumerate(block.categories):
        lines.append(
            "\t".join(
                [
                    category,
                    *(shown(series.values[index], block.unit) for series in block.series),
                ]
            )
        )
    return "\n".join(lines)


def shown(value: float | None, unit: str) -> str:
    """A value as people write it: no needless decimals, the unit behind it."""
    if value is None:
        return ""
    digits = f"{value:,.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:,.10g}"  # noqa: PLR2004
    return f"{digits}{unit if unit == '%' or not unit else ' ' + unit}"


def markdown(block: Chart) -> str:
    """The figures as a table, or as a list where no column has a name; the line above it names the kind of chart."""
    names = [series.name for series in block.series]
    kind = f"{block.title} ({block.type} chart):".strip()
    rows = [
        (category, *(shown(series.values[at], block.unit) for series in block.series))
        for at, category in enumerate(block.categories)
    ]
    if len(names) > 1 or any((block.axis, *names)):
        rules = ["---", *["---:"] * len(names)]
        figures = markup.table([[rich(cell) for cell in row] for row in [(block.axis, *names), *rows]], rules)
    else:
        figures = markup.bullets(markup.labelled(category, markup.inline(rich(value))) for category, value in rows)
    return markup.stacked([markup.paragraph(rich(kind)), figures])


SPEC: Final = BlockSpec(
    type=Chart,
    compose=compose,
    words=words,
    markdown=markdown,
    hint="chart: 3 to 12 numbers of one kind; `bar` compares, `line` shows time, `pie` shows parts of one whole",
    example=Chart(
        "bar",
        ("2022", "2023", "2024"),
        (Series((14.0, 22.5, 31.0), "Salmon counted"),),
        title="Fish are back",
    ),
)
