"""A quotation with an optional attribution, set off by a bar at its start edge."""

from typing import Any, ClassVar, Final

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.sketch import Sketch
from cardwright.deck.text import Text, plain, rich


class Quote(Block, frozen=True, tag="quote"):
    """`text` carries its own quotation marks, if any; `by` is empty when nobody is named."""

    kind: ClassVar[str] = "quote"
    text: Text
    by: str = ""


def compose(block: Quote, sketch: Sketch[Any]) -> Any:
    """The words and below them who said them; they are never separated."""
    if not plain(block.text).strip():
        return None
    pen = sketch.inside_panel(bar="start")
    said = pen.text(block.text, "quote")
    child = pen.stack([said, pen.text(rich(f"\N{EM DASH} {block.by}"), "label")], "snug") if block.by else said
    return sketch.panel(child, "none", bar="start")


def markdown(block: Quote) -> str:
    """A block quote; who said it is a paragraph of its own after a dash."""
    said, by = markup.inline(block.text), markup.inline(rich(block.by))
    if not said:
        return ""
    return markup.quoted(markup.stacked([markup.opening(said), by and f"\N{EM DASH} {by}"]))


SPEC: Final = BlockSpec(
    type=Quote,
    compose=compose,
    words=lambda block: f"{plain(block.text)}\n{block.by}".strip("\n"),
    markdown=markdown,
    hint="quote: words somebody really said, under 40 words, with who said them",
    example=Quote(rich("You cannot step into the same river twice."), "Heraclitus"),
)
