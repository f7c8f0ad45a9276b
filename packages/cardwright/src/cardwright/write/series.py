"""Number series: rows of figures and tables of numbers, and the charts they can become."""

import re
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from cardwright.deck import Text, plain
from cardwright.deck.blocks.chart import Chart, ChartType, Series
from cardwright.deck.blocks.table import Table
from cardwright.deck.dates import is_date
from cardwright.deck.figures import Figure, decimal_sign, figure, in_one_unit, is_blank
from cardwright.deck.totals import is_total
from cardwright.write.outline import Piece
from cardwright.write.rows import Row, entries, rows

MOST_POINTS: Final = 60
_MOST_PARTS: Final = 6
_MOST_COLUMNS: Final = 10  # of parts that stand beside each other; more are areas
_FEWEST_SCATTERED: Final = 8  # categories with two measures that are points rather than columns and a line
_LINE: Final = 5  # values that make a line
_LONG: Final = 16  # characters of a name that stands better beside a bar than below it
_MANY: Final = 8  # categories that are ranked rather than compared
_WHOLE: Final = 100.0
_ROUNDING: Final = 1.5
_TWO: Final = 2
_PARTS: Final = re.compile(
    r"\b(?:shares?|mix|breakdown|split|composition|parts of|made (?:up )?of|anteile?|zusammensetzung|aufteilung|verteilung"
    r"|répartition|composition|reparto|desglose|composición|distribución)\b|内訳|構成|占比|构成",
    re.IGNORECASE,
)
# `power by source`, but not `sales by year`.
_BY: Final = re.compile(
    r"\b(?:by|nach|par|por) (?!(?:year|quarter|month|week|day|jahr|quartal|monat|woche|tag|an\b|année|trimestre|mois|semaine|jour"
    r"|año|mes\b|semana|día))\w{3,}",
    re.IGNORECASE,
)
_FEWEST_BY: Final = 3  # series that such words make parts of


