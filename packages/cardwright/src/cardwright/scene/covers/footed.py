"""The title at the upper edge, what stands below it at the lower one."""

from dataclasses import replace
from typing import Final

from cardwright.scene import Node
from cardwright.scene.covers import Words
from cardwright.scene.estimate import height
from cardwright.scene.pen import Pen

_HIGH: Final = 0.94  # of the height that words take


def arranged(words: Words, pen: Pen, tall: float) -> Node:
    head, below = words.head(pen), words.below(pen)
    top = pen.stack([pen.accent_rule(), *head], "normal")
    if not below:
        below = [pen.rule()]
    foot = pen.stack(below, "snug")
    apart = tall * _HIGH - height(top, pen.width) - height(foot, pen.width)
    node = pen.stack([top, foot], "wide")
    return replace(node, gap=round(max(node.gap, apart), 2))
