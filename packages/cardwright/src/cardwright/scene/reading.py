"""Document cards: a heading and its blocks below each other, at reading size."""

from dataclasses import replace
from typing import Final

from cardwright.deck import Card, plain
from cardwright.deck.sketch import Style
from cardwright.scene import Node
from cardwright.scene.pen import Pen

BELOW_TITLE: Final[dict[Style, Style]] = {"heading": "subheading", "subheading": "event-title"}
_FIGURE: Final = 0.36  # of a page's height


def read(card: Card, pen: Pen, tall: float) -> tuple[tuple[Node, ...], float]:
    """The card's nodes and the gap between them."""
    titled = bool(plain(card.title).strip())
    body = replace(pen, figure_height=round(tall * _FIGURE, 1), styles=BELOW_TITLE if titled else {})
    title = [pen.text(card.title, "heading", tag="h2")] if titled else []
    blocks = [node for block in card.blocks if (node := body.block(block)) is not None]
    return (*title, *blocks), pen.gap("snug") * 1.15
