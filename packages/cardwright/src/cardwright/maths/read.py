"""LaTeX → a formula. The parser is a library's; what it says as MathML becomes our own tree."""

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import pairwise
from typing import Final, Literal, cast

import math_core

from cardwright.maths.markup import Element, TooDeep, elements
from cardwright.maths.operators import Form, closes, entry, opens
from cardwright.maths.source import Refused, prepared
from cardwright.maths.tree import (
    Accent,
    Align,
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
    parts,
)

MOST_NODES: Final = 1500
DEEPEST_TREE: Final = 32
_EXPANSIONS: Final = 60  # of the macros below; sources define none of their own
_MACROS: Final = {
    "substack": r"\begin{subarray}{c}#1\end{subarray}", "tag": r"\qquad\text{(#1)}",
    "mbox": r"\text{#1}", "hbox": r"\text{#1}", "ensuremath": "#1", "smash": "#1", "pmb": r"\boldsymbol{#1}",
    "dotsc": r"\ldots", "dotso": r"\ldots", "dotsb": r"\cdots", "dotsm": r"\cdots", "dotsi": r"\cdots",
    "abs": r"\left\lvert#1\right\rvert", "norm": r"\left\lVert#1\right\rVert", "dd": r"\mathrm{d}",
}  # fmt: skip
_PARSER: Final = math_core.LatexToMathML(
    macros=_MACROS, fancy_error=False, allow_unreliable_rendering=True, max_expansions=_EXPANSIONS
)
_FEW: Final = 48  # commands that need less than any stack there is
_STACK: Final = 4 * 1024 * 1024  # bytes; the deepest source there can be needs half a megabyte
_ONE_AT_A_TIME: Final = threading.Lock()
_NOTHING: Final = "\u2063"  # an empty delimiter
_APPLIED: Final = "\u2061"
_VARIANT: Final = re.compile("[\ufe00-\ufe0f]")
_LENGTH: Final = re.compile(r"(-?[\d.]+)(em|rem|ex|px)?")
_UNITS: Final = {"em": 1.0, "rem": 1.0, "ex": 0.45, "px": 1 / 16, "": 1.0}
_COLUMN_GAP: Final = 0.8
_MARKS: Final[dict[str, tuple[Mark, bool]]] = {  # the mark, and whether it is wide unless told otherwise
    "^": ("hat", False), "ˆ": ("hat", False), "\u0302": ("hat", False), "~": ("tilde", False), "˜": ("tilde", False),
    "\u0303": ("tilde", False), "¯": ("bar", False), "\u0304": ("bar", False), "˘": ("breve", False), "˙": ("dot", False),
    "¨": ("ddot", False), "\u20db": ("dddot", False), "˚": ("ring", False), "ˇ": ("check", False), "`": ("grave", False),
    "´": ("acute", False), "\u20d7": ("vec", False), "\u0332": ("line", True), "\u203e": ("line", True),
    "⏞": ("brace", True), "⏟": ("brace", True), "⎴": ("bracket", True), "⎵": ("bracket", True),
    "⏜": ("paren", True), "⏝": ("paren", True), "→": ("right arrow", True), "←": ("left arrow", True),
    "↔": ("both arrow", True),
}  # fmt: skip


class Unreadable(ValueError):
    """A formula that cannot be set; the text says why, in a few words."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read: what it was read from, and what it is."""

    tex: str
    root: Node
    display: bool  # on lines of its own, so with room for large signs


@lru_cache(maxsize=2048)
def read(tex: str, *, display: bool) -> Formula:
    """The formula that LaTeX describes.

    Raises:
        Unreadable: it is no formula, uses what is not known, or is too long, too deep or too large.
    """
    try:
        root = _row(elements(_markup(prepared(tex), display=display)).children)
    except (Refused, math_core.LatexError) as error:
        raise Unreadable(str(error).partition("\n")[0][:120]) from error
    except TooDeep as error:
        msg = f"nested deeper than {DEEPEST_TREE}"
        raise Unreadable(msg) from error
    _measured(root, 0)
    return Formula(tex, root, display)


