"""Formulas on a card: broken into lines where one is too long, in colours that can be read."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import dropwhile
from typing import Final

from cardwright.maths import Formula, extent, read
from cardwright.maths.tree import (
    Accent,
    Fence,
    Fraction,
    Framed,
    Grid,
    Hidden,
    Limits,
    Node,
    Root,
    Row,
    Scripts,
    Space,
    Styled,
    Tinted,
    core,
)
from cardwright.scene import Look, Run
from cardwright.scene.looks import within
from cardwright.theme.contrast import readable

_SMALLER: Final = 0.8  # of its size, before a formula is broken into lines
_LEAST: Final = 0.5
_RELATION: Final = 0.25  # em beside a sign that says what the two sides are to each other
_JOINING: Final = 0.2  # em beside a sum's signs
_INDENT: Final = 0.9
_LONG_HEAD: Final = 0.45  # of the width; a left side that is longer is no edge to align the others at
_LETTERS: Final = (0.97, 0.24)  # em of a usual face above and below the baseline
_LARGER: Final = 1.1  # than the text formulas are set, for capitals of one height
_STANDS_OUT: Final = 0.15  # em that a formula may stand out of its line; layout lets it stand out a little more
_LOOSEST: Final = 2.0  # line height; what is higher still moves its own line only
_APART: Final = 1.0  # em between formulas of their own


def laid_out(formula: Formula, look: Look, width: float) -> tuple[Formula, Look]:
    """The formula in lines that fit `width` points, and its look, smaller where that is needed."""
    need = extent(formula.root, display=True).width * look.size
    if need > width / _SMALLER:
        formula = replace(formula, root=broken(formula.root, width / look.size))
        need = extent(formula.root, display=True).width * look.size
    return formula, within(look, need, width, _LEAST)


def spacious(look: Look, *texts: Sequence[Run]) -> Look:
    """The look with lines so far apart that formulas within the text, such as fractions, find room in all of them."""
    found = [extent(inline(run.math).root) for runs in texts for run in runs if run.math]
    if not found:
        return look
    # A line has half of what it is higher than its letters above them, and half below.
    above = max(one.up for one in found) * _LARGER - _LETTERS[0]
    below = max(one.down for one in found) * _LARGER - _LETTERS[1]
    needed = sum(_LETTERS) + 2 * (max(above, below) - _STANDS_OUT)
    return look if needed <= look.line else replace(look, line=round(min(needed, _LOOSEST), 3))


def broken(root: Node, width: float) -> Node:
    """A row in lines of `width` em: broken before equals signs, and where that is not enough before pluses."""
    if not isinstance(root, Row):
        return root
    several = _apart(root.children)
    if len(several) > 1:
        return Grid(tuple((line,) for line in _filled(several, width)), ("center",), (), display=True)
    head, *rest = _pieces(root.children, _RELATION)
    if not rest or extent(head, display=True).width > width * _LONG_HEAD:
        lines = [line for part in (head, *rest) for line in _continued(part, width)]
        return _grid([(line,) for line in lines], root)
    room = width - extent(head, display=True).width
    lines = [line for part in _filled(rest, room) for line in _continued(part, room)]
    return _grid([(head if at == 0 else Row(()), line) for at, line in enumerate(lines)], root)


def _continued(line: Node, width: float) -> list[Node]:
    """A line that is too long, in lines of which the later ones are indented."""
    if extent(line, display=True).width <= width:
        return [line]
    first, *more = _filled(_pieces(_parts(line), _JOINING), width - _INDENT)
    return [first, *(Row((Space(_INDENT), *_parts(one))) for one in more)]


def _grid(rows: Sequence[tuple[Node, ...]], root: Node) -> Node:
    """Rows under each other, or what they were made of when there is only one."""
    if len(rows) < 2:  # noqa: PLR2004 - nothing to align
        return root
    halves = len(rows[0]) > 1
    return Grid(tuple(rows), ("right", "left") if halves else ("left",), (0.0,) if halves else (), display=True)


def _parts(node: Node) -> tuple[Node, ...]:
    return node.children if isinstance(node, Row) else (node,)


def _pieces(children: Sequence[Node], least: float) -> list[Node]:
    """The children in rows, each but the first beginning with a sign that has `least` em before it."""
    found: list[list[Node]] = [[]]
    for child in children:
        sign = core(child)
        if sign is not None and sign.before >= least and found[-1]:
            found.append([])
        found[-1].append(child)
    return [Row(tuple(part)) for part in found]


def _apart(children: Sequence[Node]) -> list[Node]:
    """Formulas that were written beside each other, with wide spaces between them; each keeps the space before it."""
    found: list[list[Node]] = [[]]
    for child in children:
        if isinstance(child, Space) and child.width >= _APART and any(not isinstance(one, Space) for one in found[-1]):
            found.append([])
        found[-1].append(child)
    return [Row(tuple(part)) for part in found]


def _filled(pieces: Sequence[Node], width: float) -> list[Node]:
    """Pieces put together as long as they fit."""
    lines: list[list[Node]] = []
    used = 0.0
    for piece in pieces:
        wide = extent(piece, display=True).width
        if not lines or used + wide > width:
            lines.append([])
            used = 0.0
        lines[-1].append(piece)
        used += wide
    return [Row(_trimmed([part for piece in line for part in _parts(piece)])) for line in lines]


def _trimmed(parts: Sequence[Node]) -> tuple[Node, ...]:
    """Without wide spaces at the beginning of a line."""
    return tuple(dropwhile(lambda part: isinstance(part, Space) and part.width >= _APART, parts))


@lru_cache(maxsize=2048)
def inline(tex: str) -> Formula:
    """A formula within text, in the text's own colour.

    Raises:
        Unreadable: it cannot be set.
    """
    formula = read(tex, display=False)
    return replace(formula, root=_bare(formula.root)) if "color" in tex else formula


def _bare(node: Node) -> Node:
    return mapped(node.body if isinstance(node, Tinted) else node, _bare)


def tinted(formula: Formula, ground: str) -> Formula:
    """The formula with its own colours made readable on a background."""
    return replace(formula, root=_tinted(formula.root, ground)) if "color" in formula.tex else formula


def _tinted(node: Node, ground: str) -> Node:
    node = mapped(node, lambda part: _tinted(part, ground))
    return replace(node, color=readable(node.color, ground)) if isinstance(node, Tinted) else node


def mapped(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with every part of it changed."""

    def some(part: Node | None) -> Node | None:
        return None if part is None else change(part)

    match node:
        case Row():
            return Row(tuple(map(change, node.children)))
        case Fraction():
            return replace(node, above=change(node.above), below=change(node.below))
        case Root():
            return Root(change(node.body), some(node.index))
        case Scripts():
            return Scripts(change(node.base), *map(some, (node.sub, node.sup, node.pre_sub, node.pre_sup)))
        case Limits():
            return replace(node, base=change(node.base), under=some(node.under), over=some(node.over))
        case Accent():
            return replace(node, base=change(node.base))
        case Grid():
            return replace(node, rows=tuple(tuple(map(change, row)) for row in node.rows))
        case Fence() | Styled() | Hidden() | Framed() | Tinted():
            return replace(node, body=change(node.body))
        case _:
            return node
