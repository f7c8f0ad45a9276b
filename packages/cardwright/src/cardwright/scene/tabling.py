"""A table as a node: what its columns hold, how large it is set, and how wide its columns are.

A table that is too wide is first set with less air, then smaller; when it would
not be readable then, and has fewer rows than columns, it is turned: its columns
become rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from cardwright.deck.totals import is_total
from cardwright.scene import Align, Look, Run, Spark, TableNode
from cardwright.scene.charting import sparkline
from cardwright.scene.charts import Ink
from cardwright.scene.columns import Cells, Column, names_rows, recognised, trend
from cardwright.scene.formulas import spacious
from cardwright.scene.looks import within
from cardwright.scene.tables import least_width, low_width, natural_width, weights
from cardwright.scene.widths import plain

_PADS: Final = (11.0, 7.0)  # points at scale 1 beside a cell's text; the second where room is short
_PAD_Y: Final = 8.0
_MOST_AIR: Final = 1.6
_SMALLER: Final = 0.86  # of its size a table may be set so that no line breaks
_SMALLEST: Final = 0.75  # of its size a table may be set so that no word breaks
_WIDE: Final = 6  # columns from which a table may be turned
_LOW: Final = 7  # rows, head included, up to which it may
_TREND: Final = "0" * 9  # as wide as a sparkline
_TOTAL_WEIGHT: Final = 600

Looks = Callable[[float], tuple[Look, Look]]  # of head and cells, by how much larger than usual


@dataclass(frozen=True, slots=True)
class Room:
    """Where a table stands: points across, how paddings are scaled, and how it is set there."""

    width: float
    scale: float
    air: float
    boost: float
    looks: Looks
    ink: Ink
    language: str
    rtl: bool
    striped: bool


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table's cells; an empty head is none."""

    head: Cells
    rows: Sequence[Cells]
    columns: tuple[Column, ...]
    total: bool

    @property
    def measured(self) -> list[Cells]:
        """Head and rows as wide as they will be, with what is not seen and with sparklines."""
        rows = [
            tuple(_measured(cell, column, at) for cell, column in zip(row, self.columns, strict=True))
            for at, row in enumerate(self.rows)
        ]
        return [self.head or tuple(() for _ in self.columns), *rows]

    @property
    def solid(self) -> frozenset[int]:
        return frozenset(at for at, column in enumerate(self.columns) if column.is_solid)


def _measured(cell: tuple[Run, ...], column: Column, at: int) -> tuple[Run, ...]:
    if column.holds == "trend":
        return (Run(_TREND),)
    return (*cell, Run(column.tails[at])) if column.tails[at] else cell


@dataclass(frozen=True, slots=True)
class _Size:
    """How a table is set: its looks and the padding beside its texts."""

    head: Look
    cell: Look
    pad: float
    fits: bool = True  # without breaking words

    def of(self, rows: Sequence[Cells]) -> tuple[Look, ...]:
        """A look for each row, the head first."""
        return (self.head, *(self.cell for _ in rows[1:]))


def tabled(id: int, head: Cells, rows: Sequence[Cells], aligns: Sequence[Align], caption: str, room: Room) -> TableNode:
    """The table in its room."""
    grid = _grid(head, rows, aligns, room.language)
    size = _sized(grid, room)
    if not size.fits and (turned := _turned(grid, room.language)) is not None:
        other = _sized(turned, room)
        if other.fits:
            grid, size = turned, other
    size = replace(size, head=spacious(size.head, *grid.head), cell=spacious(size.cell, *chain(*grid.rows)))
    measured = grid.measured
    total = replace(size.cell, weight=_TOTAL_WEIGHT)
    sparks = _sparks(grid, size, room)
    places = {(spark.row, spark.column) for spark in sparks}
    return TableNode(
        id,
        tuple(grid.head),
        tuple(
            tuple(() if (at, to) in places else cell for to, cell in enumerate(row)) for at, row in enumerate(grid.rows)
        ),
        tuple(column.align for column in grid.columns),
        size.head,
        size.cell,
        size.pad,
        round(_PAD_Y * room.scale * min(room.air, _MOST_AIR), 2),
        weights(measured, size.of(measured), room.width, size.pad, grid.solid),
        caption,
        _tails(grid) if not room.rtl else (),
        names_rows(grid.rows, grid.columns),
        total if grid.total else None,
        room.striped,
        sparks,
    )