def _markup(tex: str, *, display: bool) -> str:
    """What the parser makes of LaTeX.

    It calls itself for commands within commands, and is no Python: it would
    not stop where a thread's stack ends. So what has many gets a stack of its own.
    """
    convert = partial(_PARSER.convert_with_local_state, tex, displaystyle=display)
    if tex.count("\\") <= _FEW:
        return convert()
    found: list[str | Exception] = []

    def run() -> None:
        try:
            found.append(convert())
        except math_core.LatexError as error:
            found.append(error)

    with _ONE_AT_A_TIME:  # the size holds for all threads that are started meanwhile
        before = threading.stack_size(_STACK)
        try:
            thread = threading.Thread(target=run)
            thread.start()
        finally:
            threading.stack_size(before)
    thread.join()
    if isinstance(found[0], Exception):
        raise found[0]
    return found[0]


def _measured(node: Node, depth: int) -> int:
    """How many nodes there are."""
    if depth > DEEPEST_TREE:
        msg = f"nested deeper than {DEEPEST_TREE}"
        raise Unreadable(msg)
    count = 1
    for part in parts(node):
        count += _measured(part, depth + 1)
        if count > MOST_NODES:
            msg = f"more than {MOST_NODES} signs"
            raise Unreadable(msg)
    return count


def _row(children: Sequence[Element]) -> Node:
    """Elements beside each other; a single one is itself."""
    shown = [child for child in children if not _is_empty(child)]
    solid = [child for child in shown if child.tag != "mspace"]
    found: list[Node] = []
    for child in shown:
        form: Form = "infix"
        if len(solid) > 1 and child is solid[0]:
            form = "prefix"
        elif len(solid) > 1 and child is solid[-1]:
            form = "postfix"
        found.append(_node(child, form))
    joined = _joined(found)
    return joined[0] if len(joined) == 1 else Row(tuple(joined))


def _is_empty(child: Element) -> bool:
    """A hint to browsers that a letter stands alone."""
    return child.tag == "mspace" and not child.attributes


def _joined(nodes: list[Node]) -> list[Node]:
    """Three full stops in a row are one ellipsis; signs that only tell what is applied to what leave their space."""
    found: list[Node] = []
    for node in nodes:
        match node:
            case Operator(text=sign) if sign in (_APPLIED, _NOTHING):
                if node.before:
                    found.append(Space(node.before))
            case Operator(text="."):
                found.append(node)
                if len(found) > 2 and all(isinstance(one, Operator) and one.text == "." for one in found[-3:]):  # noqa: PLR2004
                    first, last = cast("Operator", found[-3]), node
                    found[-3:] = [Operator("…", first.before, last.after)]
            case _:
                found.append(node)
    return found


def _node(element: Element, form: Form = "infix") -> Node:
    """What one element is; `form` is the place it has among its neighbours."""
    if element.tag == "mo":
        return _operator(element, form)
    if element.tag in ("msub", "msup", "msubsup", "mmultiscripts", "munder", "mover", "munderover"):
        return _scripted(element, form)
    build = _BUILD.get(element.tag)
    if build is None:
        msg = f"{element.tag} is not known"
        raise Unreadable(msg)
    return build(element)


def _part(element: Element) -> Node:
    """What stands alone in its place, such as a script: a sign there has no neighbours to keep away from."""
    return _lone(_node(element))


def _lone(node: Node) -> Node:
    return replace(node, before=0.0, after=0.0) if isinstance(node, Operator) else node


def _shown(text: str) -> str:
    return _VARIANT.sub("", text)


def _letters(element: Element) -> Node:
    return Letters(_shown(element.text), upright=element.attributes.get("mathvariant") == "normal")


def _operator(element: Element, form: Form) -> Operator:
    sign = _shown(element.text)
    form = cast("Form", element.attributes.get("form", form))
    known = entry(sign, form)
    before, after = (
        _length(element.attributes[name]) if name in element.attributes else usual
        for name, usual in (("lspace", known.before), ("rspace", known.after))
    )
    size = _length(element.attributes.get("minsize", "0"))
    stretchy = element.on("stretchy")
    return Operator(sign, before, after, known.stretchy if stretchy is None else stretchy, size)


