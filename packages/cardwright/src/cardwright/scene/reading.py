"""Document cards: a heading and its blocks below each other, at reading size."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from cardwright.deck import Block, Card, plain
from cardwright.deck.sketch import Style
from cardwright.scene import Node, PictureNode, Row
from cardwright.scene.estimate import nodes
from cardwright.scene.gallery import gallery
from cardwright.scene.pen import Pen

BELOW_TITLE: Final[dict[Style, Style]] = {"heading": "subheading", "subheading": "event-title"}
_FIGURE: Final = 0.3  # of a page's height


def read(card: Card, pen: Pen, tall: float) -> tuple[tuple[Node, ...], float]:
    """The card's nodes and the gap between them."""
    titled = bool(plain(card.title).strip())
    body = replace(pen, figure_height=round(tall * _FIGURE, 1), styles=BELOW_TITLE if titled else {})
    title = [pen.text(card.title, "heading", tag="h2")] if titled else []
    return (*title, *_blocks(card.blocks, body, tall)), pen.gap("snug") * 1.15


def _blocks(blocks: Sequence[Block], pen: Pen, tall: float) -> list[Node]:
    """The blocks' nodes; pictures that follow each other share rows."""
    found: list[Node] = []
    for pictured, group in groupby(blocks, key=lambda block: shows_picture(block, pen)):
        part = list(group)
        if pictured and len(part) > 1:
            found.append(gallery(part, pen, tall * _FIGURE * -(-len(part) // 4)))
        else:
            found += [node for block in part if (node := pen.block(block)) is not None]
    return found


def shows_picture(block: Block, pen: Pen) -> bool:
    """Whether the block is a picture, with or without a caption, and nothing else."""
    node = pen.block(block)
    if node is None:
        return False
    kinds = {type(one) for one in nodes(node)}
    return PictureNode in kinds and Row not in kinds
