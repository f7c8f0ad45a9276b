"""What a text is made of, before it is cut into cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cardwright.deck import Block, Text, bare
from cardwright.deck.blocks import spec_of
from cardwright.write.language import count


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that their author kept apart; what they mean is not known yet."""

    lines: tuple[Text, ...]


Piece = Block | Lines


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what follows it, up to the next heading of any level.

    `level` is 1 for the text's own title and grows inwards, 0 without a heading.
    """

    head: Text = ()
    level: int = 0
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class RawSection:
    """A section as it was read: lines are not yet lists, figures not yet charts."""

    head: Text
    level: int
    pieces: tuple[Piece, ...]


def said(block: Block) -> str:
    """All text of a block."""
    return spec_of(block).words(block)


def weight(blocks: Sequence[Block]) -> int:
    """How much room blocks take, in words of running text."""
    return sum(_weight(block) for block in blocks)


# Words of running text that a block takes the room of, beside its own words.
_ROOM: Final = {
    "image": 40,
    "chart": 45,
    "table": 30,
    "stats": 30,
    "timeline": 30,
    "quote": 12,
    "code": 10,
    "heading": 3,
}


def _weight(block: Block) -> int:
    return max(count(said(block)) + _ROOM.get(type(block).kind, 1), 1)


def first_words(text: Text) -> str:
    """The characters of a text on one line."""
    return " ".join(bare(text).split())
