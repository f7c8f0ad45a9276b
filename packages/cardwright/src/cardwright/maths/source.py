r"""LaTeX as the parser takes it: bounded, and in the words it knows.

Numbers of equations are left out, as on a slide nobody refers to them; a
`\tag` is kept as text. Definitions are refused: a formula says what it is.
"""

import re
from typing import Final

LONGEST: Final = 2000  # characters
DEEPEST: Final = 40  # braces, environments and delimiters inside each other

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff]"
)
_DEFINES: Final = re.compile(
    r"\\(?:[gex]?def|let|(?:re|provide)?newcommand|providecommand|DeclareMathOperator|newenvironment|catcode|csname|input|include)(?![a-zA-Z])"
)
_COMMENT: Final = re.compile(r"(?<!\\)%[^\n]*")
_UNNUMBERED: Final = re.compile(r"\\(?:nonumber|notag)(?![a-zA-Z])|\\(?:label|eqref|ref)\{[^{}]*\}")
_ROW_GAP: Final = re.compile(r"\\\\\*?\s*\[\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm|in|mu|ex)\s*\]")
_ANGLES: Final = (
    (re.compile(r"\\(left|right|middle|[bB]igg?[lrm]?)\s*<"), r"\\\1\\langle "),
    (re.compile(r"\\(left|right|middle|[bB]igg?[lrm]?)\s*>"), r"\\\1\\rangle "),
)
# Environments that differ from one the parser knows only in numbers or in small things.
_SAME: Final = {
    "align": "aligned", "align*": "aligned", "split": "aligned", "flalign": "aligned", "flalign*": "aligned",
    "eqnarray": "aligned", "eqnarray*": "aligned", "gather": "gathered", "gather*": "gathered",
    "multline": "gathered", "multline*": "gathered", "smallmatrix": "matrix",
}  # fmt: skip
_COUNTED: Final = re.compile(r"\\(begin|end)\{(?:alignat\*?|alignedat)\}(?:(?<=\})\{\d+\})?")
_NAMED: Final = re.compile(r"\\(begin|end)\{([a-zA-Z]+\*?)\}")
_BARE: Final = re.compile(r"\\(?:begin|end)\{(?:equation|displaymath|math)\*?\}")
_STARRED: Final = re.compile(r"\\(begin|end)\{([pbvBV]?matrix)\*\}(?:(?<=\})\[[lcr]\])?")
_TEXT: Final = re.compile(r"\\(text(?:rm|bf|it|sf|tt)?|mbox|hbox)\s*\{([^{}]*)\}")
_WITHIN: Final = re.compile(r"(?<!\\)\$([^$]*)(?<!\\)\$")
_EDGE: Final = re.compile(r"\\left(?![a-zA-Z])|\\right(?![a-zA-Z])|\\(?:begin|end)\{[^{}]*\}|(?<!\\)[{}]")
_LINE: Final = re.compile(r"\\begin\{[a-zA-Z]+\*?\}|\\end\{[a-zA-Z]+\*?\}|\\\\|\\.|[{}&]", re.DOTALL)


class Refused(ValueError):
    """A source that is not handed to the parser; the text says why."""


def prepared(tex: str) -> str:
    """The source as the parser takes it.

    Raises:
        Refused: it is empty, too long, too deep, or defines something.
    """
    if len(tex) > LONGEST:
        msg = f"longer than {LONGEST} characters"
        raise Refused(msg)
    text = _COMMENT.sub("", _UNSEEN.sub("", tex)).strip()
    if not text:
        msg = "empty"
        raise Refused(msg)
    if found := _DEFINES.search(text):
        msg = f"{found.group()} defines or loads something"
        raise Refused(msg)
    if _depth(text) > DEEPEST:
        msg = f"nested deeper than {DEEPEST}"
        raise Refused(msg)
    return _lined(_renamed(text))


def _renamed(text: str) -> str:
    text = _ROW_GAP.sub(r"\\\\ ", _UNNUMBERED.sub("", text)).replace(r"\tag*", r"\qquad\text")
    for pattern, instead in _ANGLES:
        text = pattern.sub(instead, text)
    text = _TEXT.sub(_without_formulas, text)
    text = _BARE.sub("", _STARRED.sub(r"\\\1{\2}", _COUNTED.sub(r"\\\1{aligned}", text)))
    return _NAMED.sub(lambda found: f"\\{found[1]}{{{_SAME.get(found[2], found[2])}}}", text)


def _without_formulas(found: re.Match[str]) -> str:
    """Words with a formula in them, as words, the formula and words."""
    command, words = found.groups()
    if "$" not in words:
        return found.group()
    pieces = _WITHIN.split(words)
    return "".join(piece if at % 2 else f"\\{command}{{{piece}}}" if piece else "" for at, piece in enumerate(pieces))


def _depth(text: str) -> int:
    deepest = depth = 0
    for edge in _EDGE.findall(text):
        depth += -1 if edge in ("}", "\\right") or edge.startswith("\\end") else 1
        deepest = max(deepest, depth)
    return deepest


def _lined(text: str) -> str:
    r"""Lines that are broken by `\\` outside of any environment, put into one."""
    depth, breaks, tabs = 0, False, False
    for mark in _LINE.findall(text):
        if mark == "{" or mark.startswith("\\begin"):
            depth += 1
        elif mark == "}" or mark.startswith("\\end"):
            depth -= 1
        elif depth == 0:
            breaks, tabs = breaks or mark == "\\\\", tabs or mark == "&"
    if not breaks and not tabs:
        return text
    name = "aligned" if tabs else "gathered"
    return f"\\begin{{{name}}}{text}\\end{{{name}}}"
