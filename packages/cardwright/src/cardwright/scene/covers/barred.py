"""A strong bar along the whole of the words."""

from cardwright.scene import Node
from cardwright.scene.covers import Words
from cardwright.scene.pen import Pen


def arranged(words: Words, pen: Pen, tall: float) -> Node:  # noqa: ARG001
    inner = pen.inside_panel(bar="start")
    head, below = words.head(inner), words.below(inner)
    parts = [*head, inner.stack(below, "snug")] if below else head
    return pen.panel(inner.stack(parts, "normal"), "none", bar="start")
