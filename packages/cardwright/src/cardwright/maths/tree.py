"""What a formula is made of: a tree of plain data, the same for every output.

Lengths are em of the text they stand in. Letters are kept as they were typed;
that a single one is set in italics follows from `Letters.upright`.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Align = Literal["left", "center", "right"]
Mark = Literal[
    "hat", "tilde", "bar", "breve", "dot", "ddot", "dddot", "ring", "check", "grave", "acute", "vec",
    "line", "brace", "bracket", "paren", "right arrow", "left arrow", "both arrow",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """Things beside each other."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Letters:
    """A name: one letter is a variable in italics unless `upright`, several are a word in roman type."""

    text: str
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """Ordinary text, spaces and all."""

    text: str


@dataclass(frozen=True, slots=True)
class Operator:
    """A sign with the space around it. `stretchy` ones grow with what they stand beside, or are `size` em high."""

    text: str
    before: float = 0.0
    after: float = 0.0
    stretchy: bool = False
    size: float = 0.0  # 0: as the font has it


@dataclass(frozen=True, slots=True)
class Space:
    """Empty width; negative to draw together."""

    width: float


@dataclass(frozen=True, slots=True)
class Fraction:
    """`display` None takes the size of what is around it."""

    above: "Node"
    below: "Node"
    line: bool = True
    display: bool | None = None


@dataclass(frozen=True, slots=True)
class Root:
    body: "Node"
    index: "Node | None" = None


@dataclass(frozen=True, slots=True)
class Scripts:
    """Things to the right of a base, below and above, and to its left."""

    base: "Node"
    sub: "Node | None" = None
    sup: "Node | None" = None
    pre_sub: "Node | None" = None
    pre_sup: "Node | None" = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Things under and over a base; `movable` ones are scripts where there is little height."""

    base: "Node"
    under: "Node | None" = None
    over: "Node | None" = None
    movable: bool = False


@dataclass(frozen=True, slots=True)
class Accent:
    """A mark over (or `under`) a base; a `wide` one is as wide as the base."""

    base: "Node"
    mark: Mark
    under: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Fence:
    """Something between delimiters as high as it; an empty delimiter is not drawn.

    Stretchy operators of `body` are as high as the delimiters.
    """

    opening: str
    body: "Node"
    closing: str
    before: float = 0.0
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix, cases or lines under each other.

    Every row has as many cells as there are `aligns`; `gaps` are em between the
    columns. `level` 1 sets the cells in script size. `vertical` and `horizontal`
    number the columns and rows that a line stands before.
    """

    rows: tuple[tuple["Node", ...], ...]
    aligns: tuple[Align, ...]
    gaps: tuple[float, ...]
    display: bool = False
    level: int = 0
    vertical: tuple[int, ...] = ()
    horizontal: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Styled:
    """Something in another size: `display` as in a line of its own, `level` 1 or 2 as a script."""

    body: "Node"
    display: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Hidden:
    """Room for something that is not drawn: of its `width`, of its `height`, or of both."""

    body: "Node"
    width: bool = True
    height: bool = True


@dataclass(frozen=True, slots=True)
class Framed:
    """Something in a box, or struck out from corner to corner."""

    body: "Node"
    kind: Literal["box", "up", "down", "cross"]


@dataclass(frozen=True, slots=True)
class Tinted:
    """Something in a colour, `#rrggbb`."""

    body: "Node"
    color: str


Node: TypeAlias = (
    Row
    | Letters
    | Number
    | Words
    | Operator
    | Space
    | Fraction
    | Root
    | Scripts
    | Limits
    | Accent
    | Fence
    | Grid
    | Styled
    | Hidden
    | Framed
    | Tinted
)


def parts(node: Node) -> tuple[Node, ...]:
    """What a node consists of, in reading order."""
    match node:
        case Row():
            return node.children
        case Fraction():
            return (node.above, node.below)
        case Root():
            found = (node.index, node.body)
        case Scripts():
            found = (node.pre_sub, node.pre_sup, node.base, node.sub, node.sup)
        case Limits():
            found = (node.base, node.under, node.over)
        case Accent():
            found = (node.base,)
        case Grid():
            return tuple(cell for row in node.rows for cell in row)
        case Fence() | Styled() | Hidden() | Framed() | Tinted():
            found = (node.body,)
        case _:
            return ()
    return tuple(part for part in found if part is not None)


def core(node: Node) -> Operator | None:
    """The operator that a node is, with whatever scripts it has; None when it is something else."""
    while isinstance(node, Scripts | Limits):
        node = node.base
    return node if isinstance(node, Operator) else None
