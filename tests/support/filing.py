"""Files of other programs, made by their libraries, for tests of reading them."""

import base64
import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import docx
import nbformat
import openpyxl
from cardwright.pipeline import Order, rendered, written
from cardwright.write import Brief
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE


def saved(file: Any) -> bytes:
    """The bytes of a file that a library holds."""
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def picture(color: str = "red") -> bytes:
    """A small PNG."""
    return saved(_Png(Image.new("RGB", (40, 30), color)))


class _Png:
    def __init__(self, image: Image.Image) -> None:
        self._image = image

    def save(self, out: io.BytesIO) -> None:
        self._image.save(out, "PNG")


def document() -> bytes:
    """A Word document with everything that is read of one."""
    file = docx.Document()
    file.core_properties.title = "Annual river report"
    file.add_heading("River report", 0)
    file.add_paragraph("Nitrate *fell* at C:\\data to $5 | x < y.")
    file.add_heading("Threats", 1)
    line = file.add_paragraph("Runoff is ", style="List Bullet")
    line.add_run("serious").bold = True
    file.add_paragraph("Dams", style="List Bullet")
    file.add_paragraph("Count fish", style="List Number")
    file.add_paragraph("Plant trees", style="List Number")
    grid = file.add_table(2, 2)
    for at, words in enumerate(("Year", "Fish|m", "2024", "17")):
        grid.cell(at // 2, at % 2).text = words
    file.add_picture(io.BytesIO(picture()))
    return saved(file)


def slides() -> bytes:
    """A presentation with a title, levels, a table, a chart, a picture, notes and a hidden slide."""
    file = Presentation()
    first = file.slides.add_slide(file.slide_layouts[1])
    first.shapes.title.text = "Bay Museum"
    frame = first.placeholders[1].text_frame
    frame.text = "Two halls"
    below = frame.add_paragraph()
    below.text, below.level = "one of glass", 1
    first.notes_slide.notes_text_frame.text = "Greet the board."
    second = file.slides.add_slide(file.slide_layouts[5])
    second.shapes.title.text = "Visitors"
    data = CategoryChartData()
    data.categories = ["2024", "2025"]
    data.add_series("Adults", (12.5, 14))
    second.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 2_000_000, 3_000_000, 2_000_000, data)
    table = second.shapes.add_table(2, 2, 0, 5_000_000, 3_000_000, 900_000).table
    for at, words in enumerate(("Day", "Price", "Sunday", "free")):
        table.cell(at // 2, at % 2).text = words
    second.shapes.add_picture(io.BytesIO(picture("blue")), 4_000_000, 2_000_000)
    hidden = file.slides.add_slide(file.slide_layouts[5])
    hidden.shapes.title.text = "Not for the board"
    hidden._element.set("show", "0")
    return saved(file)


def workbook(rows: int = 2) -> bytes:
    """Two sheets, one of them hidden; numbers with formats."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sales"
    sheet.append(["Region", "Share", "Revenue"])
    for number in range(rows):
        sheet.append([f"Region {number}", 0.25, 1234.5])
        sheet.cell(number + 2, 2).number_format = "0%"
        sheet.cell(number + 2, 3).number_format = '#,##0.00 "€"'
    other = book.create_sheet("Secret")
    other.append(["hidden words"])
    other.sheet_state = "hidden"
    return saved(book)


def notebook() -> bytes:
    """Text, code, what it printed, a table, and a failure."""
    v4: Any = nbformat.v4
    table = "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
    ran = v4.new_code_cell(
        "print(17)",
        outputs=[
            v4.new_output("stream", text="17\n"),
            v4.new_output("display_data", data={"text/html": table, "text/plain": "a b"}),
            v4.new_output("display_data", data={"image/png": _base64(picture()), "text/plain": "<Figure>"}),
            v4.new_output("error", ename="KeyError", evalue="'fish'", traceback=[]),
        ],
    )
    book = v4.new_notebook(cells=[v4.new_markdown_cell("# Fish counts\n\nBy year."), ran])
    return nbformat.writes(book).encode()


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def printed() -> bytes:
    """A PDF of ours: a document of several pages."""
    text = (
        "# River report\n\nNitrate fell in every reach that was sampled.\n\n## Threats\n\n- Runoff from fields\n- Dams"
    )
    order = Order(Brief(text, mode="preserve", kind="document", cards=2), exports=("pdf",))
    return rendered(order, written(order).deck, {}, order.exports)[0].data


MAKERS: Mapping[str, Callable[[], bytes]] = {
    "docx": document,
    "pptx": slides,
    "xlsx": workbook,
    "ipynb": notebook,
    "pdf": printed,
    "html": lambda: b"<title>River</title><h1>Threats</h1><p>Runoff &amp; dams</p>",
    "csv": lambda: b"Region;Share\nNorth;25\n",
    "md": lambda: b"# River\n\nRunoff.",
    "txt": lambda: b"Runoff.",
}


def repacked(data: bytes, parts: Mapping[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """An archive with parts put in, or changed by a function."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = dict.fromkeys([*old.namelist(), *parts])
        for name in names:
            change = parts.get(name)
            was = old.read(name) if name in old.namelist() else b""
            new.writestr(name, was if change is None else change(was) if callable(change) else change)
    return out.getvalue()
