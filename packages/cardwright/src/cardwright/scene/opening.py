"""Covers, section breaks and closings: a large title, an accent, a few calm lines."""

from dataclasses import replace
from typing import Final

from cardwright.deck import Block, Card
from cardwright.deck.sketch import Tag
from cardwright.scene import Node, PictureNode
from cardwright.scene.covers import Words, covers
from cardwright.scene.estimate import height
from cardwright.scene.pen import Pen
from cardwright.scene.reading import shows_picture

_COVER_CROP: Final = 6.0  # how far a cover's photograph may be cropped: it sets a mood


def opened(
    card: Card, pen: Pen, height_: float, *, tag: Tag, largest: float = 1.0, clear: float = 1.0, cover: str = "aside"
) -> tuple[Node, ...]:
    """The nodes of an opening, the picture beside or above its words if it has one.

    Without one the words keep to the share `clear` of the width, and stand as
    `cover` says: a file of `scene/covers`.
    """
    shown = next((block for block in card.blocks if shows_picture(block, pen)), None)
    captioned = shown is not None and not isinstance(pen.block(shown), PictureNode)
    if shown is None or (captioned and shown is not card.blocks[-1]):  # a caption keeps its place in the text
        return (_kept_clear(Words(card.title, card.blocks, tag, largest), pen, height_, clear, cover),)
    others = [block for block in card.blocks if block is not shown]
    if pen.narrow:
        above = _picture(shown, pen, round(height_ * 0.42, 1), _COVER_CROP)
        words = covers()["aside"](Words(card.title, others, tag, largest), pen, height_)
        both = (words, above) if captioned else (above, words)
        return tuple(node for node in both if node is not None)
    left, right = pen.split((1.1, 1.0))
    beside = _picture(shown, right, height_, _COVER_CROP)
    words = covers()["aside"](Words(card.title, others, tag, largest * 0.86), left, height_)
    return (pen.row([words, beside], (1.1, 1.0)),) if beside is not None else (words,)


def _kept_clear(words: Words, pen: Pen, tall: float, clear: float, cover: str) -> Node:
    arranged = covers()[cover]
    if clear >= 1:
        return arranged(words, pen, tall)
    shares = (round(clear, 4), round(1 - clear, 4))
    near, far = pen.split(shares, "none", keep=True)
    return pen.row([arranged(words, near, tall), far.stack(())], shares, "none", keep=True)


def _picture(block: Block, pen: Pen, tall: float, crop: float) -> Node | None:
    """The picture as high as the card allows, its caption included."""
    node = replace(pen, figure_height=tall).block(block)
    if node is None or isinstance(node, PictureNode):
        src = getattr(block, "src", "")
        return pen.filling(src, node.alt, tall, crop) if node else None
    over = height(node, pen.width) - tall
    return replace(pen, figure_height=tall - over).block(block) if over > 0 else node
