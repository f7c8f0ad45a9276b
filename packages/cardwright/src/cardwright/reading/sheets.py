"""Sheets as tables, within what cards can show."""

from collections.abc import Sequence
from typing import Final

from cardwright.reading.markdown import escaped, table

MAX_ROWS: Final = 200
MAX_COLUMNS: Final = 20
MAX_CELL: Final = 500  # characters


def tabled(rows: Sequence[Sequence[str]], name: str) -> tuple[str, tuple[str, ...]]:
    """Rows of plain words as a table in Markdown, and what of them was cut; of `rows`, one more than shown says that there are more."""
    warnings: list[str] = []
    if len(rows) > MAX_ROWS:
        warnings.append(f"of {name}, the first {MAX_ROWS} rows are taken")
    kept = rows[:MAX_ROWS]
    if any(any(cell.strip() for cell in row[MAX_COLUMNS:]) for row in kept):
        warnings.append(f"of {name}, the first {MAX_COLUMNS} columns are taken")
    cells = [[escaped(cell[:MAX_CELL]) for cell in row[:MAX_COLUMNS]] for row in kept]
    return table(cells), tuple(warnings)