def _length(value: str) -> float:
    found = _LENGTH.match(value)
    return round(float(found[1]) * _UNITS[found[2] or ""], 4) if found else 0.0


def _space(element: Element) -> Node:
    width = element.attributes.get("width") or element.style.get("margin-left", "0")
    return Space(_length(width))


def _fraction(element: Element) -> Node:
    above, below = map(_part, element.children)
    return Fraction(
        above, below, element.attributes.get("linethickness") not in ("0", "0pt"), element.on("displaystyle")
    )


def _group(element: Element) -> Node:
    """A row, with what was said of its size and colour; or delimiters around something."""
    body = _fence(element) or _row(element.children)
    if color := element.style.get("color"):
        body = Tinted(body, color.lower())
    display = element.on("displaystyle")
    if display is None and "scriptlevel" not in element.attributes:
        return body
    return Styled(body, bool(display), int(element.attributes.get("scriptlevel", "0")))


def _fence(element: Element) -> Node | None:
    inner = [child for child in element.children if not _is_empty(child)]
    if len(inner) < 2 or not (_is_edge(inner[0], opens) and _is_edge(inner[-1], closes)):  # noqa: PLR2004
        return None
    first, last = _operator(inner[0], "prefix"), _operator(inner[-1], "postfix")
    opening, closing = (sign.text.replace(_NOTHING, "") for sign in (first, last))
    return Fence(opening, _parted(_row(inner[1:-1])), closing, first.before, last.after)


def _parted(body: Node) -> Node:
    """What stands between delimiters; bars as high as they keep away from both sides."""
    if not isinstance(body, Row):
        return body
    usual = entry("|", "infix")
    return Row(
        tuple(
            replace(one, before=usual.before, after=usual.after)
            if isinstance(one, Operator) and one.stretchy and not one.size
            else one
            for one in body.children
        )
    )


def _is_edge(element: Element, edge: Callable[[str], bool]) -> bool:
    if element.tag != "mo" or element.on("stretchy") is False or "minsize" in element.attributes:
        return False
    sign = element.text
    return sign == _NOTHING or edge(sign) or (element.on("stretchy") is None and (opens(sign) or closes(sign)))


def _scripted(element: Element, form: Form) -> Node:
    """Something with scripts at its side, or with something under or over it."""
    base_element, *others = element.children
    if element.tag == "mmultiscripts":
        return _sided(element, form)
    if element.tag in ("munder", "mover") and (mark := _mark(element, others[0])):
        name, wide = mark
        return Accent(_node(base_element), name, under=element.tag == "munder", wide=wide)
    base = _node(base_element, form)
    if element.tag in ("msub", "msup", "msubsup"):
        sub = _part(others[0]) if element.tag != "msup" else None
        sup = _part(others[-1]) if element.tag != "msub" else None
        return Scripts(base, sub, sup)
    under = _label(others[0]) if element.tag != "mover" else None
    over = _label(others[-1]) if element.tag != "munder" else None
    if isinstance(base, Operator) and base.text in "→←⇒⇐↔⇔↦↪↩⇀↽⇌" and base.before == base.after == 0:
        base = Operator(base.text, stretchy=True)  # as long as what is written on it
    movable = base_element.on("movablelimits") is not False
    return Limits(base, under, over, movable and isinstance(base, Operator) and entry(base.text, "prefix").movable)


def _mark(element: Element, script: Element) -> tuple[Mark, bool] | None:
    """The accent that something over or under a base is; None when it is a label."""
    said = element.on("accent") or element.on("accentunder")
    if not said or script.tag != "mo" or script.text not in _MARKS:
        return None
    name, wide = _MARKS[script.text]
    stretchy = script.on("stretchy")
    return name, wide if stretchy is None or script.text == "\u0332" else stretchy


def _label(element: Element) -> Node:
    """What stands on an arrow, without the parts that only make browsers draw it long."""
    if element.tag in ("munder", "mover") and element.children[-1].tag == "mspace":
        inner = element.children[0]
        return _row([child for child in inner.children if child.tag != "mspace"])
    return _part(element)


