"""A deck as Markdown, for people to edit and for a writer to read again."""

from typing import Final

from cardwright.deck import Card, Deck
from cardwright.deck.blocks import spec_of
from cardwright.deck.markup import comment, heading, stacked

_BREAK: Final = "\n\n---\n\n"


def to_markdown(deck: Deck) -> str:
    """The cards in order, a line `---` between them.

    A card is its title as a heading, its blocks, and its notes as a comment.
    Looks that Markdown has no marks for, such as a lead or the widths of
    columns, are left out; no word is.
    """
    text = _BREAK.join(_card(card) for card in deck.cards).strip("\n")
    return f"{text}\n" if text else ""


def _card(card: Card) -> str:
    title = heading(card.title, 1 if card.kind == "cover" else 2)
    blocks = (spec_of(block).markdown(block) for block in card.blocks)
    return stacked([title, *blocks, comment("notes", card.notes)])
