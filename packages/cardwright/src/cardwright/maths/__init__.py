"""Formulas: LaTeX read into a tree that every output sets in its own way.

`read` gives the tree, `plain` a line of text, `extent` about the room it takes.
Nothing here draws: the typesetter, the web page and the slides walk the tree.
"""

from cardwright.maths.extent import Extent, extent
from cardwright.maths.plain import lines, plain
from cardwright.maths.read import Formula, Unreadable, read

__all__ = ["Extent", "Formula", "Unreadable", "extent", "lines", "plain", "problem", "read"]


def problem(tex: str) -> str:
    """Why a formula cannot be set; empty when it can."""
    try:
        read(tex, display=True)
    except Unreadable as error:
        return str(error)
    return ""