def _sided(element: Element, form: Form) -> Node:
    base_element, *others = element.children
    at = next((index for index, one in enumerate(others) if one.tag == "mprescripts"), len(others))
    behind, before = others[:at], others[at + 1 :]
    pairs = [(_filled(pair, 0), _filled(pair, 1)) for pair in (behind, before)]
    (sub, sup), (pre_sub, pre_sup) = pairs
    return Scripts(_node(base_element, form), sub, sup, pre_sub, pre_sup)


def _filled(pair: Sequence[Element], at: int) -> Node | None:
    if at >= len(pair):
        return None
    node = _part(pair[at])
    return None if node == Row(()) else node


def _root(element: Element) -> Node:
    if element.tag == "msqrt":
        return Root(_row(element.children))
    body, index = map(_part, element.children)
    return Root(body, index)


def _enclosed(element: Element) -> Node:
    notation = element.attributes.get("notation", "")
    kinds: dict[str, Literal["box", "up", "down", "cross"]] = {"updiagonalstrike": "up", "downdiagonalstrike": "down"}
    kind = "cross" if " " in notation else kinds.get(notation, "box")
    return Framed(_row([child for child in element.children if "class" not in child.attributes]), kind)


def _padded(element: Element) -> Node:
    """Something with another width or height, or with space around it."""
    body, style = _row(element.children), element.style
    if "width" in element.attributes or "height" in element.attributes:
        inner = body.body if isinstance(body, Hidden) else body
        return Hidden(inner, width="width" not in element.attributes, height="height" not in element.attributes)
    before, after = (_length(style.get(f"padding-{side}", "0")) for side in ("left", "right"))
    around = [Space(before), body, Space(after)]
    return Row(tuple(part for part in around if part != Space(0.0))) if before or after else body


def _grid(element: Element) -> Node:
    """Cells in rows; cells that only push others to the middle are left out."""
    rows = [[cell for cell in row.children if not _is_margin(cell)] for row in element.children]
    rows = [row for row in rows if any(cell.children for cell in row)] or rows[:1]
    count = max(map(len, rows), default=0)
    if not count:
        return Row(())
    cells = tuple(
        tuple(_lone(_row(row[at].children)) if at < len(row) else Row(()) for at in range(count)) for row in rows
    )
    widest = max(rows, key=len)
    return Grid(
        cells,
        tuple(_align(cell) for cell in widest),
        tuple(_gap(left, right) for left, right in pairwise(widest)),
        bool(element.on("displaystyle")),
        int(element.attributes.get("scriptlevel", "0")),
        *_lines(element, rows),
    )


def _is_margin(cell: Element) -> bool:
    return "width" in cell.style and not cell.children


def _align(cell: Element) -> Align:
    return cast("Align", cell.style.get("text-align", "center"))


def _gap(left: Element, right: Element) -> float:
    """Em between two columns: none between the halves of an equation, more between two equations."""
    before = right.style.get("padding-left")
    if before is not None:
        return _length(before)
    if (
        left.style.get("text-align") == "left"
        and right.style.get("text-align") == "right"
        and "padding-right" in right.style
    ):
        return 2.0
    return _COLUMN_GAP


def _lines(element: Element, rows: Sequence[Sequence[Element]]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Columns and rows that a line stands before; the number after the last is for a line at the end."""
    vertical = {at + 1 for row in rows for at, cell in enumerate(row) if "border-right" in cell.style}
    horizontal = {at for at, row in enumerate(rows) if any("border-top" in cell.style for cell in row)}
    if "border-left" in element.style:
        vertical.add(0)
    if "border-top" in element.style:
        horizontal.add(0)
    last = element.children[-1].children if element.children else []
    if last and not any(cell.children for cell in last) and any("border-top" in cell.style for cell in last):
        horizontal.add(len(rows))
    return tuple(sorted(vertical)), tuple(sorted(horizontal))


_BUILD: Final[dict[str, Callable[[Element], Node]]] = {
    "mi": _letters,
    "mn": lambda element: Number(element.text),
    "mtext": lambda element: Words(element.text),
    "mspace": _space,
    "mrow": _group,
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _root,
    "menclose": _enclosed,
    "mphantom": lambda element: Hidden(_row(element.children)),
    "mpadded": _padded,
    "mtable": _grid,
}
