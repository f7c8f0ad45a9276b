"""Large words: set as large as they may be, in lines of like length."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Final

from cardwright.deck import Text, plain
from cardwright.deck.sketch import Style, Tag
from cardwright.faces import BOLD, em_width
from cardwright.scene import Look, Node, Row, Stack, TextNode
from cardwright.scene.formulas import spacious
from cardwright.scene.looks import sized, within
from cardwright.scene.orphans import kept_together
from cardwright.scene.pen import Pen
from cardwright.scene.widths import lines, longest_word
from cardwright.scene.widths import plain as plain_of
from cardwright.words import WIDE

_STEPS: Final = (1.0, 0.86, 0.74, 0.64, 0.54)  # of the size, tried from large to small
_TIGHTER: Final = 0.9
_ADDRESS: Final = 12  # characters; longer words without a hyphen of their language are broken where they look too long
_LETTER: Final = 0.56  # em of a letter in such a word
_BALANCE: Final = 1.07  # reserve of a balanced width over what the words need
_RESERVE: Final = 0.6  # at most, of what a line could be wider before the next word slips into it
_WIDEST: Final = 0.94  # of the width, with a reserve
_LEAST: Final = 1.02  # of what the words need, where there is no room for more
_WIDEST_OF_ALL: Final = 0.985  # of the width; what needs more is as even without
_MOST_LINES: Final = 4
_TRIES: Final = 12
_SPACES: Final = re.compile(r"[ \t]+")  # at which lines break


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
    wide = _measured(pen, node) or _estimated(pen, node)
    if wide is None or wide > pen.width * _WIDEST_OF_ALL:
        return node
    blank = Stack(next(pen.ids), (), 0.0)
    return Row(next(pen.ids), (node, blank), (round(wide, 2), round(pen.width - wide, 2)), 0.0)


def _measured(pen: Pen, node: TextNode) -> float | None:
    """Points across that column by the widths of the text's own face; None where these do not tell, or one line is enough."""
    look = node.look
    family, bold = str(getattr(pen.theme.fonts, look.font)), look.weight >= BOLD
    text = "".join(run.text for run in node.runs)  # the numbers of notes too, as if they were as large as the words
    if "\n" in text or any(run.bold or run.code or run.math for run in node.runs):
        return None
    words = [word for word in _SPACES.split(text) if word]
    sizes = [(em_width(word, family, bold) + look.tracking * len(word)) * look.size for word in words]
    # What slips into a line by itself: a word, of scripts that set no spaces its first character.
    firsts = [em_width(word[0], family, bold) * look.size if WIDE.match(word) else None for word in words]
    space = (em_width(" ", family, bold) + look.tracking) * look.size
    if not sizes or max(sizes) > pen.width:
        return None
    count = len(_filled(sizes, space, pen.width))
    if not 1 < count <= _MOST_LINES:
        return None
    high = _narrowest(max(sizes), pen.width, lambda width: len(_filled(sizes, space, width)) <= count)
    # Some reserve for programs that set other faces, but none into which a line's next word would slip.
    rows = _filled(sizes, space, high)
    openers = accumulate(map(len, rows))
    slips = min(
        sum(row) + space * len(row) + (firsts[at] or after[0])
        for (row, after), at in zip(pairwise(rows), openers, strict=False)
    )
    wide = min(high * _BALANCE, high + (slips - high) * _RESERVE, max(pen.width * _WIDEST, high * _LEAST))
    if wide > pen.width * _WIDEST and rows == _filled(sizes, space, pen.width):
        return pen.width  # as even without, and with room
    return max(wide, _address(text, look))


def _filled(sizes: Sequence[float], space: float, width: float) -> list[list[float]]:
    """The widths of words line by line, as many in each as it has room for."""
    rows: list[list[float]] = [[]]
    used = 0.0
    for size in sizes:
        if rows[-1] and used + space + size > width:
            rows.append([])
            used = 0.0
        used += size + (space if rows[-1] else 0.0)
        rows[-1].append(size)
    return rows


def _estimated(pen: Pen, node: TextNode) -> float | None:
    """The same by about how wide letters are."""
    words = plain_of(node.runs)
    count = lines(words, node.look, pen.width)
    if not 1 < count <= _MOST_LINES:
        return None
    high = _narrowest(pen.width / count * 0.8, pen.width, lambda width: lines(words, node.look, width) <= count)
    return max(high, longest_word(words, node.look), _address(words, node.look)) * _BALANCE


def _narrowest(low: float, high: float, fits: Callable[[float], bool]) -> float:
    """About the least width from `low` to `high` that fits, as `high` does."""
    for _ in range(_TRIES):
        middle = (low + high) / 2
        low, high = (low, middle) if fits(middle) else (middle, high)
    return high


def _address(words: str, look: Look) -> float:
    """Points that the longest word needs to be kept whole, were it an address: these are told by counting letters."""
    longest = max(map(len, words.split()), default=0)
    return longest * look.size * _LETTER * 1.02 if longest > _ADDRESS else 0.0
