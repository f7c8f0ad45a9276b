"""About how high a tree of boxes will be, before it is measured: enough to choose an arrangement by."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from cardwright.maths import extent
from cardwright.scene import (
    ChartNode,
    DrawingNode,
    ListNode,
    MathNode,
    Node,
    Panel,
    PictureNode,
    Row,
    ShapeNode,
    Stack,
    TableNode,
    TextNode,
)
from cardwright.scene.widths import lines, plain


def height(node: Node, width: float) -> float:
    """Points the node needs at a width."""
    match node:
        case TextNode():
            return lines(plain(node.runs), node.look, width) * node.look.size * node.look.line
        case ListNode():
            return _list(node, width)
        case TableNode():
            return _table(node, width)
        case MathNode():
            room = extent(node.formula.root, display=True)
            return max(room.up + room.down + 0.2, node.look.line) * node.look.size
        case ChartNode():
            return node.height
        case PictureNode():
            return min(node.max_width or width, width) / node.ratio
        case DrawingNode():
            return min(node.max_width or width, width) * node.drawing.height / node.drawing.width
        case ShapeNode():
            return node.height
        case Stack():
            return sum(height(child, width) for child in node.children) + node.gap * max(0, len(node.children) - 1)
        case Row():
            return _row(node, width)
        case Panel():
            return height(node.child, width - 2 * node.pad_x) + 2 * node.pad_y
        case _:
            assert_never(node)


def _row(row: Row, width: float) -> float:
    if (text := _evened(row)) is not None:
        return height(text, width)
    free = width - row.gap * (len(row.children) - 1)
    total = sum(row.weights)
    return max(
        (height(child, free * part / total) for child, part in zip(row.children, row.weights, strict=True)), default=0.0
    )


def _evened(row: Row) -> TextNode | None:
    """A text beside nothing, set narrower for lines of like length: it takes as many as it would without."""
    if len(row.children) != 2:  # noqa: PLR2004
        return None
    text, rest = row.children
    return text if isinstance(text, TextNode) and isinstance(rest, Stack) and not rest.children else None


def _list(node: ListNode, width: float) -> float:
    high = 0.0
    for item in node.items:
        look = replace(node.look, size=node.look.size * node.level(item.level).share)
        inner = width - node.inset(item.level) * node.look.size
        high += lines(plain(item.runs), look, inner) * look.size * look.line
    return high + sum(node.gap * (0.6 if item.level else 1.0) for item in node.items[1:])


def _table(node: TableNode, width: float) -> float:
    total = sum(node.weights)
    widths = [width * weight / total - 2 * node.pad_x for weight in node.weights]
    high = 0.0
    head = ((node.head, node.head_look),) if node.head else ()
    for row, look in (*head, *((row, node.look(at)) for at, row in enumerate(node.rows))):
        most = max((lines(plain(cell), look, room) for cell, room in zip(row, widths, strict=True)), default=1)
        high += max(1, most) * look.size * look.line + 2 * node.pad_y
    return high


def nodes(root: Node) -> Iterator[Node]:
    """The node and all below it, in reading order."""
    yield root
    match root:
        case Stack() | Row():
            for child in root.children:
                yield from nodes(child)
        case Panel():
            yield from nodes(root.child)
        case _:
            pass
