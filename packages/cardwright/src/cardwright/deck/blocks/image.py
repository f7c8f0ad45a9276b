"""A picture that the text names by its address."""

from typing import Annotated, Any, ClassVar, Final

import msgspec

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.sketch import Sketch
from cardwright.deck.text import Text, bare, plain, rich


class Image(Block, frozen=True, tag="image"):
    """`src` is an absolute URL, or a path where the caller allows local files.

    `alt` says what is to be seen, for those who cannot see it. `credit` names
    who made it and under which licence, where somebody asks for that.
    """

    kind: ClassVar[str] = "image"
    src: Annotated[str, msgspec.Meta(min_length=1, max_length=8192)]
    alt: str = ""
    caption: Text = ()
    credit: Text = ()


def compose(block: Image, sketch: Sketch[Any]) -> Any:
    """The picture over its caption and credit; the caption alone when the picture could not be had."""
    picture = sketch.picture(block.src, block.alt or bare(block.caption))
    caption = sketch.text(block.caption, "caption") if plain(block.caption).strip() else None
    credit = sketch.text(block.credit, "caption") if picture is not None and plain(block.credit).strip() else None
    nodes = [node for node in (picture, caption, credit) if node is not None]
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else sketch.stack(nodes, "snug")


def words(block: Image) -> str:
    """The caption, or else the alternative text."""
    return plain(block.caption) or block.alt


def markdown(block: Image) -> str:
    """The picture with its caption and credit as its title, and what the two refer to behind it."""
    said = " · ".join(filter(str.strip, (bare(block.caption), bare(block.credit))))
    marks = markup.inline(tuple(span for span in (*block.caption, *block.credit) if span.note))
    return markup.picture(block.src, block.alt, said) + marks


SPEC: Final = BlockSpec(
    type=Image,
    compose=compose,
    words=words,
    markdown=markdown,
    hint="image: only a picture whose https address stands in the source text; say in `alt` what it shows",
    example=Image(
        "https://example.org/weir.jpg",
        "The weir before it was opened",
        rich("The weir in 2018"),
    ),
    sources=lambda block: (block.src,),
)
