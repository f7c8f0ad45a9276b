"""Number series: rows of figures and tables of numbers, and the charts they can become."""

from dataclasses import dataclass
from typing import Final

from cardwright.deck import Text, plain
from cardwright.deck.blocks.chart import Chart, Series
from cardwright.deck.blocks.table import Table
from cardwright.write.asks import ChartType
from cardwright.write.dates import is_date
from cardwright.write.figures import Figure, figure, in_one_unit
from cardwright.write.outline import Piece
from cardwright.write.rows import Row, entries, rows

MOST_POINTS: Final = 60
_FEWEST_POINTS: Final = 2
_PIE_POINTS: Final = 8
_WHOLE: Final = 100.0


@dataclass(frozen=True, slots=True)
class NumberSeries:
    """Figures by category: what a chart needs, whatever kind it becomes."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    name: str  # of what the categories are

    @property
    def over_time(self) -> bool:
        """Whether the categories are points in time."""
        return all(is_date(category) for category in self.categories)


def of(piece: Piece) -> NumberSeries | None:
    """The number series that a piece is, or None."""
    return _of_table(piece) if isinstance(piece, Table) else _of_rows(rows(entries(piece)))


def _of_rows(found: tuple[Row, ...]) -> NumberSeries | None:
    if not _FEWEST_POINTS <= len(found) <= MOST_POINTS:
        return None
    shared = _shared([figure(plain(row.value)) for row in found])
    if shared is None:
        return None
    values, unit = shared
    return NumberSeries(tuple(plain(row.label) for row in found), (Series(values),), unit, "")


def _of_table(table: Table) -> NumberSeries | None:
    if not _FEWEST_POINTS <= len(table.rows) <= MOST_POINTS or not table.head:
        return None
    columns = [_column(table, at) for at in range(1, len(table.head))]
    numeric = [(at + 1, shared) for at, column in enumerate(columns) if (shared := _shared(column)) is not None]
    if not numeric or len(numeric) < len(columns):
        return None
    units = {unit for _, (_, unit) in numeric}
    names = [plain(table.head[at]) for at, _ in numeric]
    series = tuple(Series(values, name) for name, (_, (values, _)) in zip(names, numeric, strict=True))
    if len(units) > 1:  # two axes cannot be read; the first column is what the table is about
        return None
    categories = tuple(plain(row[0]) if row else "" for row in table.rows)
    return NumberSeries(categories, series, next(iter(units)), plain(table.head[0]))


def _column(table: Table, at: int) -> list[Figure | None]:
    return [figure(plain(row[at])) if at < len(row) else None for row in table.rows]


def _shared(found: list[Figure | None]) -> tuple[tuple[float, ...], str] | None:
    figures = [one for one in found if one is not None]
    return in_one_unit(figures) if len(figures) == len(found) else None


def chart(numbers: NumberSeries, wanted: ChartType | None, title: str) -> Chart:
    """The chart of a series; its kind follows from the numbers when none was named."""
    return Chart(wanted or _fitting(numbers), numbers.categories, numbers.series, title, numbers.unit, numbers.name)


def _fitting(numbers: NumberSeries) -> ChartType:
    values = [value for value in numbers.series[0].values if value is not None]
    if numbers.over_time and len(values) > 4:  # noqa: PLR2004 - fewer points make no line
        return "line"
    whole = numbers.unit == "%" and abs(sum(values) - _WHOLE) < 1.5  # noqa: PLR2004 - rounding
    return "pie" if whole and len(numbers.series) == 1 and len(values) <= _PIE_POINTS else "bar"


def words_of(text: Text) -> str:
    """The characters of a text, for a field that holds no rich text."""
    return " ".join(plain(text).split())
