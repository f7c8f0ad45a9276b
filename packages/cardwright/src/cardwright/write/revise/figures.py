"""Operations on tables and charts."""

from math import isfinite
from typing import Annotated

import msgspec

from cardwright.deck.blocks.chart import Chart, ChartType, Series
from cardwright.deck.blocks.table import Table, width
from cardwright.write.revise.operation import BlockId, Line, Operation, Title
from cardwright.write.revise.reading import Reader
from cardwright.write.revise.sheet import NO_FIGURES, Sheet, refused

_WIDEST = 24  # columns of a table; series of a chart
_LONGEST = 200  # rows of a table; categories of a chart
Row = Annotated[tuple[Line, ...], msgspec.Meta(max_length=_WIDEST)]
Unit = Annotated[str, msgspec.Meta(max_length=40)]
Values = Annotated[tuple[float | None, ...], msgspec.Meta(max_length=_LONGEST)]


class SetTable(Operation, frozen=True, tag="set_table"):
    """Write the cells of a table anew, all of them."""

    block: BlockId
    head: Row
    rows: Annotated[tuple[Row, ...], msgspec.Meta(min_length=1, max_length=_LONGEST)]

    def make(self, sheet: Sheet) -> None:
        slot = sheet.slot(self.block)
        slot.set(self._filled(slot.only(Table), sheet.reader))

    def _filled(self, table: Table, reader: Reader) -> Table:
        head, *rows = (tuple(reader.line(cell) for cell in row) for row in (self.head, *self.rows))
        found = msgspec.structs.replace(table, head=head, rows=tuple(rows))
        return found if width(found) == width(table) else msgspec.structs.replace(found, aligns=())


class NamedValues(msgspec.Struct, frozen=True):
    """One series: a value for every category, null where there is none. `unit` is set where it is not the chart's."""

    name: Title
    values: Values
    unit: Unit = ""


class SetChart(Operation, frozen=True, tag="set_chart"):
    """Write the data of a chart anew, all of it. What is left out of `type`, `title`, `unit` and `axis` stays."""

    block: BlockId
    categories: Annotated[tuple[Title, ...], msgspec.Meta(min_length=1, max_length=_LONGEST)]
    series: Annotated[tuple[NamedValues, ...], msgspec.Meta(min_length=1, max_length=_WIDEST)]
    type: ChartType | None = None
    title: Title | None = None
    unit: Unit | None = None
    axis: Title | None = None

    def make(self, sheet: Sheet) -> None:
        slot = sheet.slot(self.block)
        slot.set(self._filled(slot.only(Chart), sheet.reader))

    def _filled(self, chart: Chart, reader: Reader) -> Chart:
        lengths = {len(one.values) for one in self.series}
        numbers = [value for one in self.series for value in one.values if value is not None]
        if lengths != {len(self.categories)} or not numbers or not all(map(isfinite, numbers)):
            raise refused(NO_FIGURES, self.block)
        return Chart(
            self.type or chart.type,
            tuple(map(reader.plain, self.categories)),
            tuple(Series(one.values, reader.plain(one.name), reader.plain(one.unit)) for one in self.series),
            *(
                old if new is None else reader.plain(new)
                for new, old in ((self.title, chart.title), (self.unit, chart.unit), (self.axis, chart.axis))
            ),
        )
