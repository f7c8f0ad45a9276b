"""The title larger than elsewhere, the strong line at the end of the words."""

from typing import Final

from cardwright.scene import Node
from cardwright.scene.covers import Words
from cardwright.scene.pen import Pen

_LARGER: Final = 1.12


def arranged(words: Words, pen: Pen, tall: float) -> Node:  # noqa: ARG001
    head, below = words.head(pen, _LARGER), words.below(pen)
    said = [*head, pen.stack(below, "snug")] if below else head
    return pen.stack([pen.stack(said, "normal"), pen.accent_rule()], "wide")
