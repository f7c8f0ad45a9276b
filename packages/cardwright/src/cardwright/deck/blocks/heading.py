"""A heading inside a card, one or two steps below the card's title."""

from typing import Any, ClassVar, Final, Literal

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.sketch import Sketch
from cardwright.deck.text import Text, plain, rich


class Heading(Block, frozen=True, tag="heading"):
    """`level` 2 opens a part of the card, 3 a part of that part."""

    kind: ClassVar[str] = "heading"
    text: Text
    level: Literal[2, 3] = 2


def compose(block: Heading, sketch: Sketch[Any]) -> Any:
    """One line of text, or nothing when it is empty."""
    if not plain(block.text).strip():
        return None
    if block.level == 2:
        return sketch.text(block.text, "heading", tag="h2")
    return sketch.text(block.text, "subheading", tag="h3")


SPEC: Final = BlockSpec(
    type=Heading,
    compose=compose,
    words=lambda block: plain(block.text),
    markdown=lambda block: markup.heading(block.text, block.level + 1),  # below the card's title
    hint="heading: names a part of a card that has several; never repeats the card's title",
    example=Heading(rich("What we learned")),
)
