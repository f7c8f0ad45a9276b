"""About how large a formula will be, before it is measured: enough to choose sizes and lines by.

Widths and heights are em of the text around. The typesetter measures the truth.
"""

import unicodedata
from typing import Final, NamedTuple, assert_never

from cardwright.maths.operators import is_large
from cardwright.maths.tree import (
    Accent,
    Fence,
    Fraction,
    Framed,
    Grid,
    Hidden,
    Letters,
    Limits,
    Node,
    Number,
    Operator,
    Root,
    Row,
    Scripts,
    Space,
    Styled,
    Tinted,
    Words,
)


class Extent(NamedTuple):
    """Width, and height above and below the baseline."""

    width: float
    up: float
    down: float


_SCRIPT: Final = 0.7  # of the size around
_EMPTY: Final = Extent(0.0, 0.0, 0.0)
_AXIS: Final = 0.26  # height of a fraction's bar over the baseline
_THIN: Final = 0.06  # a bar and the room around it
_LOWER: Final = 0.12  # by which a denominator hangs lower than it must
_ROW: Final = 1.05  # least height of a grid's row
_ROW_GAPS: Final = (0.2, 0.4)  # between rows in running size, and in display size
_NARROW: Final = frozenset("iljtfr.,:;'|!()[]′ ")
_BROAD: Final = frozenset("mwMWQOG%@→←↔⇒⇔⟶")


def extent(node: Node, *, display: bool = False) -> Extent:
    """The room a node takes."""
    match node:
        case Row():
            return _beside([extent(part, display=display) for part in node.children])
        case Letters() | Number() | Words():
            return Extent(_text(node.text), 0.7, 0.2)
        case Operator():
            return _operator(node, display=display)
        case Space():
            return Extent(node.width, 0.0, 0.0)
        case Fraction():
            return _fraction(node, display=display)
        case Root():
            body = extent(node.body, display=display)
            return Extent(body.width + 0.75, body.up + 0.25, body.down + 0.15)
        case Scripts():
            return _scripts(node, display=display)
        case Limits():
            return _limits(node, display=display)
        case Accent():
            body = extent(node.base, display=display)
            return Extent(body.width, body.up + 0.15 * (not node.under), body.down + 0.2 * node.under)
        case Fence():
            body = extent(node.body, display=display)
            edges = 0.4 * (bool(node.opening) + bool(node.closing))
            return Extent(body.width + edges + node.before + node.after, body.up + 0.05, body.down + 0.05)
        case Grid():
            return _grid(node)
        case Styled():
            body = extent(node.body, display=node.display)
            return _scaled(body, _SCRIPT**node.level)
        case Hidden():
            body = extent(node.body, display=display)
            return Extent(body.width * node.width, body.up * node.height, body.down * node.height)
        case Framed() | Tinted():
            return extent(node.body, display=display)
        case _:
            assert_never(node)


def _text(text: str) -> float:
    total = 0.0
    for char in text:
        if unicodedata.combining(char):
            continue
        wide = unicodedata.east_asian_width(char) in "WF"
        total += (
            1.0 if wide else 0.3 if char in _NARROW else 0.85 if char in _BROAD else 0.68 if char.isupper() else 0.54
        )
    return total


def _operator(node: Operator, *, display: bool) -> Extent:
    if is_large(node.text):
        high = (1.4 if "\u222b" <= node.text <= "\u2233" else 0.95) if display else 0.8
        return Extent((1.1 if display else 0.8) + node.before + node.after, high, high - 0.5)
    width = _text(node.text) + 0.1 * (node.before > 0) + node.before + node.after
    grown = max(node.size - 1.0, 0.0) / 2
    return Extent(width, 0.7 + grown, 0.2 + grown)


def _beside(found: list[Extent]) -> Extent:
    if not found:
        return _EMPTY
    return Extent(sum(one.width for one in found), max(one.up for one in found), max(one.down for one in found))


def _scaled(one: Extent, factor: float) -> Extent:
    return Extent(one.width * factor, one.up * factor, one.down * factor)


def _fraction(node: Fraction, *, display: bool) -> Extent:
    large = display if node.display is None else node.display
    factor = 1.0 if large else _SCRIPT
    above, below = (_scaled(extent(part), factor) for part in (node.above, node.below))
    gap = 0.16 if large else 0.08
    width = max(above.width, below.width) + 0.12
    return Extent(width, _AXIS + gap + above.up + above.down, gap + below.up + below.down - _AXIS + _LOWER)


def _scripts(node: Scripts, *, display: bool) -> Extent:
    base = extent(node.base, display=display)
    sub, sup, pre_sub, pre_sup = (
        _scaled(extent(part), _SCRIPT) if part else _EMPTY for part in (node.sub, node.sup, node.pre_sub, node.pre_sup)
    )
    width = base.width + max(sub.width, sup.width) + max(pre_sub.width, pre_sup.width)
    raised = max(base.up - 0.35, 0.35)
    up = max(base.up, *(raised + one.up for one in (sup, pre_sup) if one.up)) if sup.up or pre_sup.up else base.up
    down = (
        max(base.down, *(base.down * 0.6 + 0.15 + one.down for one in (sub, pre_sub)))
        if sub.up or pre_sub.up
        else base.down
    )
    return Extent(width, up, down)


def _limits(node: Limits, *, display: bool) -> Extent:
    if node.movable and not display:
        return _scripts(Scripts(node.base, node.under, node.over), display=display)
    base = extent(node.base, display=display)
    under, over = (_scaled(extent(part), _SCRIPT) if part else _EMPTY for part in (node.under, node.over))
    width = max(base.width, under.width, over.width)
    up = base.up + (over.up + over.down + 0.15 if node.over else 0.0)
    return Extent(width, up, base.down + (under.up + under.down + 0.15 if node.under else 0.0))


def _grid(node: Grid) -> Extent:
    cells = [[_scaled(extent(cell, display=node.display), _SCRIPT**node.level) for cell in row] for row in node.rows]
    width = sum(max(row[at].width for row in cells) for at in range(len(node.aligns))) + sum(node.gaps)
    heights = [max(one.up for one in row) + max(one.down for one in row) for row in cells]
    factor = _SCRIPT**node.level
    tall = sum(max(high, _ROW * factor) for high in heights) + _ROW_GAPS[node.display] * (len(cells) - 1) * factor
    return Extent(width, tall / 2 + _AXIS, tall / 2 - _AXIS)