def _grid(head: Cells, rows: Sequence[Cells], aligns: Sequence[Align], language: str) -> _Grid:
    total = len(rows) > 2 and is_total(plain(rows[-1][0]))  # noqa: PLR2004 - something must be added up
    columns = recognised(tuple(head), tuple(map(tuple, rows)), tuple(aligns), language, total=total)
    bound = [
        tuple(_bound(cell) if column.is_solid else cell for cell, column in zip(row, columns, strict=True))
        for row in rows
    ]
    return _Grid(head, bound, columns, total)


def _bound(cell: tuple[Run, ...]) -> tuple[Run, ...]:
    """A number stays on a line with its unit."""
    return tuple(run if run.math else replace(run, text=run.text.replace(" ", "\u00a0")) for run in cell)


def _tails(grid: _Grid) -> tuple[tuple[str, ...], ...]:
    if not any(tail for column in grid.columns for tail in column.tails):
        return ()
    return tuple(zip(*(column.tails for column in grid.columns), strict=True))


def _sized(grid: _Grid, room: Room) -> _Size:
    """Larger on a card with little on it, but not when lines would break for it; smaller when words would."""
    measured = grid.measured
    wide, narrow = (round(pad * room.scale, 2) for pad in _PADS)
    for boost in dict.fromkeys((room.boost, 1.0)):
        size = _Size(*room.looks(boost), wide)
        if natural_width(measured, size.of(measured), wide) <= room.width:
            return size
    size, needed = _Size(*room.looks(1.0), wide), 0.0
    for pad in (wide, narrow):
        size = replace(size, pad=pad)
        low = low_width(measured, size.of(measured), pad)
        if low <= room.width / _SMALLER:
            return _shrunk(size, low, room.width, _SMALLER)
        needed = least_width(measured, size.of(measured), pad, grid.solid)
        if needed <= room.width:
            return size
    return _shrunk(size, needed, room.width, _SMALLEST)


def _shrunk(size: _Size, needed: float, width: float, least: float) -> _Size:
    if needed <= width:
        return size
    head, cell = (within(look, needed, width, least) for look in (size.head, size.cell))
    return _Size(head, cell, size.pad, fits=needed * least <= width)


def _turned(grid: _Grid, language: str) -> _Grid | None:
    """The table with its columns as rows; None where that would be no better."""
    rows = [grid.head, *grid.rows]
    has_trend = any(column.holds == "trend" for column in grid.columns)
    if not grid.head or has_trend or len(grid.columns) < _WIDE or len(rows) > min(_LOW, len(grid.columns) - 1):
        return None
    head, *others = [tuple(cells) for cells in zip(*rows, strict=True)]
    aligns: list[Align] = ["start"] * len(rows)
    turned = recognised(head, tuple(others), tuple(aligns), language)
    return _Grid(head, others, turned, total=False)


def _sparks(grid: _Grid, size: _Size, room: Room) -> tuple[Spark, ...]:
    """The sparklines of all cells that hold how something went."""
    tall = round(size.cell.size * size.cell.line, 2)
    return tuple(
        Spark(at, to, sparkline(values, plain(row[0]), (size.cell.size * 5.6, tall), room.ink, room.language))
        for to, column in enumerate(grid.columns)
        if column.holds == "trend"
        for at, row in enumerate(grid.rows)
        if (values := trend(plain(row[to])))
    )
