"""Running text as bullets, bullets as running text: no word is lost, and what has more structure stays as it is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal

from cardwright.deck import Block, Text, bare, plain, rich
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.write import spans
from cardwright.write.language import WIDE
from cardwright.write.outline import Section
from cardwright.write.sentences import sentence_ends

_ENDS: Final = (".", "!", "?", "…", ":", ";", "。", "！", "？", "।", "؟")


def told(sections: Sequence[Section], way: Literal["", "bullets", "paragraphs"]) -> tuple[Section, ...]:
    """The sections told in one way throughout; as they are when `way` is empty."""
    turn = {"bullets": _bulleted, "paragraphs": _flowing}.get(way)
    if turn is None:
        return tuple(sections)
    return tuple(replace(part, blocks=tuple(map(turn, part.blocks))) for part in sections)


def _bulleted(block: Block) -> Block:
    """A paragraph of several sentences as a list of them."""
    if not isinstance(block, Paragraph):
        return block
    parts = [spans.strip(part) for part in spans.cut(block.text, sentence_ends(plain(block.text)))]
    items = tuple(Item(part) for part in parts if plain(part).strip())
    return List(items) if len(items) > 1 else block


def _flowing(block: Block) -> Block:
    """A flat list of bullets as one paragraph of sentences."""
    if (
        not isinstance(block, List)
        or block.ordered
        or any(item.level or item.number is not None for item in block.items)
    ):
        return block
    texts = [_ended(item.text) for item in block.items if plain(item.text).strip()]
    wide = any(WIDE.search(plain(text)) for text in texts)
    return Paragraph(spans.join(texts, "" if wide else " ")) if texts else block


def _ended(text: Text) -> Text:
    """The text with a full stop where it has no end of its own."""
    text = spans.strip(text)
    if bare(text).endswith(_ENDS):
        return text
    return spans.join([text, rich("。" if WIDE.search(plain(text)[-1:]) else ".")])
