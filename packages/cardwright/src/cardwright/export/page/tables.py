"""A table as a real `table`, with the column widths that layout found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cardwright.export.page.classes import Classes, number
from cardwright.export.page.text import clean, escape
from cardwright.scene import Look, Run, TableNode
from cardwright.units import Rect

_ALIGN = {"center": " ac", "end": " ae"}


@dataclass(frozen=True, slots=True)
class Setter:
    """What a table needs of its page: generated classes, the classes of a look, runs as markup."""

    classes: Classes
    looks: Callable[[Look], str]
    runs: Callable[[Sequence[Run], Look, float], str]
    widths: Sequence[float]  # of the columns, without padding, in points


def table(node: TableNode, cells: Sequence[Sequence[Rect]], setter: Setter, data: str) -> str:
    """The table in its own scroll box."""
    pads = setter.classes.of(f"--px:{number(node.pad_x)};--py:{number(node.pad_y)};--n:{len(node.aligns)}")
    striped = " zb" if node.striped else ""
    caption = f'<caption class="vh">{escape(node.caption)}</caption>' if node.caption else ""
    label = f' role="group" aria-label="{escape(node.caption)}"' if node.caption else ""
    return (
        f'<div class="tb"{data}{label}><table class="{pads}{striped}">{caption}'
        f"{_columns(node, cells, setter.classes)}{_head(node, setter)}{_body(node, setter)}</table></div>"
    )


def _head(node: TableNode, setter: Setter) -> str:
    if not node.head:
        return ""
    cells = "".join([_head_cell(runs, at, node, setter) for at, runs in enumerate(node.head)])
    return f"<thead><tr>{cells}</tr></thead>"


def _head_cell(runs: Sequence[Run], at: int, node: TableNode, setter: Setter) -> str:
    names = f"th {setter.looks(node.head_look)}{_ALIGN.get(node.aligns[at], '')}"
    content = setter.runs(runs, node.head_look, setter.widths[at])
    if not content:  # a header cell without words would be announced as a nameless header
        return f'<td class="{names}"></td>'
    return f'<th scope="col" class="{names}">{content}</th>'


def _body(node: TableNode, setter: Setter) -> str:
    rows = [_row(node, at, setter) for at in range(len(node.rows))]
    if node.total is None:
        return f"<tbody>{''.join(rows)}</tbody>"
    return f"<tbody>{''.join(rows[:-1])}</tbody><tfoot>{rows[-1]}</tfoot>"


def _row(node: TableNode, row: int, setter: Setter) -> str:
    sparks = {one.column: one.chart for one in node.sparks if one.row == row}
    cells: list[str] = []
    for at, runs in enumerate(node.rows[row]):
        spark = sparks.get(at)
        content = setter.runs(runs, node.look(row), setter.widths[at])
        if spark is not None:
            size = setter.classes.of(f"--cw:{number(spark.width)}")
            content = f'<span class="sk {size}" role="img" aria-label="{escape(spark.alt)}">{clean(spark.svg)}</span>'
        cells.append(_cell(content, row, at, node, setter))
    return f"<tr>{''.join(cells)}</tr>"


def _cell(content: str, row: int, at: int, node: TableNode, setter: Setter) -> str:
    names = f"{setter.looks(node.look(row))}{_ALIGN.get(node.aligns[at], '')}"
    tail = node.tail(row, at)
    unseen = f' data-t="{escape(tail)}"' if tail else ""
    if at == 0 and node.named and content:
        return f'<th scope="row" class="{names}"{unseen}>{content}</th>'
    return f'<td class="{names}"{unseen}>{content}</td>'


def _columns(node: TableNode, cells: Sequence[Sequence[Rect]], classes: Classes) -> str:
    shares = [rect.width for rect in cells[0]] if cells and len(cells[0]) == len(node.aligns) else list(node.weights)
    total = sum(shares)
    if total <= 0:
        return ""
    columns = [f'<col class="{classes.of(f"width:{number(100 * share / total)}%")}">' for share in shares]
    return f"<colgroup>{''.join(columns)}</colgroup>"
