"""One thing said large: a quotation, a figure, a sentence."""

from dataclasses import replace
from typing import Final

from cardwright.deck import Card, plain
from cardwright.deck.sketch import Style
from cardwright.scene import Node, Panel, Row, Stack, TextNode
from cardwright.scene.cards import Composed, Place
from cardwright.scene.cards.content import compose as content
from cardwright.scene.display import balanced, display
from cardwright.scene.estimate import nodes
from cardwright.scene.looks import sized, within
from cardwright.scene.pen import Pen
from cardwright.scene.widths import lines, longest_word, text_width
from cardwright.scene.widths import plain as said

_FIGURE: Final = 2.6  # times the size of a figure among others
_SAID_BY: Final = 1.3  # times a label's size, below words that are set large
_STEPS: Final = ((1.4, 2), (1.2, 3), (1.0, 5), (0.86, 6), (0.72, 7))  # size and the lines it may take
_STYLES: Final[dict[Style, Style]] = {"body": "quote", "lead": "quote", "heading": "subheading", "caption": "label"}


def compose(card: Card, pen: Pen, place: Place) -> Composed:
    """The one block in the middle of the card; several blocks are an ordinary card."""
    if pen.room.kind == "page" or len(card.blocks) > 1:
        return content(card, pen, place)
    if not card.blocks:
        head = display(pen, card.title, "title", "h2", 5)
        return Composed((balanced(pen, head),), pen.gap("normal"), "middle")
    drawn = replace(pen, styles=_STYLES).block(card.blocks[0])
    if drawn is None:
        return content(card, pen, place)
    figure = _only_figure(drawn, pen)
    body = figure if figure is not None else _large(drawn, pen)
    title = [pen.text(card.title, "subheading", tag="h2", role="muted")] if plain(card.title).strip() else []
    return Composed((*title, body), pen.gap("wide" if figure is None else "normal"), "middle")


def _only_figure(node: Node, pen: Pen) -> Node | None:
    """A single big figure and its label without a panel around them; None for anything else."""
    panels = [one for one in nodes(node) if isinstance(one, Panel)]
    texts = [one for one in nodes(node) if isinstance(one, TextNode)]
    if len(panels) != 1 or panels[0].fill is None or not texts or texts[0].look.style != "stat":
        return None
    look = sized(pen.look("stat"), _FIGURE)
    value = said(texts[0].runs)
    big = replace(texts[0], look=within(look, text_width(value, look), pen.width, 0.3))
    labels = [replace(one, look=pen.look("lead", "muted")) for one in texts[1:]]
    return pen.stack([big, *labels], "snug")


def _large(node: Node, pen: Pen) -> Node:
    """Words set as large as they can be in a few lines of like length."""
    if isinstance(node, TextNode) and node.look.style == "label":  # who said it
        return replace(node, look=sized(node.look, _SAID_BY))
    if isinstance(node, TextNode):
        return balanced(pen, _stepped(node, pen.width))
    if isinstance(node, Panel) and node.fill is None:
        inner = pen.inside_panel(bar="start")
        return replace(node, child=_large(node.child, inner))
    if isinstance(node, Stack):
        return replace(node, children=tuple(_large(child, pen) for child in node.children))
    if isinstance(node, Row):
        return node
    return node


def _stepped(node: TextNode, width: float) -> TextNode:
    if node.look.style != "quote":
        return node
    words = said(node.runs)
    full = within(node.look, longest_word(words, node.look), width)
    more = 1 if width > full.size * 15 else 2  # a narrow column takes more lines for the same words
    for step, most in _STEPS:
        look = sized(full, step)
        if lines(words, look, width) <= most * more:
            return replace(node, look=look)
    return replace(node, look=sized(full, _STEPS[-1][0]))
