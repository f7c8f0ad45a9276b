"""More cards than the text can fill: an outline's points become cards, the rest says what is missing."""

from collections.abc import Sequence
from typing import Final

import msgspec

from cardwright.deck import Block, plain
from cardwright.deck.blocks.list import List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.write.atoms import Grain, atoms
from cardwright.write.language import count
from cardwright.write.outline import Section, said

_TOPIC_WORDS: Final = 30
_POINT_WORDS: Final = 14
_CARD_WORDS: Final = 9  # a card with fewer words than this is better a prompt


def words(sections: Sequence[Section]) -> int:
    """Words of sections, headings included."""
    return sum(count(plain(part.head)) + sum(count(said(block)) for block in part.blocks) for part in sections)


def is_topic(sections: Sequence[Section]) -> bool:
    """Whether a text is a bare topic or a wish, with nothing in it to put on cards."""
    blocks = [block for part in sections for block in part.blocks]
    return (
        len(blocks) <= 1 and all(isinstance(block, Paragraph) for block in blocks) and words(sections) <= _TOPIC_WORDS
    )


def is_outline(sections: Sequence[Section]) -> bool:
    """Whether a text only names what to speak about: headings and short points."""
    blocks = [block for part in sections for block in part.blocks]
    return all(_is_points(block) for block in blocks) and (bool(blocks) or len(sections) > 1)


def _is_points(block: Block) -> bool:
    return isinstance(block, List) and all(count(plain(item.text)) <= _POINT_WORDS for item in block.items)


def unfolded(sections: Sequence[Section], number: int) -> list[Section]:
    """The sections of an outline; its outer points are sections too where there are too few of them."""
    if len(sections) >= number:
        return list(sections)
    found: list[Section] = []
    for part in sections:
        points = [point for block in part.blocks for point in _points(block, part.level + 1)]
        if len(points) > 1 and (not part.head or len(sections) == 1 or len(sections) + len(points) <= number):
            found.extend([Section(part.head, part.level), *points] if part.head else points)
        else:
            found.append(part)
    return found


def _points(block: Block, level: int) -> list[Section]:
    found: list[Section] = []
    for item in block.items if isinstance(block, List) else ():
        if not item.level or not found:
            found.append(Section(item.text, level))
            continue
        inner = msgspec.structs.replace(item, level=item.level - 1)
        last = found[-1].blocks
        items = (*last[0].items, inner) if last and isinstance(last[0], List) else (inner,)
        found[-1] = Section(found[-1].head, level, (List(items, ordered=item.number is not None),))
    return found


def fillable(sections: Sequence[Section], number: int) -> int:
    """How many cards, up to `number`, the text itself can fill without tearing its sentences."""
    pieces = sum(max(len(atoms(part.blocks, Grain.SENTENCES)), 1) for part in sections)
    return max(min(number, pieces, max(words(sections) // _CARD_WORDS, len(sections))), 1)
