"""A short strong line above the title, everything else below it."""

from cardwright.scene import Node
from cardwright.scene.covers import Words
from cardwright.scene.pen import Pen


def arranged(words: Words, pen: Pen, tall: float) -> Node:  # noqa: ARG001
    head = words.head(pen)
    parts: list[Node] = [pen.accent_rule(), *head] if head else []
    below = words.below(pen)
    if not below:
        return pen.stack(parts, "normal")
    return pen.stack([pen.stack(parts, "normal"), pen.stack(below, "snug")] if parts else below, "normal")
