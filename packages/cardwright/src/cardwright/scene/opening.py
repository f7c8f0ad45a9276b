"""Covers, section breaks and closings: a large title, an accent, a few calm lines."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cardwright.deck import Block, Card, Text, plain
from cardwright.deck.sketch import Style, Tag
from cardwright.scene import Node, PictureNode, Row, Stack, TextNode
from cardwright.scene.estimate import height
from cardwright.scene.formulas import spacious
from cardwright.scene.looks import sized, within
from cardwright.scene.orphans import kept_together
from cardwright.scene.pen import Pen, runs_of
from cardwright.scene.reading import shows_picture
from cardwright.scene.widths import lines, longest_word

_STEPS: Final = (1.0, 0.86, 0.74, 0.64, 0.54)  # of the title's size, tried from large to small
_TIGHTER: Final = 0.9
_COVER_CROP: Final = 6.0  # how far a cover's photograph may be cropped: it sets a mood
_BALANCE: Final = 1.07  # reserve of a balanced width over what the words are thought to need


def display(pen: Pen, text: Text, style: Style, tag: Tag, most: int, largest: float = 1.0) -> TextNode:
    """Text at the largest step of its style at which it takes at most `most` lines."""
    words = plain(text)
    full = sized(replace(pen, styles={}).look(style), largest)
    full = within(full, longest_word(words, full), pen.width)
    chosen = next(
        (look for step in _STEPS if lines(words, look := sized(full, step), pen.width) <= most), sized(full, _STEPS[-1])
    )
    count, tighter = lines(words, chosen, pen.width), sized(chosen, _TIGHTER)
    if count > 1 and lines(words, tighter, pen.width) < count:  # rather that than a lone word on the last line
        chosen = tighter
    runs = runs_of(text)
    return TextNode(next(pen.ids), kept_together(runs, chosen, pen.width), spacious(chosen, runs), tag)


def balanced(pen: Pen, node: TextNode) -> Node:
    """The text in a column so wide that its lines are of like length: no single word on the last one."""
    words = "".join(run.text for run in node.runs)
    count = lines(words, node.look, pen.width)
    if count < 2 or count > 4:
        return node
    low, high = pen.width / count * 0.8, pen.width
    for _ in range(8):
        middle = (low + high) / 2
        low, high = (low, middle) if lines(words, node.look, middle) <= count else (middle, high)
    wide = max(high, longest_word(words, node.look)) * _BALANCE
    if wide > pen.width * 0.94:
        return node
    blank = Stack(next(pen.ids), (), 0.0)
    return Row(next(pen.ids), (node, blank), (round(wide, 2), round(pen.width - wide, 2)), 0.0)


def opened(
    card: Card, pen: Pen, height_: float, *, tag: Tag, largest: float = 1.0, clear: float = 1.0
) -> tuple[Node, ...]:
    """The nodes of an opening, the picture beside or above its words if it has one.

    Without one the words keep to the share `clear` of the width.
    """
    shown = next((block for block in card.blocks if shows_picture(block, pen)), None)
    captioned = shown is not None and not isinstance(pen.block(shown), PictureNode)
    if shown is None or (captioned and shown is not card.blocks[-1]):  # a caption keeps its place in the text
        return (_kept_clear(card, pen, tag, largest, clear),)
    others = [block for block in card.blocks if block is not shown]
    if pen.narrow:
        above = _picture(shown, pen, round(height_ * 0.42, 1), _COVER_CROP)
        words = _words(card.title, others, pen, tag, largest)
        both = (words, above) if captioned else (above, words)
        return tuple(node for node in both if node is not None)
    left, right = pen.split((1.1, 1.0))
    beside = _picture(shown, right, height_, _COVER_CROP)
    words = _words(card.title, others, left, tag, largest * 0.86)
    return (pen.row([words, beside], (1.1, 1.0)),) if beside is not None else (words,)


def _kept_clear(card: Card, pen: Pen, tag: Tag, largest: float, clear: float) -> Node:
    if clear >= 1:
        return _words(card.title, card.blocks, pen, tag, largest)
    shares = (round(clear, 4), round(1 - clear, 4))
    near, far = pen.split(shares, "none", keep=True)
    return pen.row([_words(card.title, card.blocks, near, tag, largest), far.stack(())], shares, "none", keep=True)


def _picture(block: Block, pen: Pen, tall: float, crop: float) -> Node | None:
    """The picture as high as the card allows, its caption included."""
    node = replace(pen, figure_height=tall).block(block)
    if node is None or isinstance(node, PictureNode):
        src = getattr(block, "src", "")
        return pen.filling(src, node.alt, tall, crop) if node else None
    over = height(node, pen.width) - tall
    return replace(pen, figure_height=tall - over).block(block) if over > 0 else node


def _words(title: Text, blocks: Sequence[Block], pen: Pen, tag: Tag, largest: float) -> Node:
    parts: list[Node] = []
    if plain(title).strip():
        most = 5 if pen.narrow else 3
        head = display(pen, title, "title", tag, most, largest)
        parts = [pen.accent_rule(), balanced(pen, head)]
    below = _below(blocks, pen)
    if not below:
        return pen.stack(parts, "normal")
    return pen.stack([pen.stack(parts, "normal"), pen.stack(below, "snug")] if parts else below, "normal")


def _below(blocks: Sequence[Block], pen: Pen) -> list[Node]:
    """The first paragraph leads; those after it are small print, such as an author or a date."""
    drawn: list[Node] = []
    for block in blocks:
        styles: dict[Style, Style] = {"body": "meta" if drawn else "lead", "heading": "subheading"}
        node = replace(pen, styles=styles).block(block)
        if node is not None:
            drawn.append(balanced(pen, node) if isinstance(node, TextNode) else node)
    return drawn
