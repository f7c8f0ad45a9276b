"""Title and all else at the lower edge, under a strong line at the upper one."""

from dataclasses import replace
from typing import Final

from cardwright.scene import Node
from cardwright.scene.covers import Words
from cardwright.scene.estimate import height
from cardwright.scene.pen import Pen

_HIGH: Final = 0.94  # of the height that words take


def arranged(words: Words, pen: Pen, tall: float) -> Node:
    head, below = words.head(pen), words.below(pen)
    foot = pen.stack([*head, pen.stack(below, "snug")] if below else head, "normal")
    rule = pen.accent_rule()
    node = pen.stack([rule, foot], "wide")
    return replace(node, gap=round(max(node.gap, tall * _HIGH - rule.height - height(foot, pen.width)), 2))
