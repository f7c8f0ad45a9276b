"""Large words: set as large as they may be, in lines of like length."""

from dataclasses import replace
from typing import Final

from cardwright.deck import Text, plain
from cardwright.deck.sketch import Style, Tag
from cardwright.scene import Look, Node, Row, Stack, TextNode
from cardwright.scene.formulas import spacious
from cardwright.scene.looks import sized, within
from cardwright.scene.orphans import kept_together
from cardwright.scene.pen import Pen
from cardwright.scene.widths import lines, longest_word
from cardwright.scene.widths import plain as plain_of

_STEPS: Final = (1.0, 0.86, 0.74, 0.64, 0.54)  # of the size, tried from large to small
_TIGHTER: Final = 0.9
_ADDRESS: Final = 12  # characters; longer words without a hyphen of their language are broken where they look too long
_LETTER: Final = 0.56  # em of a letter in such a word
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
    runs = pen.runs(text)
    return TextNode(next(pen.ids), kept_together(runs, chosen, pen.width), spacious(chosen, runs), tag)


def balanced(pen: Pen, node: TextNode) -> Node:
    """The text in a column so wide that its lines are of like length: no single word on the last one."""
    words = plain_of(node.runs)
    count = lines(words, node.look, pen.width)
    if count < 2 or count > 4:
        return node
    low, high = pen.width / count * 0.8, pen.width
    for _ in range(8):
        middle = (low + high) / 2
        low, high = (low, middle) if lines(words, node.look, middle) <= count else (middle, high)
    wide = max(high, longest_word(words, node.look), _address(words, node.look)) * _BALANCE
    if wide > pen.width * 0.94:
        return node
    blank = Stack(next(pen.ids), (), 0.0)
    return Row(next(pen.ids), (node, blank), (round(wide, 2), round(pen.width - wide, 2)), 0.0)


def _address(words: str, look: Look) -> float:
    """Points that the longest word needs to be kept whole, were it an address: these are told by counting letters."""
    longest = max(map(len, words.split()), default=0)
    return longest * look.size * _LETTER if longest > _ADDRESS else 0.0
