"""Formulas for the typesetter: the tree as the painter's plain data, and the room each one takes.

Measured once per formula, in em of the text around it. Every output gives a
formula that room, so lines break alike wherever one stands within text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple, assert_never

import msgspec

from cardwright.layout.walk import nodes, texts
from cardwright.maths import Formula
from cardwright.maths.alphabet import italic
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
    core,
)
from cardwright.scene import MathNode, SceneCard
from cardwright.scene.formulas import inline

PAINTER: Final = "formula.typ"
_POINTS: Final = 100.0  # the size at which formulas are measured
_HIGH: Final = 90.0  # em; no formula is higher
_SLACK: Final = 0.2  # em that a formula may stand out of its line, where other lines have no letters


class Room(NamedTuple):
    """Em of the text around: width, and height above and below the baseline."""

    width: float
    up: float
    down: float

    def times(self, factor: float) -> "Room":
        return Room(self.width * factor, self.up * factor, self.down * factor)


def in_line(room: Room, top: float, bottom: float) -> tuple[float, float]:
    """Em above and below the baseline that a formula takes in a line of text that has `top` and `bottom` itself.

    What stands out a little does not move the lines apart.
    """
    up = top if room.up <= top + _SLACK else room.up
    return up, bottom if room.down <= bottom + _SLACK else room.down


@cache
def painter() -> bytes:
    """The part of the painter that draws formulas."""
    return (resources.files(__package__ or "") / PAINTER).read_bytes()


def in_card(card: SceneCard) -> Iterator[Formula]:
    """Every formula of a card, in reading order."""
    for node in nodes(card.root):
        if isinstance(node, MathNode):
            yield node.formula
        yield from (inline(run.math) for text in texts(node) for run in text if run.math)


_MEASURE: Final = """
#import "formula.typ": equation, formula
#let deck = json("/formulas.json")
#set page(width: auto, height: auto, margin: 0pt)
#set text(size: 100pt, top-edge: 0pt, bottom-edge: 0pt)
#set par(leading: 0pt, spacing: 0pt)
#show math.equation: set text(font: deck.fonts, weight: 400)
#for (tree, display) in deck.formulas {
  context {
    let one = box(math.equation(block: false, if display { math.display(formula(tree)) } else { formula(tree) }))
    let (width, height) = measure(one)
    let high = measure(one + box(height: 9000pt)).height
    [#metadata((width.pt(), height.pt(), high.pt()))<m>]
  }
}
"""
ROOMS: Final = "query(<m>).map(found => found.value)"


def measuring(formulas: Sequence[Formula], fonts: Sequence[str]) -> dict[str, bytes]:
    """The typesetter's virtual files that measure formulas; `ROOMS` asks for what was found."""
    data = {"fonts": list(fonts), "formulas": [(drawn(one.root), one.display) for one in formulas]}
    return {"main.typ": _MEASURE.encode(), PAINTER: painter(), "formulas.json": msgspec.json.encode(data)}


def rooms(formulas: Sequence[Formula], found: Iterable[Sequence[float]]) -> Mapping[Formula, Room]:
    """The room of each formula, from what the typesetter answered."""
    return {one: _room(*lengths) for one, lengths in zip(formulas, found, strict=True)}


def _room(width: float, height: float, high: float) -> Room:
    down = high - _HIGH * _POINTS
    return Room(*(round(length / _POINTS, 4) for length in (width, height - down, down)))


def drawn(node: Node) -> list[Any]:
    """A node as the painter takes it."""
    match node:
        case Row():
            return ["row", [drawn(part) for part in node.children]]
        case Letters():
            single = len(node.text) == 1 and not node.upright
            return ["s", italic(node.text)] if single else ["t", node.text]
        case Number() | Words():
            return ["t", node.text]
        case Operator():
            return _operator(node)
        case Space():
            return ["h", node.width]
        case Fraction():
            return _fraction(node)
        case Root():
            return ["r", drawn(node.body), drawn(node.index) if node.index else None]
        case Scripts() | Limits():
            return _scripted(node)
        case Accent():
            return ["c", drawn(node.base), node.mark, node.under, node.wide]
        case Fence():
            return _fence(node)
        case Grid():
            return _grid(node)
        case Styled():
            return ["z", drawn(node.body), node.display, node.level]
        case Hidden():
            return ["v", drawn(node.body), node.width, node.height]
        case Framed():
            return ["k", drawn(node.body), node.kind]
        case Tinted():
            return ["i", drawn(node.body), node.color]
        case _:
            assert_never(node)


def _operator(node: Operator) -> list[Any]:
    if is_large(node.text) and not node.size:
        return ["l", node.text]
    if node.size:
        return ["big", node.text, node.before, node.after, node.size]
    if node.stretchy and node.text in "→←⇒⇐↔⇔↦↪↩⇀↽⇌":
        return ["arrow", node.text]
    return ["m", node.text] if node.stretchy else ["o", node.text, node.before, node.after]


def _fraction(node: Fraction) -> list[Any]:
    above, below = drawn(node.above), drawn(node.below)
    return ["f", above, below, node.display] if node.line else ["atop", above, below]


def _fence(node: Fence) -> list[Any]:
    if isinstance(node.body, Fraction) and not node.body.line and (node.opening, node.closing) == ("(", ")"):
        return ["binom", drawn(node.body.above), drawn(node.body.below)]
    return ["d", node.opening, drawn(node.body), node.closing, node.before, node.after]


def _scripted(node: Scripts | Limits) -> list[Any]:
    """Scripts of a sign stand between it and the space behind it."""
    sign = core(node)
    around = (0.0, 0.0) if sign is None or is_large(sign.text) else (sign.before, sign.after)
    base = drawn(_tight(node.base))
    if isinstance(node, Limits):
        parts = {"b": node.under, "t": node.over}
        return ["y", base, _present(parts), *around, node.movable]
    parts = {"b": node.sub, "t": node.sup, "bl": node.pre_sub, "tl": node.pre_sup}
    return ["x", base, _present(parts), *around]


def _present(parts: Mapping[str, Node | None]) -> dict[str, Any]:
    return {name: drawn(part) for name, part in parts.items() if part is not None}


def _tight(node: Node) -> Node:
    """A sign, with or without scripts, without the space around it."""
    match node:
        case Operator():
            return replace(node, before=0.0, after=0.0)
        case Scripts() | Limits() if core(node):
            return replace(node, base=_tight(node.base))
        case _:
            return node


def _grid(node: Grid) -> list[Any]:
    lines = [list(node.vertical), list(node.horizontal)] if node.vertical or node.horizontal else None
    rows = [[drawn(cell) for cell in row] for row in node.rows]
    return ["g", rows, list(node.aligns), list(node.gaps), node.display, node.level, lines]
