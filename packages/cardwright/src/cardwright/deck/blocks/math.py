"""A formula on lines of its own, written as LaTeX."""

import re
from typing import Any, ClassVar, Final

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.sketch import Sketch
from cardwright.maths import plain

_COMMENT: Final = re.compile(r"(?<!\\)%[^\n]*\n?")


class Math(Block, frozen=True, tag="math"):
    """`tex` is the formula without the signs around it; what cannot be read is shown as it stands."""

    kind: ClassVar[str] = "math"
    tex: str


def compose(block: Math, sketch: Sketch[Any]) -> Any:
    """The formula, or nothing when it is empty."""
    return sketch.math(block.tex) if block.tex.strip() else None


def markdown(block: Math) -> str:
    """Between signs on lines of their own; in a fence where the formula itself holds such signs."""
    tex = "\n".join(line for line in map(str.strip, markup.clean(_COMMENT.sub("", block.tex)).split("\n")) if line)
    if not tex:
        return ""
    if any(line == "---" for line in tex.split("\n")):  # it would be read as a break between cards
        return f"$${tex.replace(chr(10), ' ')}$$"
    fence = "`" * max(3, max(map(len, re.findall("`+", tex)), default=0) + 1)
    return f"{fence}math\n{tex}\n{fence}" if "$$" in tex else f"$$\n{tex}\n$$"


SPEC: Final = BlockSpec(
    type=Math,
    compose=compose,
    words=lambda block: plain(block.tex),
    markdown=markdown,
    hint="math: one formula in LaTeX, without dollar signs; lines of a derivation with \\\\ and &",
    example=Math(r"\bar{v} = \frac{Q}{A} = \frac{1}{n}\, R^{2/3} \sqrt{S}"),
)
