"""How the words of an opening stand, one way per file; a theme names the one of its covers.

A file defines `arranged(words, pen, tall) -> Node`: a title and what stands below
it, in the order in which they are read, within the pen's width and `tall` points.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from cardwright.deck import Block, Text, plain
from cardwright.deck.sketch import Style, Tag
from cardwright.families import members
from cardwright.scene import Node, TextNode
from cardwright.scene.display import balanced, display
from cardwright.scene.pen import Pen


@dataclass(frozen=True, slots=True)
class Words:
    """What an opening says; `largest` is the title's size, against that of covers."""

    title: Text
    blocks: Sequence[Block]
    tag: Tag
    largest: float

    def head(self, pen: Pen, times: float = 1.0) -> list[Node]:
        """The title, in as few lines as it may have; nothing without one."""
        if not plain(self.title).strip():
            return []
        return [
            balanced(pen, display(pen, self.title, "title", self.tag, 5 if pen.narrow else 3, self.largest * times))
        ]

    def below(self, pen: Pen) -> list[Node]:
        """The first paragraph leads; those after it are small print, such as an author or a date."""
        drawn: list[Node] = []
        for block in self.blocks:
            styles: dict[Style, Style] = {"body": "meta" if drawn else "lead", "heading": "subheading"}
            node = replace(pen, styles=styles).block(block)
            if node is not None:
                drawn.append(balanced(pen, node) if isinstance(node, TextNode) else node)
        return drawn


Arranged = Callable[[Words, Pen, float], Node]


@cache
def covers() -> Mapping[str, Arranged]:
    """Map name to arrangement for every file in this folder, sorted by name."""
    return {name: module.arranged for name, module in members(__name__).items()}
