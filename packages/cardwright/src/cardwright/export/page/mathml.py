"""Formulas as MathML Core, with their LaTeX as an annotation: what browsers set and screen readers read.

Every sign states its own space and whether it grows, so that no browser's
dictionary decides; styles are classes, because the page allows no others.
"""

from collections.abc import Sequence
from typing import Final, assert_never

from cardwright.export.page.classes import Classes, number
from cardwright.export.page.text import escape
from cardwright.maths import Formula
from cardwright.maths.operators import entry, grows, is_large
from cardwright.maths.tree import (
    Accent,
    Fence,
    Fraction,
    Framed,
    Grid,
    Hidden,
    Letters,
    Limits,
    Mark,
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

_MARKS: Final[dict[Mark, tuple[str, str]]] = {  # over, under
    "hat": ("ˆ", "ˆ"), "tilde": ("˜", "˜"), "bar": ("¯", "¯"), "breve": ("˘", "˘"), "dot": ("˙", "˙"), "ddot": ("¨", "¨"),
    "dddot": ("\u20db", "\u20db"), "ring": ("˚", "˚"), "check": ("ˇ", "ˇ"), "grave": ("`", "`"), "acute": ("´", "´"),
    "vec": ("→", "→"), "line": ("\u203e", "_"), "brace": ("⏞", "⏟"), "bracket": ("⎴", "⎵"),
    "paren": ("⏜", "⏝"), "right arrow": ("→", "→"), "left arrow": ("←", "←"), "both arrow": ("↔", "↔"),
}  # fmt: skip
_WIDE: Final[dict[Mark, str]] = {"hat": "\u0302", "tilde": "~"}  # the forms of which fonts have wide ones
_STRUT: Final = '<mspace height="0.75em" depth="0.3em"></mspace>'  # what every row of a grid is at least
_ON_ARROW: Final = '<mspace width="0.64em"></mspace>'  # beside what is written on an arrow, in script size
_TEX: Final = "application/x-tex"


def mathml(formula: Formula, classes: Classes, told: str = "") -> str:
    """The `math` element; `told` is the formula as a line of text."""
    block = ' display="block"' if formula.display else ""
    alt = f' alttext="{escape(told)}"' if told else ""
    body = _Writer(classes).group(formula.root)
    note = f'<annotation encoding="{_TEX}">{escape(formula.tex)}</annotation>'
    return f'<math dir="ltr"{block}{alt}><semantics>{body}{note}</semantics></math>'


class _Writer:
    def __init__(self, classes: Classes) -> None:
        self._classes = classes

    def group(self, node: Node) -> str:
        """The node as exactly one element."""
        return self.node(node) if not isinstance(node, Row) else f"<mrow>{self._row(node)}</mrow>"

    def _row(self, node: Row) -> str:
        return "".join(self.group(part) for part in node.children)

    def node(self, node: Node) -> str:
        match node:
            case Row():
                return self.group(node)
            case Letters():
                upright = ' mathvariant="normal"' if node.upright else ""
                return f"<mi{upright}>{escape(node.text)}</mi>"
            case Number():
                return f"<mn>{escape(node.text)}</mn>"
            case Words():
                return f"<mtext>{escape(node.text)}</mtext>"
            case Operator():
                return operator(node)
            case Space():
                return self._space(node.width)
            case Fraction():
                return self._fraction(node)
            case Root():
                body = self.group(node.body)
                return f"<mroot>{body}{self.group(node.index)}</mroot>" if node.index else f"<msqrt>{body}</msqrt>"
            case Scripts():
                return self._scripts(node)
            case Limits():
                return self._limits(node)
            case Accent():
                return self._accent(node)
            case Fence():
                return self._fence(node)
            case Grid():
                return self._grid(node)
            case Styled():
                return self._sized(self.group(node.body), display=node.display, level=node.level)
            case Hidden():
                return self._hidden(node)
            case Framed():
                return f'<mrow class="mf mf-{node.kind}">{self.group(node.body)}</mrow>'
            case Tinted():
                return f'<mrow class="{self._classes.color(node.color)}">{self.group(node.body)}</mrow>'
            case _:
                assert_never(node)

    def _space(self, width: float) -> str:
        if width < 0:
            return f'<mspace class="{self._classes.of(f"margin-inline-start:{number(width)}em")}"></mspace>'
        return f'<mspace width="{number(width)}em"></mspace>'

    def _sized(self, body: str, *, display: bool, level: int = 0) -> str:
        shown = "true" if display else "false"
        return f'<mstyle displaystyle="{shown}" scriptlevel="{level}">{body}</mstyle>'

    def _fraction(self, node: Fraction) -> str:
        line = "" if node.line else ' linethickness="0"'
        body = f"<mfrac{line}>{self.group(node.above)}{self.group(node.below)}</mfrac>"
        return body if node.display is None else self._sized(body, display=node.display)

    def _scripts(self, node: Scripts) -> str:
        base = self.group(node.base)
        if node.pre_sub or node.pre_sup:
            behind, before = (
                "".join(self.group(part) if part else "<mrow></mrow>" for part in pair)
                for pair in ((node.sub, node.sup), (node.pre_sub, node.pre_sup))
            )
            return f"<mmultiscripts>{base}{behind}<mprescripts></mprescripts>{before}</mmultiscripts>"
        parts = [self.group(part) for part in (node.sub, node.sup) if part]
        tag = "msubsup" if len(parts) > 1 else "msub" if node.sub else "msup"
        return f"<{tag}>{base}{''.join(parts)}</{tag}>"

    def _limits(self, node: Limits) -> str:
        base = operator(node.base, movable=node.movable) if isinstance(node.base, Operator) else self.group(node.base)
        parts = [self.group(part) for part in (node.under, node.over) if part]
        if isinstance(node.base, Operator) and node.base.stretchy and _is_arrow(node.base.text):
            parts = [f"<mrow>{_ON_ARROW}{part}{_ON_ARROW}</mrow>" for part in parts]
        tag = "munderover" if len(parts) > 1 else "munder" if node.under else "mover"
        return f"<{tag}>{base}{''.join(parts)}</{tag}>"

    def _accent(self, node: Accent) -> str:
        sign = _WIDE.get(node.mark) if node.wide else None
        sign = sign or _MARKS[node.mark][node.under]
        small = ' class="mv"' if node.mark == "vec" else ""
        mark = f'<mo{small} stretchy="{"true" if node.wide else "false"}" lspace="0" rspace="0">{sign}</mo>'
        tag, said = ("munder", "accentunder") if node.under else ("mover", "accent")
        return f'<{tag} {said}="true">{self.group(node.base)}{mark}</{tag}>'

    def _fence(self, node: Fence) -> str:
        edges = ((node.opening, "prefix", node.before, 0.0), (node.closing, "postfix", 0.0, node.after))
        first, last = (_edge(*edge) if edge[0] else "" for edge in edges)
        return f"<mrow>{first}{self.group(node.body)}{last}</mrow>"

    def _grid(self, node: Grid) -> str:
        rows = "".join(f"<mtr>{self._cells(node, row, at)}</mtr>" for at, row in enumerate(node.rows))
        size = f'displaystyle="{"true" if node.display else "false"}" scriptlevel="{node.level}"'
        kind = "mg-2" if node.level else "mg-1" if node.display else "mg-0"
        return f'<mtable class="mg {kind}" {size}>{rows}</mtable>'

    def _cells(self, node: Grid, row: Sequence[Node], at: int) -> str:
        return "".join(
            f'<mtd class="{self._cell(node, at, column)}">{"" if column else _STRUT}{self.group(part)}</mtd>'
            for column, part in enumerate(row)
        )

    def _cell(self, node: Grid, row: int, column: int) -> str:
        """The class of a cell: its side, the gap to its neighbours, and the lines at its edges."""
        gaps = (0.0, *node.gaps, 0.0)
        side = {"left": "start", "center": "center", "right": "end"}[node.aligns[column]]
        parts = [f"text-align:{node.aligns[column]};justify-items:{side}"]
        parts += [f"padding-left:{number(gaps[column] / 2)}em;padding-right:{number(gaps[column + 1] / 2)}em"]
        last_row, last_column = row == len(node.rows) - 1, column == len(node.aligns) - 1
        drawn = {
            "left": column in node.vertical,
            "right": last_column and column + 1 in node.vertical,
            "top": row in node.horizontal,
            "bottom": last_row and row + 1 in node.horizontal,
        }
        parts += [f"border-{edge}:.05em solid" for edge, on in drawn.items() if on]
        return self._classes.of(";".join(parts))

    def _hidden(self, node: Hidden) -> str:
        body = f"<mphantom>{self.group(node.body)}</mphantom>"
        flat = [f'{name}="0"' for name in ("height", "depth") if not node.height]
        narrow = [] if node.width else ['width="0"']
        return f"<mpadded {' '.join([*narrow, *flat])}>{body}</mpadded>" if narrow or flat else body


def operator(node: Operator, *, movable: bool | None = None) -> str:
    """A sign as `mo`; `movable` says whether its limits may stand at its side."""
    attributes = f'lspace="{number(node.before)}em" rspace="{number(node.after)}em"'
    if node.size:
        size = number(node.size)
        attributes += f' stretchy="true" symmetric="true" minsize="{size}em" maxsize="{size}em"'
    elif node.stretchy or grows(node.text):
        attributes += f' stretchy="{"true" if node.stretchy else "false"}"'
        attributes += ' symmetric="true"' if node.stretchy and not _is_arrow(node.text) else ""
    if movable is not None and is_large(node.text):
        attributes += f' movablelimits="{"true" if movable else "false"}"'
    return f"<mo {attributes}>{escape(node.text)}</mo>"


def _is_arrow(sign: str) -> bool:
    return entry(sign, "infix").stretchy


def _edge(sign: str, form: str, before: float, after: float) -> str:
    space = f'lspace="{number(before)}em" rspace="{number(after)}em"'
    return f'<mo form="{form}" stretchy="true" symmetric="true" {space}>{escape(sign)}</mo>'
