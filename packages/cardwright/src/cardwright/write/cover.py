"""The card a deck opens with."""

from collections.abc import Sequence
from typing import Final

import msgspec

from cardwright.deck import Block, Card, Text, plain, rich
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.write import spans
from cardwright.write.language import count
from cardwright.write.outline import Section, weight
from cardwright.write.pointing import points_back
from cardwright.write.sentences import sentence_ends

_LEAD_WORDS: Final = 40
_SENTENCE_WORDS: Final = 30


def has_title(sections: Sequence[Section]) -> bool:
    """Whether the first heading is the whole text's title, not just the first of several."""
    first = sections[0]
    if not first.head or len(sections) == 1:
        return bool(first.head)
    outermost = sum(section.level <= first.level for section in sections)
    return outermost == 1 or (first.level == 1 and not first.blocks)


def taken(sections: Sequence[Section]) -> tuple[Card, tuple[Section, ...]]:
    """A cover from the text's title and its opening words, and what remains for the other cards.

    The first section must have a heading. Something always remains when the
    text says anything beside its title.
    """
    first, rest = sections[0], tuple(sections[1:])
    lead, left = _lead(first.blocks)
    if not left and not rest:
        lead, left = (), first.blocks
    remains = (Section((), first.level, left), *rest) if left else rest
    return Card(first.head, lead, "cover"), remains


def _lead(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or plain(first.text).rstrip().endswith((":", "：")):
        return (), blocks
    if count(plain(first.text)) <= _LEAD_WORDS:
        return (_as_lead(first.text),), blocks[1:]
    end = sentence_ends(spans.outline(first.text))[0]
    if count(plain(first.text)[:end]) > _SENTENCE_WORDS or end == len(plain(first.text)):
        return (), blocks
    opening, after = spans.split(first.text, end, end)
    if points_back(plain(after).strip()):
        return (), blocks  # what follows would speak of what is on another card
    return (_as_lead(opening),), (msgspec.structs.replace(first, text=spans.strip(after)), *blocks[1:])


def _as_lead(text: Text) -> Paragraph:
    return Paragraph(spans.strip(text), lead=True)


def looks_like_cover(card: Card) -> bool:
    """Whether a card that the author set apart as the first is a title with a few words."""
    return (
        bool(card.title)
        and all(isinstance(block, Paragraph) for block in card.blocks)
        and (weight(card.blocks) <= _LEAD_WORDS)
    )


def titled(title: str, lead: str = "") -> Card:
    """A cover that says a title and, if there is one, a sentence."""
    return Card(rich(title), (Paragraph(rich(lead), lead=True),) if lead else (), "cover")
