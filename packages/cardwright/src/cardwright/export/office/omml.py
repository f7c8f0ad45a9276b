"""Formulas as Office Math (OMML), which office programs set and edit as their own.

Source: ECMA-376, part 1, section 22.1 "Math". Spaces around signs are left to
the program, which knows the same rules.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, assert_never

from cardwright.export.office.xml import text, words
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
    core,
)

M: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
A14: Final = "http://schemas.microsoft.com/office/drawing/2010/main"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_ACCENTS: Final[dict[Mark, str]] = {
    "hat": "\u0302", "tilde": "\u0303", "bar": "\u0305", "breve": "\u0306", "dot": "\u0307", "ddot": "\u0308",
    "dddot": "\u20db", "ring": "\u030a", "check": "\u030c", "grave": "\u0300", "acute": "\u0301", "vec": "\u20d7",
    "right arrow": "\u20d7", "left arrow": "\u20d6", "both arrow": "\u20e1",
}  # fmt: skip
_GROUPS: Final[dict[Mark, tuple[str, str]]] = {"brace": ("⏞", "⏟"), "bracket": ("⎴", "⎵"), "paren": ("⏜", "⏝")}
_SPACES: Final = ((0.9, "\u2003"), (0.45, "\u2002"), (0.25, "\u2005"), (0.2, "\u205f"), (0.1, "\u2009"))
_JOINING: Final = 0.2  # em before a sign that ends what a sum or an integral is of
_EMPTY: Final = "\u200b"  # office programs show a frame to fill in where there is nothing


@dataclass(frozen=True, slots=True)
class Omml:
    """Writes formulas in one look. `properties` gives `a:rPr` for text that is slanted or not, in a colour or the look's."""

    properties: Callable[[bool, str], str]
    color: str = ""

    def inline(self, root: Node) -> str:
        """A formula among other runs of a paragraph."""
        return f'<m14:m xmlns:m14="{A14}"><m:oMath xmlns:m="{M}">{self.node(root)}</m:oMath></m14:m>'

    def display(self, root: Node) -> str:
        """A formula that is a paragraph of its own, in the middle."""
        jc = '<m:oMathParaPr><m:jc m:val="center"/></m:oMathParaPr>'
        return f'<m14:m xmlns:m14="{A14}"><m:oMathPara xmlns:m="{M}">{jc}<m:oMath>{self.node(root)}</m:oMath></m:oMathPara></m14:m>'

    def node(self, node: Node) -> str:
        match node:
            case Row():
                return self._row(node.children)
            case Letters():
                return self._run(node.text, upright=node.upright or len(node.text) > 1)
            case Number() | Operator():
                return self._run(node.text, upright=True)
            case Words():
                return self._run(node.text, upright=True, normal=True)
            case Space():
                return self._space(node.width)
            case Fraction():
                kind = "" if node.line else '<m:type m:val="noBar"/>'
                return self._part("f", kind, num=node.above, den=node.below)
            case Root():
                hidden = "" if node.index else '<m:degHide m:val="1"/>'
                return self._part("rad", hidden, deg=node.index or Row(()), e=node.body)
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
                return self.node(node.body)
            case Hidden():
                flat = "" if node.height else '<m:zeroAsc m:val="1"/><m:zeroDesc m:val="1"/>'
                narrow = "" if node.width else '<m:zeroWid m:val="1"/>'
                return self._part("phant", f'<m:show m:val="0"/>{narrow}{flat}', e=node.body)
            case Framed():
                return self._part("borderBox", _FRAMES[node.kind], e=node.body)
            case Tinted():
                return replace(self, color=node.color).node(node.body)
            case _:
                assert_never(node)

    def _row(self, children: Sequence[Node]) -> str:
        """Things beside each other; sums hold what is summed, and scripts without a base belong to what follows."""
        found = ""
        at = 0
        while at < len(children):
            child = children[at]
            end = at + 1
            if _sum(child):
                while end < len(children) and not _ends(children[end]):
                    end += 1
                found += self._nary(child, Row(tuple(children[at + 1 : end])))
            elif isinstance(child, Scripts) and child.base == Row(()) and end < len(children):
                found += self._part("sPre", "", sub=child.sub or Row(()), sup=child.sup or Row(()), e=children[end])
                end += 1
            else:
                found += self.node(child)
            at = end
        return found

    def _run(self, said: str, *, upright: bool, normal: bool = False) -> str:
        style = "<m:nor/>" if normal else '<m:sty m:val="p"/>' if upright else ""
        style = f"<m:rPr>{style}</m:rPr>" if style else ""
        return (
            f'<m:r>{style}{self.properties(not upright, self.color)}<m:t xml:space="preserve">{words(said)}</m:t></m:r>'
        )

    def _space(self, width: float) -> str:
        said = ""
        for size, char in _SPACES:
            while width >= size:
                said, width = said + char, width - max(size, 0.1667)
        return self._run(said, upright=True) if said else ""

    def _part(self, tag: str, properties: str, **parts: Node) -> str:
        """A structure: its properties, and its parts in the order given."""
        inner = "".join(self._inside(name, part) for name, part in parts.items())
        return f"<m:{tag}><m:{tag}Pr>{properties}{self._control()}</m:{tag}Pr>{inner}</m:{tag}>"

    def _control(self) -> str:
        """How the lines and signs of a structure look."""
        return f"<m:ctrlPr>{self.properties(False, self.color)}</m:ctrlPr>"

    def _inside(self, name: str, part: Node) -> str:
        """A part of a structure in its element."""
        found = self.node(part) or ("" if name == "deg" else self._run(_EMPTY, upright=True))
        return f"<m:{name}>{found}</m:{name}>"

    def _scripts(self, node: Scripts) -> str:
        if node.pre_sub or node.pre_sup:
            inner = replace(node, pre_sub=None, pre_sup=None) if node.sub or node.sup else node.base
            return self._part("sPre", "", sub=node.pre_sub or Row(()), sup=node.pre_sup or Row(()), e=inner)
        if node.sub and node.sup:
            return self._part("sSubSup", "", e=node.base, sub=node.sub, sup=node.sup)
        if node.sub:
            return self._part("sSub", "", e=node.base, sub=node.sub)
        return self._part("sSup", "", e=node.base, sup=node.sup or Row(()))

    def _limits(self, node: Limits) -> str:
        found: Node = node.base
        body = self.node(found)
        for tag, limit in (("limLow", node.under), ("limUpp", node.over)):
            if limit:
                control = f"<m:{tag}Pr>{self._control()}</m:{tag}Pr>"
                body = f"<m:{tag}>{control}<m:e>{body}</m:e>{self._inside('lim', limit)}</m:{tag}>"
        return body

    def _nary(self, node: Node, of: Row) -> str:
        sign = core(node)
        low, high = (node.under, node.over) if isinstance(node, Limits) else (None, None)
        if isinstance(node, Scripts):
            low, high = node.sub, node.sup
        place = "undOvr" if isinstance(node, Limits) else "subSup"
        hidden = "".join(f'<m:{name}Hide m:val="1"/>' for name, part in (("sub", low), ("sup", high)) if part is None)
        properties = f'<m:chr m:val="{text(sign.text if sign else "")}"/><m:limLoc m:val="{place}"/>{hidden}'
        control = f"<m:naryPr>{properties}{self._control()}</m:naryPr>"
        parts = "".join(
            f"<m:{name}>{self.node(part) if part else ''}</m:{name}>" for name, part in (("sub", low), ("sup", high))
        )
        return f"<m:nary>{control}{parts}{self._inside('e', of)}</m:nary>"

    def _accent(self, node: Accent) -> str:
        if node.mark == "line":
            return self._part("bar", f'<m:pos m:val="{"bot" if node.under else "top"}"/>', e=node.base)
        if node.mark in _GROUPS or node.under:
            sign = _GROUPS.get(node.mark, (_ACCENTS.get(node.mark, ""),) * 2)[node.under]
            place = "bot" if node.under else "top"
            other = "top" if node.under else "bot"
            chosen = f'<m:chr m:val="{text(sign)}"/><m:pos m:val="{place}"/><m:vertJc m:val="{other}"/>'
            return self._part("groupChr", chosen, e=node.base)
        return self._part("acc", f'<m:chr m:val="{text(_ACCENTS[node.mark])}"/>', e=node.base)

    def _fence(self, node: Fence) -> str:
        """Delimiters; what stands between bars as high as they becomes parts of its own."""
        children = node.body.children if isinstance(node.body, Row) else (node.body,)
        bars = [at for at, one in enumerate(children) if isinstance(one, Operator) and one.stretchy and not one.size]
        between = {children[at] for at in bars}
        if len(between) != 1:
            bars = []
        edges = [-1, *bars, len(children)]
        inner = [Row(tuple(children[first + 1 : last])) for first, last in pairwise(edges)]
        bar = next((one.text for one in between if isinstance(one, Operator)), "|") if bars else ""
        separator = f'<m:sepChr m:val="{text(bar)}"/>' if bar else ""
        properties = f'<m:begChr m:val="{text(node.opening)}"/>{separator}<m:endChr m:val="{text(node.closing)}"/>'
        control = f"<m:dPr>{properties}{self._control()}</m:dPr>"
        parts = "".join(self._inside("e", part) for part in inner)
        return f"<m:d>{control}{parts}</m:d>"

    def _grid(self, node: Grid) -> str:
        if _is_equations(node):
            lines = "".join(f"<m:e>{self._equation(row)}</m:e>" for row in node.rows)
            return f"<m:eqArr><m:eqArrPr>{self._control()}</m:eqArrPr>{lines}</m:eqArr>"
        columns = "".join(
            f'<m:mc><m:mcPr><m:count m:val="1"/><m:mcJc m:val="{side}"/></m:mcPr></m:mc>' for side in node.aligns
        )
        cells = ("".join(self._inside("e", cell) for cell in row) for row in node.rows)
        rows = "".join(f"<m:mr>{row}</m:mr>" for row in cells)
        control = f'<m:mPr><m:plcHide m:val="1"/><m:mcs>{columns}</m:mcs>{self._control()}</m:mPr>'
        return f"<m:m>{control}{rows}</m:m>"

    def _equation(self, row: Sequence[Node]) -> str:
        """Cells with the marks between them at which office programs line equations up, and set them apart."""
        mark = self._run("&", upright=True)
        return mark.join(self.node(cell) for cell in row) or self._run(_EMPTY, upright=True)


