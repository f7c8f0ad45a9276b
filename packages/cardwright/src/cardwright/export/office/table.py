"""Native tables: every cell's size is the one that was measured."""

from collections.abc import Sequence

from cardwright.export.office.paragraphs import Writer
from cardwright.export.office.xml import emu
from cardwright.faces import BOLD, em_width
from cardwright.scene import Look, Run, TableNode
from cardwright.scene.colors import ColorRole
from cardwright.units import Rect

URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
_THIN, _STRONG = 0.75, 1.0  # points


def table(node: TableNode, cells: Sequence[Sequence[Rect]], writer: Writer) -> str:
    """The `a:tbl` of a table; columns in reading order."""
    return _Table(node, writer).xml(cells)


class _Table:
    """Writes one table."""

    def __init__(self, node: TableNode, writer: Writer) -> None:
        self.node = node
        self.writer = writer

    def xml(self, cells: Sequence[Sequence[Rect]]) -> str:
        node = self.node
        columns = "".join(f'<a:gridCol w="{emu(cell.width)}"/>' for cell in cells[0])
        below = len(node.head) > 0
        head = self._row(node.head, node.head_look, cells[0], -1) if below else ""
        body = "".join(
            self._row(row, node.look(at), boxes, at)
            for at, (row, boxes) in enumerate(zip(node.rows, cells[int(below) :], strict=True))
        )
        return f"<a:tbl><a:tblPr{self._flags()}/><a:tblGrid>{columns}</a:tblGrid>{head}{body}</a:tbl>"

    def _flags(self) -> str:
        """What the rows and columns mean, for readers and for whoever gives the table another style."""
        node = self.node
        flags = {
            "rtl": self.writer.rtl, "firstRow": bool(node.head), "firstCol": node.named, "lastRow": bool(node.total),
            "bandRow": node.striped,
        }  # fmt: skip
        return "".join(f' {name}="1"' for name, on in flags.items() if on)

    def _row(self, row: Sequence[tuple[Run, ...]], look: Look, boxes: Sequence[Rect], at: int) -> str:
        borders = "".join(self._border(side, line) for side, line in self._lines(at).items())
        fill = self.writer.palette.fill(color) if (color := self.node.fill(at)) else "<a:noFill/>"
        cells = "".join(self._cell(runs, look, at, column, borders + fill) for column, runs in enumerate(row))
        return f'<a:tr h="{emu(boxes[0].height)}">{cells}</a:tr>'

    def _cell(self, runs: Sequence[Run], look: Look, at: int, column: int, looks: str) -> str:
        node, writer = self.node, self.writer
        x, y = emu(node.pad_x), node.pad_y * writer.scale
        above = max(0.0, y - writer.drop(runs, look))
        family = str(getattr(writer.palette.theme.fonts, look.font))
        tail = node.tail(at, column) if at >= 0 else ""
        behind = em_width(tail, family, look.weight >= BOLD) * writer.size(look)
        right = max(0, x - emu(0.6)) + emu(behind)
        return (
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{writer.paragraph(runs, look, node.aligns[column])}</a:txBody>"
            f'<a:tcPr marL="{x}" marR="{right}" marT="{emu(above)}" marB="{emu(2 * y - above)}" anchor="t">{looks}</a:tcPr></a:tc>'
        )

    def _lines(self, at: int) -> dict[str, tuple[float, ColorRole] | None]:
        """The lines above and below a row; the head is row -1."""
        node, last = self.node, len(self.node.rows) - 1
        thin: tuple[float, ColorRole] | None = None if node.striped else (_THIN, "line")
        strong: tuple[float, ColorRole] = (_STRONG, "muted")
        below = strong if (node.total and at == last - 1) or (node.striped and at < 0) else thin
        return {"lnL": None, "lnR": None, "lnT": strong if node.total and at == last else None, "lnB": below}

    def _border(self, side: str, line: tuple[float, ColorRole] | None) -> str:
        if line is None:
            return f'<a:{side} w="0"><a:noFill/></a:{side}>'
        return f'<a:{side} w="{emu(line[0])}">{self.writer.palette.fill(line[1])}</a:{side}>'
