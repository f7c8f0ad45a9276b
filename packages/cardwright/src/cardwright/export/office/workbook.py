"""The small workbook inside a chart, so that its numbers can be edited."""

from typing import Final

from cardwright.export.office.archive import Archive
from cardwright.export.office.figures import number_format
from cardwright.export.office.xml import HEAD, Relations, text, words
from cardwright.scene import ChartNode

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# One plain font, no fill, no border; format 0 as it comes, format 1 the chart's.
_STYLES: Final = (
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="{code}"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)


def sheet_format(node: ChartNode) -> str:
    """The number format of the cells that hold the chart's values."""
    return number_format([value for one in node.series for value in one.values if value is not None], node.unit)


def column(index: int) -> str:
    """A column's letters: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def workbook(node: ChartNode) -> bytes:
    """An xlsx file: categories in column A, a series in each further column."""
    archive = Archive()
    book, root = Relations(), Relations()
    book.add("worksheet", "worksheets/sheet1.xml")
    book.add("styles", "styles.xml")
    root.add("officeDocument", "xl/workbook.xml")
    archive.add("_rels/.rels", root.xml())
    archive.add(
        "xl/workbook.xml",
        f'{HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_R}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "spreadsheetml.sheet.main",
    )
    archive.add("xl/_rels/workbook.xml.rels", book.xml())
    rows: list[list[str | float | None]] = [["", *(series.name for series in node.series)]]
    rows += [
        [category, *(series.values[index] for series in node.series)] for index, category in enumerate(node.categories)
    ]
    body = "".join(_row(number, row) for number, row in enumerate(rows, start=1))
    archive.add(
        "xl/worksheets/sheet1.xml",
        f'{HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>',
        "spreadsheetml.worksheet",
    )
    archive.add(
        "xl/styles.xml",
        f'{HEAD}<styleSheet xmlns="{_MAIN}">{_STYLES.format(code=text(sheet_format(node)))}</styleSheet>',
        "spreadsheetml.styles",
    )
    return archive.bytes()


def _row(number: int, values: list[str | float | None]) -> str:
    cells = "".join(
        _cell(f"{column(index)}{number}", value) for index, value in enumerate(values) if value not in {"", None}
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(name: str, value: str | float | None) -> str:
    if isinstance(value, str):
        return f'<c r="{name}" t="inlineStr"><is><t>{words(value)}</t></is></c>'
    return f'<c r="{name}" s="1"><v>{value!r}</v></c>'
