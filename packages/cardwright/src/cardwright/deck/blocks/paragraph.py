"""Running text: one paragraph."""

from typing import Any, ClassVar, Final

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.sketch import Sketch
from cardwright.deck.text import Span, Text, plain


class Paragraph(Block, frozen=True, tag="paragraph"):
    """`lead` is the one sentence a card opens with, set larger."""

    kind: ClassVar[str] = "paragraph"
    text: Text
    lead: bool = False


def compose(block: Paragraph, sketch: Sketch[Any]) -> Any:
    """The paragraph, or nothing when it is empty."""
    if not plain(block.text).strip():
        return None
    return sketch.text(block.text, "lead" if block.lead else "body")


SPEC: Final = BlockSpec(
    type=Paragraph,
    compose=compose,
    words=lambda block: plain(block.text),
    markdown=lambda block: markup.paragraph(block.text),
    hint="paragraph: one to three sentences of running text; `lead` for a card's opening sentence",
    example=Paragraph(
        (
            Span("Rain fills the river; "),
            Span("meadows", bold=True),
            Span(" slow it down."),
        )
    ),
)
