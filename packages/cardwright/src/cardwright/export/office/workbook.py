"""The small workbook inside a chart, so that its numbers can be edited."""

from collections.abc import Sequence
from typing import Final

from cardwright.export.office.archive import Archive
from cardwright.export.office.sheet import Sheet, column
from cardwright.export.office.xml import HEAD, Relations, text, words

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FIRST_FORMAT: Final = 164  # numbers below it are the program's own

# One plain font, no fill, no border; style 0 as it comes, the others one format each.
_STYLES: Final = (
    '<numFmts count="{count}">{formats}</numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="{styles}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{uses}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)


def workbook(sheet: Sheet) -> bytes:
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
    rows: list[list[str | float | None]] = [["", *(one.name for one in sheet.columns)]]
    rows += [[name, *(one.values[at] for one in sheet.columns)] for at, name in enumerate(sheet.categories)]
    formats = list(dict.fromkeys(one.format for one in sheet.columns))
    styles = [0, *(formats.index(one.format) + 1 for one in sheet.columns)]
    body = "".join(_row(number, row, styles) for number, row in enumerate(rows, start=1))
    archive.add(
        "xl/worksheets/sheet1.xml",
        f'{HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>',
        "spreadsheetml.worksheet",
    )
    archive.add(
        "xl/styles.xml",
        f'{HEAD}<styleSheet xmlns="{_MAIN}">{_styles(formats)}</styleSheet>',
        "spreadsheetml.styles",
    )
    return archive.bytes()


def _styles(formats: Sequence[str]) -> str:
    known = list(enumerate(formats, start=_FIRST_FORMAT))
    return _STYLES.format(
        count=len(formats),
        formats="".join(f'<numFmt numFmtId="{number}" formatCode="{text(code)}"/>' for number, code in known),
        styles=len(formats) + 1,
        uses="".join(
            f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
            for number, _ in known
        ),
    )


def _row(number: int, values: Sequence[str | float | None], styles: Sequence[int]) -> str:
    cells = "".join(
        _cell(f"{column(at)}{number}", value, styles[at]) for at, value in enumerate(values) if value not in {"", None}
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(name: str, value: str | float | None, style: int) -> str:
    if isinstance(value, str):
        return f'<c r="{name}" t="inlineStr"><is><t>{words(value)}</t></is></c>'
    return f'<c r="{name}" s="{style}"><v>{value!r}</v></c>'
