"""A table as a real `table`, with the column widths that layout found."""

from collections.abc import Callable, Sequence

from cardwright.export.page.classes import Classes, number
from cardwright.export.page.text import escape
from cardwright.scene import Run, TableNode
from cardwright.units import Rect

Inner = Callable[[Sequence[Run]], str]


def table(
    node: TableNode,
    cells: Sequence[Sequence[Rect]],
    classes: Classes,
    head: tuple[str, Inner],
    body: tuple[str, Inner],
    data: str,
) -> str:
    """The table in its own scroll box. `head` and `body` are a look's classes and what sets runs in it."""
    pads = classes.of(f"--px:{number(node.pad_x)};--py:{number(node.pad_y)};--n:{len(node.head)}")
    aligns = [_ALIGN.get(align, "") for align in node.aligns]
    top = "".join([_head_cell(runs, at, aligns, head) for at, runs in enumerate(node.head)])
    rows = [f"<tr>{''.join([_cell(runs, at, aligns, body) for at, runs in enumerate(row)])}</tr>" for row in node.rows]
    caption = f'<caption class="vh">{escape(node.caption)}</caption>' if node.caption else ""
    label = f' role="group" aria-label="{escape(node.caption)}"' if node.caption else ""
    return (
        f'<div class="tb"{data}{label}><table class="{pads}">{caption}{_columns(node, cells, classes)}'
        f"<thead><tr>{top}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


_ALIGN = {"center": " ac", "end": " ae"}


def _head_cell(runs: Sequence[Run], at: int, aligns: Sequence[str], style: tuple[str, Inner]) -> str:
    names, inner = style
    align = aligns[at] if at < len(aligns) else ""
    content = inner(runs)
    if not content:  # a header cell without words would be announced as a nameless header
        return f'<td class="th {names}{align}"></td>'
    return f'<th scope="col" class="th {names}{align}">{content}</th>'


def _cell(runs: Sequence[Run], at: int, aligns: Sequence[str], style: tuple[str, Inner]) -> str:
    names, inner = style
    return f'<td class="{names}{aligns[at] if at < len(aligns) else ""}">{inner(runs)}</td>'


def _columns(node: TableNode, cells: Sequence[Sequence[Rect]], classes: Classes) -> str:
    shares = [rect.width for rect in cells[0]] if cells and len(cells[0]) == len(node.head) else list(node.weights)
    total = sum(shares)
    if total <= 0:
        return ""
    columns = [f'<col class="{classes.of(f"width:{number(100 * share / total)}%")}">' for share in shares]
    return f"<colgroup>{''.join(columns)}</colgroup>"
