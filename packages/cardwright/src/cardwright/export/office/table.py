"""Native tables: every cell's size is the one that was measured."""

from collections.abc import Sequence

from cardwright.export.office.paragraphs import Writer
from cardwright.export.office.xml import emu
from cardwright.scene import Look, Run, TableNode
from cardwright.units import Rect

URI = "http://schemas.openxmlformats.org/drawingml/2006/table"


def table(node: TableNode, cells: Sequence[Sequence[Rect]], writer: Writer) -> str:
    """The `a:tbl` of a table; columns in reading order."""
    columns = "".join(f'<a:gridCol w="{emu(cell.width)}"/>' for cell in cells[0])
    rows = [(node.head, node.head_look, cells[0])]
    rows += [(row, node.cell_look, boxes) for row, boxes in zip(node.rows, cells[1:], strict=True)]
    body = "".join(_row(node, row, look, boxes, writer, head=at == 0) for at, (row, look, boxes) in enumerate(rows))
    rtl = ' rtl="1"' if writer.rtl else ""
    return f'<a:tbl><a:tblPr firstRow="1"{rtl}/><a:tblGrid>{columns}</a:tblGrid>{body}</a:tbl>'


def _row(
    node: TableNode, row: Sequence[tuple[Run, ...]], look: Look, boxes: Sequence[Rect], writer: Writer, *, head: bool
) -> str:
    palette = writer.palette
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    borders = f'{none}<a:lnB w="9525">{palette.fill("line")}</a:lnB>'
    fill = palette.fill("panel") if head else "<a:noFill/>"
    x, y = emu(node.pad_x), emu(node.pad_y * writer.scale)
    cells = "".join(
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{writer.paragraph(runs, look, align)}</a:txBody>"
        f'<a:tcPr marL="{x}" marR="{max(0, x - emu(0.6))}" marT="{y}" marB="{y}" anchor="t">{borders}{fill}</a:tcPr></a:tc>'
        for runs, align in zip(row, node.aligns, strict=True)
    )
    return f'<a:tr h="{emu(boxes[0].height)}">{cells}</a:tr>'
