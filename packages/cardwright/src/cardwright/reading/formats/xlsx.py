"""Excel workbooks: each sheet as a table under its name, numbers as their format shows them."""

import datetime as dt
import io
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from cardwright.reading import Reading
from cardwright.reading.markdown import escaped, heading, joined, one_line
from cardwright.reading.parts import checked, undamaged
from cardwright.reading.sheets import MAX_CELL, MAX_COLUMNS, MAX_ROWS, tabled

MAX_SHEETS: Final = 20
_MOST_EMPTY: Final = 1_000  # rows without anything, after which a sheet ends
_CURRENCIES: Final = "€$£¥₹₩"


class Xlsx:
    suffixes = (".xlsx", ".xlsm", ".xltx")
    media_types = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",)

    def __call__(self, data: bytes) -> Reading:
        import openpyxl  # noqa: PLC0415 # pyright: ignore[reportMissingModuleSource]

        checked(data, "Excel workbook", "xl/workbook.xml", ("xl/worksheets/",))
        with undamaged():
            book: Any = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return _read(book)


def _read(book: Any) -> Reading:
    blocks: list[str] = []
    warnings: list[str] = []
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets[:MAX_SHEETS]:
        table, told = tabled(list(islice(_rows(sheet), MAX_ROWS + 1)), f"the sheet “{sheet.title}”")
        if table:
            blocks += [heading(escaped(sheet.title), 2), table]
            warnings += told
    if len(sheets) > MAX_SHEETS:
        warnings.append(f"the first {MAX_SHEETS} of {len(sheets)} sheets are taken")
    if len(sheets) < len(book.worksheets):
        warnings.append(f"{len(book.worksheets) - len(sheets)} hidden sheets are left out")
    return Reading(joined(blocks), one_line(book.properties.title or ""), tuple(warnings))


def _rows(sheet: Any) -> Iterator[list[str]]:
    """Rows that hold something."""
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    empty = 0
    for row in sheet.iter_rows(max_col=MAX_COLUMNS + 1):
        cells = [_shown(cell) for cell in row]
        if any(cells):
            empty = 0
            yield cells
            continue
        empty += 1
        if empty > _MOST_EMPTY:
            return


def _shown(cell: Any) -> str:
    value, form = cell.value, str(getattr(cell, "number_format", "") or "")
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return _number(value, form)
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime():
            return value.isoformat(" ", "minutes")
        case _:
            return one_line(str(value))[:MAX_CELL]


def _number(value: float, form: str) -> str:
    """A number with as many decimals, and with the percent or currency sign, that its format shows."""
    form = form.partition(";")[0]
    decimals = len(form.rpartition(".")[2].rstrip('%_ )€"').strip()) if "." in form and "0" in form else None
    if "%" in form:
        return f"{value * 100:.{min(decimals or 0, 6)}f}%"
    if "0" in form and form != "General":
        text = f"{value:,.{min(decimals or 0, 6)}f}" if "#,##" in form else f"{value:.{min(decimals or 0, 6)}f}"
    else:
        text = f"{value:.10g}"
    sign = next((sign for sign in _CURRENCIES if sign in form), "")
    before = bool(sign) and form.find(sign) < max(form.find("0"), form.find("#"))
    return f"{sign}{text}" if before else f"{text} {sign}".strip()


READER: Final = Xlsx()
