"""A hairline across between the title and what stands below it."""

from cardwright.scene import Node
from cardwright.scene.covers import Words
from cardwright.scene.pen import Pen


def arranged(words: Words, pen: Pen, tall: float) -> Node:  # noqa: ARG001
    head, below = words.head(pen), words.below(pen)
    if not head or not below:
        return pen.stack([*head, *below], "normal")
    return pen.stack([*head, pen.rule(), pen.stack(below, "snug")], "wide")
