"""Several pictures: rows in which all are equally high."""

from collections.abc import Sequence
from dataclasses import replace

from cardwright.deck import Block
from cardwright.scene import Node, PictureNode, Row, Stack
from cardwright.scene.estimate import height, nodes
from cardwright.scene.pen import Pen

ABREAST = 4
_CROP = 1.3  # rows may be this much higher than uncropped pictures would be
_RATIOS = (0.7, 1.9)  # shapes a picture may take among others


def gallery(blocks: Sequence[Block], pen: Pen, room: float) -> Node:
    """Pictures in rows that fill the width, `room` points high at most where cropping can do it."""
    most = 2 if pen.narrow else ABREAST
    count = -(-len(blocks) // most)
    length = -(-len(blocks) // count)
    gap = pen.gap("snug")
    each = (room - gap * (count - 1)) / count
    rows = [_row(blocks[at : at + length], pen, each, gap) for at in range(0, len(blocks), length)]
    return rows[0] if len(rows) == 1 else Stack(next(pen.ids), tuple(rows), gap)


def _row(blocks: Sequence[Block], pen: Pen, tall: float, gap: float) -> Node:
    ratios = [_ratio(block, pen) for block in blocks]
    free = pen.width - gap * (len(blocks) - 1)
    cells: list[Node] = []
    pens = [replace(pen, width=free * ratio / sum(ratios)) for ratio in ratios]
    captions = max(_caption(block, cell) for block, cell in zip(blocks, pens, strict=True))
    high = min(free / sum(ratios) * _CROP, max(tall - captions, 80.0))
    for block, cell in zip(blocks, pens, strict=True):
        node = cell.block(block)
        if node is not None:
            cells.append(_shaped(node, round(cell.width / high, 4)))
    return Row(next(pen.ids), tuple(cells), tuple(round(ratio, 4) for ratio in ratios), gap)


def _ratio(block: Block, pen: Pen) -> float:
    node = pen.block(block)
    picture = next((one for one in nodes(node) if isinstance(one, PictureNode)), None) if node else None
    if picture is None:
        return 1.0
    image = pen.images[picture.image]
    low, high = _RATIOS
    return min(max(image.width / image.height, low), high)


def _caption(block: Block, pen: Pen) -> float:
    node = pen.block(block)
    if node is None or isinstance(node, PictureNode):
        return 0.0
    pictures = sum(height(one, pen.width) for one in nodes(node) if isinstance(one, PictureNode))
    return height(node, pen.width) - pictures


def _shaped(node: Node, ratio: float) -> Node:
    if isinstance(node, PictureNode):
        return replace(node, ratio=ratio, max_width=0.0)
    if isinstance(node, Stack):
        return replace(node, children=tuple(_shaped(child, ratio) for child in node.children))
    return node
