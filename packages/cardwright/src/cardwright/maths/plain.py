"""A formula as a line of text: what is read aloud, searched, and shown where no formula can be set."""

import unicodedata
from functools import lru_cache
from typing import Final, assert_never

from cardwright.maths.operators import is_large
from cardwright.maths.read import Unreadable, read
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

_RAISED: Final = dict(
    zip("0123456789+-−=()ni′″‴abcdefghjklmoprstuvwxyzT", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ′″‴ᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ", strict=True)
)
_LOWERED: Final = dict(zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
_COMBINING: Final[dict[Mark, str]] = {
    "hat": "\u0302", "tilde": "\u0303", "bar": "\u0304", "breve": "\u0306", "dot": "\u0307", "ddot": "\u0308",
    "dddot": "\u20db", "ring": "\u030a", "check": "\u030c", "grave": "\u0300", "acute": "\u0301", "vec": "\u20d7",
    "line": "\u0305",
}  # fmt: skip
_ROOTS: Final = {"": "√", "2": "√", "3": "∛", "4": "∜"}
_WIDE_SPACE: Final = 0.16  # em, from which a gap is told
_WIDE_SIGN: Final = 0.2  # the same beside a sign, which stands out by itself
_SHORT: Final = 12  # characters of a script written with small letters


@lru_cache(maxsize=2048)
def plain(tex: str) -> str:
    """The formula that LaTeX describes, as text; the LaTeX itself when it cannot be read."""
    try:
        return " ".join(told(read(tex, display=False).root).split()) or tex
    except Unreadable:
        return tex


def lines(root: Node) -> str:
    """A formula as text, a line for each of its own lines."""
    if isinstance(root, Grid):
        return "\n".join(" ".join(_cells(row).split()) for row in root.rows)
    return " ".join(told(root).split())


def told(node: Node) -> str:
    """A node as text, read from left to right."""
    match node:
        case Row():
            return "".join(map(told, node.children))
        case Letters() | Number() | Words():
            return _usual(node.text)
        case Operator():
            return _sign(node)
        case Space():
            return " " if node.width >= _WIDE_SPACE else ""
        case Fraction():
            return (
                f"{_whole(node.above)}/{_whole(node.below)}" if node.line else f"{told(node.above)}; {told(node.below)}"
            )
        case Root():
            return _root(node)
        case Scripts():
            before = _scripts(node.pre_sub, node.pre_sup)
            return _spaced(node.base, f"{before}{told(node.base)}{_scripts(node.sub, node.sup)}")
        case Limits():
            return _limits(node)
        case Accent():
            return _accent(node)
        case Fence():
            return f"{node.opening}{told(node.body)}{node.closing}"
        case Grid():
            return "; ".join(_cells(row) for row in node.rows)
        case Styled() | Framed() | Tinted():
            return told(node.body)
        case Hidden():
            return ""
        case _:
            assert_never(node)


def _usual(text: str) -> str:
    """Letters of mathematical alphabets as usual ones, which every font has."""
    return "".join(
        unicodedata.normalize("NFKC", char) if "\U0001d400" <= char <= "\U0001d7ff" else char for char in text
    )


def _sign(node: Operator) -> str:
    before, after = (" " if gap >= _WIDE_SIGN else "" for gap in (node.before, node.after))
    return f"{before}{node.text}{after or (' ' if node.text in ',;' else '')}"


def _limits(node: Limits) -> str:
    """A sum with its limits as scripts; a brace with what it says in brackets."""
    if isinstance(node.base, Accent):
        said = ", ".join(told(part).strip() for part in (node.under, node.over) if part)
        return f"{told(node.base)} [{said}]"
    return _spaced(node.base, f"{told(node.base)}{_scripts(node.under, node.over)}")


def _spaced(base: Node, text: str) -> str:
    """Text of a sum or an integral, apart from what is summed."""
    return f"{text} " if isinstance(base, Operator) and is_large(base.text) else text


def _whole(node: Node) -> str:
    """A part that an operator beside it must not take apart."""
    text = told(node).strip()
    single = isinstance(node, Letters | Number | Words | Fence | Root | Accent | Styled) or len(text) == 1
    return text if single or not any(char in " +−-/·×=" for char in text) else f"({text})"


def _root(node: Root) -> str:
    index = told(node.index).strip() if node.index else ""
    body = told(node.body).strip()
    sign = _ROOTS.get(index) or f"{''.join(_RAISED.get(char, char) for char in index)}√"
    return f"{sign}{body}" if len(body) == 1 else f"{sign}({body})"


def _scripts(below: Node | None, above: Node | None) -> str:
    return (_small(below, "_", _LOWERED) if below else "") + (_small(above, "^", _RAISED) if above else "")


def _small(node: Node, mark: str, letters: dict[str, str]) -> str:
    text = told(node).strip()
    tight = text.replace(" ", "")
    if 0 < len(tight) <= _SHORT and all(char in letters for char in tight):
        return "".join(letters[char] for char in tight)
    return f"{mark}{text}" if len(text) <= 1 else f"{mark}({text})"


def _accent(node: Accent) -> str:
    base = told(node.base)
    if node.under or node.mark not in _COMBINING or len(base) != 1:
        return base
    return unicodedata.normalize("NFC", base + _COMBINING[node.mark])


def _cells(row: tuple[Node, ...]) -> str:
    """The cells of a row; those of one equation are not told apart."""
    found = [text for cell in row if (text := told(cell))]
    return "".join(text if at == 0 or text.startswith(" ") else f", {text}" for at, text in enumerate(found)).strip()