@dataclass(frozen=True, slots=True)
class NumberSeries:
    """Figures by category: what a chart needs, whatever kind it becomes."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    name: str  # of what the categories are
    language: str = "en"

    @property
    def over_time(self) -> bool:
        """Whether the categories are points in time."""
        return all(is_date(category, self.language) for category in self.categories)

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(series.unit or self.unit for series in self.series))


def of(piece: Piece, language: str = "en") -> NumberSeries | None:
    """The number series that a piece is, or None."""
    return _of_table(piece, language) if isinstance(piece, Table) else _of_rows(rows(entries(piece)), language)


def _of_rows(found: tuple[Row, ...], language: str) -> NumberSeries | None:
    if not 0 < len(found) <= MOST_POINTS:
        return None
    shared = _shared([plain(row.value) for row in found], language)
    if shared is None:
        return None
    values, unit = shared
    return NumberSeries(tuple(plain(row.label) for row in found), (Series(values),), unit, "", language)


def _of_table(table: Table, language: str) -> NumberSeries | None:
    """Names and numbers of a table; a row that adds up the others is none of them."""
    body = table.rows[:-1] if len(table.rows) > _TWO and is_total(_cell(table.rows[-1], 0)) else table.rows
    noted = any(span.note for row in (table.head, *table.rows) for cell in row for span in cell)
    if not 0 < len(body) <= MOST_POINTS or not table.head or noted:
        return None
    columns = [_shared([_cell(row, at) for row in body], language) for at in range(1, len(table.head))]
    found = [column for column in columns if column is not None]
    if not found or len(found) < len(columns):
        return None
    units = list(dict.fromkeys(unit for _, unit in found))
    if len(units) > _TWO:  # three axes cannot be read
        return None
    names = [plain(cell) for cell in table.head]
    unit = units[0] if len(units) == 1 else ""
    series = tuple(
        Series(values, name, "" if own == unit else own) for name, (values, own) in zip(names[1:], found, strict=True)
    )
    return NumberSeries(tuple(_cell(row, 0) for row in body), series, unit, names[0], language)


def _cell(row: tuple[Text, ...], at: int) -> str:
    return plain(row[at]) if at < len(row) else ""


def _shared(texts: list[str], language: str) -> tuple[tuple[float | None, ...], str] | None:
    """The values of texts that are figures of one unit, None where a text says that there is none."""
    decimal = decimal_sign(texts, language)
    found: list[Figure | None] = [None if is_blank(text) else figure(text, decimal) for text in texts]
    figures = [one for one in found if one is not None]
    if not figures or any(one is None and not is_blank(text) for one, text in zip(found, texts, strict=True)):
        return None
    shared = in_one_unit(figures, language)
    if shared is None:
        return None
    values = iter(shared[0])
    return tuple(None if one is None else next(values) for one in found), shared[1]


def chart(numbers: NumberSeries, wanted: ChartType | None, title: str, about: str = "") -> Chart:
    """The chart of a series; its kind follows from the numbers, and from what is said about them, when none was named."""
    kind = wanted or fitting(numbers, f"{title} {about}")
    if kind == "scatter" and len(numbers.series) == 1:
        numbers = _pairs(numbers) or numbers
    return Chart(kind, numbers.categories, numbers.series, title, numbers.unit, numbers.name)


def fitting(numbers: NumberSeries, about: str = "") -> ChartType:
    """The kind of chart that suits some numbers best."""
    if len(numbers.units) > 1:
        points = len(numbers.series) == _TWO and len(numbers.categories) >= _FEWEST_SCATTERED and not numbers.over_time
        return "scatter" if points else "combo"
    if len(numbers.series) == 1 and _pairs(numbers) and not numbers.over_time:
        return "scatter"
    parts = _is_whole(numbers) or (_adds_up(numbers) and _are_parts(numbers, about))
    if numbers.over_time:
        return _over_time(numbers, parts=parts)
    if parts and len(numbers.series) > 1:
        return "stacked100" if _is_whole(numbers) else "stacked"
    if parts and len(numbers.categories) <= _MOST_PARTS:
        return "pie"
    longest = max(len(name) for name in numbers.categories)
    return "horizontal" if longest >= _LONG or len(numbers.categories) > _MANY else "bar"


def _over_time(numbers: NumberSeries, *, parts: bool) -> ChartType:
    count = len(numbers.categories)
    if parts and len(numbers.series) > 1:
        if count > _MOST_COLUMNS:
            return "area"
        return "stacked100" if _is_whole(numbers) else "stacked"
    return "line" if count >= _LINE else "bar"


def _is_whole(numbers: NumberSeries) -> bool:
    """Whether percentages make up a hundred: those of one series, or those of each category."""
    if numbers.units != ("%",):
        return False
    sums = (
        [sum(value or 0.0 for value in numbers.series[0].values)]
        if len(numbers.series) == 1
        else [sum(series.values[at] or 0.0 for series in numbers.series) for at in range(len(numbers.categories))]
    )
    return all(abs(total - _WHOLE) < _ROUNDING for total in sums)


def _are_parts(numbers: NumberSeries, about: str) -> bool:
    """Whether what is said about numbers makes them parts of something."""
    return _PARTS.search(about) is not None or (len(numbers.series) >= _FEWEST_BY and _BY.search(about) is not None)


def _adds_up(numbers: NumberSeries) -> bool:
    """Whether values can be parts of something: none is missing or below zero."""
    return all(value is not None and value >= 0 for series in numbers.series for value in series.values)


def _pairs(numbers: NumberSeries) -> NumberSeries | None:
    """Two measures of points without names, where the categories are numbers themselves."""
    across = _shared(list(numbers.categories), numbers.language)
    if across is None or None in across[0] or len(numbers.categories) < 3:  # noqa: PLR2004 - two points make no cloud
        return None
    values, unit = across
    first = Series(values, numbers.name, unit)
    rest = tuple(replace(series, unit=series.unit or numbers.unit) for series in numbers.series)
    return NumberSeries(("",) * len(values), (first, *rest), "", "", numbers.language)
