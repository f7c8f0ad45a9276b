"""Rows and columns, as people paste them: a Markdown table, or lines of CSV."""

import csv
import re
from collections.abc import Sequence

from cardwright.deck import plain, rich
from cardwright.deck.blocks.table import Table
from cardwright.deck.dates import is_date
from cardwright.deck.figures import figure
from cardwright.write.source import sections

_MOST_COLUMNS = 64
# The line between head and rows that tells a Markdown table from CSV with bars in its cells.
_RULE = re.compile(r"^[ \t|:]*-[ \t|:-]*$", re.MULTILINE)


def grid(text: str) -> Table | None:
    """The table that a text is, or None. Lines of CSV without a head have an empty one."""
    for section in sections(text) if "|" in text and _RULE.search(text) else ():
        for piece in section.pieces:
            if isinstance(piece, Table) and piece.rows:
                return piece
    return _of_lines([line for line in text.splitlines() if line.strip()])


def _of_lines(lines: Sequence[str]) -> Table | None:
    if not lines:
        return None
    first = lines[0]
    mark = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=mark, skipinitialspace=True)]
    except csv.Error:
        return None
    width = max((len(row) for row in rows), default=0)
    if not 2 <= width <= _MOST_COLUMNS or any(len(row) < 2 for row in rows):  # noqa: PLR2004 - one column is a text
        return None
    cells = tuple(tuple(rich(cell) for cell in row) for row in rows)
    if len(rows) == 1 or _is_data(rows[0]):
        return Table((), cells)
    return Table(cells[0], cells[1:])


def _is_data(row: Sequence[str]) -> bool:
    """Whether a first row holds figures already; years are names of columns."""
    return any(figure(cell) is not None and not is_date(cell) for cell in row[1:])


def pairs(table: Table) -> list[tuple[str, str]]:
    """Names and values: two columns of them, or one row below its names."""
    rows = [[plain(cell).strip() for cell in row] for row in (table.head, *table.rows) if row]
    if len(rows) == 2 and len(rows[0]) > 2:  # noqa: PLR2004
        return list(zip(rows[0], rows[1], strict=False))
    return [(row[0], row[1]) for row in rows if len(row) == 2]  # noqa: PLR2004
