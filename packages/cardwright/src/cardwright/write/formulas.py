r"""Formulas on lines of their own: `$$ … $$`, `\[ … \]`, LaTeX's environments. They become fences named `math`."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cardwright.deck import Deck, formulas
from cardwright.maths import problem
from cardwright.maths.notation import looks_like_one

UNREADABLE: Final = "{many} shown as code because the LaTeX could not be read; the first: {tex} ({why})."
_TOLD: Final = 60  # characters of a formula that a warning quotes
MATH: Final = "math"  # the name of a fence that holds a formula
_MOST_LINES: Final = 60
_ENVIRONMENT: Final = (
    r"(?:equation|align|aligned|alignat|gather|gathered|multline|eqnarray|split|displaymath|flalign)\*?"
)
_ONE_LINE: Final = re.compile(
    r"^(?P<indent>[ ]*)(?:\$\$(?P<dollars>(?:\\.|[^$\\])+)\$\$|\\\[(?P<brackets>.+?)\\\])[ ]*(?P<stop>[.,;]?)[ ]*$"
)
_BEGINS: Final = re.compile(rf"^(?P<indent>[ ]*)(?P<mark>\$\$|\\\[|\\begin\{{(?P<name>{_ENVIRONMENT})\}})(?P<rest>.*)$")
_ENDS: Final = {"$$": re.compile(r"^(?P<rest>[^$]*)\$\$[ ]*(?P<stop>[.,;]?)[ ]*$"), "\\[": re.compile(r"^(?P<rest>.*?)\\\][ ]*(?P<stop>[.,;]?)[ ]*$")}  # fmt: skip


def unreadable(deck: Deck) -> list[str]:
    """A warning for formulas that cannot be set, none when there are none."""
    found = [(tex, why) for tex in dict.fromkeys(formulas(deck)) if (why := problem(tex))]
    if not found:
        return []
    tex, why = found[0]
    told = tex if len(tex) <= _TOLD else f"{tex[: _TOLD - 1]}…"
    many = "1 formula is" if len(found) == 1 else f"{len(found)} formulas are"
    return [UNREADABLE.format(many=many, tex=" ".join(told.split()), why=why)]


def fenced(lines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Lines, each with whether it belongs to a formula; formulas on lines of their own become fences."""
    at = 0
    while at < len(lines):
        found = _displayed(lines, at) if "$$" in lines[at] or "\\[" in lines[at] or "\\begin{" in lines[at] else None
        if found is None:
            yield lines[at], False
            at += 1
            continue
        indent, tex, at = found
        fence = "~~~" if "```" in tex else "```"
        yield from ((f"{indent}{line}", True) for line in (f"{fence}{MATH}", *tex.split("\n"), fence))


def _displayed(lines: Sequence[str], at: int) -> tuple[str, str, int] | None:
    """The indent and the formula that begins with a line, and the line after it; None when none begins there."""
    if whole := _ONE_LINE.match(lines[at]):
        tex = (whole["dollars"] or whole["brackets"]).strip()
        sure = whole["dollars"] is not None or looks_like_one(tex)
        return (whole["indent"], tex + whole["stop"], at + 1) if tex and sure else None
    begin = _BEGINS.match(lines[at])
    if begin is None:
        return None
    ends = _ENDS.get(begin["mark"]) or re.compile(
        rf"^(?P<rest>.*?\\end\{{{re.escape(begin['name'])}\}})(?P<stop>)[ ]*$"
    )
    first = begin["mark"] + begin["rest"] if begin["name"] else begin["rest"]
    return _collected(lines, at, (begin["indent"], first), ends)


def _collected(
    lines: Sequence[str], at: int, begun: tuple[str, str], ends: re.Pattern[str]
) -> tuple[str, str, int] | None:
    """The lines up to the one that ends the formula; None when an empty line or the text's end comes first."""
    indent, first = begun
    found: list[str] = []
    for index, line in enumerate([first, *lines[at + 1 : at + _MOST_LINES]], start=at):
        if index > at and not line.strip():
            return None
        end = ends.match(line)
        found.append((end["rest"].strip() + end["stop"]) if end else line.strip())
        if end and any(found):
            return indent, "\n".join(part for part in found if part), index + 1
    return None