_FRAMES: Final = {
    "box": "",
    "up": '<m:hideTop m:val="1"/><m:hideBot m:val="1"/><m:hideLeft m:val="1"/><m:hideRight m:val="1"/><m:strikeBLTR m:val="1"/>',
    "down": '<m:hideTop m:val="1"/><m:hideBot m:val="1"/><m:hideLeft m:val="1"/><m:hideRight m:val="1"/><m:strikeTLBR m:val="1"/>',
    "cross": '<m:hideTop m:val="1"/><m:hideBot m:val="1"/><m:hideLeft m:val="1"/><m:hideRight m:val="1"/>'
    '<m:strikeBLTR m:val="1"/><m:strikeTLBR m:val="1"/>',
}


def _sum(node: Node) -> bool:
    sign = core(node)
    return sign is not None and is_large(sign.text)


def _ends(node: Node) -> bool:
    """Whether a sum's terms end before this sign."""
    sign = core(node)
    return sign is not None and not is_large(sign.text) and sign.before >= _JOINING


def _is_equations(node: Grid) -> bool:
    """Whether columns are halves of equations that meet at their signs."""
    pairs = zip(node.aligns[::2], node.aligns[1::2], strict=False)
    return len(node.aligns) % 2 == 0 and all(pair == ("right", "left") for pair in pairs) and not any(node.gaps[::2])


def choice(shape: str, plain: str) -> str:
    """A shape with formulas, and the same shape without for programs that know none.

    The namespace has a prefix of our own: LibreOffice goes by the usual one,
    says that it knows it, and then leaves formulas within text out.
    """
    return (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:m14="{A14}" Requires="m14">{shape}</mc:Choice>'
        f"<mc:Fallback>{plain}</mc:Fallback></mc:AlternateContent>"
    )
